use super::*;
use crate::both_databases;

/// More than one piece can hold, each in a transaction of its own.
const TEXTS: i64 = 40;

/// The pieces of an index of SQLite.
async fn pieces(db: &Db) -> i64 {
    scalar!(db.conn().await.unwrap(), i64, "select count(distinct segid) from people_search_idx").unwrap()
}

both_databases! {
    async fn a_tidy_index_is_one_piece_and_finds_the_same(db: TestDb) {
        let desk = db.desk();
        for id in 1..=TEXTS {
            let mut tx = desk.db().begin().await.unwrap();
            put_search_text(&mut tx, SearchTable::People, id, &format!("benedita numero {id}")).await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut tx = desk.db().begin().await.unwrap();
        put_search_text(&mut tx, SearchTable::People, 7, "carlota").await.unwrap();
        tx.commit().await.unwrap();
        let sqlite = desk.db().engine() == Engine::Sqlite;
        if sqlite {
            assert!(pieces(desk.db()).await > 1);
        }
        tidy_search(desk.db()).await.unwrap();
        if sqlite {
            assert_eq!(pieces(desk.db()).await, 1);
        }
        let mut conn = desk.db().conn().await.unwrap();
        for (words, wanted) in [("benedita", TEXTS - 1), ("carlota", 1), ("numero", TEXTS - 1), ("benedita carlota", 0)] {
            let found = search_ids(&mut conn, SearchTable::People, words, 100).await.unwrap();
            assert_eq!(i64::try_from(found.len()).unwrap(), wanted, "{words}");
        }
    }
}
