use sqlx::{Connection, SqliteConnection};

/// The version of the migration that gave fates more words.
const FATES: i64 = 14;

/// The columns are made anew on SQLite, so this is where a fate could get lost.
#[tokio::test]
async fn the_fates_of_before_are_kept() {
    let mut conn = SqliteConnection::connect("sqlite::memory:").await.unwrap();
    let migrator = sqlx::migrate!("../../migrations/sqlite");
    for migration in migrator.iter().filter(|migration| migration.version < FATES) {
        sqlx::raw_sql(migration.sql.clone()).execute(&mut conn).await.unwrap();
    }
    sqlx::raw_sql(
        "pragma foreign_keys = off;
         insert into tickets (id, protocol, status, is_open, requester_id, service_id, subject, opened_at, updated_at, due_at, mail)
         values (1, 'a', 'open', true, 1, 1, 'x', 1, 1, 9, 'sent'), (2, 'b', 'open', true, 1, 1, 'x', 2, 2, 9, 'sent'),
                (3, 'c', 'open', true, 1, 1, 'x', 3, 3, 9, 'failed'), (4, 'd', 'open', true, 1, 1, 'x', 4, 4, 9, 'none');
         insert into outbox (id, ticket_id, to_address, subject, body, message_id, state, created_at)
         values (1, 1, 'x', 'x', 'x', '1', 'written', 1), (2, 1, 'x', 'x', 'x', '2', 'sent', 1),
                (3, 2, 'x', 'x', 'x', '3', 'written', 1), (4, 3, 'x', 'x', 'x', '4', 'failed', 1),
                (5, null, 'x', 'x', 'x', '5', 'queued', 1);",
    )
    .execute(&mut conn)
    .await
    .unwrap();
    let fates = migrator.iter().find(|migration| migration.version == FATES).unwrap();
    sqlx::raw_sql(fates.sql.clone()).execute(&mut conn).await.unwrap();

    let states: Vec<(String,)> =
        sqlx::query_as("select state from outbox order by id").fetch_all(&mut conn).await.unwrap();
    let states: Vec<&str> = states.iter().map(|(state,)| state.as_str()).collect();
    assert_eq!(states, ["written", "sent", "written", "failed", "queued"]);
    let marks: Vec<(String,)> =
        sqlx::query_as("select mail from tickets order by id").fetch_all(&mut conn).await.unwrap();
    let marks: Vec<&str> = marks.iter().map(|(mark,)| mark.as_str()).collect();
    assert_eq!(marks, ["sent", "written", "failed", "none"], "the last mail decides, and a file was never sent");
    for nonsense in ["update outbox set state = 'lost'", "update tickets set mail = 'lost'"] {
        assert!(sqlx::raw_sql(nonsense).execute(&mut conn).await.is_err(), "{nonsense}");
    }
}
