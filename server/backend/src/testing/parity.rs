//! The two migrated schemas are one: same tables, columns, types, nullability and indexes.
//!
//! Left out: tables of search, which differ by design, the migrator's own table, and indexes that come with a primary or
//! unique key.

use std::collections::BTreeMap;

use sqlx::AssertSqlSafe;

use super::{TestDb, on_postgres, on_sqlite};
use crate::db::{Conn, Engine, Raw};

/// For each `table.column` its type and nullability, for each `index name` its table, columns and uniqueness.
type Schema = BTreeMap<String, String>;

async fn query<T>(conn: &mut Conn, sql: String) -> Vec<T>
where
    T: Send + Unpin,
    T: for<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow> + for<'r> sqlx::FromRow<'r, sqlx::postgres::PgRow>,
{
    match conn.raw() {
        Raw::Sqlite(conn) => sqlx::query_as(AssertSqlSafe(sql)).fetch_all(conn).await.unwrap(),
        Raw::Postgres(conn) => sqlx::query_as(AssertSqlSafe(sql)).fetch_all(conn).await.unwrap(),
    }
}

async fn schema(db: TestDb) -> Schema {
    let mut conn = db.db().conn().await.unwrap();
    let (columns, indexes) = match conn.engine() {
        Engine::Sqlite => (SQLITE_COLUMNS, SQLITE_INDEXES),
        Engine::Postgres => (POSTGRES_COLUMNS, POSTGRES_INDEXES),
    };
    let mut found = Schema::new();
    for (table, column, kind, nullable) in query::<(String, String, String, bool)>(&mut conn, columns.to_owned()).await
    {
        let kind = match kind.to_lowercase().as_str() {
            "integer" | "bigint" => "integer".to_owned(),
            other => other.to_owned(),
        };
        let null = if nullable { "null" } else { "not null" };
        found.insert(format!("{table}.{column}"), format!("{kind} {null}"));
    }
    for (name, table, columns, unique) in query::<(String, String, String, bool)>(&mut conn, indexes.to_owned()).await {
        let unique = if unique { "unique " } else { "" };
        found.insert(format!("index {name}"), format!("{unique}{table} ({columns})"));
    }
    found
}

const SQLITE_COLUMNS: &str = "
select t.name, c.name, c.type, c.\"notnull\" = 0 and c.pk = 0
from sqlite_schema t, pragma_table_info(t.name) c
where t.type = 'table'
  and t.name not like 'sqlite_%' and t.name not like '_sqlx_%'
  and t.name not like 'people_search%' and t.name not like 'ticket_search%' and t.name not like 'contract_search%'
  and t.name not like 'contract_words%' and t.name not like 'search_words%'";

const SQLITE_INDEXES: &str = "
select i.name, t.name, coalesce((select group_concat(coalesce(c.name, '(expression)'), ', ') from pragma_index_info(i.name) c), ''),
       i.\"unique\" = 1
from sqlite_schema t, pragma_index_list(t.name) i
where t.type = 'table' and i.origin = 'c'
  and t.name not like 'sqlite_%' and t.name not like '_sqlx_%'
  and t.name not like 'people_search%' and t.name not like 'ticket_search%' and t.name not like 'contract_search%'
  and t.name not like 'contract_words%' and t.name not like 'search_words%'";

const POSTGRES_COLUMNS: &str = "
select table_name::text, column_name::text, data_type::text, is_nullable = 'YES'
from information_schema.columns
where table_schema = 'public'
  and table_name not like '\\_sqlx\\_%'
  and table_name not like 'people\\_search%' and table_name not like 'ticket\\_search%'
  and table_name not like 'contract\\_search%' and table_name not like 'search\\_words%'";

const POSTGRES_INDEXES: &str = "
select i.relname::text, t.relname::text,
       (select string_agg(coalesce(a.attname::text, '(expression)'), ', ' order by k.place)
        from unnest(x.indkey::int2[]) with ordinality k (attnum, place)
        left join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.attnum),
       x.indisunique
from pg_index x
join pg_class i on i.oid = x.indexrelid
join pg_class t on t.oid = x.indrelid
join pg_namespace n on n.oid = t.relnamespace
where n.nspname = 'public'
  and not exists (select 1 from pg_constraint c where c.conindid = x.indexrelid)
  and t.relname not like '\\_sqlx\\_%'
  and t.relname not like 'people\\_search%' and t.relname not like 'ticket\\_search%'
  and t.relname not like 'contract\\_search%' and t.relname not like 'search\\_words%'";

#[test]
fn both_schemas_are_one() {
    let (mut sqlite, mut postgres) = (Schema::new(), Schema::new());
    on_sqlite(|db| async { sqlite = schema(db).await });
    on_postgres(|db| async { postgres = schema(db).await });
    let differences: Vec<String> = sqlite
        .keys()
        .chain(postgres.keys())
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .filter(|name| sqlite.get(*name) != postgres.get(*name))
        .map(|name| format!("{name}: SQLite {:?}, PostgreSQL {:?}", sqlite.get(name), postgres.get(name)))
        .collect();
    assert!(sqlite.len() > 100, "the schema of SQLite was not read");
    assert!(differences.is_empty(), "the schemas differ:\n{}", differences.join("\n"));
}
