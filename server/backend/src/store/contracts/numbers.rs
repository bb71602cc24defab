//! The numbers of the contracts on one page of a search, on PostgreSQL.
//!
//! Its planner thinks that the words of a name have nothing to do with each other. It expects two contracts of "Maria da
//! Silva" where there are thousands, fetches and sorts them all, or it expects thousands where there is one, and walks
//! through a million. So it is asked three questions of which none can go wrong by much: for a handful in any order, for a
//! page among the nearest texts without the index, and only then for all of them.

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
    text_index::Lookup,
};

/// Texts that are looked through one by one. A page of what one in two hundred holds is among them.
const NEAR: u64 = 10_000;

/// Which contracts a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// As many as fit on the page, whichever come first.
    Handful,
    /// Those next to the cursor.
    Near,
    All,
}

impl Reach {
    #[cfg(test)]
    pub const EVERY: [Self; 3] = [Self::Handful, Self::Near, Self::All];
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
    if lookup.is_one_token() && !has_others(&query.filter) {
        // The planner knows how many hold it.
        return ask(conn, query, lookup, Reach::All, now).await;
    }
    let full = usize::try_from(query.page_size).unwrap_or(usize::MAX).saturating_add(1);
    let mut handful = ask(conn, query, lookup, Reach::Handful, now).await?;
    if handful.len() < full {
        handful.sort_unstable();
        if list::reads_down(query) {
            handful.reverse();
        }
        return Ok(handful);
    }
    let near = ask(conn, query, lookup, Reach::Near, now).await?;
    if near.len() == full {
        return Ok(near);
    }
    ask(conn, query, lookup, Reach::All, now).await
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
    let last = query.cursor.map(|cursor| cursor.id.get());
    let (beyond, order, direction) = if down { ("<", Order::Desc, "desc") } else { (">", Order::Asc, "asc") };
    if let Some(last) = last {
        select.and_where(Expr::cust(format!("s.id {beyond} {last}")));
    }
    match reach {
        Reach::Handful => {
            select.and_where(lookup.expr());
        }
        Reach::Near => {
            let after = last.map(|last| format!("where x.id {beyond} {last}")).unwrap_or_default();
            let end =
                format!("select x.id from {} x {after} order by x.id {direction} offset {NEAR} limit 1", lookup.from);
            let window = if down {
                format!("s.id > coalesce(({end}), -1)")
            } else {
                format!("s.id < coalesce(({end}), {})", i64::MAX)
            };
            select.and_where(Expr::cust(window)).and_where(lookup.one_by_one()).order_by(id, order);
        }
        Reach::All => {
            select.and_where(lookup.expr()).order_by(id, order);
        }
    }
    select.limit(u64::from(query.page_size) + 1);
    list::build(Engine::Postgres, &select)
}
