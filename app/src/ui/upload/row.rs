//! One file of a form: name, where it stands, and what can be done about it.

use leptos::prelude::*;

use super::{Item, State, Uploads};
use crate::{
    session::use_texts,
    ui::{
        icon::{icon, small_icon},
        keys::take,
    },
};

/// The row. Del takes the file out.
#[component]
pub fn Row(uploads: Uploads, number: u32) -> impl IntoView {
    let item = Memo::new(move |_| uploads.item(number));
    let failed = move || item.with(|item| item.as_ref().is_some_and(|item| matches!(item.state, State::Refused(..))));
    view! {
        <li
            class="file"
            class:is-error=failed
            on:keydown=move |event| {
                take(
                    &event,
                    |press| {
                        let asked = press.alone() == Some("Delete");
                        if asked {
                            uploads.remove(number);
                        }
                        asked
                    },
                );
            }
        >
            {move || item.get().map(|item| content(uploads, item))}
        </li>
    }
}

fn content(uploads: Uploads, item: Item) -> AnyView {
    let t = &use_texts().files;
    let Item { number, name, size, state } = item;
    let size = (t.bytes)(size);
    let is_photo = matches!(&state, State::Done(row) if row.kind.is_photo());
    let says = match &state {
        State::Sending(percent) => (t.sent_of)(*percent, &size),
        State::Done(_) => format!("{size} · {}", t.ready),
        State::Refused(why, _) => why.clone(),
        State::Cancelled => t.cancelled.to_owned(),
    };
    let again = matches!(state, State::Refused(_, true) | State::Cancelled);
    let sending = match state {
        State::Sending(percent) => Some(percent),
        _ => None,
    };
    let label = if sending.is_some() { (t.cancel)(&name) } else { (t.remove)(&name) };
    view! {
        {icon(if is_photo { "image" } else { "file-text" })}
        <b class="one-line">{name}</b>
        <small role=again.then_some("alert")>{says}</small>
        <span class="btn-group">
            {again
                .then(|| {
                    view! {
                        <button type="button" class="btn btn--sm" on:click=move |_| uploads.retry(number)>
                            {small_icon("refresh-cw")}
                            {t.retry}
                        </button>
                    }
                })}
            <button
                type="button"
                class="btn btn--ghost btn--icon btn--sm"
                aria-label=label
                on:click=move |_| {
                    if sending.is_some() { uploads.cancel(number) } else { uploads.remove(number) }
                }
            >
                {icon("x")}
            </button>
        </span>
        {sending
            .map(|percent| {
                view! { <progress class="progress" max="100" value=percent.to_string() aria-label=t.sending></progress> }
            })}
    }
    .into_any()
}
