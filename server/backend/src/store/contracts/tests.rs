//! How the databases find the rows: an index serves the order of every filter, in both directions, on every page.
//!
//! SQLite plans without statistics, PostgreSQL after ANALYZE over 20,000 contracts.

use domain::{
    contract::{AccessStatus, ContractCursor, ContractFilter, ContractQuery, ContractStatus, ContractView},
    ids::{ContractId, PersonId, PlanId},
    state::Uf,
    time::UtcMillis,
};
use sea_query_sqlx::SqlxValues;
use sqlx::AssertSqlSafe;

use super::{
    ending, history, list,
    numbers::{self, Reach},
    palette, releases,
};
use crate::{
    both_databases,
    db::{Conn, Engine, Raw},
    run,
    store::events,
    testing::TestDesk,
    text_index::{self, TextTable},
};

const NOW: i64 = 1_773_000_000_000;

/// 20,000 contracts of 2,000 people: half of them blocked, some released.
async fn fill(desk: &TestDesk) {
    let user = desk.agent("Agente").await.id.get();
    let mut tx = desk.db().begin().await.unwrap();
    for sql in [
        "with recursive n (i) as (select 1 union all select i + 1 from n where i < 2000)
         insert into people (kind, name, name_folded, created_at, updated_at)
         select 'individual', 'Pessoa ' || i, 'pessoa ' || i, 0, 0 from n",
        "with recursive n (i) as (select 1 union all select i + 1 from n where i < 12)
         insert into plans (name, name_folded, created_at) select 'Plano ' || i, 'plano ' || i, 0 from n",
        "with recursive n (i) as (select cast(1 as bigint) union all select i + 1 from n where i < 20000)
         insert into contracts (id, person_id, plan_id, status, access, blocked_at, state, city, city_folded, release_id,
                                release_until, created_at, updated_at)
         select i, 1 + (i * 7919) % 2000, 1 + (i * 31) % 12,
                case i % 11 when 0 then 'inactive' when 1 then 'negative_listed' else 'active' end,
                case i % 10 when 0 then 'CA' when 1 then 'FA' when 2 then 'CM' when 3 then 'D' when 4 then 'AA' else 'A' end,
                case when i % 10 < 5 then 1770000000000 + (i * 158210977) % 3000000000 end,
                case i % 3 when 0 then 'SP' when 1 then 'AM' else 'BA' end, 'Cidade ' || (i % 100), 'cidade ' || (i % 100),
                case when i % 100 = 0 then i end, case when i % 100 = 0 then 1773000000000 + i end, 0, 0
         from n",
    ] {
        run!(tx, sql).unwrap();
    }
    run!(
        tx,
        "insert into releases (id, contract_id, protocol, at, until, days, by_id, by_name, state)
         select id, id, 'P-' || id, 0, release_until, 3, $1, 'x', 'active' from contracts where release_id is not null",
        user
    )
    .unwrap();
    let name = "case when id % 150 = 0 then 'dias' else 'lima' end";
    let body = format!("id || ' ' || id || ' pessoa ' || person_id || ' ' || {name}");
    let tokens = format!("{name} || ' ' || {name} || ':pessoa pessoa'");
    let stretch = "' :' || id / 10000";
    assert_eq!(text_index::tokens(Engine::Postgres, 19_999, "1 1 pessoa 7 dias"), "dias dias:pessoa pessoa :1");
    let texts = match tx.engine() {
        Engine::Sqlite => vec![
            format!("insert into contract_search (rowid, body) select id, {body} from contracts"),
            format!("insert into contract_words (rowid, tokens) select id, {tokens} from contracts"),
        ],
        Engine::Postgres => vec![format!(
            "insert into contract_search (id, body, tokens)
             select id, {body}, string_to_array({tokens} || {stretch}, ' ') from contracts"
        )],
    };
    for sql in texts {
        run!(tx, AssertSqlSafe(sql)).unwrap();
    }
    run!(tx, "insert into search_words (word) values ('pessoa'), ('dias'), ('lima')").unwrap();
    // Names that no contract has, nearly as many as one search may ask for together.
    run!(
        tx,
        "with recursive n (i) as (select 1 union all select i + 1 from n where i < 22)
         insert into search_words (word)
         select 'quim' || substr('abcdefghijklmnopqrstuv', i, 1) from n
         union all
         select 'zeca' || substr('abcdefghijklmnopqrstuv', i, 1) from n"
    )
    .unwrap();
    tx.commit().await.unwrap();
    if desk.db().engine() == Engine::Postgres {
        run!(desk.db().conn().await.unwrap(), "vacuum analyze").unwrap();
    }
}

/// Every filter of the screen by itself.
fn filters() -> Vec<(&'static str, ContractFilter)> {
    let all = ContractFilter::default();
    let mut filters = vec![
        ("status", ContractFilter { statuses: vec![ContractStatus::NegativeListed], ..all.clone() }),
        ("plan", ContractFilter { plan: Some(PlanId::new(3)), ..all.clone() }),
        ("person", ContractFilter { person: Some(PersonId::new(7)), ..all.clone() }),
        ("state", ContractFilter { state: Some(Uf::AM), ..all.clone() }),
        ("city", ContractFilter { city: "Cidade 5".to_owned(), ..all.clone() }),
        ("since", ContractFilter { blocked_from: Some(UtcMillis::from_millis(NOW)), ..all.clone() }),
        ("words", ContractFilter { text: "pessoa".to_owned(), ..all.clone() }),
        ("whole name", ContractFilter { text: "pessoa dias".to_owned(), ..all.clone() }),
        ("many names", ContractFilter { text: "quim zeca".to_owned(), ..all.clone() }),
        ("a word and a plan", ContractFilter { text: "pessoa".to_owned(), plan: Some(PlanId::new(3)), ..all.clone() }),
        ("short word too", ContractFilter { text: "dias 7".to_owned(), ..all.clone() }),
        ("number", ContractFilter { text: "777".to_owned(), ..all.clone() }),
        ("document", ContractFilter { text: "529.982.247-25".to_owned(), ..all.clone() }),
        ("two kinds of block", ContractFilter { access: vec![AccessStatus::Automatic, AccessStatus::Overdue], ..all }),
    ];
    filters.extend(ContractView::ALL.into_iter().map(|view| (view.code(), view.filter())));
    filters
}

/// How a statement may come to its rows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rows {
    /// A page may walk the table in its own order until it is full.
    Walked,
    /// An index finds them.
    Found,
}

async fn faults_of(conn: &mut Conn, name: &str, how: Rows, sql: &str, values: SqlxValues) -> Vec<String> {
    match conn.raw() {
        Raw::Sqlite(conn) => {
            let sql = AssertSqlSafe(format!("explain query plan {sql}"));
            let rows: Vec<(i64, i64, i64, String)> = sqlx::query_as_with(sql, values).fetch_all(conn).await.unwrap();
            let sorts = rows.iter().any(|(.., line)| line.contains("USE TEMP B-TREE FOR ORDER BY"));
            let scans = |line: &str| line.starts_with("SCAN") && !line.contains("INDEX");
            let whole = how == Rows::Found && rows.iter().any(|(.., line)| scans(line));
            let plan: Vec<String> = rows.into_iter().map(|(.., line)| line).collect();
            let mut faults = Vec::new();
            faults.extend(sorts.then(|| format!("{name}: sorts\n{}", plan.join("\n"))));
            faults.extend(whole.then(|| format!("{name}: reads the whole table\n{}", plan.join("\n"))));
            faults
        }
        Raw::Postgres(conn) => {
            let sql = AssertSqlSafe(format!("explain (costs off) {sql}"));
            let rows: Vec<(String,)> =
                sqlx::query_as_with(sql, values).persistent(false).fetch_all(conn).await.unwrap();
            // Many tokens make long lines.
            let plan: Vec<String> = rows.into_iter().map(|(line,)| line.chars().take(200).collect()).collect();
            let whole = plan.iter().any(|line| {
                ["contracts", "contract_search", "people"]
                    .iter()
                    .any(|table| line.contains(&format!("Seq Scan on {table}")))
            });
            if whole { vec![format!("{name}: reads the whole table\n{}", plan.join("\n"))] } else { Vec::new() }
        }
    }
}

/// The numbers on a page, and whether there are more.
async fn page_of(conn: &mut Conn, query: &ContractQuery) -> (Vec<i64>, bool) {
    let now = UtcMillis::from_millis(NOW);
    let moment = list::Moment { now, today: now.local_date(domain::zone::Zone::Brasilia) };
    let page = list::page(conn, query, moment).await.unwrap();
    (page.rows.iter().map(|row| row.contract.id.get()).collect(), page.more)
}

both_databases! {
    async fn words_are_found_however_many_hold_them(db: TestDb) {
        let desk = db.desk();
        fill(&desk).await;
        let mut conn = desk.db().conn().await.unwrap();
        let all = ContractFilter::default();
        let words = |text: &str| ContractFilter { text: text.to_owned(), ..all.clone() };
        // All, some of them everywhere, a page of them only when all are looked at, fewer than a page, none.
        let cases: [(ContractFilter, fn(i64) -> bool); 7] = [
            (words("pessoa"), |_| true),
            (ContractFilter { plan: Some(PlanId::new(3)), ..words("pessoa") }, |id| 1 + (id * 31) % 12 == 3),
            (words("dias soa pes"), |id| id % 150 == 0),
            (
                ContractFilter { state: Some(Uf::AM), city: "Cidade 5".to_owned(), ..words("lima soa pes") },
                |id| id % 100 == 5 && id % 3 == 1,
            ),
            (
                ContractFilter { statuses: vec![ContractStatus::Inactive], ..words("dias") },
                |id| id % 150 == 0 && id % 11 == 0,
            ),
            (words("pessoa 19999"), |id| id == 19_999),
            (words("dias lima"), |_| false),
        ];
        for (filter, wanted) in cases {
            for descending in [true, false] {
                let mut ids: Vec<i64> = (1..=20_000).filter(|id| wanted(*id)).collect();
                if descending {
                    ids.reverse();
                }
                let query = ContractQuery { filter: filter.clone(), descending, cursor: None, page_size: 50 };
                let first: Vec<i64> = ids.iter().copied().take(50).collect();
                assert_eq!(page_of(&mut conn, &query).await, (first.clone(), ids.len() > 50), "{filter:?}");
                let Some(last) = first.last().copied().filter(|_| ids.len() > 50) else { continue };
                let cursor =
                    |id, backwards| Some(ContractCursor { value: 0, id: ContractId::new(id), start: 51, backwards });
                let second: Vec<i64> = ids.iter().copied().skip(50).take(50).collect();
                let on = ContractQuery { cursor: cursor(last, false), ..query.clone() };
                assert_eq!(page_of(&mut conn, &on).await, (second.clone(), ids.len() > 100), "{filter:?}, on");
                let back = ContractQuery { cursor: cursor(second[0], true), ..query };
                assert_eq!(page_of(&mut conn, &back).await, (first, false), "{filter:?}, back");
                let Some(third) = ids.get(100).copied() else { continue };
                let back = ContractQuery { cursor: cursor(third, true), ..back };
                assert_eq!(page_of(&mut conn, &back).await, (second, true), "{filter:?}, back to the second");
            }
        }
    }

    async fn a_page_of_the_nearest_is_the_first_of_all(db: TestDb) {
        let desk = db.desk();
        fill(&desk).await;
        let mut conn = desk.db().conn().await.unwrap();
        if conn.engine() == Engine::Sqlite {
            // Its index is walked in the order of the numbers.
            return;
        }
        let now = UtcMillis::from_millis(NOW);
        for text in ["pessoa", "dias pes soa", "lima 7", "dias 19", "pessoa 529"] {
            let filter = ContractFilter { text: text.to_owned(), ..ContractFilter::default() };
            let lookup = list::look_up(&mut conn, &filter).await.unwrap().unwrap();
            for descending in [true, false] {
                for cursor in [None, Some(false), Some(true)] {
                    let cursor = cursor
                        .map(|backwards| ContractCursor { value: 0, id: ContractId::new(9_000), start: 51, backwards });
                    let query = ContractQuery { filter: filter.clone(), descending, cursor, page_size: 50 };
                    let next = numbers::next(&mut conn, &query, &lookup, 8_000).await.unwrap().unwrap();
                    let mut reaches = vec![Reach::All, Reach::Between(next.low, next.high)];
                    if lookup.by_words {
                        reaches.push(numbers::neighbours(next, list::reads_down(&query)));
                    }
                    let mut answers = Vec::new();
                    for reach in reaches {
                        answers.push(numbers::ask(&mut conn, &query, &lookup, reach, now).await.unwrap());
                    }
                    let (all, nearest) = answers.split_first().unwrap();
                    for near in nearest {
                        assert!(!near.is_empty() && all.starts_with(near), "{query:?}: {near:?}, {all:?}");
                    }
                }
            }
        }
    }

    async fn an_index_serves_every_filter_and_page(db: TestDb) {
        let desk = db.desk();
        fill(&desk).await;
        let mut conn = desk.db().conn().await.unwrap();
        let now = UtcMillis::from_millis(NOW);
        let today = now.local_date(domain::zone::Zone::Brasilia);
        let moment = list::Moment { now, today };
        let mut faults = Vec::new();
        for (name, filter) in filters() {
            for descending in [true, false] {
                let lookup = list::look_up(&mut conn, &filter).await.unwrap();
                for backwards in [None, Some(false), Some(true)] {
                    let value = if filter.by_block() { NOW } else { 0 };
                    let cursor = backwards
                        .map(|backwards| ContractCursor { value, id: ContractId::new(10_000), start: 51, backwards });
                    let query = ContractQuery { filter: filter.clone(), descending, cursor, page_size: 50 };
                    let both_ways = conn.engine() == Engine::Sqlite && lookup.is_some();
                    for common in if both_ways { vec![false, true] } else { vec![false] } {
                        let (sql, values) = list::page_sql(conn.engine(), &query, lookup.as_ref(), common, moment);
                        faults.extend(faults_of(&mut conn, name, Rows::Walked, &sql, values).await);
                    }
                    if let Some(lookup) = lookup.as_ref().filter(|_| conn.engine() == Engine::Postgres) {
                        // A word of every text is found among the next ones, pieces by a handful first.
                        let mut reaches = vec![Reach::Between(9_000, 10_000)];
                        if name != "words" {
                            let other = if lookup.by_words { Reach::Near(10_000, 9_000) } else { Reach::Handful };
                            reaches.extend([Reach::All, other]);
                        }
                        for reach in reaches {
                            let (sql, values) = numbers::sql(&query, lookup, reach, now);
                            let name = format!("{name}, {reach:?}");
                            faults.extend(faults_of(&mut conn, &name, Rows::Walked, &sql, values).await);
                        }
                    }
                }
            }
        }
        let engine = conn.engine();
        for (name, sql, values) in [
            ("history", history::LAST, vec![77_i64, 50]),
            ("releases", releases::LAST, vec![77, 50]),
            ("over", ending::OVER, vec![NOW, 250]),
            ("events due", events::DUE, vec![NOW, 8]),
            ("palette, number", palette::NUMBERED, vec![777]),
            ("palette, holder", palette::OF_HOLDER, vec![7, 8]),
        ] {
            let values = sea_query::Values(values.into_iter().map(sea_query::Value::from).collect());
            faults.extend(faults_of(&mut conn, name, Rows::Found, sql, SqlxValues(values)).await);
        }
        let values = sea_query::Values(vec!["52998224725".into(), 8_i64.into()]);
        let (of_document, values) = (palette::OF_DOCUMENT, SqlxValues(values));
        faults.extend(faults_of(&mut conn, "palette, document", Rows::Found, of_document, values).await);
        if engine == Engine::Sqlite {
            // What stands in every text, in some, in one and in none.
            for words in ["pessoa", "pessoa dias", "pessoa 777", "19999", "zebra"] {
                let lookup = text_index::look_up(&mut conn, TextTable::Contracts, words).await.unwrap().unwrap();
                let (sql, values) = lookup.newest(engine, 8);
                faults.extend(faults_of(&mut conn, &format!("palette, {words}"), Rows::Found, &sql, values).await);
            }
        }
        let numbers: Vec<ContractId> = (1..=8).map(|step| ContractId::new(step * 1_000)).collect();
        let (sql, values) = list::by_ids_sql(engine, &numbers, moment);
        faults.extend(faults_of(&mut conn, "rows by number", Rows::Found, &sql, values).await);
        assert!(faults.is_empty(), "{} bad plans:\n\n{}", faults.len(), faults.join("\n\n"));
    }
}
