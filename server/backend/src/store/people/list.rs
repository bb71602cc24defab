//! Rows of people: one page of the list, the results of a search, all by keyset so that any page costs the same.
//!
//! The order is served by `people_by_name` or `people_by_updated`; a test asserts the plans on both databases.

use domain::{
    document::Document,
    ids::PersonId,
    person::{PersonCursor, PersonKind, PersonQuery, PersonRow, PersonSort, query::search_words},
    phone::Phone,
    search,
    state::Uf,
    time::UtcMillis,
};
use sea_query::{Alias, Expr, ExprTrait, Order, Query, SelectStatement};
use sea_query_sqlx::SqlxValues;

use crate::{
    db::{Conn, Engine},
    error::StoreError,
    store::listing::{Page, build, fetch, is_backwards, turn},
    text_index::{self, TextTable},
};

#[derive(Debug, sqlx::FromRow)]
struct ListRecord {
    id: i64,
    version: i64,
    #[sqlx(try_from = "String")]
    kind: PersonKind,
    name: String,
    social_name: String,
    document: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    city: String,
    state: Option<String>,
    active: bool,
    updated_at: i64,
}

impl TryFrom<ListRecord> for PersonRow {
    type Error = StoreError;

    fn try_from(record: ListRecord) -> Result<Self, StoreError> {
        let document = record.document.filter(|text| !text.is_empty());
        Ok(Self {
            id: PersonId::new(record.id),
            version: record.version,
            kind: record.kind,
            name: record.name,
            social_name: record.social_name,
            masked_document: document
                .map(|text| Document::from_stored(&text).map(|document| document.masked()).map_err(StoreError::corrupt))
                .transpose()?,
            email: record.email.filter(|text| !text.is_empty()),
            phone: record.phone.map(|text| Phone::parse(&text).map_err(StoreError::corrupt)).transpose()?,
            city: record.city,
            state: record.state.and_then(|code| Uf::parse(&code).ok()),
            active: record.active,
            updated_at: UtcMillis::from_millis(record.updated_at),
        })
    }
}

/// Reads one page.
pub async fn page(conn: &mut Conn, query: &PersonQuery) -> Result<Page<PersonRow>, StoreError> {
    let statement = page_sql(conn.engine(), query);
    let rows = rows(conn, statement, query.text.is_empty()).await?;
    Ok(Page::cut(rows, query.page_size, query.cursor.as_ref()))
}

async fn rows(conn: &mut Conn, statement: (String, SqlxValues), kept: bool) -> Result<Vec<PersonRow>, StoreError> {
    let found: Vec<ListRecord> = fetch(conn, statement, kept).await?;
    found.into_iter().map(PersonRow::try_from).collect()
}

/// The statement of one page, for [`page`] and for the test of its plan.
pub fn page_sql(engine: Engine, query: &PersonQuery) -> (String, SqlxValues) {
    let mut select = base();
    add_text(&mut select, engine, &query.text);
    let key = match query.sort {
        PersonSort::Name => "name_folded",
        PersonSort::Updated => "updated_at",
    };
    let last = query.cursor.as_ref().map(|PersonCursor { value, id, .. }| {
        let value = match query.sort {
            PersonSort::Name => Expr::val(value.as_str()),
            PersonSort::Updated => Expr::val(value.parse::<i64>().unwrap_or_default()),
        };
        (value, id.get())
    });
    let descending = query.descending != is_backwards(query.cursor.as_ref());
    turn(&mut select, ("p", key), last, descending, query.page_size);
    build(engine, &select)
}

/// Active people whose name begins with folded `prefix`, by name.
pub async fn by_prefix(conn: &mut Conn, prefix: &str, limit: u64) -> Result<Vec<PersonRow>, StoreError> {
    let mut select = base();
    add_prefix(&mut select, prefix);
    select
        .and_where(Expr::cust("p.active = true"))
        .order_by(("p", "name_folded"), Order::Asc)
        .order_by(("p", "id"), Order::Asc)
        .limit(limit);
    let statement = build(conn.engine(), &select);
    rows(conn, statement, true).await
}

/// The active ones of these people, in no particular order.
pub async fn active_by_ids(conn: &mut Conn, ids: &[i64]) -> Result<Vec<PersonRow>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut select = base();
    select.and_where(column("id").is_in(ids.iter().copied())).and_where(Expr::cust("p.active = true"));
    let statement = build(conn.engine(), &select);
    rows(conn, statement, true).await
}

/// Documents, as stored, with the ids of who has them.
pub(super) async fn ids_by_documents(conn: &mut Conn, documents: &[&str]) -> Result<Vec<(String, i64)>, StoreError> {
    let mut select = Query::select();
    select
        .column(("p", "document"))
        .column(("p", "id"))
        .from_as("people", Alias::new("p"))
        .and_where(column("document").is_in(documents.iter().copied()));
    let statement = build(conn.engine(), &select);
    // Not kept as a prepared statement: the number of placeholders differs from call to call.
    fetch(conn, statement, false).await
}

fn column(name: &'static str) -> Expr {
    Expr::col(("p", name))
}

fn base() -> SelectStatement {
    let mut select = Query::select();
    for name in
        ["id", "version", "kind", "name", "social_name", "document", "email", "city", "state", "active", "updated_at"]
    {
        select.column(("p", name));
    }
    select
        .expr_as(
            Expr::cust(
                "(select ph.number from phones ph where ph.person_id = p.id and ph.state = 'ok' order by ph.slot limit 1)",
            ),
            "phone",
        )
        .from_as("people", Alias::new("p"));
    select
}

/// The condition of a typed search. Words too short for the index are answered by the beginning of the name.
fn add_text(select: &mut SelectStatement, engine: Engine, text: &str) {
    let words = search_words(text);
    if words.is_empty() {
        return;
    }
    let has_long = words.split(' ').any(text_index::is_long);
    match text_index::by_parts(engine, TextTable::People, &words).filter(|_| has_long) {
        Some(lookup) => drop(select.and_where(lookup.holds("p.id"))),
        None => add_prefix(select, &search::fold(text)),
    }
}

fn add_prefix(select: &mut SelectStatement, prefix: &str) {
    select.and_where(column("name_folded").gte(prefix));
    // The end of the range: the prefix with its last character raised by one.
    let mut end = prefix.to_owned();
    if let Some(next) = end.pop().and_then(|last| char::from_u32(u32::from(last) + 1)) {
        end.push(next);
        select.and_where(column("name_folded").lt(end));
    }
}
