//! The numbers of the contracts on one page of a search, on PostgreSQL.
//!
//! Its planner thinks that the words of a name have nothing to do with each other. It expects two contracts of "Maria da
//! Silva" where there are thousands, fetches and sorts them all, or it expects thousands where there is one, and walks
//! through a million. So it is asked several questions of which none can go wrong by much, and the first full page is the
//! answer. For words: among the next texts, among those with neighbouring numbers, among all. For pieces: for a handful in
//! any order, among the next texts, among all. For a common word with other filters it knows best how to go on after the
//! next texts.

use domain::{
    contract::{ContractFilter, ContractQuery},
    ids::ContractId,
    time::UtcMillis,
};
use sea_query::{Alias, Expr, Order, Query};
use sea_query_sqlx::SqlxValues;
use sqlx::AssertSqlSafe;

use super::list;
use crate::{
    db::{Conn, Engine, Raw},
    error::StoreError,
    row,
    store::listing::build,
    text_index::Lookup,
};

/// Texts that come next and are looked through one by one: a page of a word that one in twenty holds is among them.
const NEXT_BY_WORDS: u32 = 1_000;
/// And a page of pieces that one in two hundred holds.
const NEXT_BY_PARTS: u32 = 10_000;
/// How much further than [`NEXT_BY_WORDS`] the neighbouring numbers go.
const NEIGHBOURS: i64 = 10;

/// Which contracts a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// As many as fit on the page, whichever come first.
    Handful,
    /// Those from one number to another, looked through one by one.
    Between(i64, i64),
    /// Those with numbers from the first to the second, and some more.
    Near(i64, i64),
    All,
}

/// The numbers that come next after the cursor.
#[derive(Debug, Clone, Copy)]
pub(super) struct Next {
    pub low: i64,
    pub high: i64,
    /// There are no more beyond them.
    pub last: bool,
}

/// The numbers on the page of `query` and one more if there are more, in the order of reading.
pub(super) async fn of_page(
    conn: &mut Conn,
    query: &ContractQuery,
    lookup: &Lookup,
    now: UtcMillis,
) -> Result<Vec<ContractId>, StoreError> {
    if lookup.finds_nothing() {
        return Ok(Vec::new());
    }
    let full = usize::try_from(query.page_size).unwrap_or(usize::MAX).saturating_add(1);
    let down = list::reads_down(query);
    if !lookup.by_words {
        let mut handful = ask(conn, query, lookup, Reach::Handful, now).await?;
        if handful.len() < full {
            handful.sort_unstable();
            if down {
                handful.reverse();
            }
            return Ok(handful);
        }
    }
    let texts = if lookup.by_words { NEXT_BY_WORDS } else { NEXT_BY_PARTS };
    let Some(next) = next(conn, query, lookup, texts).await? else { return Ok(Vec::new()) };
    let found = ask(conn, query, lookup, Reach::Between(next.low, next.high), now).await?;
    if found.len() == full || next.last {
        return Ok(found);
    }
    if lookup.by_words && !is_known(query, lookup) {
        let found = ask(conn, query, lookup, neighbours(next, down), now).await?;
        if found.len() == full {
            return Ok(found);
        }
    }
    ask(conn, query, lookup, Reach::All, now).await
}

/// Where as many texts are as [`NEXT_BY_PARTS`], if the numbers go on as dense as they began.
pub(super) fn neighbours(next: Next, down: bool) -> Reach {
    let length = (next.high - next.low + 1).saturating_mul(NEIGHBOURS);
    if down {
        Reach::Near(next.high, next.high.saturating_sub(length))
    } else {
        Reach::Near(next.low, next.low.saturating_add(length))
    }
}

/// The next numbers after the cursor, at most `most` of them; `None` when there are none.
pub(super) async fn next(
    conn: &mut Conn,
    query: &ContractQuery,
    lookup: &Lookup,
    most: u32,
) -> Result<Option<Next>, StoreError> {
    let (beyond, direction, all) =
        if list::reads_down(query) { ("<", "desc", i64::MAX) } else { (">", "asc", i64::MIN) };
    let cursor = query.cursor.map_or(all, |cursor| cursor.id.get());
    let key = lookup.key;
    let sql = format!(
        "select min(x.id), max(x.id), count(*)
         from (select {key} as id from contract_search where {key} {beyond} $1 order by {key} {direction} limit {most}) x"
    );
    let (low, high, count) = row!(conn, (Option<i64>, Option<i64>, i64), AssertSqlSafe(sql), cursor)?;
    Ok(low.zip(high).map(|(low, high)| Next { low, high, last: count < i64::from(most) }))
}

/// One question's answer.
pub(super) async fn ask(
    conn: &mut Conn,
    query: &ContractQuery,
    lookup: &Lookup,
    reach: Reach,
    now: UtcMillis,
) -> Result<Vec<ContractId>, StoreError> {
    let Raw::Postgres(conn) = conn.raw() else { return Err(StoreError::corrupt("a question for PostgreSQL")) };
    let (sql, values) = sql(query, lookup, reach, now);
    // The text is made of literals, enum names and numbers; every text from outside is bound. What a word costs depends on
    // the word: PostgreSQL must not keep one plan for all of them.
    let rows: Vec<(i64,)> = sqlx::query_as_with::<sqlx::Postgres, _, _>(AssertSqlSafe(sql), values)
        .persistent(false)
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(|(id,)| ContractId::new(id)).collect())
}

/// Whether the planner knows how common the words are, and has other filters to choose from.
fn is_known(query: &ContractQuery, lookup: &Lookup) -> bool {
    has_others(&query.filter) && lookup.is_plain()
}

/// Whether anything but the words is filtered by.
pub(super) fn has_others(filter: &ContractFilter) -> bool {
    *filter != ContractFilter { text: filter.text.clone(), ..ContractFilter::default() }
}

/// The statement of one question, for the test of its plan as well.
pub(super) fn sql(query: &ContractQuery, lookup: &Lookup, reach: Reach, now: UtcMillis) -> (String, SqlxValues) {
    let filter = &query.filter;
    let down = list::reads_down(query);
    let id = ("s", "id");
    let mut select = Query::select();
    select.column(id).from_as(lookup.from, Alias::new("s"));
    if has_others(filter) {
        select.inner_join(list::table("contracts", "c"), Expr::cust("c.id = s.id"));
        list::add_filter(&mut select, Engine::Postgres, filter, now);
    }
    let (beyond, order) = if down { ("<", Order::Desc) } else { (">", Order::Asc) };
    if let Some(last) = query.cursor.map(|cursor| cursor.id.get()) {
        select.and_where(Expr::cust(format!("s.id {beyond} {last}")));
    }
    // A sum has no index: PostgreSQL must not walk the numbers and hope to meet enough.
    let sorted = Expr::cust("s.id + 0");
    match reach {
        Reach::Handful => {
            select.and_where(lookup.expr());
        }
        // Numbers in the text: PostgreSQL sees how few they are.
        Reach::Between(low, high) => {
            select.and_where(Expr::cust(format!("s.id between {low} and {high}")));
            select.and_where(lookup.one_by_one()).order_by(id, order);
        }
        Reach::Near(from, to) => {
            select.and_where(lookup.near(from, to)).order_by_expr(sorted, order);
        }
        // The other filters have indexes in the order of the numbers.
        Reach::All if is_known(query, lookup) => {
            select.and_where(lookup.expr()).order_by(id, order);
        }
        Reach::All => {
            select.and_where(lookup.by_index()).order_by_expr(sorted, order);
        }
    }
    select.limit(u64::from(query.page_size) + 1);
    build(Engine::Postgres, &select)
}
