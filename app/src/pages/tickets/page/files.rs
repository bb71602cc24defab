//! "Arquivos": all files of the ticket and its chat, and sending more.

use domain::file::wire::{FileRow, TicketFiles};
use leptos::prelude::*;

use super::PageState;
use crate::{
    api::files::{list_files, remove_file},
    pages::failed::Failed,
    session::{use_session, use_texts},
    ui::{
        confirm::Confirm,
        dom,
        icon::{icon, small_icon},
        problems::use_problems,
        toasts::use_toasts,
        upload::{UploadBox, Uploads},
    },
};

/// The tab.
#[component]
pub fn FilesTab(state: PageState) -> impl IntoView {
    let id = state.id();
    // Read again whenever the ticket was: somebody else may have added one.
    let seen = Memo::new(move |_| state.details.with(|details| (details.file_count, details.row.updated_at)));
    let loaded = Resource::new(move || seen.get(), move |_| list_files(id));
    let uploads = Uploads::to_ticket(id, Callback::new(move |_| state.reload()));
    view! {
        {state.may_write.then(|| view! { <Sending uploads /> })}
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(listed) => view! { <Listed listed state /> }.into_any(),
                    Err(error) => view! { <Failed error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// The place to drop on, and who may see what is dropped.
#[component]
fn Sending(uploads: Uploads) -> impl IntoView {
    let t = &use_texts().files;
    view! {
        <section class="form">
            <UploadBox uploads id="ticket-files" />
            <label class="check">
                <input
                    type="checkbox"
                    class="cbx"
                    prop:checked=move || uploads.internal.get()
                    on:change=move |event| uploads.internal.set(event_target_checked(&event))
                />
                <span>{t.internal} <small class="faint">{format!(" {}", t.internal_help)}</small></span>
            </label>
        </section>
    }
}

#[component]
fn Listed(listed: TicketFiles, state: PageState) -> impl IntoView {
    let t = use_texts();
    let words = &t.files;
    let asked = RwSignal::new(None::<FileRow>);
    let open = RwSignal::new(false);
    let now = listed.now;
    if listed.files.is_empty() {
        return view! { <p class="empty empty--sm">{words.empty}</p> }.into_any();
    }
    let may_remove = state.may_write;
    let remove = Callback::new(move |row: FileRow| {
        asked.set(Some(row));
        open.set(true);
    });
    let rows = listed
        .files
        .into_iter()
        .map(|row| view! { <Line row now remove=may_remove.then_some(remove) /> })
        .collect_view();
    view! {
        <div class="table-wrap" tabindex="0" role="region" aria-label=words.tab>
            <table class="table table--stack fl-table">
                <caption class="sr">{words.tab}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words.name}</th>
                        <th scope="col" class="num">
                            {words.size}
                        </th>
                        <th scope="col">{words.kind}</th>
                        <th scope="col">{words.by}</th>
                        <th scope="col" class="col-datetime">
                            {words.at}
                        </th>
                        <th scope="col" class="col-act">
                            <span class="sr">{t.tickets.options}</span>
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <RemoveDialog asked open state />
    }
    .into_any()
}

#[component]
fn Line(row: FileRow, now: domain::time::UtcMillis, remove: Option<Callback<FileRow>>) -> impl IntoView {
    let t = use_texts();
    let words = &t.files;
    let session = use_session();
    let removable = remove.filter(|_| !row.from_chat);
    let kept = row.clone();
    let picture = row.image().map(|source| {
        let href = source.clone();
        view! {
            <a class="fl-thumb" href=href target="_blank" rel="noopener" aria-label=(words.open_image)(&row.name)>
                <img src=source alt="" loading="lazy" width="40" height="40" />
            </a>
        }
    });
    let plain = picture.is_none().then(|| view! { <span class="fl-thumb">{icon("file-text")}</span> });
    view! {
        <tr>
            <td class="cell--lead">
                <span class="fl-name">
                    {picture} {plain} <span class="fl-text">
                        <a class="link one-line" href=row.href() download="">
                            {row.name.clone()}
                        </a>
                        {row.from_chat.then(|| view! { <small class="faint">{words.from_chat}</small> })}
                        {row
                            .internal
                            .then(|| {
                                view! {
                                    <small class="tag" data-tone="brass">
                                        {words.internal}
                                    </small>
                                }
                            })}
                    </span>
                </span>
            </td>
            <td class="num nowrap cell--sub">{(words.bytes)(row.size)}</td>
            <td class="cell--hide">{row.kind.code().to_uppercase()}</td>
            <td class="cell--sub">{row.by.clone()}</td>
            <td class="nowrap cell--sub">
                <time datetime=row.at.format_iso()>{session.moment(row.at, now)}</time>
            </td>
            <td class="cell--acts">
                {removable
                    .map(|remove| {
                        let label = (words.remove)(&kept.name);
                        view! {
                            <button
                                type="button"
                                class="btn btn--ghost btn--icon btn--sm"
                                aria-label=label
                                on:click=move |_| remove.run(kept.clone())
                            >
                                {small_icon("trash-2")}
                            </button>
                        }
                    })}
            </td>
        </tr>
    }
}

/// "Remover “nota.pdf”?", with what follows.
#[component]
fn RemoveDialog(asked: RwSignal<Option<FileRow>>, open: RwSignal<bool>, state: PageState) -> impl IntoView {
    let t = use_texts();
    let words = &t.files;
    let problems = use_problems();
    let toasts = use_toasts();
    let name = move || asked.with(|asked| asked.as_ref().map(|row| row.name.clone()).unwrap_or_default());
    let act = move |()| {
        let Some(row) = asked.get_untracked() else { return };
        open.set(false);
        state.scope.act(remove_file(dom::fresh_key(), row.id), move |answer| match answer {
            Ok(()) => {
                toasts.success((words.removed)(&row.name));
                state.reload();
            }
            Err(error) => problems.tell(&error),
        });
    };
    view! {
        <Confirm
            id="remove-file"
            open
            title=Signal::derive(move || (words.remove_question)(&name()))
            text=words.remove_text
            act=t.common.remove
            on_act=Callback::new(act)
        />
    }
}
