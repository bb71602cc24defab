//! The numbers of the contracts on one page of a search, on PostgreSQL.
//!
//! Its planner thinks that the words of a name have nothing to do with each other. It expects two contracts of "Maria da
//! Silva" where there are thousands, fetches and sorts them all, or it expects thousands where there is one, and walks
//! through a million. So it is asked up to three questions that leave it no choice: for a page among the next texts, among
//! those with neighbouring numbers, and only when they are too few for all of them.

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
    text_index::Lookup,
};

/// Texts that come next: a page of what one in twenty holds is among them.
const NEXT: u32 = 1_000;
/// As many when only their pieces are known: there a page of what one in two hundred holds.
const NEAR: u32 = 10_000;

/// Which contracts a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Those from one number to another.
    Between(i64, i64),
    /// Those with numbers near this one.
    Near(i64),
    All,
}

/// The numbers on the page of `query` and one more if there are more, in the order of reading.
///
/// # Errors
/// The database fails.
pub(super) async fn of_page(
    conn: &mut Conn,
    query: &ContractQuery,
    lookup: &Lookup,
    now: UtcMillis,
) -> Result<Vec<ContractId>, StoreError> {
    let full = usize::try_from(query.page_size).unwrap_or(usize::MAX).saturating_add(1);
    let Some((low, high)) = next(conn, query, NEXT).await? else { return Ok(Vec::new()) };
    let found = ask(conn, query, lookup, Reach::Between(low, high), now).await?;
    if found.len() == full {
        return Ok(found);
    }
    let near = if lookup.by_words {
        Reach::Near(if list::reads_down(query) { high } else { low })
    } else {
        let (low, high) = next(conn, query, NEAR).await?.unwrap_or((low, high));
        Reach::Between(low, high)
    };
    let found = ask(conn, query, lookup, near, now).await?;
    if found.len() == full {
        return Ok(found);
    }
    ask(conn, query, lookup, Reach::All, now).await
}

/// The lowest and the highest of the next `most` numbers after the cursor; `None` when there are no more.
pub(super) async fn next(conn: &mut Conn, query: &ContractQuery, most: u32) -> Result<Option<(i64, i64)>, StoreError> {
    let (beyond, direction, all) =
        if list::reads_down(query) { ("<", "desc", i64::MAX) } else { (">", "asc", i64::MIN) };
    let last = query.cursor.map_or(all, |cursor| cursor.id.get());
    let sql = format!(
        "select min(x.id), max(x.id)
         from (select id from contract_search where id {beyond} $1 order by id {direction} limit {most}) x"
    );
    let (low, high) = row!(conn, (Option<i64>, Option<i64>), AssertSqlSafe(sql), last)?;
    Ok(low.zip(high))
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

/// Whether anything but the words is filtered by.
fn has_others(filter: &ContractFilter) -> bool {
    *filter != ContractFilter { text: filter.text.clone(), ..ContractFilter::default() }
}

/// The statement of one question, for the test of its plan as well.
#[must_use]
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
        // Numbers in the text: PostgreSQL sees how few they are.
        Reach::Between(low, high) => {
            select.and_where(Expr::cust(format!("s.id between {low} and {high}")));
            // What PostgreSQL believes of words is near enough for so few; of their pieces it is not.
            let condition = if lookup.by_words { lookup.expr() } else { lookup.one_by_one() };
            select.and_where(condition).order_by(id, order);
        }
        Reach::Near(id) => {
            select.and_where(lookup.near(id, down)).and_where(lookup.expr()).order_by_expr(sorted, order);
        }
        Reach::All => {
            select.and_where(lookup.expr()).order_by_expr(sorted, order);
        }
    }
    select.limit(u64::from(query.page_size) + 1);
    list::build(Engine::Postgres, &select)
}
