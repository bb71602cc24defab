//! The list of contracts with ten thousand rows and with a million: the page's own SQL for the first page and each filter, by
//! eight readers at once. What matters is how little the second column differs from the first; so both take turns.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use backend::{
    db::{Conn, Db, Engine, Raw},
    store::contracts::list::{self, Moment},
    text_index,
};
use domain::{
    contract::{AccessStatus, ContractFilter, ContractQuery, ContractStatus, ContractView},
    ids::{PersonId, PlanId},
    state::Uf,
    time::UtcMillis,
    zone::Zone,
};
use sqlx::AssertSqlSafe;

use crate::{Outcome, database::Database, samples::Samples};

const SIZES: [(&str, u32); 2] = [("small", 10_000), ("large", 1_000_000)];
const READERS: usize = 8;
/// Turns of each size.
const ROUNDS: usize = 6;
/// Pages of each reader and filter in one round.
const PAGES: usize = 6;
/// Rows added in one statement.
const STEP: u32 = 50_000;
/// Names in one statement.
const TOGETHER: usize = 5_000;
/// The clock of the rows.
const NOW: i64 = 1_773_000_000_000;

/// Names have a first one and two last ones of these, as alike as those of a city. One contract in [`NAMESAKE`] is held by a
/// "Maria da Silva", as many of them in proportion at either size; [`RARE`] is one holder alone, at either size.
const FIRST: [&str; 30] = [
    "adriana",
    "bruno",
    "carla",
    "daniel",
    "eduarda",
    "fernando",
    "gabriela",
    "heitor",
    "isabela",
    "joaquim",
    "karina",
    "leonardo",
    "mariana",
    "neide",
    "otavio",
    "patricia",
    "quirino",
    "rosangela",
    "sebastiao",
    "tatiane",
    "ulisses",
    "vanessa",
    "wellington",
    "ximena",
    "yasmin",
    "zuleide",
    "aparecida",
    "benedito",
    "conceicao",
    "domingos",
];
const LAST: [&str; 21] = [
    "almeida",
    "barbosa",
    "cardoso",
    "dias",
    "esteves",
    "ferreira",
    "guimaraes",
    "henriques",
    "ishikawa",
    "jardim",
    "lacerda",
    "monteiro",
    "nogueira",
    "oliveira",
    "pacheco",
    "queiroz",
    "ribeiro",
    "siqueira",
    "teixeira",
    "uchoa",
    "vasconcelos",
];

const NAMESAKE: u32 = 150;
/// Places of the common whole name in the lists.
const COMMON: [usize; 3] = [7, 3, 2];
/// Places of the whole name that one contract has, of words that many have.
const RARE: [usize; 3] = [12, 13, 17];
/// The contract of that name.
const RARE_AT: u32 = 5_000;

/// The plan of the oldest contracts, one in a hundred.
const OLD_PLAN: i64 = 4;
/// Words that begin alike and that nobody is called by.
const STRANGERS: u8 = 22;

/// One filter with its times at each size.
struct Line {
    name: &'static str,
    filter: ContractFilter,
    times: [Samples; 2],
}

/// Fills a database of each size in an empty folder and measures.
pub async fn measure(folder: &Path) -> Outcome<()> {
    let mut desks = Vec::new();
    for (name, size) in SIZES {
        let database = Database::create(folder, name).await?;
        let db = database.open().await?;
        db.migrate().await?;
        fill(&db, size).await?;
        database.settle().await?;
        // Not counted: the first pages of each connection.
        read(&db, &ContractFilter::default()).await?;
        desks.push((database, db));
    }
    let line = |(name, filter)| Line { name, filter, times: Default::default() };
    let mut lines: Vec<Line> = filters().into_iter().map(line).collect();
    for _ in 0..ROUNDS {
        for line in &mut lines {
            for ((_, db), times) in desks.iter().zip(&mut line.times) {
                times.add_all(&read(db, &line.filter).await?);
            }
        }
    }
    if let Some((database, _)) = desks.first() {
        print(database, &lines);
    }
    for (_, db) in desks {
        db.close().await;
    }
    Ok(())
}

fn filters() -> Vec<(&'static str, ContractFilter)> {
    let all = ContractFilter::default();
    let mut filters = vec![("first page", all.clone())];
    filters.extend(ContractView::ALL.into_iter().skip(1).map(|view| (view.code(), view.filter())));
    filters.extend([
        ("status", ContractFilter { statuses: vec![ContractStatus::NegativeListed], ..all.clone() }),
        ("two blocks", ContractFilter { access: vec![AccessStatus::Automatic, AccessStatus::Manual], ..all.clone() }),
        ("plan", ContractFilter { plan: Some(PlanId::new(3)), ..all.clone() }),
        ("person", ContractFilter { person: Some(PersonId::new(77)), ..all.clone() }),
        ("state", ContractFilter { state: Some(Uf::AM), ..all.clone() }),
        ("city", ContractFilter { city: "Cidade 5".to_owned(), ..all.clone() }),
        (
            "blocked since",
            ContractFilter { blocked_from: Some(UtcMillis::from_millis(NOW - 86_400_000)), ..all.clone() },
        ),
        ("word of all", ContractFilter { text: "cliente".to_owned(), ..all.clone() }),
        ("first name", ContractFilter { text: FIRST[COMMON[0]].to_owned(), ..all.clone() }),
        ("whole name", ContractFilter { text: whole(COMMON), ..all.clone() }),
        ("name of one", ContractFilter { text: whole(RARE), ..all.clone() }),
        ("nobody", ContractFilter { text: "quim zeca".to_owned(), ..all.clone() }),
        (
            "word, old plan",
            ContractFilter { text: "cliente".to_owned(), plan: Some(PlanId::new(OLD_PLAN)), ..all.clone() },
        ),
        (
            "name, status",
            ContractFilter {
                text: FIRST[COMMON[0]].to_owned(),
                statuses: vec![ContractStatus::NegativeListed],
                ..all.clone()
            },
        ),
        ("document", ContractFilter { text: document(RARE_AT), ..all.clone() }),
        ("number", ContractFilter { text: "7777".to_owned(), ..all }),
    ]);
    filters
}

async fn run(conn: &mut Conn, sql: String) -> Outcome<()> {
    match conn.raw() {
        Raw::Sqlite(conn) => sqlx::raw_sql(AssertSqlSafe(sql)).execute(conn).await.map(drop)?,
        Raw::Postgres(conn) => sqlx::raw_sql(AssertSqlSafe(sql)).execute(conn).await.map(drop)?,
    }
    Ok(())
}

fn whole([first, middle, last]: [usize; 3]) -> String {
    format!("{} {} {}", FIRST[first], LAST[middle], LAST[last])
}

/// The name of a row.
fn name(row: u32) -> String {
    let (place, first, last) = (usize::try_from(row).unwrap_or_default(), FIRST.len(), LAST.len());
    let places = [place % first, place / first % last, place / (first * last) % last];
    // In any order: that is how names are looked for.
    let is_rare = places[0] == RARE[0] && [RARE[1], RARE[2]].iter().all(|place| places[1..].contains(place));
    let places = match row {
        RARE_AT => RARE,
        _ if row.is_multiple_of(NAMESAKE) || is_rare => COMMON,
        _ => places,
    };
    format!("cliente {}", whole(places))
}

/// Adds contracts, each with a holder of its own.
async fn fill(db: &Db, size: u32) -> Outcome<()> {
    let mut start = 0;
    while start < size {
        let end = (start + STEP).min(size);
        let mut tx = db.begin().await?;
        let mut statements = Vec::new();
        if start == 0 {
            statements.push(
                "insert into plans (id, name, name_folded, created_at)
                 values (1,'a','a',0),(2,'b','b',0),(3,'c','c',0),(4,'d','d',0)"
                    .to_owned(),
            );
            statements.push(
                "create table names (i bigint primary key, name text not null, document text not null, body text not null, tokens text not null)"
                    .to_owned(),
            );
            statements.push(vocabulary());
        }
        let rows: Vec<u32> = (start + 1..=end).collect();
        statements.extend(rows.chunks(TOGETHER).map(|rows| names(db.engine(), rows)));
        let rows = format!("from names where i > {start} and i <= {end}");
        statements.push(format!(
            "insert into people (id, kind, name, name_folded, document, created_at, updated_at)
             select i, 'individual', name, name, document, 0, 0 {rows}"
        ));
        statements.push(format!(
            "insert into contracts (id, person_id, plan_id, value_cents, status, access, blocked_at, state, city, city_folded,
                                    release_until, created_at, updated_at)
             select i, i, case when i <= {size} / 100 then {OLD_PLAN} else 1 + (i * 31) % 3 end, 11990,
                    case i % 11 when 0 then 'inactive' when 1 then 'negative_listed' else 'active' end,
                    case i % 10 when 0 then 'CA' when 1 then 'FA' when 2 then 'CM' when 3 then 'D' else 'A' end,
                    case when i % 10 < 4 then {NOW} - (i * 158210977) % 3000000000 end,
                    case i % 3 when 0 then 'SP' when 1 then 'AM' else 'BA' end, 'Cidade ' || (i % 100), 'cidade ' || (i % 100),
                    case when i % 50 = 0 then {NOW} + 1000 end, 0, 0
             {rows}"
        ));
        match db.engine() {
            Engine::Sqlite => {
                statements.push(format!("insert into contract_search (rowid, body) select i, body {rows}"));
                statements.push(format!("insert into contract_words (rowid, tokens) select i, tokens {rows}"));
            }
            Engine::Postgres => statements.push(format!(
                "insert into contract_search (id, body, tokens)
                 select i, body, string_to_array(tokens, ' ') {rows}"
            )),
        }
        statements.push(format!(
            "insert into invoices (number, contract_id, due_on, amount_cents, status, created_at, updated_at)
             select 'F' || i, i, '2026-02-10', 11990, case when i % 4 = 0 then 'open' else 'paid' end, 0, 0 {rows}"
        ));
        for sql in statements {
            run(&mut tx, sql).await?;
        }
        tx.commit().await?;
        start = end;
    }
    Ok(())
}

/// The names of some rows, with what their texts are found by.
fn names(engine: Engine, rows: &[u32]) -> String {
    let values = rows.iter().map(|row| {
        let name = name(*row);
        let document = document(*row);
        let body = format!("{row} {name} {document}");
        let tokens = text_index::tokens(engine, i64::from(*row), &body);
        format!("({row}, '{name}', '{document}', '{body}', '{tokens}')")
    });
    format!("insert into names values {}", values.collect::<Vec<_>>().join(", "))
}

/// The CPF of a row's person.
fn document(row: u32) -> String {
    let mut digits: Vec<u32> = format!("2{row:08}").bytes().map(|digit| u32::from(digit - b'0')).collect();
    for _ in 0..2 {
        let sum: u32 = digits.iter().rev().zip(2..).map(|(digit, weight)| digit * weight).sum();
        digits.push(sum * 10 % 11 % 10);
    }
    digits.iter().map(ToString::to_string).collect()
}

/// The words of all names, and some of no name.
fn vocabulary() -> String {
    let names = ["cliente"].iter().chain(&FIRST).chain(&LAST).map(|word| (*word).to_owned());
    let strangers = (b'a'..b'a' + STRANGERS).map(char::from).flat_map(|c| [format!("quim{c}"), format!("zeca{c}")]);
    let words: Vec<String> = names.chain(strangers).map(|word| format!("('{word}')")).collect();
    format!("insert into search_words (word) values {}", words.join(", "))
}

async fn read(db: &Db, filter: &ContractFilter) -> Outcome<Samples> {
    let now = UtcMillis::from_millis(NOW);
    let moment = Moment { now, today: now.local_date(Zone::Brasilia) };
    let query = ContractQuery { filter: filter.clone(), ..ContractQuery::default() };
    list::page(&mut db.conn().await?, &query, moment).await?;
    let mut readers = tokio::task::JoinSet::new();
    for _ in 0..READERS {
        let (db, query) = (db.clone(), query.clone());
        readers.spawn(async move {
            let mut took: Vec<Duration> = Vec::with_capacity(PAGES);
            let mut conn = db.conn().await.map_err(|error| error.to_string())?;
            for _ in 0..PAGES {
                let began = Instant::now();
                list::page(&mut conn, &query, moment).await.map_err(|error| error.to_string())?;
                took.push(began.elapsed());
            }
            Ok::<_, String>(took)
        });
    }
    let mut samples = Samples::default();
    while let Some(took) = readers.join_next().await {
        for one in took?? {
            samples.add(one);
        }
    }
    Ok(samples)
}

fn print(database: &Database, lines: &[Line]) {
    println!("\n{}, contracts: the page's SQL, {READERS} readers at once", database.name());
    println!("  {:<16} {:>22} {:>22} {:>8}", "", "10,000: p50 (p95)", "1,000,000: p50 (p95)", "growth");
    for line in lines {
        let [small, large] = &line.times;
        let cell = |samples: &Samples| format!("{:.2} ms ({:.2})", samples.p50(), samples.p95());
        println!("  {:<16} {:>22} {:>22} {:>7.1}×", line.name, cell(small), cell(large), large.p50() / small.p50());
    }
}
