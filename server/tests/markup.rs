//! Whatever people write is text: no page turns it into markup, its head included.

#![expect(clippy::unwrap_used, reason = "what goes wrong in a helper fails the test")]

mod support;

use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection};
use support::TestServer;

/// What is appended to every text that people write.
const MARK: &str = "</title><b>";
/// Text columns that hold words of the program: codes, keys, hashes, addresses, JSON. Everything else is somebody's text.
/// A new column is taken for somebody's until it is named here.
const CODES: [&str; 0] = [];

/// Appends the mark in every text column of every table that takes it; gives their names.
async fn mark_everything(file: &std::path::Path) -> Vec<String> {
    let mut db = SqliteConnection::connect(&format!("sqlite:{}", file.display())).await.unwrap();
    let columns = sqlx::query(
        "select m.name as t, p.name as c from sqlite_master m, pragma_table_info(m.name) p \
         where m.type = 'table' and m.sql not like 'create virtual%' and upper(p.type) like 'TEXT%' and p.pk = 0 \
         and m.name not like 'sqlite_%' and m.name not like '\\_sqlx%' escape '\\'",
    )
    .fetch_all(&mut db)
    .await
    .unwrap();
    let mut marked = Vec::new();
    for column in columns {
        let (table, name): (String, String) = (column.get("t"), column.get("c"));
        let column = format!("{table}.{name}");
        if CODES.contains(&column.as_str()) {
            continue;
        }
        let statement = format!("update {table} set {name} = {name} || $1 where {name} is not null");
        // What a check of the database refuses can hold no text of people.
        if sqlx::query(AssertSqlSafe(statement))
            .bind(MARK)
            .execute(&mut db)
            .await
            .is_ok_and(|done| done.rows_affected() > 0)
        {
            marked.push(column);
        }
    }
    marked
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_text_of_people_becomes_markup() {
    let server = TestServer::demo(120).await;
    let admin = server.browser();
    assert_eq!(admin.sign_in("admin@balcao.demo", support::PASSWORD, "").await.status(), 303);
    let requester = server.browser();
    assert_eq!(requester.sign_in("marina@balcao.demo", support::PASSWORD, "").await.status(), 303);
    let marked = mark_everything(&server.folder.path().join("balcao.db")).await;
    println!("{marked:#?}");
}
