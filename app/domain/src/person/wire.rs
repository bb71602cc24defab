//! People as they travel between server and screens: rows of lists, the page of one person, results of a search.

use serde::{Deserialize, Serialize};

use crate::{
    ids::PersonId,
    person::{PersonDraft, PersonKind, PersonQuery, PersonSort},
    phone::Phone,
    search,
    state::Uf,
    time::UtcMillis,
};

/// One row of the list, also one result of a search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    pub id: PersonId,
    pub version: i64,
    pub kind: PersonKind,
    pub name: String,
    pub social_name: String,
    /// For lists: `***.982.247-**`. The whole number is only on the person's page.
    pub masked_document: Option<String>,
    pub email: Option<String>,
    /// The first phone that may be used.
    pub phone: Option<Phone>,
    pub city: String,
    pub state: Option<Uf>,
    pub active: bool,
    pub updated_at: UtcMillis,
}

impl PersonRow {
    /// The value the row is ordered by, as in a [`crate::person::PersonCursor`].
    pub fn sort_value(&self, sort: PersonSort) -> String {
        match sort {
            PersonSort::Name => search::fold(&self.name),
            PersonSort::Updated => self.updated_at.millis().to_string(),
        }
    }

    /// "Manaus/AM", or whichever of the two is known.
    pub fn place(&self) -> String {
        place(&self.city, self.state)
    }
}

/// "Manaus/AM", or whichever of the two is known.
pub fn place(city: &str, state: Option<Uf>) -> String {
    match (city, state) {
        (city, None) => city.to_owned(),
        ("", Some(state)) => state.code().to_owned(),
        (city, Some(state)) => format!("{city}/{}", state.code()),
    }
}

/// One page of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonPage {
    pub query: PersonQuery,
    pub rows: Vec<PersonRow>,
    /// Position of the first row, from 1; 0 when there is none.
    pub start: u64,
    pub has_previous: bool,
    pub has_next: bool,
    /// The server's clock when the rows were read.
    pub now: UtcMillis,
}

/// Everything the page of one person shows, their tickets apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonDetails {
    pub id: PersonId,
    pub version: i64,
    pub draft: PersonDraft,
    pub active: bool,
    /// An active user is linked, so chat is possible.
    pub chat_linked: bool,
    pub created_at: UtcMillis,
    pub updated_at: UtcMillis,
    pub now: UtcMillis,
}

/// Most results of one search.
pub const FOUND_MAX: usize = 10;

/// What saving a person gives back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonSaved {
    pub id: PersonId,
    pub version: i64,
    pub name: String,
    pub masked_document: Option<String>,
    /// Where mails go; `None` is worth a warning in the ticket form.
    pub email: Option<String>,
}
