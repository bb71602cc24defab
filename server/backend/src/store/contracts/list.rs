//! The grid's rows: a filter, an order and a cursor as one SQL statement.
//!
//! Keyset paging over the numbers, or over the day of the block while one filters by it, so that an index always drives the
//! page, with a million contracts as with ten thousand. Words come from the search index: on SQLite that index itself is
//! walked in the order of the numbers, on PostgreSQL the numbers are found first ([`numbers`]). The sums of overdue
//! invoices are asked for the rows of the page alone.

use chrono::NaiveDate;
use domain::{
    contract::{ContractCursor, ContractFilter, ContractQuery, Released, wire::ContractRow},
    document::Document,
    ids::{ContractId, PersonId, PlanId},
    money::Money,
    search,
    state::Uf,
    time::UtcMillis,
};
use sea_query::{Alias, Expr, ExprTrait, Order, Query, SelectStatement};
use sea_query_sqlx::SqlxValues;
use sqlx::AssertSqlSafe;

use super::{ContractRecord, numbers};
use crate::{
    db::{Conn, Engine, Raw},
    dialect,
    error::StoreError,
    store::listing::{Page, build, fetch, is_backwards},
    text_index::{self, Lookup, TextTable},
};

/// Contracts that are looked at to learn how common a word is.
const SAMPLE: u32 = 1_000;

/// When a page is read: releases end and invoices fall due by it.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    pub now: UtcMillis,
    /// The company's day.
    pub today: NaiveDate,
}

#[derive(Debug, sqlx::FromRow)]
struct ListRecord {
    #[sqlx(flatten)]
    contract: ContractRecord,
    person_name: String,
    document: Option<String>,
    plan_name: String,
    overdue_cents: i64,
    overdue_count: i64,
}

impl TryFrom<ListRecord> for ContractRow {
    type Error = StoreError;

    fn try_from(record: ListRecord) -> Result<Self, StoreError> {
        let masked =
            record.document.map(|text| Document::from_stored(&text).map_or(text, |document| document.masked()));
        Ok(Self {
            contract: record.contract.try_into()?,
            person_name: record.person_name,
            masked_document: masked,
            plan_name: record.plan_name,
            overdue: Money::from_cents(record.overdue_cents).unwrap_or(Money::MAX),
            overdue_count: u32::try_from(record.overdue_count).unwrap_or_default(),
        })
    }
}

/// Reads one page.
pub async fn page(conn: &mut Conn, query: &ContractQuery, moment: Moment) -> Result<Page<ContractRow>, StoreError> {
    let lookup = look_up(conn, &query.filter).await?;
    let rows = match &lookup {
        Some(lookup) if conn.engine() == Engine::Postgres && !query.filter.by_block() => {
            let ids = numbers::of_page(conn, query, lookup, moment.now).await?;
            let mut rows = by_ids(conn, &ids, moment).await?;
            rows.sort_by_key(|row| ids.iter().position(|id| *id == row.contract.id));
            rows
        }
        lookup => {
            let common = match lookup {
                Some(lookup) => is_common(conn, query, lookup).await?,
                None => false,
            };
            let statement = page_sql(conn.engine(), query, lookup.as_ref(), common, moment);
            // One value has its index, whatever it is; of two it matters which one is rare.
            let kept = lookup.is_none() && statement.1.0.0.len() <= 1 + usize::from(query.cursor.is_some());
            rows(conn, statement, kept).await?
        }
    };
    Ok(Page::cut(rows, query.page_size, query.cursor.as_ref()))
}

/// The rows with these numbers, in no particular order.
pub async fn by_ids(conn: &mut Conn, ids: &[ContractId], moment: Moment) -> Result<Vec<ContractRow>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let statement = by_ids_sql(conn.engine(), ids, moment);
    rows(conn, statement, true).await
}

async fn rows(conn: &mut Conn, statement: (String, SqlxValues), kept: bool) -> Result<Vec<ContractRow>, StoreError> {
    let found: Vec<ListRecord> = fetch(conn, statement, kept).await?;
    found.into_iter().map(ContractRow::try_from).collect()
}

/// The statement of [`by_ids`], for the test of its plan as well.
pub(super) fn by_ids_sql(engine: Engine, ids: &[ContractId], moment: Moment) -> (String, SqlxValues) {
    let mut select = base(moment);
    from_contracts(&mut select);
    select.and_where(column("c", "id").is_in(ids.iter().map(|id| id.get())));
    build(engine, &select)
}

/// How the words of a filter are found; `None` when there are none, or what was typed is a contract's number or a document.
pub(super) async fn look_up(conn: &mut Conn, filter: &ContractFilter) -> Result<Option<Lookup>, StoreError> {
    if filter.number().is_some() || filter.document().is_some() {
        return Ok(None);
    }
    text_index::look_up(conn, TextTable::Contracts, &filter.words()).await
}

/// Whether one in five of the contracts holds the words, among the newest and among the oldest, and there are other filters:
/// then these lead to a page sooner. SQLite knows nothing about it; PostgreSQL is asked in [`numbers`].
async fn is_common(conn: &mut Conn, query: &ContractQuery, lookup: &Lookup) -> Result<bool, StoreError> {
    if conn.engine() == Engine::Postgres || !numbers::has_others(&query.filter) || !lookup.is_plain() {
        return Ok(false);
    }
    for descending in [true, false] {
        let all = ContractQuery { descending, ..ContractQuery::default() };
        let Some(ends) = numbers::next(conn, &all, lookup, SAMPLE).await? else { return Ok(false) };
        let mut select = Query::select();
        select.expr(Expr::cust("count(*)")).from_as(lookup.from, Alias::new("s"));
        select.and_where(Expr::cust(format!("s.rowid between {} and {}", ends.low, ends.high)));
        select.and_where(lookup.expr());
        let (sql, values) = build(Engine::Sqlite, &select);
        let Raw::Sqlite(conn) = conn.raw() else { return Ok(false) };
        let (count,): (i64,) =
            sqlx::query_as_with::<sqlx::Sqlite, _, _>(AssertSqlSafe(sql), values).fetch_one(conn).await?;
        if count < i64::from(SAMPLE) / 5 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The statement of one page, for [`page`] and for the test of its plan. `common`: the other filters lead, and each of their
/// contracts is asked for the words.
pub fn page_sql(
    engine: Engine,
    query: &ContractQuery,
    lookup: Option<&Lookup>,
    common: bool,
    moment: Moment,
) -> (String, SqlxValues) {
    let filter = &query.filter;
    let mut select = base(moment);
    let by_block = filter.by_block();
    let driving = lookup.filter(|_| engine == Engine::Sqlite && !by_block && !common);
    // The column of the numbers that drives the page.
    let id: (&'static str, &'static str) = if driving.is_some() { ("s", "rowid") } else { ("c", "id") };
    if let Some(lookup) = driving {
        from_words(&mut select, lookup);
    } else {
        from_contracts(&mut select);
        if let Some(lookup) = lookup {
            let id = dialect::without_index(engine, "c.id");
            select.and_where(if common { lookup.asked_of(&id) } else { lookup.holds(&id) });
        }
    }
    add_filter(&mut select, engine, filter, moment.now);
    let descending = reads_down(query);
    if let Some(ContractCursor { value, id: last, .. }) = query.cursor {
        let (row, bound) = if by_block {
            let row = Expr::tuple([column("c", "blocked_at"), column("c", "id")]);
            (row, Expr::tuple([Expr::val(value), Expr::val(last.get())]))
        } else {
            (Expr::col(id), Expr::val(last.get()))
        };
        select.and_where(if descending { row.lt(bound) } else { row.gt(bound) });
    }
    let order = if descending { Order::Desc } else { Order::Asc };
    if by_block {
        select.order_by(("c", "blocked_at"), order.clone());
    }
    select.order_by(id, order);
    let (sql, values) = build(engine, &select);
    // In the text: a plan that PostgreSQL keeps has to be one for so few rows.
    (format!("{sql} limit {}", query.page_size + 1), values)
}

/// Whether the page is read from the highest number down, which going backwards turns around.
pub(super) fn reads_down(query: &ContractQuery) -> bool {
    query.descending != is_backwards(query.cursor.as_ref())
}

fn column(table: &'static str, name: &'static str) -> Expr {
    Expr::col((table, name))
}

fn base(moment: Moment) -> SelectStatement {
    let mut select = Query::select();
    for name in [
        "id",
        "version",
        "person_id",
        "plan_id",
        "value_cents",
        "status",
        "access",
        "blocked_at",
        "state",
        "city",
        "release_choice",
        "restriction",
        "release_id",
        "release_until",
        "last_release_at",
        "interval_from",
    ] {
        select.column(("c", name));
    }
    // The day is written out: it comes from the clock, and the placeholders stay those of the filters.
    // A bill of R$ 0,00 is no debt.
    let open = format!(
        "from invoices i
         where i.contract_id = c.id and i.status = 'open' and i.due_on < '{}' and i.amount_cents > 0",
        moment.today
    );
    select
        .expr_as(column("p", "name"), "person_name")
        .expr_as(column("p", "document"), "document")
        .expr_as(column("l", "name"), "plan_name")
        .expr_as(
            Expr::cust(format!("(select cast(coalesce(sum(i.amount_cents), 0) as bigint) {open})")),
            "overdue_cents",
        )
        .expr_as(Expr::cust(format!("(select count(*) {open})")), "overdue_count");
    select
}

pub(super) fn table(name: &'static str, alias: &'static str) -> sea_query::TableRef {
    sea_query::TableRef::Table(name.into(), Some(alias.into()))
}

fn from_contracts(select: &mut SelectStatement) {
    select.from_as("contracts", Alias::new("c"));
    join_names(select);
}

/// The search index drives and its rows come in the order of the numbers; a cross join keeps SQLite from turning that around.
fn from_words(select: &mut SelectStatement, lookup: &Lookup) {
    select.from_as(lookup.from, Alias::new("s"));
    select.cross_join(table("contracts", "c"));
    join_names(select);
    select.and_where(Expr::cust("c.id = s.rowid"));
    select.and_where(lookup.expr());
}

fn join_names(select: &mut SelectStatement) {
    select
        .left_join(table("people", "p"), Expr::cust("p.id = c.person_id"))
        .left_join(table("plans", "l"), Expr::cust("l.id = c.plan_id"));
}

/// Adds the conditions of `filter`; they mean what [`ContractFilter::matches`] says.
pub(super) fn add_filter(select: &mut SelectStatement, engine: Engine, filter: &ContractFilter, now: UtcMillis) {
    let codes = |codes: Vec<&'static str>| codes.iter().map(|code| format!("'{code}'")).collect::<Vec<_>>().join(", ");
    let mut one_or_many = |name: &'static str, found: Vec<&'static str>| match found.as_slice() {
        [] => {}
        [one] => {
            select.and_where(column("c", name).eq(*one));
        }
        _ => {
            let column = dialect::without_index(engine, &format!("c.{name}"));
            select.and_where(Expr::cust(format!("{column} in ({})", codes(found))));
        }
    };
    one_or_many("status", filter.statuses.iter().map(|status| status.code()).collect());
    one_or_many("access", filter.access.iter().map(|access| access.code()).collect());
    let not_running = || column("c", "release_until").is_null().or(column("c", "release_until").lt(now.millis()));
    if !filter.access.is_empty() || filter.only_blocked || filter.released == Some(Released::No) {
        select.and_where(not_running());
    }
    if filter.only_blocked {
        // Literals, not values: the planner must see that the partial indexes fit.
        select.and_where(Expr::cust("c.access <> 'A'"));
    }
    if filter.released == Some(Released::Yes) || filter.ends_by.is_some() {
        select.and_where(Expr::cust("c.release_until is not null"));
        select.and_where(column("c", "release_until").gte(now.millis()));
    }
    if let Some(end) = filter.ends_by {
        select.and_where(column("c", "release_until").lte(end.millis()));
    }
    if let Some(from) = filter.blocked_from {
        select.and_where(column("c", "blocked_at").gte(from.millis()));
    }
    if let Some(to) = filter.blocked_to {
        select.and_where(column("c", "blocked_at").lte(to.millis()));
    }
    if let Some(person) = filter.person.map(PersonId::get) {
        select.and_where(column("c", "person_id").eq(person));
    }
    if let Some(plan) = filter.plan.map(PlanId::get) {
        select.and_where(column("c", "plan_id").eq(plan));
    }
    if let Some(state) = filter.state.map(Uf::code) {
        select.and_where(column("c", "state").eq(state));
    }
    if !filter.city.is_empty() {
        select.and_where(column("c", "city_folded").eq(search::fold(&filter.city)));
    }
    if let Some(number) = filter.number().map(ContractId::get) {
        select.and_where(column("c", "id").eq(number));
    }
    if let Some(document) = filter.document() {
        let mut person = Query::select();
        person.column(("d", "id")).from_as("people", Alias::new("d"));
        person.and_where(column("d", "document").eq(document.as_str()));
        select.and_where(column("c", "person_id").eq(person));
    }
}
