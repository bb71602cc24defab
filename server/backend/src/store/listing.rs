//! What the statements of all lists have in common.

use sea_query::{PostgresQueryBuilder, SelectStatement, SqliteQueryBuilder};
use sea_query_sqlx::{SqlxBinder, SqlxValues};

use crate::db::Engine;

/// A statement in the words of the database, with its values.
pub fn build(engine: Engine, select: &SelectStatement) -> (String, SqlxValues) {
    match engine {
        Engine::Sqlite => select.build_sqlx(SqliteQueryBuilder),
        Engine::Postgres => select.build_sqlx(PostgresQueryBuilder),
    }
}
