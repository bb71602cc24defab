//! The lines of the palette: grouped, in an order, and how each looks.

use domain::{
    contract::wire::ContractRow,
    palette::{Found, Question, Scope},
    person::{PersonKind, PersonRow},
    ticket::wire::TicketRow,
    time::UtcMillis,
};
use leptos::prelude::*;

use super::{
    command::{Command, Target},
    highlight,
};
use crate::{
    session::{use_session, use_texts},
    ui::{
        icon::icon,
        status::{mark, status_icon},
    },
};

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    Person(Box<PersonRow>),
    /// With the server's clock at the answer.
    Ticket(Box<TicketRow>, UtcMillis),
    /// With the server's clock at the answer.
    Contract(Box<ContractRow>, UtcMillis),
    Command(Command),
}

impl Entry {
    /// What choosing it does.
    pub fn target(&self) -> Target {
        match self {
            Self::Person(row) => Target::Go(format!("/people/{}", row.id)),
            Self::Ticket(row, _) => Target::Go(format!("/tickets/{}", row.id)),
            Self::Contract(row, _) => Target::Go(format!("/contracts/{}", row.contract.id)),
            Self::Command(command) => command.target.clone(),
        }
    }
}

/// Lines under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub title: &'static str,
    pub entries: Vec<Entry>,
}

/// The element id of the line at this place, counted over all groups.
pub fn id(at: usize) -> String {
    format!("palette-{at}")
}

/// What is shown for a typed text, an answer of the server if there is one, and the commands of this user. A group without
/// lines is left out; the ticket of a typed number comes before everything, then the contract of that number.
pub fn groups(typed: &str, found: Option<&Found>, commands: &[Command]) -> Vec<Group> {
    let t = use_texts();
    let question = Question::parse(typed);
    let mut groups: Vec<Group> = Vec::new();
    if let Some(found) = found.filter(|_| question.scope != Scope::Actions) {
        if question.scope == Scope::Everywhere {
            let people = found.people.iter().map(|row| Entry::Person(Box::new(row.clone()))).collect();
            groups.push(Group { title: t.shell.palette_people, entries: people });
        }
        let tickets = found.tickets.iter().map(|row| Entry::Ticket(Box::new(row.clone()), found.now)).collect();
        let of_tickets = Group { title: t.shell.palette_tickets, entries: tickets };
        let exact = found.tickets.first().is_some_and(|row| question.ticket() == Some(row.id));
        let first = usize::from(exact);
        groups.insert(if exact { 0 } else { groups.len() }, of_tickets);
        let contracts = found.contracts.iter().map(|row| Entry::Contract(Box::new(row.clone()), found.now)).collect();
        let of_contracts = Group { title: t.contracts.title, entries: contracts };
        let exact = found.contracts.first().is_some_and(|row| question.contract() == Some(row.contract.id));
        groups.insert(if exact { first } else { groups.len() }, of_contracts);
    }
    if question.scope != Scope::Tickets {
        let matching = |is_screen: bool| {
            let fits = |command: &&Command| command.is_screen == is_screen && command.matches(&question.text);
            commands.iter().filter(fits).cloned().map(Entry::Command).collect::<Vec<_>>()
        };
        if question.scope == Scope::Everywhere {
            groups.push(Group { title: t.common.palette_screens, entries: matching(true) });
        }
        let mut acts = matching(false);
        acts.extend(found.and_then(|found| found.people.first()).and_then(Command::ticket_for).map(Entry::Command));
        groups.push(Group { title: t.common.palette_actions, entries: acts });
    }
    groups.retain(|group| !group.entries.is_empty());
    groups
}

/// The lines as options of the listbox.
pub fn view_groups(groups: &[Group], typed: &str, at: RwSignal<usize>, run: Callback<Entry>) -> impl IntoView + use<> {
    let words = Question::parse(typed).text;
    let mut place = 0;
    groups
        .iter()
        .map(|group| {
            let options = group
                .entries
                .iter()
                .map(|entry| {
                    let option = view_entry(entry, &words, place, at, run);
                    place += 1;
                    option
                })
                .collect_view();
            view! {
                <div role="group" aria-label=group.title>
                    <div class="menu__group" aria-hidden="true">
                        {group.title}
                    </div>
                    {options}
                </div>
            }
        })
        .collect_view()
}

fn view_entry(
    entry: &Entry,
    words: &str,
    place: usize,
    at: RwSignal<usize>,
    run: Callback<Entry>,
) -> impl IntoView + use<> {
    let is_active = move || at.get() == place;
    let chosen = entry.clone();
    let status = match entry {
        Entry::Ticket(row, _) => Some(mark(row.status)),
        Entry::Person(_) | Entry::Contract(..) | Entry::Command(_) => None,
    };
    let key = match entry {
        Entry::Command(command) => command.key,
        Entry::Person(_) | Entry::Ticket(..) | Entry::Contract(..) => None,
    };
    view! {
        <div
            class="menu__item"
            class:is-active=is_active
            role="option"
            id=id(place)
            data-st=status
            aria-selected=move || is_active().to_string()
            // The field keeps the focus.
            on:mousedown=|event| event.prevent_default()
            on:click=move |_| run.run(chosen.clone())
        >
            {view_icon(entry)}
            <span class="grow">{marked(&first_line(entry), words)} {second_line(entry).map(|line| view! { <small>{marked(&line, words)}</small> })}</span>
            {move || {
                if is_active() {
                    view! { <kbd aria-hidden="true">"Enter"</kbd> }.into_any()
                } else {
                    key.map(|keys| keys.split(' ').map(|key| view! { <kbd aria-hidden="true">{key}</kbd> }).collect_view())
                        .into_any()
                }
            }}
        </div>
    }
}

fn view_icon(entry: &Entry) -> AnyView {
    match entry {
        Entry::Person(row) if row.kind == PersonKind::Company => icon("building-2").into_any(),
        Entry::Person(_) => icon("user-round").into_any(),
        Entry::Ticket(row, _) => status_icon(row.status).into_any(),
        Entry::Contract(..) => icon("file-text").into_any(),
        Entry::Command(command) => icon(command.icon).into_any(),
    }
}

fn first_line(entry: &Entry) -> String {
    match entry {
        Entry::Person(row) => row.name.clone(),
        Entry::Ticket(row, _) => format!("#{} · {}", row.id, row.subject),
        Entry::Contract(row, _) => format!("{} · {}", row.contract.id, row.person_name),
        Entry::Command(command) => command.words.clone(),
    }
}

fn second_line(entry: &Entry) -> Option<String> {
    let session = use_session();
    let t = session.texts();
    let pieces = match entry {
        Entry::Person(row) => {
            let kind = (t.people.kind_short)(row.kind);
            let document = row.masked_document.as_ref().map(|document| match row.kind {
                PersonKind::Individual => format!("CPF {document}"),
                PersonKind::Company => format!("CNPJ {document}"),
            });
            vec![
                document.unwrap_or_else(|| kind.to_owned()),
                row.phone.as_ref().map(domain::phone::Phone::formatted).unwrap_or_default(),
                row.place(),
            ]
        }
        Entry::Ticket(row, now) => vec![
            (t.tickets.status)(row.status).to_owned(),
            session.moment(row.updated_at, *now),
            row.requester_name.clone(),
        ],
        Entry::Contract(row, now) => {
            let released = row.contract.released(*now).is_some();
            let access = if released { t.contracts.released } else { (t.contracts.access)(row.contract.access) };
            vec![access.to_owned(), row.plan_name.clone(), row.masked_document.clone().unwrap_or_default()]
        }
        Entry::Command(_) => return None,
    };
    Some(pieces.into_iter().filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" · "))
}

/// The text with what was typed marked.
fn marked(text: &str, words: &str) -> impl IntoView + use<> {
    highlight::parts(text, words)
        .into_iter()
        .map(|(part, matches)| if matches { view! { <mark>{part}</mark> }.into_any() } else { part.into_any() })
        .collect_view()
}
