//! The demo made at moments that come seldom: it is as right then as on a Wednesday afternoon.

use chrono::{Datelike, NaiveDateTime};
use domain::{
    business_time::Holidays,
    contract::{Contract, ReleaseState},
    ids::{ContractId, TicketId},
    settings::HoursSettings,
    ticket::Ticket,
    time::UtcMillis,
    zone::Zone,
};

use super::super::calendar::holidays_of;
use crate::{
    both_databases, rows, scalar,
    store::{contracts, holidays, settings, tickets},
    testing::TestDb,
    usecase::{contract, demo, view},
};

const ZONE: Zone = Zone::Brasilia;
/// Enough for all that are told by name.
const TICKETS: u32 = 200;

/// Everything that somebody did, with its moment.
const DONE: [&str; 9] = [
    "select max(opened_at) from tickets",
    "select max(updated_at) from tickets",
    "select max(at) from ticket_history",
    "select max(created_at) from outbox",
    "select max(created_at) from messages",
    "select max(at) from contract_history",
    "select max(at) from releases",
    "select max(ended_at) from releases",
    "select max(blocked_at) from contracts",
];

/// Makes the demo at this moment of Brasília and looks at it.
async fn holds_at(db: &TestDb, local: &str) {
    let desk = db.desk();
    let now = UtcMillis::of_local(NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M").unwrap(), ZONE);
    desk.clock().set(now);
    demo::fill(&desk, TICKETS).await.unwrap().unwrap();
    assert_eq!(view::recount::<Ticket>(&desk).await.unwrap(), Vec::<String>::new());
    assert_eq!(view::recount::<Contract>(&desk).await.unwrap(), Vec::<String>::new());

    let mut conn = db.db().conn().await.unwrap();
    for sql in DONE {
        let last: i64 = scalar!(conn, i64, sql).unwrap();
        assert!(last <= now.millis(), "{sql}: {}", UtcMillis::from_millis(last).format_iso());
    }
    // Tickets were opened while somebody was there, by the holidays that the desk itself knows back to the first of them.
    let hours = settings::load::<HoursSettings>(&mut conn).await.unwrap().hours;
    let known: Holidays = holidays::all(&mut conn).await.unwrap().into_iter().map(|holiday| holiday.day).collect();
    let found = tickets::batch_after(&mut conn, TicketId::new(0), 2_000).await.unwrap();
    assert_eq!(found.len(), 200);
    for ticket in &found {
        let opened = ticket.opened_at.local(ZONE);
        let day = opened.date();
        let works = hours.on(day.weekday()).is_some() && !known.contains(day);
        assert!(works, "{opened} is no day of work");
        assert_eq!(ticket.late, ticket.late_at(now));
    }
    let first = found.iter().map(|ticket| ticket.opened_at).min().unwrap().local_date(ZONE);
    for day in first.iter_days().take_while(|day| *day <= now.local_date(ZONE)) {
        let kept = holidays_of(day.year()).iter().any(|holiday| holiday.day == day);
        assert_eq!(known.contains(day), kept, "{day}");
    }
    // Nothing was said before there was a ticket to speak about, and nothing out of its order.
    let early: i64 = scalar!(
        conn,
        i64,
        "select count(*) from messages m join tickets t on t.id = m.ticket_id where m.created_at < t.opened_at"
    )
    .unwrap();
    assert_eq!(early, 0);
    let said: Vec<(i64, i64)> =
        rows!(conn, (i64, i64), "select ticket_id, created_at from messages order by ticket_id, seq").unwrap();
    assert!(said.len() >= 10 && said.is_sorted(), "{said:?}");

    // A release that runs does run, to the end of a day to come.
    let mut running = 0;
    for contract in contracts::batch_after(&mut conn, ContractId::new(0), 1_000).await.unwrap() {
        let last = contracts::releases::last(&mut conn, contract.id).await.unwrap();
        let last = last.first();
        let active = last.is_some_and(|last| last.state == ReleaseState::Active);
        assert_eq!(contract.released(now).is_some(), active, "{contract:?}");
        running += usize::from(active);
        if let Some(revoked) = last.filter(|last| last.state == ReleaseState::Revoked) {
            assert_eq!(contract.interval_from, None, "a mistake of its day: {revoked:?}");
        }
    }
    assert!(running >= 2, "{running} run");
    drop(conn);
    assert_eq!(contract::expire_due(&desk).await.unwrap(), 0);
}

both_databases! {
    async fn on_the_last_evening_of_a_year(db: TestDb) {
        holds_at(&db, "2026-12-31 23:50").await;
    }

    async fn in_the_first_minutes_of_a_year(db: TestDb) {
        holds_at(&db, "2027-01-01 00:10").await;
    }

    async fn on_the_day_that_most_years_do_not_have(db: TestDb) {
        holds_at(&db, "2028-02-29 12:00").await;
    }

    async fn late_on_a_sunday(db: TestDb) {
        holds_at(&db, "2026-12-06 23:50").await;
    }

    async fn early_on_a_monday(db: TestDb) {
        holds_at(&db, "2026-12-07 00:10").await;
    }

    async fn as_a_monday_begins(db: TestDb) {
        holds_at(&db, "2026-11-30 08:07").await;
    }

    async fn at_the_end_of_a_month_and_of_its_work(db: TestDb) {
        holds_at(&db, "2027-04-30 17:59").await;
    }

    async fn after_days_on_which_nobody_works(db: TestDb) {
        // Ash Wednesday: Carnival, and the weekend before it.
        holds_at(&db, "2027-02-10 00:00").await;
    }
}
