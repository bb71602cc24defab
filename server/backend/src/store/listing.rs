//! What the lists have in common: keyset paging, and one statement for either database.
//!
//! A page starts after (or before) a known row, so the last page costs what the first one costs. One row more than the page is
//! read, to know whether there is a next one.

use domain::list::Cursor;
use sea_query::{Expr, ExprTrait, Order, PostgresQueryBuilder, SelectStatement, SqliteQueryBuilder};
use sea_query_sqlx::{SqlxBinder, SqlxValues};
use sqlx::{AssertSqlSafe, FromRow, postgres::PgRow, sqlite::SqliteRow};

use crate::{
    db::{Conn, Engine, Raw},
    error::StoreError,
};

/// One page of rows and whether there are more beyond it in the direction of reading.
#[derive(Debug)]
pub struct Page<R> {
    /// In the order of the screen.
    pub rows: Vec<R>,
    /// There is at least one more row beyond the page, in the direction in which it was read.
    pub more: bool,
}

/// Where a page lies in its list.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Position of the first row, from 1; 0 when there is none.
    pub start: u64,
    pub has_previous: bool,
    pub has_next: bool,
}

impl<R> Page<R> {
    /// The page of `rows` as they were read at `cursor`, one too many perhaps.
    pub fn cut<I, V>(mut rows: Vec<R>, size: u32, cursor: Option<&Cursor<I, V>>) -> Self {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let more = rows.len() > size;
        rows.truncate(size);
        if is_backwards(cursor) {
            rows.reverse();
        }
        Self { rows, more }
    }

    /// Where it lies, read at `cursor`.
    pub fn place<I, V>(&self, cursor: Option<&Cursor<I, V>>) -> Place {
        let backwards = is_backwards(cursor);
        Place {
            start: if self.rows.is_empty() { 0 } else { cursor.map_or(1, |cursor| Ord::max(cursor.start, 1)) },
            has_previous: if backwards { self.more } else { cursor.is_some() },
            has_next: backwards || self.more,
        }
    }
}

/// Whether the page before the cursor is asked for, which turns the order of reading around.
pub fn is_backwards<I, V>(cursor: Option<&Cursor<I, V>>) -> bool {
    cursor.is_some_and(|cursor| cursor.backwards)
}

/// Rows beyond `last` (sort value and number) in the order of `key` and number, as many as tell whether there is a next page.
pub fn turn(
    select: &mut SelectStatement,
    (table, key): (&'static str, &'static str),
    last: Option<(Expr, i64)>,
    descending: bool,
    size: u32,
) {
    if let Some((value, id)) = last {
        let row = Expr::tuple([Expr::col((table, key)), Expr::col((table, "id"))]);
        let bound = Expr::tuple([value, Expr::val(id)]);
        select.and_where(if descending { row.lt(bound) } else { row.gt(bound) });
    }
    let order = if descending { Order::Desc } else { Order::Asc };
    select.order_by((table, key), order.clone()).order_by((table, "id"), order).limit(u64::from(size) + 1);
}

/// A statement in the words of the database, with its values.
pub fn build(engine: Engine, select: &SelectStatement) -> (String, SqlxValues) {
    match engine {
        Engine::Sqlite => select.build_sqlx(SqliteQueryBuilder),
        Engine::Postgres => select.build_sqlx(PostgresQueryBuilder),
    }
}

/// The rows of a statement. `kept`: PostgreSQL may keep it with its plan for the next time; what a word costs depends on the
/// word.
pub async fn fetch<R>(conn: &mut Conn, (sql, values): (String, SqlxValues), kept: bool) -> Result<Vec<R>, StoreError>
where
    R: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
{
    // The text is made of literals, enum names and the day; every value from outside is bound.
    let sql = AssertSqlSafe(sql);
    Ok(match conn.raw() {
        Raw::Sqlite(conn) => sqlx::query_as_with::<sqlx::Sqlite, _, _>(sql, values).fetch_all(conn).await?,
        Raw::Postgres(conn) => {
            sqlx::query_as_with::<sqlx::Postgres, _, _>(sql, values).persistent(kept).fetch_all(conn).await?
        }
    })
}
