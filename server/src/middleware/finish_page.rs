//! Pages are rendered to their end even when the browser goes away.
//!
//! Leptos 0.8 frees what a page held only when its stream has ended; a page that is dropped half-way would keep its memory
//! for ever. So a task of its own takes the page from the renderer, and goes on when nobody reads any more.

use std::time::Duration;

use axum::{
    body::{Body, Bytes},
    extract::Request,
    middleware::Next,
    response::Response,
};
use futures::StreamExt;
use tokio::sync::mpsc;

/// A page that takes longer than this is given up.
const DEADLINE: Duration = Duration::from_secs(30);

/// Separates rendering from sending.
pub async fn finish(request: Request, next: Next) -> Response {
    separated(next.run(request).await)
}

/// The answer with its body taken over by a task.
pub fn separated(response: Response) -> Response {
    // Without a length it is a stream.
    if axum::body::HttpBody::size_hint(response.body()).exact().is_some() {
        return response;
    }
    let (parts, body) = response.into_parts();
    // Unbounded on purpose: a page is some hundred kilobytes, and a slow reader must not keep the renderer.
    let (sender, mut receiver) = mpsc::unbounded_channel::<Result<Bytes, axum::Error>>();
    tokio::spawn(async move {
        let mut chunks = body.into_data_stream();
        let rendered = tokio::time::timeout(DEADLINE, async {
            while let Some(chunk) = chunks.next().await {
                // Nobody reads: the rest is rendered all the same.
                let _ = sender.send(chunk);
            }
        });
        if rendered.await.is_err() {
            tracing::error!("a page was not rendered within {} seconds", DEADLINE.as_secs());
        }
    });
    // May be asked again after its end, which the compression around it does.
    let chunks = futures::stream::poll_fn(move |context| receiver.poll_recv(context));
    Response::from_parts(parts, Body::from_stream(chunks))
}
