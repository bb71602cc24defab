//! The first step: dropping or choosing a file, sending it with progress, and the earlier imports.

use domain::{
    error::{AppError, ErrorCode},
    person::import::{FILE_MAX_MB, ImportKind, ImportStatus},
};
use leptos::{ev, prelude::*};
use leptos_router::hooks::{use_navigate, use_query_map};

use super::upload::{self, Uploaded};
use crate::{
    session::{use_session, use_texts},
    ui::{
        dom,
        icon::{icon, sized_icon},
        problems::use_problems,
        scope::Scope,
        transfer,
    },
};

/// What the list is about, from the address: people when it does not say.
pub fn kind_of_address() -> Memo<ImportKind> {
    let params = use_query_map();
    Memo::new(move |_| {
        params.with(|params| params.get("kind").and_then(|code| ImportKind::from_code(&code))).unwrap_or_default()
    })
}

const INPUT: &str = "import-file";

/// The step.
#[component]
pub fn ChooseFile(earlier: Vec<ImportStatus>) -> impl IntoView {
    let t = use_texts();
    let words = &t.imports;
    let problems = use_problems();
    let navigate = use_navigate();
    let number = transfer::fresh_number();
    let kind = kind_of_address();
    let scope = Scope::new();
    // Name and percentage of what is being sent.
    let sending = RwSignal::new(None::<(String, u32)>);
    let refused = RwSignal::new(None::<String>);
    let over = RwSignal::new(false);
    let send = move |file: web_sys::File| {
        if sending.with_untracked(Option::is_some) {
            return;
        }
        refused.set(None);
        let limit = f64::from(FILE_MAX_MB) * 1024.0 * 1024.0;
        let fault = if file.size() > limit {
            Some(ErrorCode::FileTooLarge { max_mb: FILE_MAX_MB })
        } else if file.size() < 1.0 {
            Some(ErrorCode::FileEmpty)
        } else {
            None
        };
        if let Some(code) = fault {
            refused.set(Some(t.error(&AppError::new(code))));
            return;
        }
        let name = file.name();
        sending.set(Some((name, 0)));
        let progress = Box::new(move |percent| {
            let _ = sending.try_update(|sending| {
                if let Some((_, shown)) = sending {
                    *shown = percent;
                }
            });
        });
        let Some(answer) = upload::start(number, kind.get_untracked(), &file, progress) else {
            sending.set(None);
            refused.set(Some(t.error(&AppError::new(ErrorCode::Internal))));
            return;
        };
        let navigate = navigate.clone();
        scope.spawn(async move {
            let answer = answer.await;
            sending.set(None);
            match answer {
                Uploaded::Done(id) => navigate(&format!("/people/import/{id}"), Default::default()),
                Uploaded::Refused(error) => {
                    let sentence = problems.note(&error);
                    refused.set(Some(sentence));
                    dom::focus_soon(INPUT);
                }
                Uploaded::Cancelled => dom::focus_soon(INPUT),
            }
        });
    };
    let dropped = {
        let send = send.clone();
        move |event: ev::DragEvent| {
            event.prevent_default();
            over.set(false);
            let file = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0));
            if let Some(file) = file {
                send(file);
            }
        }
    };
    let chosen = move |event: ev::Event| {
        let input = event_target::<web_sys::HtmlInputElement>(&event);
        let file = input.files().and_then(|files| files.get(0));
        if let Some(file) = file {
            send(file);
            // The same file can be chosen again after it was corrected.
            input.set_value("");
        }
    };
    on_cleanup(move || {
        if cfg!(feature = "hydrate") {
            transfer::cancel(number);
        }
    });
    view! {
        <div class="wiz__body" tabindex="0" role="region" aria-label=words.step_file>
            <label
                class="drop"
                class:is-over=move || over.get()
                class:is-error=move || refused.with(Option::is_some)
                on:dragover=move |event| {
                    event.prevent_default();
                    over.set(true);
                }
                on:dragleave=move |_| over.set(false)
                on:drop=dropped
            >
                <input
                    type="file"
                    id=INPUT
                    accept=".csv,.txt,.tsv,text/csv,text/plain"
                    aria-describedby="import-limits import-refused"
                    disabled=move || sending.with(Option::is_some)
                    on:change=chosen
                />
                {sized_icon("upload", "ic ic--24")}
                <p>
                    <b>{words.drop}</b>
                    " "
                    <span class="link">{words.browse}</span>
                </p>
                <small id="import-limits">{words.limits}</small>
            </label>
            <p class="error" id="import-refused" role="alert">
                {move || refused.get()}
            </p>
            <div role="status">
                {move || {
                    sending
                        .get()
                        .map(|(name, percent)| {
                            view! {
                                <div class="file">
                                    {icon("file-text")}
                                    <b>{name}</b>
                                    <small>{(words.sent_percent)(percent)}</small>
                                    <button
                                        type="button"
                                        class="btn btn--ghost btn--icon btn--sm"
                                        aria-label=words.cancel_sending
                                        on:click=move |_| transfer::cancel(number)
                                    >
                                        {icon("x")}
                                    </button>
                                    <progress
                                        class="progress"
                                        max="100"
                                        value=percent.to_string()
                                        aria-label=words.sending
                                    ></progress>
                                </div>
                            }
                        })
                }}
            </div>
            <Earlier earlier />
        </div>
    }
}

/// Earlier imports: one that waits or runs can be gone on with.
#[component]
fn Earlier(earlier: Vec<ImportStatus>) -> impl IntoView {
    let t = use_texts();
    let words = &t.imports;
    let zone = use_session().zone;
    if earlier.is_empty() {
        return view! { <p class="faint">{words.previous_none}</p> }.into_any();
    }
    view! {
        <section>
            <h2>{words.previous}</h2>
            <div class="table-wrap">
                <table class="table table--stack">
                    <caption class="sr">{words.previous}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words.step_file}</th>
                            <th scope="col">{words.what}</th>
                            <th scope="col">{t.tickets.status_label}</th>
                            <th scope="col" class="num">
                                {words.created_rows}
                            </th>
                            <th scope="col" class="num">
                                {words.updated_rows}
                            </th>
                            <th scope="col" class="num">
                                {words.bad}
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {earlier
                            .into_iter()
                            .map(|one| {
                                view! {
                                    <tr>
                                        <td class="cut cell--lead">
                                            <a class="cellmain" href=format!("/people/import/{}", one.id)>
                                                {one.file_name}
                                            </a>
                                            <small class="faint">
                                                {(words.by_at)(&one.created_by, &one.created_at.format_date_time(zone))}
                                            </small>
                                        </td>
                                        <td class="nowrap cell--sub">{super::home_of(one.kind).1}</td>
                                        <td class="nowrap cell--sub">{(words.state)(one.state)}</td>
                                        <td class="num cell--hide">{one.created_rows.to_string()}</td>
                                        <td class="num cell--hide">{one.updated_rows.to_string()}</td>
                                        <td class="num cell--hide">{one.bad_rows.to_string()}</td>
                                    </tr>
                                }
                            })
                            .collect_view()}
                    </tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
