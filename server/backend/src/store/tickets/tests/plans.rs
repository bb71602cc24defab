//! How the databases find the rows: an index serves every order, whatever the view, the direction and the page.
//!
//! SQLite plans without statistics, as on a desk where nobody ever gathered any. PostgreSQL plans after ANALYZE over
//! 20,000 tickets, once for the values at hand and once without knowing them, as it does after some uses of a statement.

mod chat;

use std::fmt::Write as _;

use domain::{
    ids::{PersonId, ServiceId, TicketId, UserId},
    ticket::{AssigneeFilter, BuiltInView, Cursor, SortKey, Status, TicketFilter, TicketQuery},
    time::UtcMillis,
};
use sea_query::{Value, Values};
use sea_query_sqlx::SqlxValues;
use serde_json::Value as Json;
use sqlx::AssertSqlSafe;

use super::super::{FALLEN_DUE, history, list};
use crate::{
    both_databases,
    db::{Conn, Engine, Raw},
    run,
    store::{files, outbox, portal},
    testing::TestDesk,
};

const ME: i64 = 3;
const NOW: i64 = 1_773_000_000_000;

/// What is asked of a plan.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// Rows come out of an index in their order: nothing is sorted, nothing is read whole.
    Order,
    /// As before, but PostgreSQL may sort what a narrow index found.
    Found,
    /// An index finds them, and they are few: both databases may sort them.
    Few,
    /// As [`Wanted::Found`]; the words are in the index, so the texts are not read whole either. Planned for the values at
    /// hand, always.
    Words,
}

/// A statement with its values, under the name that a failure shows.
struct Case {
    name: String,
    /// The table whose rows must not be read whole.
    table: &'static str,
    wanted: Wanted,
    sql: String,
    values: Values,
}

/// 20,000 tickets of 2,000 people, half of them closed; history and mails for some.
async fn fill(desk: &TestDesk) {
    for _ in 0..20 {
        desk.agent("Agente").await;
    }
    let mut tx = desk.db().begin().await.unwrap();
    for sql in [
        "with recursive n (i) as (select 1 union all select i + 1 from n where i < 2000)
         insert into people (kind, name, name_folded, created_at, updated_at)
         select 'individual', 'Pessoa ' || i, 'pessoa ' || i, 0, 0 from n",
        "with recursive n (i) as (select 1 union all select i + 1 from n where i < 12)
         insert into services (name, created_at, updated_at) select 'Serviço ' || i, 0, 0 from n",
        "with recursive n (i) as (select cast(1 as bigint) union all select i + 1 from n where i < 20000)
         insert into tickets (protocol, status, is_open, requester_id, service_id, assignee_id, subject, value_cents,
                              opened_at, updated_at, due_at, touched, mail, late)
         select 'P-' || i,
                case i % 14 when 0 then 'open' when 1 then 'reopened' when 2 then 'analysing' when 3 then 'waiting'
                            when 4 then 'rejected' when 5 then 'cancelled' else 'finished' end,
                i % 14 < 4,
                1 + (i * 7919) % 2000,
                1 + (i * 31) % 12,
                case when i % 9 = 0 then null else 1 + (i * 17) % 20 end,
                'Segunda via do boleto ' || i,
                (i * 37) % 90000,
                1770000000000 + (i * 158210977) % 3000000000,
                1770000000000 + (i * 158210989) % 3000000000,
                case when i % 3 = 0 then 9223372036854775807 else 1770000000000 + (i * 158211029) % 6000000000 end,
                i % 5 <> 0,
                case when i % 23 = 0 then 'failed' else 'sent' end,
                i % 14 < 4 and i % 11 = 0
         from n",
        "insert into ticket_history (ticket_id, at, kind) select id, opened_at, 'opened' from tickets",
        "insert into ticket_history (ticket_id, at, kind) select 77, opened_at, 'note' from tickets where id <= 2000",
        "insert into outbox (ticket_id, to_address, subject, body, message_id, state, due_at, created_at)
         select id, 'x@example.test', 'x', 'x', 'm-' || id, case when id % 50 = 0 then 'queued' else 'sent' end,
                case when id % 50 = 0 then updated_at end, updated_at
         from tickets",
        "insert into files (ticket_id, client_key, name, kind, size_bytes, storage_name, internal, uploaded_by, uploaded_by_name, created_at)
         select id, 'k' || id, 'nota.pdf', 'pdf', 9, 's' || id, id % 7 = 0, 1 + id % 20, 'Agente', opened_at from tickets",
        "insert into files (ticket_id, client_key, name, kind, size_bytes, storage_name, uploaded_by, uploaded_by_name, created_at, removed_at)
         select case when id % 2 = 0 then 77 end, 'l' || id, 'nota.pdf', 'pdf', 9, 't' || id, 1 + id % 20, 'Agente', opened_at,
                case when id % 3 = 0 then opened_at end
         from tickets where id <= 2000",
    ] {
        run!(tx, sql).unwrap();
    }
    for sql in chat::FILL {
        run!(tx, sql).unwrap();
    }
    let words =
        "select t.id, t.id || ' p ' || t.id || ' segunda via do boleto pessoa ' || t.requester_id from tickets t";
    let words = match tx.engine() {
        Engine::Sqlite => format!("insert into ticket_search (rowid, body) {words}"),
        Engine::Postgres => format!("insert into ticket_search (id, body) {words}"),
    };
    run!(tx, AssertSqlSafe(words.clone())).unwrap();
    tx.commit().await.unwrap();
    if desk.db().engine() == Engine::Postgres {
        // ANALYZE and the sweep that moves new words from the waiting list of the index into the index itself.
        run!(desk.db().conn().await.unwrap(), "vacuum analyze").unwrap();
    }
}

fn case(engine: Engine, name: &str, wanted: Wanted, query: &TicketQuery) -> Case {
    let (sql, SqlxValues(values)) = list::page_sql(engine, query);
    Case { name: name.to_owned(), table: "tickets", wanted, sql, values }
}

/// The first page of a question and one in the middle, in both directions of turning.
fn pages(engine: Engine, name: &str, wanted: Wanted, query: &TicketQuery) -> Vec<Case> {
    let value = match query.sort {
        SortKey::Value => 45_000,
        SortKey::Opened | SortKey::Updated | SortKey::Due => NOW - 1_500_000_000,
    };
    let at = |backwards| Some(Cursor { value, id: TicketId::new(10_000), start: 51, backwards });
    [("first page", None), ("next page", at(false)), ("previous page", at(true))]
        .into_iter()
        .map(|(page, cursor)| {
            let query = TicketQuery { cursor, ..query.clone() };
            case(engine, &format!("{name}, {page}"), wanted, &query)
        })
        .collect()
}

/// Every list that the screens offer.
fn lists(engine: Engine) -> Vec<Case> {
    let mut cases = Vec::new();
    let of = |filter: TicketFilter| TicketQuery { filter, ..TicketQuery::default() };
    let all = TicketFilter::default();
    for view in BuiltInView::ALL {
        cases.extend(pages(engine, &format!("view {}", view.code()), Wanted::Order, &of(view.filter(UserId::new(ME)))));
    }
    for (name, filter) in [("all", all.clone()), ("open ones", TicketFilter { only_open: true, ..all.clone() })] {
        for sort in SortKey::ALL {
            for descending in [true, false] {
                let query = TicketQuery { sort, descending, ..of(filter.clone()) };
                let direction = if descending { "down" } else { "up" };
                cases.extend(pages(engine, &format!("{name} by {} {direction}", sort.code()), Wanted::Order, &query));
            }
        }
    }
    for (name, filter) in [
        ("of a person", TicketFilter { requester: Some(PersonId::new(5)), ..all.clone() }),
        ("of a service", TicketFilter { services: vec![ServiceId::new(2)], ..all.clone() }),
        ("of two services", TicketFilter { services: vec![ServiceId::new(2), ServiceId::new(3)], ..all.clone() }),
        ("of two statuses", TicketFilter { statuses: vec![Status::Open, Status::Rejected], ..all.clone() }),
        (
            "of a user, closed too",
            TicketFilter { assignee: Some(AssigneeFilter::User(UserId::new(ME))), ..all.clone() },
        ),
        ("opened since", TicketFilter { opened_from: Some(UtcMillis::from_millis(NOW)), ..all.clone() }),
    ] {
        cases.extend(pages(engine, name, Wanted::Found, &of(filter)));
    }
    for (text, wanted) in [
        ("boleto", Wanted::Words),
        ("pessoa 1234", Wanted::Words),
        ("zebra", Wanted::Words),
        ("19999", Wanted::Words),
        ("boleto 77 via", Wanted::Words),
        ("bo", Wanted::Found),
        ("#19999", Wanted::Found),
    ] {
        let filter = TicketFilter { text: text.to_owned(), ..all.clone() };
        cases.extend(pages(engine, &format!("search {text:?}"), wanted, &of(filter)));
    }
    cases
}

/// A statement that is the same on both databases.
fn asked(name: &str, table: &'static str, wanted: Wanted, sql: &str, values: &[i64]) -> Case {
    let values = Values(values.iter().map(|value| Value::from(*value)).collect());
    Case { name: name.to_owned(), table, wanted, sql: sql.to_owned(), values }
}

/// What pages and jobs ask beside the lists.
fn others() -> Vec<Case> {
    let of_ticket = asked("files of a ticket", "files", Wanted::Found, files::OF_TICKET, &[]);
    vec![
        Case { values: Values(vec![Value::from(77_i64), Value::from(true)]), ..of_ticket },
        asked("files to sweep", "files", Wanted::Found, files::TO_SWEEP, &[NOW, 500]),
        asked("portal, my tickets", "tickets", Wanted::Found, portal::OF_PERSON, &[5, 200]),
        asked("history, first page", "ticket_history", Wanted::Order, history::PAGE, &[77, i64::MAX, 201]),
        asked("history, older", "ticket_history", Wanted::Order, history::PAGE, &[77, 21_000, 201]),
        asked("outbox, due mails", "outbox", Wanted::Order, outbox::DUE, &[NOW, 50]),
        asked("tickets fallen due", "tickets", Wanted::Order, FALLEN_DUE, &[NOW, 500]),
    ]
}

/// Why a plan of SQLite is bad.
fn fault_of_sqlite(case: &Case, plan: &[String]) -> Option<String> {
    let sorts = plan.iter().find(|line| line.contains("USE TEMP B-TREE FOR ORDER BY"));
    if let Some(line) = sorts.filter(|_| case.wanted != Wanted::Few) {
        return Some(format!("sorts: {line}"));
    }
    let scans = |line: &&String| {
        let mut words = line.split_whitespace();
        // A table goes by its name or by its first letter.
        words.next() == Some("SCAN")
            && matches!(words.next(), Some(table) if table == case.table || case.table.starts_with(table))
            && !line.contains("USING INDEX")
            && !line.contains("USING COVERING INDEX")
    };
    plan.iter().find(scans).map(|line| format!("reads the whole table: {line}"))
}

/// Why a plan of PostgreSQL is bad.
fn fault_of_postgres(case: &Case, plan: &Json) -> Option<String> {
    let mut faults = Vec::new();
    walk(plan, &mut |node| {
        let kind = node["Node Type"].as_str().unwrap_or_default();
        let table = node["Relation Name"].as_str().unwrap_or_default();
        let guarded = table == case.table || (case.wanted == Wanted::Words && table == "ticket_search");
        if kind.ends_with("Seq Scan") && guarded {
            faults.push(format!("reads the whole table: {kind} on {table}"));
        }
        if case.wanted == Wanted::Order && kind.ends_with("Sort") {
            faults.push(format!("sorts: {kind} by {}", node["Sort Key"]));
        }
    });
    faults.into_iter().next()
}

fn walk(node: &Json, see: &mut impl FnMut(&Json)) {
    see(node);
    for below in node["Plans"].as_array().into_iter().flatten() {
        walk(below, see);
    }
}

async fn check(conn: &mut Conn, case: &Case) -> Vec<String> {
    let mut faults = Vec::new();
    let mut report = |how: &str, fault: Option<String>, plan: String| {
        if let Some(fault) = fault {
            faults.push(format!("{} ({how}): {fault}\n{}\n{plan}", case.name, case.sql));
        }
    };
    match conn.raw() {
        Raw::Sqlite(conn) => {
            let sql = AssertSqlSafe(format!("explain query plan {}", case.sql));
            let values = SqlxValues(case.values.clone());
            let rows: Vec<(i64, i64, i64, String)> = sqlx::query_as_with(sql, values).fetch_all(conn).await.unwrap();
            let plan: Vec<String> = rows.into_iter().map(|(.., line)| line).collect();
            report("plan", fault_of_sqlite(case, &plan), plan.join("\n"));
        }
        Raw::Postgres(conn) => {
            let sql = AssertSqlSafe(format!("explain (format json, costs off) {}", case.sql));
            let values = SqlxValues(case.values.clone());
            let plan: sqlx::types::Json<Json> =
                sqlx::query_scalar_with(sql, values).persistent(false).fetch_one(&mut *conn).await.unwrap();
            let plan = &plan.0[0]["Plan"];
            report("plan for these values", fault_of_postgres(case, plan), outline(plan, 0));
            if case.wanted == Wanted::Words {
                return faults;
            }
            let nulls = vec!["null"; case.values.0.len()].join(", ");
            let prepare = AssertSqlSafe(format!("prepare listed as {}", case.sql));
            sqlx::raw_sql(prepare).execute(&mut *conn).await.unwrap();
            let sql = format!("explain (format json, costs off) execute listed({nulls})");
            let plan: sqlx::types::Json<Json> =
                sqlx::query_scalar(AssertSqlSafe(sql)).persistent(false).fetch_one(&mut *conn).await.unwrap();
            sqlx::raw_sql("deallocate listed").execute(&mut *conn).await.unwrap();
            let plan = &plan.0[0]["Plan"];
            report("plan for any values", fault_of_postgres(case, plan), outline(plan, 0));
        }
    }
    faults
}

/// A plan in a few lines.
fn outline(node: &Json, depth: usize) -> String {
    let mut text = String::new();
    let part = |name: &str| node[name].as_str().map(|part| format!(" {part}")).unwrap_or_default();
    let kind = node["Node Type"].as_str().unwrap_or_default();
    writeln!(text, "{:depth$}{kind}{}{}{}", "", part("Relation Name"), part("Index Name"), part("Filter")).unwrap();
    for below in node["Plans"].as_array().into_iter().flatten() {
        text.push_str(&outline(below, depth + 2));
    }
    text
}

both_databases! {
    async fn an_index_serves_the_order_of_every_list_history_and_job(db: TestDb) {
        let desk = db.desk();
        fill(&desk).await;
        let mut conn = desk.db().conn().await.unwrap();
        if conn.engine() == Engine::Postgres {
            run!(conn, "set plan_cache_mode = force_generic_plan").unwrap();
        }
        let mut faults = Vec::new();
        let cases: Vec<Case> = lists(conn.engine()).into_iter().chain(others()).chain(chat::cases()).collect();
        assert!(cases.len() > 100, "the table of cases is not whole");
        for case in &cases {
            faults.extend(check(&mut conn, case).await);
        }
        assert!(faults.is_empty(), "{} bad plans:\n\n{}", faults.len(), faults.join("\n\n"));
    }
}
