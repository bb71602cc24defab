//! The title of a page: in the window's tab, and as the heading that gets the focus after navigation.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::session::use_session;

/// Sets the document's title.
#[component]
pub fn PageTitle(#[prop(into)] text: Signal<String>) -> impl IntoView {
    let product = use_session().texts().common.product;
    view! { <Title text=move || format!("{} · {product}", text.get()) /> }
}
