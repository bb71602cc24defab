//! The last things that happened, beside the facts; the tab "Histórico" has all of them.

use domain::ticket::{
    Field, Status,
    wire::{HistoryKind, HistoryLine, MailFate},
};
use leptos::prelude::*;

use super::PageState;
use crate::{
    session::{use_session, use_texts},
    ui::{icon::sized_icon, mail_fate},
};

/// Lines shown here.
const SHOWN: usize = 7;

/// The section.
#[component]
pub fn Timeline(state: PageState) -> impl IntoView {
    let t = use_texts();
    let id = state.id();
    let lines = move || -> Vec<HistoryLine> {
        state.details.with(|details| details.history.iter().take(SHOWN).cloned().collect())
    };
    view! {
        <section>
            <h2>
                {t.tickets.timeline}
                <a class="link push" href=format!("/tickets/{id}?tab=history")>
                    {t.common.see_all}
                </a>
            </h2>
            <ol class="tl">
                <For each=lines key=|line| line.id let(line)>
                    <Entry line state />
                </For>
            </ol>
        </section>
    }
}

#[component]
fn Entry(line: HistoryLine, state: PageState) -> impl IntoView {
    let t = use_texts();
    let session = use_session();
    let now = state.details.with_untracked(|details| details.now);
    let (tone, icon_name) = look(&line);
    let name = |code: &str| Status::from_code(code).map_or("", |status| (t.tickets.status)(status));
    let sentence = match (line.kind, line.field) {
        (HistoryKind::Linked, Some(Field::Split)) => t.split.line(&line).unwrap_or_default(),
        (HistoryKind::Changed, Some(Field::Status)) => {
            format!("{}: {} → {}", t.tickets.status_label, name(&line.before), name(&line.after))
        }
        (HistoryKind::Changed, Some(Field::File)) if line.after.is_empty() => (t.files.removed)(&line.before),
        (HistoryKind::Changed, Some(Field::File)) => (t.files.done)(&line.after),
        (HistoryKind::Changed, Some(field)) => {
            format!("{}: {}", (t.tickets.history_kind)(line.kind), (t.tickets.field)(field))
        }
        (HistoryKind::Mail, _) => match MailFate::from_code(&line.after) {
            Some(fate) => t.mail_mark(fate).to_owned(),
            None => (t.tickets.history_kind)(line.kind).to_owned(),
        },
        (HistoryKind::Moved, _) => format!("{}: {}", (t.tickets.history_kind)(line.kind), line.after),
        (kind, _) => (t.tickets.history_kind)(kind).to_owned(),
    };
    let who = line.actor_name.clone().unwrap_or_else(|| t.tickets.system.to_owned());
    view! {
        <li>
            <span class="tl__ic" data-tone=tone>
                {sized_icon(icon_name, "ic ic--12")}
            </span>
            <div>
                <p>{sentence}</p>
                <small>{format!("{} · {who}", session.moment(line.at, now))}</small>
            </div>
        </li>
    }
}

/// Tone and icon of a line.
fn look(line: &HistoryLine) -> (&'static str, &'static str) {
    match line.kind {
        HistoryKind::Opened => ("blue", "inbox"),
        HistoryKind::Changed if line.field == Some(Field::Status) => ("amber", "refresh-cw"),
        HistoryKind::Changed if line.field == Some(Field::File) => ("grey", "paperclip"),
        HistoryKind::Changed => ("grey", "pencil"),
        HistoryKind::Moved => ("violet", "arrow-right-left"),
        HistoryKind::Notified => ("brass", "concierge-bell"),
        HistoryKind::Note => ("brass", "sticky-note"),
        HistoryKind::Mail => MailFate::from_code(&line.after).map_or(("grey", "mail"), mail_fate::look),
        HistoryKind::Merged => ("grey", "git-merge"),
        HistoryKind::Linked if line.field == Some(Field::Split) => ("grey", "split"),
        HistoryKind::Linked | HistoryKind::Unlinked => ("grey", "external-link"),
    }
}
