//! The title of a page in the window's tab, with the number of unread conversations.
//!
//! Pages give their titles to one service that lives as long as the document; it writes `document.title`. Of a page it keeps
//! a text, never a signal: a page's signals are gone before its successor has a title. `leptos_meta` does neither this
//! nor the escaping of what the server writes into the head, so only its place in the document is used.

use leptos::prelude::*;

use crate::{session::use_session, unread::use_unread};

/// The titles of the pages that are open, the innermost last; in the root context.
#[derive(Clone, Copy)]
pub struct Titles {
    open: RwSignal<Vec<(u32, String)>>,
    next: StoredValue<u32>,
}

impl Default for Titles {
    fn default() -> Self {
        Self::new()
    }
}

impl Titles {
    /// Needs session and unread conversations in the context; from now on the tab shows the innermost title.
    pub fn new() -> Self {
        let titles = Self { open: RwSignal::new(Vec::new()), next: StoredValue::new(0) };
        let unread = use_unread();
        let product = use_session().texts().common.product;
        Effect::new(move |_| {
            let text = titles.open.with(|open| open.last().map(|(_, text)| text.clone()));
            // Between two pages there is none: the old one stays.
            if let Some(text) = text {
                document().set_title(&whole(unread.chats(), &text, product));
            }
        });
        titles
    }

    fn open(self) -> u32 {
        self.next.update_value(|next| *next += 1);
        self.next.get_value()
    }

    fn set(self, id: u32, text: String) {
        self.open.update(|open| match open.iter_mut().find(|(known, _)| *known == id) {
            Some((_, present)) => *present = text,
            None => open.push((id, text)),
        });
    }

    fn close(self, id: u32) {
        self.open.update(|open| open.retain(|(known, _)| *known != id));
    }
}

fn whole(unread: usize, text: &str, product: &str) -> String {
    match unread {
        0 => format!("{text} · {product}"),
        count => format!("({count}) {text} · {product}"),
    }
}

/// Sets the document's title while the calling component lives.
#[component]
pub fn PageTitle(#[prop(into)] text: Signal<String>) -> impl IntoView {
    #[cfg(feature = "ssr")]
    {
        let product = use_session().texts().common.product;
        let text = whole(0, &text.get_untracked(), product);
        // For its effect on the head alone; the page itself gets nothing from it.
        #[expect(clippy::disallowed_methods, reason = "the one use, with an escaped text that is no signal")]
        let _ = leptos_meta::Title(leptos_meta::TitleProps::builder().text(escaped(&text)).build());
    }
    let titles: Titles = expect_context();
    let id = titles.open();
    Effect::new(move |_| titles.set(id, text.get()));
    on_cleanup(move || titles.close(id));
}

/// Text as the content of an element.
#[cfg(feature = "ssr")]
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_title_ends_no_element() {
        assert_eq!(escaped("a & b</title><b>"), "a &amp; b&lt;/title&gt;&lt;b&gt;");
    }

    #[test]
    fn unread_conversations_stand_first() {
        assert_eq!(whole(0, "Atendimentos", "Balcão"), "Atendimentos · Balcão");
        assert_eq!(whole(2, "Atendimentos", "Balcão"), "(2) Atendimentos · Balcão");
    }
}
