//! Two versions of one ticket: what was saved meanwhile, and what is in the form.

use domain::{
    i18n::tickets::TicketTexts,
    ticket::wire::{HistoryKind, TicketChoices, TicketDetails},
    zone::Zone,
};

use super::fields::Fields;
use crate::ui::comparison::{FieldOf, Versions};

/// Both versions, with the number of the saved one and who saved it when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    pub version: i64,
    pub versions: Versions<Fields>,
    pub who: String,
    pub when: String,
}

impl Conflict {
    /// `saved` is what the server has now, `mine` what was about to be saved.
    pub fn new(saved: &TicketDetails, mine: Fields, zone: Zone) -> Self {
        let last = saved.history.iter().find(|line| !matches!(line.kind, HistoryKind::Mail | HistoryKind::Note));
        Self {
            version: saved.row.version,
            versions: Versions { theirs: Fields::of(saved, zone), mine },
            who: last.and_then(|line| line.actor_name.clone()).unwrap_or_default(),
            when: saved.row.updated_at.format_time(zone),
        }
    }
}

/// The fields that may differ, in the order of the form.
pub fn fields(words: &TicketTexts, choices: TicketChoices) -> [FieldOf<Fields>; 7] {
    let services = choices.services;
    let service = move |id: &str| {
        let found = services.iter().find(|service| service.id.to_string() == id);
        found.map_or_else(|| id.to_owned(), |service| service.name.clone())
    };
    let accountants = choices.accountants;
    let accountant = move |id: &str| {
        let found = accountants.iter().find(|accountant| accountant.id.to_string() == id);
        found.map_or_else(|| id.to_owned(), |accountant| accountant.name.clone())
    };
    [
        FieldOf::text(words.subject, |form: &mut Fields| &mut form.subject),
        FieldOf::new(
            words.requester,
            |form: &Fields| form.requester.as_ref().map(|choice| choice.label.clone()).unwrap_or_default(),
            |to, from| to.requester.clone_from(&from.requester),
        ),
        FieldOf::named(words.service, |form| &mut form.service, service),
        FieldOf::text(words.value, |form| &mut form.value),
        FieldOf::text(words.due, |form| &mut form.due),
        FieldOf::named(words.accountant, |form| &mut form.accountant, accountant),
        FieldOf::text(words.description, |form| &mut form.description),
    ]
}
