//! The last step: how the import ended.

use domain::person::import::{ImportKind, ImportState, ImportStatus};
use leptos::prelude::*;

use super::{Wizard, rows::Problems};
use crate::{session::use_texts, ui::notice::Notice};

/// The step.
#[component]
pub fn Outcome(wizard: Wizard) -> impl IntoView {
    let t = use_texts();
    let words = &t.imports;
    let status: ImportStatus = wizard.import.with_untracked(|import| import.status.clone());
    let kind = status.kind;
    let (home, home_words) = match kind {
        ImportKind::People => ("/people", words.to_people),
        ImportKind::Contracts | ImportKind::Invoices => ("/contracts", t.contracts.title),
    };
    let (tone, icon_name, title, detail) = match status.state {
        ImportState::Cancelled => ("amber", "triangle-alert", words.cancelled_title, words.cancelled_text),
        ImportState::Failed => {
            ("red", "circle-alert", words.failed_title, status.failure.map(words.failure).unwrap_or_default())
        }
        _ => ("green", "check", words.done_title, ""),
    };
    view! {
        <div class="wiz__body" tabindex="0" role="region" aria-label=words.step_result>
            <Notice tone icon_name title=title detail=detail />
            <ul class="tally">
                <li data-tone="green">
                    <b>{status.created_rows.to_string()}</b>
                    <small>{words.created_rows}</small>
                </li>
                <li data-tone="blue">
                    <b>{status.updated_rows.to_string()}</b>
                    <small>{words.updated_rows}</small>
                </li>
                <li data-tone="red">
                    <b>{status.bad_rows.to_string()}</b>
                    <small>{words.bad}</small>
                </li>
            </ul>
            <Problems wizard />
        </div>
        <div class="wiz__foot">
            <a class="btn" href=format!("/people/import?kind={}", kind.code())>
                {words.another}
            </a>
            <a class="btn btn--primary" href=home>
                {home_words}
            </a>
        </div>
    }
}
