//! The title of a page: in the window's tab, with the number of unread conversations, and as the heading that gets the focus
//! after navigation.

use leptos::{prelude::*, text_prop::TextProp};
use leptos_meta::Title;

use crate::{session::use_session, unread::use_unread};

/// Sets the document's title.
#[component]
pub fn PageTitle(#[prop(into)] text: Signal<String>) -> impl IntoView {
    let product = use_session().texts().common.product;
    let unread = use_unread();
    let count = move || match unread.chats() {
        0 => String::new(),
        count => format!("({count}) "),
    };
    let title = move || format!("{}{} · {product}", count(), text.get());
    // The server puts the title into the head when the page's signals may be gone already: there it is a text.
    let title: TextProp = if cfg!(feature = "ssr") { untrack(title).into() } else { title.into() };
    view! { <Title text=title /> }
}
