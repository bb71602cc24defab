//! Server functions: the thin layer between screens and use-cases. One file an area; each function is about five lines:
//! context, actor, use-case, error.
//!
//! Every function is a POST with JSON both ways ([`wire::Wire`]) and its own endpoint under `/api`. The request says for whom
//! its page was made; the use-case decides about rights.

pub mod account;
pub mod catalogues;
pub mod chat;
pub mod contracts;
pub mod drafts;
pub mod files;
pub mod imports;
pub mod palette;
pub mod people;
pub mod portal;
pub mod session;
pub mod settings;
pub mod tickets;
pub mod users;
pub mod webhook;
pub mod wire;

use std::pin::Pin;

use domain::error::{AppError, ErrorCode};
use leptos::prelude::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

use self::wire::WireEncoding;

/// [`AppError`] as server functions carry it: the same JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ApiError(pub AppError);

/// What a server function answers, later; for components that are given the function to call.
pub type Answer<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>> + Send>>;

impl From<AppError> for ApiError {
    fn from(error: AppError) -> Self {
        Self(error)
    }
}

impl From<ErrorCode> for ApiError {
    fn from(code: ErrorCode) -> Self {
        Self(code.into())
    }
}

impl FromServerFnError for ApiError {
    type Encoder = WireEncoding;

    /// Failures of the transport itself. Their texts stay where they are: a screen gets a code.
    fn from_server_fn_error(value: ServerFnErrorErr) -> Self {
        match value {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => ErrorCode::Offline.into(),
            _ => ErrorCode::Internal.into(),
        }
    }
}

#[cfg(feature = "ssr")]
pub use self::server::{Asked, asked, fail};

#[cfg(feature = "ssr")]
mod server {
    use backend::{
        Desk,
        usecase::{Caller, session::RequestContext},
    };
    use domain::error::AppError;
    use leptos::prelude::{expect_context, use_context};
    use leptos_axum::ResponseOptions;

    use super::ApiError;

    /// What a server function works with: the desk and who asks.
    pub struct Asked {
        pub desk: Desk,
        pub caller: Caller,
        pub request: RequestContext,
    }

    /// Desk and caller of the present request.
    ///
    /// # Errors
    /// `SignedOut` when nobody is signed in.
    pub fn asked() -> Result<Asked, ApiError> {
        let request = expect_context::<RequestContext>();
        let caller = request.caller().map_err(fail)?;
        Ok(Asked { desk: expect_context::<Desk>(), caller, request })
    }

    /// Gives an error its HTTP status and the request's id on its way out.
    pub fn fail(mut error: AppError) -> ApiError {
        if let Some(response) = use_context::<ResponseOptions>()
            && let Ok(status) = axum::http::StatusCode::from_u16(error.code.http_status())
        {
            response.set_status(status);
        }
        error.request_id = use_context::<RequestContext>().map(|request| request.request_id);
        ApiError(error)
    }
}
