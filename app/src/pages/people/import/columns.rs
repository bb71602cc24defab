//! The second step: which column fills which field, how the first rows look, and which rows stay out.

use domain::person::import::{ImportState, Mapping, Separator, Target};
use leptos::prelude::*;

use super::{
    Wizard,
    rows::{Preview, Problems},
};
use crate::{
    api::imports as api,
    session::use_texts,
    ui::icon::{icon, sized_icon, small_icon},
};

/// The step.
#[component]
pub fn Columns(wizard: Wizard) -> impl IntoView {
    let t = use_texts();
    let words = &t.imports;
    let stored = Memo::new(move |_| {
        wizard
            .import
            .with(|import| (import.status.separator, import.status.header.clone(), import.status.mapping.clone()))
    });
    let mapping = RwSignal::new(stored.with_untracked(|(_, _, mapping)| mapping.clone()));
    // Another separator gives other columns and another guess.
    Effect::new(move |_| mapping.set(stored.with(|(_, _, mapping)| mapping.clone())));
    let reading = move || wizard.state() == ImportState::Reading;
    let changed = Memo::new(move |_| mapping.with(|mapping| stored.with(|(_, _, stored)| mapping != stored)));
    let kind = wizard.import.with_untracked(|import| import.status.kind);
    let named = Memo::new(move |_| {
        mapping.with(|mapping| kind.required().iter().all(|target| mapping.contains(&Some(*target))))
    });
    let good = move || wizard.import.with(|import| import.status.good_rows);
    let may_start = move || !reading() && !changed.get() && named.get() && good() > 0 && !wizard.busy.get();
    let remap = move |separator: Separator, mapping: Mapping| {
        wizard.command(api::remap_import(wizard.id(), separator, mapping));
    };
    view! {
        <div class="wiz__body" tabindex="0" role="region" aria-label=words.step_columns>
            <p>
                <b>{move || wizard.import.with(|import| import.status.file_name.clone())}</b>
                {move || wizard.import.with(|import| format!(" · {}", (words.encoding)(import.status.encoding)))}
            </p>
            <div class="field">
                <label for="import-separator">{words.separator}</label>
                <span class="select input--md">
                    <select
                        class="input"
                        id="import-separator"
                        disabled=move || reading() || wizard.busy.get()
                        prop:value=move || stored.with(|(separator, _, _)| separator.code())
                        on:change=move |event| {
                            if let Some(separator) = Separator::from_code(&event_target_value(&event)) {
                                remap(separator, Mapping::new());
                            }
                        }
                    >
                        {Separator::ALL
                            .into_iter()
                            .map(|one| {
                                let selected = stored.with_untracked(|(separator, _, _)| *separator == one);
                                view! {
                                    <option value=one.code() selected=selected>
                                        {(words.separator_name)(one)}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                    {small_icon("chevron-down")}
                </span>
            </div>
            <div class="table-wrap">
                <table class="table table--stack map-t">
                    <caption class="sr">{words.step_columns}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words.column}</th>
                            <th scope="col">{words.example}</th>
                            <th scope="col">{words.fills}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            stored
                                .with(|(_, header, _)| header.clone())
                                .into_iter()
                                .enumerate()
                                .map(|(at, title)| view! { <ColumnRow wizard mapping at title /> })
                                .collect_view()
                        }}
                    </tbody>
                </table>
            </div>
            <div role="status">
                {move || {
                    let missing = mapping
                        .with(|mapping| kind.required().iter().find(|target| !mapping.contains(&Some(**target))).copied());
                    missing
                        .map(|target| {
                            let text = if target == Target::Name {
                                words.no_name_column.to_owned()
                            } else {
                                format!("{}: {}", (words.target)(target), t.common.required)
                            };
                            view! { <p class="error">{text}</p> }
                        })
                }}
                {move || {
                    (changed.get() && named.get())
                        .then(|| {
                            view! {
                                <p>
                                    {words.changed_columns} " "
                                    <button
                                        type="button"
                                        class="btn btn--sm"
                                        disabled=move || reading() || wizard.busy.get()
                                        on:click=move |_| {
                                            remap(
                                                stored.with_untracked(|(separator, _, _)| *separator),
                                                mapping.get_untracked(),
                                            );
                                        }
                                    >
                                        {small_icon("refresh-cw")}
                                        {words.apply}
                                    </button>
                                </p>
                            }
                        })
                }}
            </div>
            <Show when=reading fallback=move || view! { <Checked wizard /> }>
                <div class="run" role="status">
                    <p>{words.reading}</p>
                    <progress class="progress progress--lg" aria-label=words.reading></progress>
                    <p class="run__line">
                        <span>{move || wizard.import.with(|import| (words.read_rows)(import.status.total_rows))}</span>
                        <span>{move || wizard.import.with(|import| (words.faults)(import.status.bad_rows))}</span>
                    </p>
                </div>
            </Show>
        </div>
        <div class="wiz__foot">
            <button
                type="button"
                class="btn"
                disabled=move || wizard.busy.get()
                on:click=move |_| wizard.command(api::cancel_import(wizard.id()))
            >
                {words.cancel}
            </button>
            <button
                type="button"
                class="btn btn--primary"
                disabled=move || !may_start()
                aria-busy=move || wizard.busy.get().then_some("true")
                on:click=move |_| wizard.command(api::start_import(wizard.id()))
            >
                {icon("upload")}
                {move || (words.start)(good())}
            </button>
        </div>
    }
}

#[component]
fn ColumnRow(wizard: Wizard, mapping: RwSignal<Mapping>, at: usize, title: String) -> impl IntoView {
    let t = use_texts();
    let words = &t.imports;
    let kind = wizard.import.with_untracked(|import| import.status.kind);
    let target = move || mapping.with(|mapping| mapping.get(at).copied().flatten());
    let example = move || {
        wizard.import.with(|import| {
            let cells = import.rows.iter().filter_map(|row| row.cells.get(at));
            cells.map(|cell| cell.trim()).find(|cell| !cell.is_empty()).unwrap_or("—").to_owned()
        })
    };
    let choose = move |chosen: Option<Target>| {
        mapping.update(|mapping| {
            // A field is filled by one column: it leaves the other one.
            for place in mapping.iter_mut() {
                if chosen.is_some() && *place == chosen {
                    *place = None;
                }
            }
            if let Some(place) = mapping.get_mut(at) {
                *place = chosen;
            }
        });
    };
    let label = (words.fills_of)(&title);
    view! {
        <tr class:is-skipped=move || target().is_none()>
            <th scope="row" class="cell--lead">
                {title}
            </th>
            <td class="map-t__ex cell--sub">{example}</td>
            <td class="map-t__to cell--full">
                <span class="select">
                    <select
                        class="input"
                        aria-label=label
                        disabled=move || wizard.state() != ImportState::Ready
                        prop:value=move || target().map_or("", Target::code)
                        on:change=move |event| choose(Target::from_code(&event_target_value(&event)))
                    >
                        <option value="">{words.left_out}</option>
                        {kind
                            .targets()
                            .iter()
                            .copied()
                            .map(|one| {
                                view! {
                                    <option value=one.code() selected=untrack(target) == Some(one)>
                                        {(words.target)(one)}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                    {sized_icon("chevron-down", "ic ic--14")}
                </span>
            </td>
        </tr>
    }
}

/// Counts, first rows and faulty rows of a file that was read.
#[component]
fn Checked(wizard: Wizard) -> impl IntoView {
    let t = use_texts();
    let words = &t.imports;
    let good = move || wizard.import.with(|import| import.status.good_rows);
    view! {
        <div role="status">
            <ul class="tally">
                <li data-tone="green">
                    <b>{move || good().to_string()}</b>
                    <small>{words.good}</small>
                </li>
                <li data-tone="red">
                    <b>{move || wizard.import.with(|import| import.status.bad_rows.to_string())}</b>
                    <small>{words.bad}</small>
                </li>
            </ul>
        </div>
        {move || (good() == 0).then(|| view! { <p class="error">{words.nothing_to_import}</p> })}
        <Preview wizard />
        <Problems wizard />
    }
}
