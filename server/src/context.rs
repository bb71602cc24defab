//! What pages and server functions find in their Leptos context: the desk, and what is known about the request.

use axum::http::{header, request::Parts};
use backend::usecase::session::RequestContext;
use leptos::{
    nonce::use_nonce,
    prelude::{provide_context, use_context},
};
use leptos_axum::ResponseOptions;

use crate::{middleware::security_headers, state::AppState};

/// Makes the function that provides the context of each request: [`backend::Desk`] and [`RequestContext`]. For a page it also
/// sets the content policy, since only here its nonce is known.
pub fn provider(state: &AppState) -> impl Fn() + Clone + Send + Sync + 'static {
    let state = state.clone();
    move || {
        provide_context(state.desk.clone());
        let known = use_context::<Parts>().and_then(|parts| parts.extensions.get::<RequestContext>().cloned());
        provide_context(known.unwrap_or_else(nobody));
        if let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>())
            && let Some(policy) = security_headers::page_policy(&nonce, state.desk.config(), &state.web)
        {
            response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
        }
    }
}

fn nobody() -> RequestContext {
    RequestContext { session: None, request_id: String::new(), address: String::new() }
}
