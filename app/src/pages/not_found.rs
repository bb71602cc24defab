//! An address that leads nowhere.

use leptos::prelude::*;

use crate::{
    session::{use_session, use_texts},
    ui::{icon::icon, title::PageTitle},
};

/// Says so, with a way back. The answer has the status 404.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let t = use_texts();
    let home = use_session().home();
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(axum::http::StatusCode::NOT_FOUND);
    }
    view! {
        <PageTitle text=t.errors.not_found_title.to_owned() />
        <div class="state-page">
            <div class="empty">
                {icon("search")} <h1>{t.errors.not_found_title}</h1> <p>{t.errors.page_not_found}</p>
                <a class="btn" href=home.0>
                    {home.1}
                </a>
            </div>
        </div>
    }
}
