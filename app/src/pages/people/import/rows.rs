//! Rows of the file to look at: the first ones, and those that stay out with their reasons.

use domain::person::import::PreviewRow;
use leptos::prelude::*;

use super::Wizard;
use crate::{
    session::{marked, use_texts},
    ui::icon::icon,
};

/// The first rows as they are in the file; faulty cells are marked, and the reason stands in the row.
#[component]
pub fn Preview(wizard: Wizard) -> impl IntoView {
    let t = use_texts();
    let words = &t.imports;
    view! {
        <section>
            <h2>{words.preview}</h2>
            <div class="table-wrap" tabindex="0" role="region" aria-label=words.preview>
                <table class="table prev-t">
                    <caption class="sr">{words.preview}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words.line}</th>
                            {move || {
                                wizard
                                    .import
                                    .with(|import| import.status.header.clone())
                                    .into_iter()
                                    .map(|title| view! { <th scope="col">{title}</th> })
                                    .collect_view()
                            }}
                            <th scope="col">{words.why}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            let (columns, mapping, rows) = wizard
                                .import
                                .with(|import| {
                                    (import.status.header.len(), import.status.mapping.clone(), import.rows.clone())
                                });
                            rows.into_iter()
                                .map(|row| {
                                    let wrong = row
                                        .fault
                                        .as_ref()
                                        .and_then(|fault| fault.field)
                                        .and_then(|field| mapping.iter().position(|target| *target == Some(field)));
                                    preview_row(row, columns, wrong)
                                })
                                .collect_view()
                        }}
                    </tbody>
                </table>
            </div>
        </section>
    }
}

/// One row, always as many cells as the header has.
fn preview_row(row: PreviewRow, columns: usize, wrong: Option<usize>) -> impl IntoView {
    let why = row.fault.as_ref().map(|fault| use_texts().row_fault(fault)).unwrap_or_default();
    let bad = row.fault.is_some();
    let cells = row.cells;
    view! {
        <tr class:is-bad=bad>
            <td class="prev-t__n">{row.line.to_string()}</td>
            {(0..columns)
                .map(|at| {
                    let text = cells.get(at).cloned().unwrap_or_default();
                    view! { <td class:is-bad=wrong == Some(at)>{text}</td> }
                })
                .collect_view()}
            <td class="prev-t__why">{why}</td>
        </tr>
    }
}

/// The faulty rows, and all of them as a file.
#[component]
pub fn Problems(wizard: Wizard) -> impl IntoView {
    let t = use_texts();
    let words = &t.imports;
    let bad = move || wizard.import.with(|import| import.status.bad_rows);
    let shown = move || wizard.import.with(|import| u64::try_from(import.problems.len()).unwrap_or_default());
    view! {
        <section>
            <h2>{words.problems}</h2>
            <Show when=move || { bad() > 0 } fallback=move || view! { <p class="faint">{words.no_problems}</p> }>
                <p>
                    {move || (shown() < bad()).then(|| format!("{} ", (words.problems_some)(shown())))}
                    <a class="btn btn--sm" href=marked(&format!("/imports/{}/bad.csv", wizard.id())) download rel="external">
                        {icon("download")}
                        {words.download_bad}
                    </a>
                </p>
                <div class="table-wrap" tabindex="0" role="region" aria-label=words.problems>
                    <table class="table prev-t">
                        <caption class="sr">{words.problems}</caption>
                        <thead>
                            <tr>
                                <th scope="col">{words.line}</th>
                                <th scope="col">{words.why}</th>
                                <th scope="col">{words.content}</th>
                            </tr>
                        </thead>
                        <tbody>
                            {move || {
                                wizard
                                    .import
                                    .with(|import| import.problems.clone())
                                    .into_iter()
                                    .map(|problem| {
                                        view! {
                                            <tr class="is-bad">
                                                <td class="prev-t__n">{problem.line.to_string()}</td>
                                                <td class="prev-t__why">{t.row_fault(&problem.fault)}</td>
                                                <td class="code">{problem.content}</td>
                                            </tr>
                                        }
                                    })
                                    .collect_view()
                            }}
                        </tbody>
                    </table>
                </div>
            </Show>
        </section>
    }
}
