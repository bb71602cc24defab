//! How a server function travels: a POST with JSON both ways, read in the same way as everything else the browser reads, and
//! with the user for whom the page was made ([`domain::page_user`]).
//!
//! leptos' own JSON reads bytes, its resources and our frames read text, and serde compiles every type once for each kind
//! of source. One kind for all of them takes a tenth off the WASM; one request for all functions, instead of one for each,
//! takes off some more.

use domain::{error::ErrorCode, page_user::HEADER};
use http::Method;
use leptos::server_fn::{
    Bytes, ContentType, Decodes, Encodes, Format, FormatType, Http, Protocol,
    client::{Client, browser::BrowserClient},
    codec::{JsonEncoding, Post},
    request::{ClientReq, browser::BrowserRequest},
    response::ClientRes,
    server::Server,
};
use serde::{Serialize, de::DeserializeOwned};

use super::ApiError;
use crate::session::page_user;

/// JSON as text; see the head of this file.
pub struct WireEncoding;

impl ContentType for WireEncoding {
    const CONTENT_TYPE: &'static str = JsonEncoding::CONTENT_TYPE;
}

impl FormatType for WireEncoding {
    const FORMAT_TYPE: Format = Format::Text;
}

impl<T: Serialize> Encodes<T> for WireEncoding {
    type Error = serde_json::Error;

    fn encode(output: &T) -> Result<Bytes, Self::Error> {
        serde_json::to_vec(output).map(Bytes::from)
    }
}

impl<T: DeserializeOwned> Decodes<T> for WireEncoding {
    type Error = serde_json::Error;

    fn decode(bytes: Bytes) -> Result<T, Self::Error> {
        let text = std::str::from_utf8(&bytes).map_err(<serde_json::Error as serde::de::Error>::custom)?;
        serde_json::from_str(text)
    }
}

/// The protocol of every server function.
pub struct Wire;

/// What the server does with a request, as leptos does it.
type Body = Post<WireEncoding>;

impl<Input, Output, OnServer> Protocol<Input, Output, BrowserClient, OnServer, ApiError> for Wire
where
    Input: Serialize + DeserializeOwned + Send,
    Output: Serialize + DeserializeOwned + Send,
    OnServer: Server<ApiError>,
    Http<Body, Body>: Protocol<Input, Output, BrowserClient, OnServer, ApiError>,
{
    const METHOD: Method = Method::POST;

    fn run_server<F, Answer>(
        request: OnServer::Request,
        function: F,
    ) -> impl Future<Output = Result<OnServer::Response, ApiError>> + Send
    where
        F: Fn(Input) -> Answer + Send,
        Answer: Future<Output = Result<Output, ApiError>> + Send,
    {
        Http::<Body, Body>::run_server(request, function)
    }

    async fn run_client(path: &str, input: Input) -> Result<Output, ApiError> {
        let body = serde_json::to_string(&input).map_err(|_| ErrorCode::Internal)?;
        let answer = ask(path, body).await?;
        read(&answer)
    }
}

/// Sends a request of this page; gives the text of the answer, or the refusal in it.
async fn ask(path: &str, body: String) -> Result<String, ApiError> {
    let kind = WireEncoding::CONTENT_TYPE;
    let request = <BrowserRequest as ClientReq<ApiError>>::try_new_post(path, kind, kind, body)?;
    if let Some(user) = page_user() {
        request.headers().set(HEADER, &user.to_string());
    }
    let answer = <BrowserClient as Client<ApiError>>::send(request).await?;
    let is_refusal = ClientRes::<ApiError>::status(&answer) >= 400;
    let text = ClientRes::<ApiError>::try_into_string(answer).await?;
    if is_refusal { Err(read(&text)?) } else { Ok(text) }
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, ApiError> {
    serde_json::from_str(text).map_err(|_| ErrorCode::Internal.into())
}
