//! "Histórico": every change, field by field, with who and when. Older lines load on demand.

use domain::ticket::{
    Field, Status,
    wire::{HistoryKind, HistoryLine, MailFate},
};
use leptos::prelude::*;

use super::PageState;
use crate::{
    api::tickets as api,
    session::{use_session, use_texts},
    ui::{
        icon::{sized_icon, small_icon},
        mail_fate,
        problems::use_problems,
        status::status_label,
    },
};

/// The tab.
#[component]
pub fn HistoryTab(state: PageState) -> impl IntoView {
    let t = use_texts();
    let problems = use_problems();
    let older = RwSignal::new(Vec::<HistoryLine>::new());
    let more = RwSignal::new(state.details.with_untracked(|details| details.has_more_history));
    let lines = move || {
        let mut lines = state.details.with(|details| details.history.clone());
        lines.extend(older.get());
        lines
    };
    let load = move |_| {
        let Some(before) = lines().last().map(|line| line.id) else { return };
        state.scope.spawn(async move {
            match api::older_history(state.id(), before).await {
                Ok((found, has_more)) => {
                    older.update(|older| older.extend(found));
                    more.set(has_more);
                }
                Err(error) => problems.tell(&error),
            }
        });
    };
    view! {
        <div class="table-wrap" tabindex="0" role="region" aria-label=t.tickets.tab_history>
            <table class="table table--top table--stack">
                <caption class="sr">{t.tickets.tab_history}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="col-datetime">
                            {t.tickets.updated}
                        </th>
                        <th scope="col" class="col-person">
                            {t.common.who}
                        </th>
                        <th scope="col" class="col-service">
                            {t.common.what}
                        </th>
                        <th scope="col">{t.common.change}</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=lines key=|line| line.id let(line)>
                        <Line line state />
                    </For>
                </tbody>
            </table>
        </div>
        <Show when=move || more.get()>
            <button type="button" class="btn" on:click=load>
                {t.common.older}
            </button>
        </Show>
    }
}

#[component]
fn Line(line: HistoryLine, state: PageState) -> impl IntoView {
    let t = use_texts();
    let session = use_session();
    let now = state.details.with_untracked(|details| details.now);
    let what = match line.field {
        Some(field) => (t.tickets.field)(field),
        None => (t.tickets.history_kind)(line.kind),
    };
    let actor = line.actor_name.clone().unwrap_or_else(|| t.tickets.system.to_owned());
    view! {
        <tr>
            <td class="nowrap cell--sub">
                <time datetime=line.at.format_iso()>{session.moment(line.at, now)}</time>
            </td>
            <td class="cell--sub">{actor}</td>
            <td class="cell--lead">{what}</td>
            <td class="wrap cell--full">{change_of(&line)}</td>
        </tr>
    }
}

/// From what to what, in words.
fn change_of(line: &HistoryLine) -> AnyView {
    let t = use_texts();
    let note = (!line.note.is_empty()).then(|| view! { <p class="pre muted">{line.note.clone()}</p> });
    match (line.kind, line.field) {
        (HistoryKind::Changed, Some(Field::Status)) => {
            let side = |code: &str| Status::from_code(code).map(status_label);
            view! {
                <span class="from-to">
                    {side(&line.before)} {sized_icon("chevron-right", "ic ic--12")} {side(&line.after)}
                </span>
                {note}
            }
            .into_any()
        }
        (HistoryKind::Mail, _) => {
            let fate = MailFate::from_code(&line.after).map(|fate| {
                let (tone, name) = mail_fate::look(fate);
                view! { <span class="st" data-tone=tone>{small_icon(name)} {t.mail_fate(fate)}</span> }
            });
            view! { {fate} {note} }.into_any()
        }
        (HistoryKind::Note, _) => view! { {note} }.into_any(),
        (HistoryKind::Linked, Some(Field::Split)) => view! { <span>{t.split.line(line)}</span> }.into_any(),
        _ => {
            let before = if line.before.is_empty() { "—".to_owned() } else { line.before.clone() };
            let after = if line.after.is_empty() { "—".to_owned() } else { line.after.clone() };
            let both = line.field.is_some();
            view! {
                <span class="from-to pre">
                    {both.then(|| view! { <span>{before}</span> {sized_icon("chevron-right", "ic ic--12")} })} <span>{after}</span>
                </span>
                {note}
            }
            .into_any()
        }
    }
}
