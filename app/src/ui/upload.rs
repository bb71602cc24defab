//! Sending files: dropped, browsed or pasted; each with progress, cancel and retry. For tickets, new tickets and chats.
//!
//! [`Uploads`] is the state, made by whoever needs the files; [`UploadBox`] shows it. What the server would refuse anyway is
//! refused here before anything is sent, by the same rule.

mod row;
mod state;

use domain::file::kind::accept_attribute;
use leptos::{ev, prelude::*};

use self::row::Row;
pub use self::state::{Item, State, Uploads};
use crate::{
    session::use_texts,
    ui::{
        icon::{icon, sized_icon},
        scope::on_window,
    },
};

/// The place to drop on, with its limits, and the files below. `id` is that of the field.
#[component]
pub fn UploadBox(uploads: Uploads, id: &'static str) -> impl IntoView {
    let t = &use_texts().files;
    let over = RwSignal::new(false);
    let limits_id = format!("{id}-limits");
    // A pasted image may come while the focus is anywhere.
    on_window(ev::paste, move |event| {
        // A composer beside the box has taken it.
        if event.default_prevented() {
            return;
        }
        if let Some(files) = event.clipboard_data().and_then(|data| data.files()).filter(|files| files.length() > 0) {
            event.prevent_default();
            uploads.add(&files);
        }
    });
    on_cleanup(move || {
        if cfg!(feature = "hydrate") {
            uploads.cancel_all();
        }
    });
    view! {
        <div class="upload">
            <label
                class="drop"
                class:is-over=move || over.get()
                on:dragover=move |event| {
                    event.prevent_default();
                    over.set(true);
                }
                on:dragleave=move |_| over.set(false)
                on:drop=move |event: ev::DragEvent| {
                    event.prevent_default();
                    over.set(false);
                    if let Some(files) = event.data_transfer().and_then(|data| data.files()) {
                        uploads.add(&files);
                    }
                }
            >
                <input
                    type="file"
                    multiple
                    id=id
                    accept=accept_attribute()
                    aria-describedby=limits_id.clone()
                    on:change=move |event| {
                        let input = event_target::<web_sys::HtmlInputElement>(&event);
                        if let Some(files) = input.files() {
                            uploads.add(&files);
                        }
                        // The same file can be chosen again.
                        input.set_value("");
                    }
                />
                {sized_icon("upload", "ic ic--24")}
                <p class="drop__fine">
                    <b>{t.drop}</b>
                    " "
                    <span class="link">{t.browse}</span>
                </p>
                <p class="drop__touch">
                    <b>{t.touch}</b>
                </p>
                <small id=limits_id>{(t.limits)(uploads.max_mb)}</small>
            </label>
            <UploadList uploads />
        </div>
    }
}

/// The button alone, for a place without room for the box: the composer of a chat.
#[component]
pub fn UploadButton(uploads: Uploads, id: &'static str) -> impl IntoView {
    let t = &use_texts().files;
    let limits = (t.limits)(uploads.max_mb);
    view! {
        <label class="btn btn--ghost btn--icon" for=id title=limits>
            {icon("paperclip")}
            <span class="sr">{t.attach}</span>
            <input
                type="file"
                class="sr"
                multiple
                id=id
                accept=accept_attribute()
                on:change=move |event| {
                    let input = event_target::<web_sys::HtmlInputElement>(&event);
                    if let Some(files) = input.files() {
                        uploads.add(&files);
                    }
                    input.set_value("");
                }
            />
        </label>
    }
}

/// The files alone, beside [`UploadButton`].
#[component]
pub fn UploadList(uploads: Uploads) -> impl IntoView {
    view! {
        <ul class="files">
            <For each=move || uploads.numbers() key=|number| *number let(number)>
                <Row uploads number />
            </For>
        </ul>
        <p class="sr" role="status">
            {move || uploads.told.get()}
        </p>
    }
}
