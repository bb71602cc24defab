use rand::{RngExt, SeedableRng, rngs::StdRng};

use super::*;
use crate::{both_databases, db::Db, rows, run, scalar};

/// Words that hold one another, short ones, numbers, a stranger.
const WORDS: [&str; 18] = [
    "ana",
    "mariana",
    "maria",
    "ari",
    "lima",
    "olima",
    "d'avila",
    "da",
    "e",
    "529",
    "52998224725",
    "12abc34501de35",
    "ana.lima+x@ari-da.example",
    "ana_lima@x.example",
    "anaxlima@x.example",
    "12",
    "3m",
    "山田太郎",
];

async fn store(db: &Db, table: TextTable, id: i64, body: &str) {
    let mut tx = db.begin().await.unwrap();
    put(&mut tx, table, id, body).await.unwrap();
    tx.commit().await.unwrap();
}

async fn found(db: &Db, table: TextTable, text: &str) -> Vec<i64> {
    let mut conn = db.conn().await.unwrap();
    let Some(lookup) = look_up(&mut conn, table, text).await.unwrap() else { return Vec::new() };
    let (sql, values) = lookup.newest(conn.engine(), 1_000);
    let sql = AssertSqlSafe(sql);
    let rows: Vec<(i64,)> = match conn.raw() {
        Raw::Sqlite(conn) => sqlx::query_as_with::<sqlx::Sqlite, _, _>(sql, values).fetch_all(conn).await.unwrap(),
        Raw::Postgres(conn) => sqlx::query_as_with::<sqlx::Postgres, _, _>(sql, values).fetch_all(conn).await.unwrap(),
    };
    rows.into_iter().map(|(id,)| id).collect()
}

fn some_words(random: &mut StdRng, most: usize) -> String {
    let words: Vec<&str> =
        (0..random.random_range(1..=most)).map(|_| WORDS[random.random_range(0..WORDS.len())]).collect();
    domain::search::fold(&words.join(" "))
}

/// Any part of a word as somebody may type it.
fn a_part(random: &mut StdRng, word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let from = random.random_range(0..letters.len());
    let to = random.random_range(from..letters.len()) + 1;
    letters[from..to].iter().collect()
}

/// The texts that hold all words, newest first: what every index has to find.
fn wanted(texts: &[(i64, String)], typed: &str) -> Vec<i64> {
    let holds = |body: &str| typed.split(' ').all(|part| body.split(' ').any(|word| word.contains(part)));
    let mut ids: Vec<i64> = texts.iter().filter(|(_, body)| holds(body)).map(|(id, _)| *id).collect();
    ids.sort_unstable_by_key(|id| std::cmp::Reverse(*id));
    ids
}

/// Looks for a few hundred typed texts in all of `texts`.
async fn expect_found(db: &Db, table: TextTable, texts: &[(i64, String)], seed: u64) {
    let mut random = StdRng::seed_from_u64(seed);
    for _ in 0..300 {
        let whole = some_words(&mut random, 4);
        let typed = if random.random_bool(0.5) {
            whole
        } else {
            whole.split(' ').map(|word| a_part(&mut random, word)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(found(db, table, &typed).await, wanted(texts, &typed), "{table:?}, {typed:?}");
    }
}

fn some_texts(seed: u64) -> Vec<(i64, String)> {
    let mut random = StdRng::seed_from_u64(seed);
    // Far from each other, as the numbers of contracts may be.
    (1..=60).map(|number| (number * 7_919, some_words(&mut random, 6))).collect()
}

both_databases! {
    async fn both_indexes_find_any_part_of_any_word(db: TestDb) {
        let texts = some_texts(7);
        for table in TextTable::ALL {
            for (id, body) in &texts {
                store(db.db(), table, *id, body).await;
            }
            expect_found(db.db(), table, &texts, 11).await;
        }
    }

    async fn another_text_replaces_the_one_before(db: TestDb) {
        for table in TextTable::ALL {
            store(db.db(), table, 1, "mariana lima").await;
            store(db.db(), table, 1, "mariana costa").await;
            assert!(found(db.db(), table, "mariana lima").await.is_empty());
            assert!(found(db.db(), table, "lima").await.is_empty());
            assert_eq!(found(db.db(), table, "costa maria").await, [1]);
        }
    }

    async fn a_record_may_have_no_text(db: TestDb) {
        for table in TextTable::ALL {
            store(db.db(), table, 1, "").await;
            assert!(found(db.db(), table, "mariana").await.is_empty());
            assert!(found(db.db(), table, "").await.is_empty());
            store(db.db(), table, 1, "mariana").await;
            store(db.db(), table, 1, "").await;
            assert!(found(db.db(), table, "mariana").await.is_empty());
        }
    }

    async fn more_words_than_anybody_types_are_looked_up_as_well(db: TestDb) {
        let words: Vec<String> = (0..600).map(|number| format!("nome{}", letters(number))).collect();
        // The words looked at are among them; no name has so many.
        let body = words[..40].join(" ");
        for table in TextTable::ALL {
            store(db.db(), table, 1, &body).await;
            assert_eq!(found(db.db(), table, &words.join(" ")).await, [1]);
        }
    }

    async fn two_who_bring_the_same_word_at_once_do_not_wait_for_each_other(db: TestDb) {
        if db.db().engine() == Engine::Sqlite {
            // One writes at a time.
            return;
        }
        let (mut one, mut two) = (db.db().begin().await.unwrap(), db.db().begin().await.unwrap());
        put(&mut one, TextTable::Contracts, 1, "zuleide").await.unwrap();
        put(&mut two, TextTable::Contracts, 2, "almeida zuleide").await.unwrap();
        put(&mut one, TextTable::Contracts, 3, "almeida").await.unwrap();
        two.commit().await.unwrap();
        one.commit().await.unwrap();
        assert_eq!(found(db.db(), TextTable::Contracts, "zuleide").await, [2, 1]);
        assert_eq!(found(db.db(), TextTable::Contracts, "almeida").await, [3, 2]);
    }

    async fn a_word_of_too_many_names_is_found_by_its_pieces(db: TestDb) {
        let names: Vec<(i64, String)> =
            (0..MANY).map(|number| (number, format!("ana{} silva{}", letters(number), letters(number)))).collect();
        for (id, body) in &names {
            store(db.db(), TextTable::Contracts, *id, body).await;
        }
        let mut conn = db.db().conn().await.unwrap();
        let by_pieces = look_up(&mut conn, TextTable::Contracts, "ana silva").await.unwrap();
        assert_eq!(by_pieces, by_parts(conn.engine(), TextTable::Contracts, "ana silva"));
        drop(conn);
        for typed in ["ana", "ana silva", "anaa", "anaa silvaa", "anab silva"] {
            assert_eq!(found(db.db(), TextTable::Contracts, typed).await, wanted(&names, typed), "{typed}");
        }
    }

    async fn three_words_of_too_many_names_together_are_found_two_at_a_time(db: TestDb) {
        // 9 times 9 times 9 is more than may be asked for at once, 9 times 9 twice is not.
        let names: Vec<(i64, String)> = (0..9)
            .map(|number| {
                let letters = letters(number);
                (number, format!("ana{letters} silva{letters} costa{letters}"))
            })
            .collect();
        for (id, body) in &names {
            store(db.db(), TextTable::Contracts, *id, body).await;
        }
        let mut conn = db.db().conn().await.unwrap();
        let by_pairs = look_up(&mut conn, TextTable::Contracts, "ana silva costa").await.unwrap().unwrap();
        let asked = by_pairs.values.join(" ");
        assert!(asked.contains("anaaa:costaaa") && asked.contains("costaaa:silvaaa"));
        assert!(!asked.contains("anaaa:costaaa:silvaaa"));
        drop(conn);
        for typed in ["ana silva costa", "anaab silvaab costaab", "anaab silvaaa costaab", "anaac silva costa"] {
            assert_eq!(found(db.db(), TextTable::Contracts, typed).await, wanted(&names, typed), "{typed}");
        }
    }

    async fn as_many_names_as_may_be_are_found_by_their_words(db: TestDb) {
        // 22 times 23 pairs, near the most that are asked for.
        let names: Vec<(i64, String)> =
            (0..22).map(|number| (number, format!("ana{} silva{} silvax", letters(number), letters(number)))).collect();
        for (id, body) in &names {
            store(db.db(), TextTable::Contracts, *id, body).await;
        }
        let mut conn = db.db().conn().await.unwrap();
        let by_words = look_up(&mut conn, TextTable::Contracts, "ana silva").await.unwrap();
        assert_ne!(by_words, by_parts(conn.engine(), TextTable::Contracts, "ana silva"));
        drop(conn);
        assert_eq!(found(db.db(), TextTable::Contracts, "ana silva").await, wanted(&names, "ana silva"));
    }

    async fn the_migration_gives_older_texts_their_words(db: TestDb) {
        let texts = some_texts(3);
        for (id, body) in &texts {
            store(db.db(), TextTable::Contracts, *id, body).await;
        }
        let written = written(db.db()).await;
        let mut tx = db.db().begin().await.unwrap();
        let statements = match tx.engine() {
            Engine::Sqlite => [
                "drop table contract_words; drop table search_words_parts; drop table search_words",
                include_str!("../../../../migrations/sqlite/0011_words.sql"),
                include_str!("../../../../migrations/sqlite/0012_words_by_three.sql"),
            ],
            Engine::Postgres => [
                "drop table search_words; alter table contract_search drop column tokens",
                include_str!("../../../../migrations/postgres/0011_words.sql"),
                include_str!("../../../../migrations/postgres/0012_words_by_three.sql"),
            ],
        };
        for sql in statements {
            match tx.raw() {
                Raw::Sqlite(conn) => sqlx::raw_sql(sql).execute(conn).await.map(drop).unwrap(),
                Raw::Postgres(conn) => sqlx::raw_sql(sql).execute(conn).await.map(drop).unwrap(),
            }
        }
        tx.commit().await.unwrap();
        assert_eq!(self::written(db.db()).await, written);
        assert!(written.len() > 200, "{written:?}");
        expect_found(db.db(), TextTable::Contracts, &texts, 5).await;
    }

    async fn texts_of_an_older_program_get_their_tokens(db: TestDb) {
        if db.db().engine() == Engine::Sqlite {
            // One program at a time.
            return;
        }
        let texts = some_texts(15);
        for (id, body) in &texts {
            store(db.db(), TextTable::Contracts, *id, body).await;
        }
        let before = written(db.db()).await;
        let sql = "update contract_search set tokens = tokens[1:2] where id % 2 = 0";
        run!(db.db().conn().await.unwrap(), sql).unwrap();
        assert_ne!(written(db.db()).await, before);
        tidy(db.db()).await.unwrap();
        assert_eq!(written(db.db()).await, before);
    }

    async fn a_tidy_index_is_one_piece_and_finds_the_same(db: TestDb) {
        let texts = some_texts(9);
        for (id, body) in &texts {
            store(db.db(), TextTable::Contracts, *id, body).await;
        }
        let sqlite = db.db().engine() == Engine::Sqlite;
        if sqlite {
            assert!(pieces(db.db()).await.iter().all(|pieces| *pieces > 1));
        }
        tidy(db.db()).await.unwrap();
        if sqlite {
            assert_eq!(pieces(db.db()).await, [1, 1]);
        }
        expect_found(db.db(), TextTable::Contracts, &texts, 13).await;
    }
}

/// More than one typed word may stand for.
const MANY: i64 = 70;

/// Two letters for a number below 676.
fn letters(number: i64) -> String {
    [number / 26, number % 26].map(|place| char::from(b'a' + u8::try_from(place).unwrap())).iter().collect()
}

/// Each text's tokens in alphabetical order.
async fn written(db: &Db) -> Vec<(i64, String)> {
    let mut tx = db.begin().await.unwrap();
    let sql = match db.engine() {
        Engine::Sqlite => {
            run!(tx, "create virtual table temp.tokens_there using fts5vocab (main, contract_words, instance)")
                .unwrap();
            "select doc, term from temp.tokens_there order by doc, term"
        }
        Engine::Postgres => "select id, token collate \"C\" from contract_search, unnest(tokens) token order by 1, 2",
    };
    // Dropping the transaction drops the table.
    rows!(tx, (i64, String), sql).unwrap()
}

/// The pieces of two indexes of SQLite.
async fn pieces(db: &Db) -> [i64; 2] {
    let mut conn = db.conn().await.unwrap();
    let texts = scalar!(conn, i64, "select count(distinct segid) from contract_search_idx").unwrap();
    let words = scalar!(conn, i64, "select count(distinct segid) from contract_words_idx").unwrap();
    [texts, words]
}
