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
use sqlx::AssertSqlSafe;

use crate::{
    db::{Conn, Engine, Raw},
    error::StoreError,
    store::listing::build,
    text_index::{self, TextTable},
};

/// One page of rows and whether there are more beyond it in the direction of reading.
#[derive(Debug)]
pub struct Page {
    /// In the order of the screen.
    pub rows: Vec<PersonRow>,
    pub more: bool,
}

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
pub async fn page(conn: &mut Conn, query: &PersonQuery) -> Result<Page, StoreError> {
    let (sql, values) = page_sql(conn.engine(), query);
    let mut rows = fetch(conn, sql, values, query.text.is_empty()).await?;
    let size = usize::try_from(query.page_size).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    if query.cursor.as_ref().is_some_and(|cursor| cursor.backwards) {
        rows.reverse();
    }
    Ok(Page { rows, more })
}

/// The statement of one page, for [`page`] and for the test of its plan.
pub fn page_sql(engine: Engine, query: &PersonQuery) -> (String, SqlxValues) {
    let mut select = base();
    add_text(&mut select, engine, &query.text);
    let key = match query.sort {
        PersonSort::Name => "name_folded",
        PersonSort::Updated => "updated_at",
    };
    let backwards = query.cursor.as_ref().is_some_and(|cursor| cursor.backwards);
    let descending = query.descending != backwards;
    if let Some(PersonCursor { value, id, .. }) = &query.cursor {
        let value = match query.sort {
            PersonSort::Name => Expr::val(value.as_str()),
            PersonSort::Updated => Expr::val(value.parse::<i64>().unwrap_or_default()),
        };
        let row = Expr::tuple([column(key), column("id")]);
        let bound = Expr::tuple([value, Expr::val(id.get())]);
        select.and_where(if descending { row.lt(bound) } else { row.gt(bound) });
    }
    let order = if descending { Order::Desc } else { Order::Asc };
    select.order_by(("p", key), order.clone()).order_by(("p", "id"), order).limit(u64::from(query.page_size) + 1);
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
    let (sql, values) = build(conn.engine(), &select);
    fetch(conn, sql, values, true).await
}

/// The active ones of these people, in no particular order.
pub async fn active_by_ids(conn: &mut Conn, ids: &[i64]) -> Result<Vec<PersonRow>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut select = base();
    select.and_where(column("id").is_in(ids.iter().copied())).and_where(Expr::cust("p.active = true"));
    let (sql, values) = build(conn.engine(), &select);
    fetch(conn, sql, values, true).await
}

/// Documents, as stored, with the ids of who has them.
pub(super) async fn ids_by_documents(conn: &mut Conn, documents: &[&str]) -> Result<Vec<(String, i64)>, StoreError> {
    let mut select = Query::select();
    select
        .column(("p", "document"))
        .column(("p", "id"))
        .from_as("people", Alias::new("p"))
        .and_where(column("document").is_in(documents.iter().copied()));
    let (sql, values) = build(conn.engine(), &select);
    let sql = AssertSqlSafe(sql);
    // Not kept as a prepared statement: the number of placeholders differs from call to call.
    let found = match conn.raw() {
        Raw::Sqlite(conn) => {
            sqlx::query_as_with::<sqlx::Sqlite, _, _>(sql, values).persistent(false).fetch_all(conn).await?
        }
        Raw::Postgres(conn) => {
            sqlx::query_as_with::<sqlx::Postgres, _, _>(sql, values).persistent(false).fetch_all(conn).await?
        }
    };
    Ok(found)
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

/// `keeps`: whether PostgreSQL may keep one plan for the statement; what a word costs depends on the word.
async fn fetch(conn: &mut Conn, sql: String, values: SqlxValues, keeps: bool) -> Result<Vec<PersonRow>, StoreError> {
    // The text is made of literals and enum names only; every value from outside is bound.
    let sql = AssertSqlSafe(sql);
    let records: Vec<ListRecord> = match conn.raw() {
        Raw::Sqlite(conn) => sqlx::query_as_with::<sqlx::Sqlite, _, _>(sql, values).fetch_all(conn).await?,
        Raw::Postgres(conn) => {
            sqlx::query_as_with::<sqlx::Postgres, _, _>(sql, values).persistent(keeps).fetch_all(conn).await?
        }
    };
    records.into_iter().map(PersonRow::try_from).collect()
}
