//! People: storing and loading one, finding those that a row of a list is about.
//!
//! Lists and searches are in [`list`], phones in [`phones`]. A person is only ever saved through [`insert`] and [`update`],
//! which write phones and search text together.

pub mod list;
pub mod phones;

use std::collections::HashMap;

use domain::{
    document::Document,
    email::Email,
    ids::PersonId,
    person::{PersonDraft, PersonKind},
    search,
    state::Uf,
    time::UtcMillis,
    zone::Zone,
};

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    maybe_row, rows, run, scalar,
    store::{contracts, tickets},
    text_index::{self, TextTable},
};

/// A person as stored.
#[derive(Debug, Clone)]
pub struct StoredPerson {
    pub id: PersonId,
    pub version: i64,
    pub draft: PersonDraft,
    pub active: bool,
    /// An active user is this person.
    pub chat_linked: bool,
    pub created_at: UtcMillis,
    pub updated_at: UtcMillis,
}

#[derive(Debug, sqlx::FromRow)]
struct PersonRecord {
    version: i64,
    #[sqlx(try_from = "String")]
    kind: PersonKind,
    name: String,
    social_name: String,
    document: Option<String>,
    email: Option<String>,
    state: Option<String>,
    city: String,
    zone: Option<String>,
    note: String,
    active: bool,
    chat_linked: bool,
    created_at: i64,
    updated_at: i64,
}

impl TryFrom<PersonRecord> for PersonDraft {
    type Error = StoreError;

    /// Without the phones, which are in a table of their own.
    fn try_from(record: PersonRecord) -> Result<Self, StoreError> {
        Ok(Self {
            kind: record.kind,
            name: record.name,
            social_name: record.social_name,
            document: filled(record.document)
                .map(|text| Document::from_stored(&text).map_err(StoreError::corrupt))
                .transpose()?,
            email: filled(record.email).map(|text| Email::parse(&text).map_err(StoreError::corrupt)).transpose()?,
            state: filled(record.state).map(|text| Uf::parse(&text).map_err(StoreError::corrupt)).transpose()?,
            city: record.city,
            zone: filled(record.zone).map(|text| Zone::parse(&text).map_err(StoreError::corrupt)).transpose()?,
            note: record.note,
            phones: Vec::new(),
        })
    }
}

fn filled(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

/// One person with phones, in two statements.
///
/// # Errors
/// The database fails. `None` when there is no such person.
pub async fn find(conn: &mut Conn, id: PersonId) -> Result<Option<StoredPerson>, StoreError> {
    let found = maybe_row!(
        conn,
        PersonRecord,
        "select version, kind, name, social_name, document, email, state, city, zone, note, active,
                exists (select 1 from users u where u.person_id = people.id and u.active) as chat_linked,
                created_at, updated_at
         from people
         where id = $1",
        id.get()
    )?;
    let Some(record) = found else { return Ok(None) };
    let (version, active, chat_linked) = (record.version, record.active, record.chat_linked);
    let created_at = UtcMillis::from_millis(record.created_at);
    let updated_at = UtcMillis::from_millis(record.updated_at);
    let phones = phones::of(conn, id).await?;
    let draft = PersonDraft { phones, ..PersonDraft::try_from(record)? };
    Ok(Some(StoredPerson { id, version, draft, active, chat_linked, created_at, updated_at }))
}

/// Takes a person out of use or back; `None` when `version` is stale.
pub async fn set_active(
    tx: &mut Tx,
    id: PersonId,
    active: bool,
    version: i64,
    now: UtcMillis,
) -> Result<Option<i64>, StoreError> {
    let saved = maybe_row!(
        tx,
        (i64,),
        "update people
         set active = $3, version = version + 1, updated_at = $4
         where id = $1 and version = $2
         returning version",
        id.get(),
        version,
        active,
        now.millis()
    )?;
    Ok(saved.map(|(version,)| version))
}

/// Stores a new person with phones and search text.
///
/// # Errors
/// The document is taken (unique), or the database fails.
pub async fn insert(tx: &mut Tx, draft: &PersonDraft, now: UtcMillis) -> Result<PersonId, StoreError> {
    let id = scalar!(
        tx,
        i64,
        "insert into people (kind, name, social_name, document, email, state, city, zone, note, name_folded, created_at,
                             updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)
         returning id",
        draft.kind.code(),
        draft.name.as_str(),
        draft.social_name.as_str(),
        draft.document.as_ref().map(Document::as_str),
        draft.email.as_ref().map(Email::as_str),
        draft.state.map(Uf::code),
        draft.city.as_str(),
        draft.zone.map(Zone::code),
        draft.note.as_str(),
        search::fold(&draft.name),
        now.millis()
    )?;
    let id = PersonId::new(id);
    phones::add(tx, id, &draft.phones).await?;
    text_index::put(tx, TextTable::People, id.get(), &draft.search_body()).await?;
    Ok(id)
}

/// Stores the change of a person from `before` and raises the version by one; tickets follow a new name in their searches.
///
/// # Errors
/// The document is taken (unique), or the database fails. `Ok(None)` when the stored version is no longer that of `before`:
/// somebody was faster.
pub async fn update(
    tx: &mut Tx,
    before: &StoredPerson,
    after: &PersonDraft,
    now: UtcMillis,
) -> Result<Option<i64>, StoreError> {
    let version = before.version + 1;
    let changed = run!(
        tx,
        "update people
         set version = $3, kind = $4, name = $5, social_name = $6, document = $7, email = $8, state = $9, city = $10,
             zone = $11, note = $12, name_folded = $13, updated_at = $14
         where id = $1 and version = $2",
        before.id.get(),
        before.version,
        version,
        after.kind.code(),
        after.name.as_str(),
        after.social_name.as_str(),
        after.document.as_ref().map(Document::as_str),
        after.email.as_ref().map(Email::as_str),
        after.state.map(Uf::code),
        after.city.as_str(),
        after.zone.map(Zone::code),
        after.note.as_str(),
        search::fold(&after.name),
        now.millis()
    )?;
    if changed == 0 {
        return Ok(None);
    }
    if before.draft.phones != after.phones {
        phones::remove_all(tx, before.id).await?;
        phones::add(tx, before.id, &after.phones).await?;
    }
    let body = after.search_body();
    if before.draft.search_body() != body {
        text_index::put(tx, TextTable::People, before.id.get(), &body).await?;
    }
    if before.draft.name != after.name {
        tickets::refresh_search_texts_of(tx, before.id).await?;
    }
    if before.draft.name != after.name || before.draft.document != after.document {
        contracts::refresh_search_texts_of(tx, before.id).await?;
    }
    Ok(Some(version))
}

/// Who has these documents, as stored; some hundreds in one statement.
pub async fn by_documents(conn: &mut Conn, documents: &[&str]) -> Result<HashMap<String, PersonId>, StoreError> {
    if documents.is_empty() {
        return Ok(HashMap::new());
    }
    let found = list::ids_by_documents(conn, documents).await?;
    Ok(found.into_iter().map(|(document, id)| (document, PersonId::new(id))).collect())
}

/// The oldest person of this folded name who has this phone.
pub async fn by_name_and_phone(conn: &mut Conn, folded: &str, number: &str) -> Result<Option<PersonId>, StoreError> {
    let found: Vec<(i64,)> = rows!(
        conn,
        (i64,),
        "select p.id
         from phones ph
         join people p on p.id = ph.person_id
         where ph.number = $1 and p.name_folded = $2
         order by p.id
         limit 1",
        number,
        folded
    )?;
    Ok(found.first().map(|(id,)| PersonId::new(*id)))
}
