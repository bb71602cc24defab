//! The files of my ticket: photos are shown, everything can be kept, and more can be sent.

use domain::{file::wire::FileRow, time::UtcMillis};
use leptos::prelude::*;

use super::TicketState;
use crate::{
    session::{use_session, use_texts},
    ui::{
        icon::icon,
        upload::{UploadBox, Uploads},
    },
};

/// The section.
#[component]
pub fn Files(state: TicketState) -> impl IntoView {
    let t = use_texts();
    let uploads = Uploads::to_ticket(state.id, Callback::new(move |_| state.reload()));
    let now = state.page.with_untracked(|page| page.now);
    let files = move || state.page.with(|page| page.files.clone());
    view! {
        <section aria-labelledby="portal-files-title">
            <h2 id="portal-files-title">{t.files.tab}</h2>
            <UploadBox uploads id="portal-files" />
            <ul class="files po-files">
                <For each=files key=|file| file.id let(file)>
                    {line(file, now)}
                </For>
            </ul>
        </section>
    }
}

fn line(file: FileRow, now: UtcMillis) -> AnyView {
    let t = &use_texts().files;
    let when = use_session().moment(file.at, now);
    let says = format!("{} · {} · {when}", (t.bytes)(file.size), file.by);
    let picture = file.image().map(|source| {
        let href = source.clone();
        view! {
            <a class="po-photo" href=href target="_blank" rel="noopener" aria-label=(t.open_image)(&file.name)>
                <img src=source alt="" loading="lazy" />
            </a>
        }
    });
    view! {
        <li class="file">
            {icon(if file.kind.is_photo() { "image" } else { "file-text" })}
            <b class="one-line">{file.name.clone()}</b>
            <small>{says}</small>
            <a class="btn btn--ghost btn--icon" href=file.href() download="" aria-label=(t.download)(&file.name)>
                {icon("download")}
            </a>
            {picture}
        </li>
    }
    .into_any()
}
