//! The rows of a page in raw SQL: the page's own statement on one connection, with no program around it.

use std::time::Instant;

use backend::{
    db::{Conn, Db, Raw},
    store::tickets::list,
};
use domain::ticket::TicketQuery;
use sqlx::AssertSqlSafe;

use crate::{Outcome, samples::Samples};

pub struct RawRows {
    conn: Conn,
    /// Keeps the pool that the connection is of.
    _db: Db,
}

impl RawRows {
    pub async fn open(db: Db) -> Outcome<Self> {
        Ok(Self { conn: db.conn().await?, _db: db })
    }

    /// Adds how long the statement took; its rows are fetched and not looked at.
    pub async fn read(&mut self, query: &TicketQuery, into: &mut Samples) -> Outcome<()> {
        let (sql, values) = list::page_sql(self.conn.engine(), query);
        let sql = AssertSqlSafe(sql);
        let began = Instant::now();
        let rows = match self.conn.raw() {
            Raw::Sqlite(conn) => sqlx::query_with::<sqlx::Sqlite, _>(sql, values).fetch_all(conn).await?.len(),
            Raw::Postgres(conn) => sqlx::query_with::<sqlx::Postgres, _>(sql, values).fetch_all(conn).await?.len(),
        };
        into.add(began.elapsed());
        if rows == 0 { Err("the page's SQL gives no row".into()) } else { Ok(()) }
    }
}
