//! A part of a page that could not be loaded: the sentence, the request's id, and a way on.

use domain::error::ErrorCode;
use leptos::prelude::*;

use crate::{
    api::ApiError,
    session::{use_session, use_texts},
    ui::{icon::icon, problems::use_problems, title::PageTitle},
};

/// The failure, with "Tentar de novo" where that may help. On the server the answer gets the error's status.
#[component]
pub fn Failed(error: ApiError, #[prop(optional, into)] retry: Option<Callback<()>>) -> impl IntoView {
    let t = use_texts();
    let home = use_session().home();
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>()
        && let Ok(status) = axum::http::StatusCode::from_u16(error.0.code.http_status())
    {
        response.set_status(status);
    }
    let sentence = t.error(&error.0);
    let problems = use_problems();
    let noted = error.clone();
    Effect::new(move |_| {
        problems.note(&noted);
    });
    let title = match error.0.code {
        ErrorCode::NotFound => t.errors.not_found_title,
        ErrorCode::Forbidden => t.errors.forbidden_title,
        _ => t.errors.title,
    };
    let request = error.0.request_id.filter(|id| !id.is_empty());
    view! {
        <PageTitle text=title.to_owned() />
        <div class="state-page">
            <div class="empty">
                {icon("circle-alert")} <h1 tabindex="-1">{title}</h1> <p role="alert">{sentence}</p>
                {request.map(|id| view! { <p class="code faint">{(t.errors.request)(&id)}</p> })}
                <div class="btn-group">
                    {retry
                        .map(|retry| {
                            view! {
                                <button type="button" class="btn btn--primary" on:click=move |_| retry.run(())>
                                    {t.errors.retry}
                                </button>
                            }
                        })} // From a page that is not one's own the frame itself has to be another.
                    <a class="btn" href=home.0 rel="external">
                        {home.1}
                    </a>
                </div>
            </div>
        </div>
    }
}
