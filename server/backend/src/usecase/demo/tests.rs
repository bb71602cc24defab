mod dates;

use std::time::Duration;

use domain::{ids::TicketId, ticket::Ticket};

use crate::{
    both_databases, rows, scalar,
    store::tickets::batch_after,
    usecase::{demo, view},
};

both_databases! {
    async fn the_demo_is_complete_right_and_made_once(db: TestDb) {
        let desk = db.desk();
        let began = std::time::Instant::now();
        let made = demo::fill(&desk, demo::TICKETS).await.unwrap().unwrap();
        assert_eq!((made.people, made.tickets), (300, 1_284));
        assert!(began.elapsed() < Duration::from_secs(30), "{:?}", began.elapsed());
        assert_eq!(demo::fill(&desk, demo::TICKETS).await.unwrap(), None);

        // The kept counts are those of the rows.
        assert_eq!(view::recount::<Ticket>(&desk).await.unwrap(), Vec::<String>::new());

        let mut conn = db.db().conn().await.unwrap();
        let tickets = batch_after(&mut conn, TicketId::new(0), 2_000).await.unwrap();
        assert_eq!(tickets.len(), 1_284);
        assert_eq!(tickets.last().map(|ticket| ticket.id.get()), Some(48_231));
        let now = desk.clock().now();
        assert!(tickets.is_sorted_by_key(|ticket| ticket.opened_at));
        assert!(tickets.iter().all(|ticket| ticket.updated_at >= ticket.opened_at && ticket.updated_at < now));
        assert!(tickets.iter().all(|ticket| ticket.late == ticket.late_at(now)));
        let open = tickets.iter().filter(|ticket| ticket.status.is_open()).count();
        assert!((60..=120).contains(&open), "{open} in work");
        for (what, count) in [
            ("new", tickets.iter().filter(|ticket| ticket.is_new()).count()),
            ("late", tickets.iter().filter(|ticket| ticket.late).count()),
            ("unassigned", tickets.iter().filter(|ticket| ticket.status.is_open() && ticket.assignee.is_none()).count()),
            ("mail failed", tickets.iter().filter(|ticket| ticket.mail == domain::ticket::MailMark::Failed).count()),
        ] {
            assert!((2..=40).contains(&count), "{count} {what}");
        }
        // Those who sign in to the portal find something there.
        let theirs: Vec<(i64,)> = rows!(
            conn,
            (i64,),
            "select count(*) from users u join tickets t on t.requester_id = u.person_id where u.role = 'requester' group by u.id"
        )
        .unwrap();
        assert!(theirs.len() == demo::REQUESTERS.len() && theirs.iter().all(|(count,)| *count >= 1), "{theirs:?}");
        let statuses: Vec<(String, i64)> =
            rows!(conn, (String, i64), "select status, count(*) from tickets group by status order by status").unwrap();
        assert_eq!(statuses.len(), 7, "{statuses:?}");
    }

    async fn the_desk_goes_on_after_the_demo(db: TestDb) {
        let desk = db.desk();
        demo::fill(&desk, 30).await.unwrap();
        let mut tx = db.db().begin().await.unwrap();
        let next = scalar!(
            tx,
            i64,
            "insert into tickets (protocol, status, is_open, requester_id, service_id, subject, opened_at, updated_at, due_at)
             select 'x', status, is_open, requester_id, service_id, subject, opened_at, updated_at, due_at
             from tickets where id = 48231
             returning id"
        )
        .unwrap();
        assert_eq!(next, 48_232);
    }
}
