mod fates;

use domain::{
    access::Actor,
    error::ErrorCode,
    ids::{OutboxId, TicketId},
    ticket::{
        MailMark,
        wire::{MailFailure, MailFate, MailOutcome},
    },
    time::UtcMillis,
};

use super::*;
use crate::{
    both_databases, rows, run, scalar,
    store::outbox::{self, MailRow},
    testing::{
        TestDb, TestDesk, hello,
        smtp::{Mode, SmtpServer},
    },
};

const ADDRESS: &str = "maria@example.test";

/// A desk with a mail server, a sender, and a ticket of Maria's with a mail in the outbox.
struct Scene {
    desk: TestDesk,
    server: SmtpServer,
    agent: Actor,
    person: domain::ids::PersonId,
    ticket: TicketId,
    mail: OutboxId,
}

impl Scene {
    async fn new(db: &TestDb, mode: Mode) -> Self {
        let server = SmtpServer::start(mode).await;
        let desk = db.desk_with(Some(&server.url()));
        desk.company("Contábil São João", "atendimento@saojoao.test").await;
        let agent = desk.agent("Bianca").await;
        let person = desk.person("Maria", Some(ADDRESS)).await;
        let ticket = desk.bare_ticket(person, Some(agent.id)).await;
        let mail = enqueue(&desk, ticket, ADDRESS).await;
        Self { desk, server, agent, person, ticket, mail }
    }

    async fn row(&self) -> MailRow {
        outbox::find(&mut self.desk.db().conn().await.unwrap(), self.mail).await.unwrap().unwrap()
    }

    async fn mark(&self) -> MailMark {
        let mut conn = self.desk.db().conn().await.unwrap();
        let code = scalar!(conn, String, "select mail from tickets where id = $1", self.ticket.get()).unwrap();
        MailMark::from_code(&code).unwrap()
    }

    /// What the history says about mails: (after, note), oldest first.
    async fn history(&self) -> Vec<(String, String)> {
        let mut conn = self.desk.db().conn().await.unwrap();
        rows!(
            conn,
            (String, String),
            "select after, note from ticket_history where ticket_id = $1 and kind = 'mail' order by id",
            self.ticket.get()
        )
        .unwrap()
    }

    async fn failed_counter(&self) -> i64 {
        let mut conn = self.desk.db().conn().await.unwrap();
        let found: Option<(i64,)> =
            crate::maybe_row!(conn, (i64,), "select count from counters where name = 'tickets.mail-failed'").unwrap();
        found.map_or(0, |(count,)| count)
    }
}

async fn enqueue(desk: &TestDesk, ticket: TicketId, to: &str) -> OutboxId {
    let mut tx = desk.db().begin().await.unwrap();
    let now = desk.clock().now();
    let id = outbox::enqueue(&mut tx, Some(ticket), to, "[#1] Finalizado", "Olá.\n", now).await.unwrap();
    tx.commit().await.unwrap();
    id
}

fn failed(mail: OutboxId, reason: MailFailure) -> MailOutcome {
    MailOutcome::Failed { mail: Some(mail), to: ADDRESS.to_owned(), reason }
}

both_databases! {
    async fn a_sent_mail_is_told_everywhere(db: TestDb) {
        let scene = Scene::new(&db, Mode::Accept).await;
        let at = scene.desk.clock().now();
        assert_eq!(attempt(&scene.desk, scene.mail).await, MailOutcome::Sent { to: ADDRESS.to_owned(), at });
        assert_eq!(scene.server.received().len(), 1);
        assert_eq!(scene.mark().await, MailMark::Sent);
        assert_eq!(scene.history().await, [("sent".to_owned(), ADDRESS.to_owned())]);
        // Asked again, it tells what happened and sends nothing.
        scene.desk.wait_minutes(1);
        assert_eq!(attempt(&scene.desk, scene.mail).await, MailOutcome::Sent { to: ADDRESS.to_owned(), at });
        assert_eq!(scene.server.received().len(), 1);
    }

    async fn a_browser_that_goes_away_stops_no_sending(db: TestDb) {
        let scene = Scene::new(&db, Mode::Accept).await;
        let reached = async {
            while scene.server.connections() == 0 {
                tokio::task::yield_now().await;
            }
        };
        // The request is dropped as soon as the mail server is reached.
        tokio::select! {
            () = reached => {}
            _ = attempt(&scene.desk, scene.mail) => {}
        }
        let told = async {
            while scene.mark().await != MailMark::Sent {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(std::time::Duration::from_secs(5), told).await.unwrap();
        assert_eq!(scene.server.received().len(), 1);
    }

    async fn without_a_mail_server_it_is_a_file_and_says_so(db: TestDb) {
        let desk = db.desk();
        desk.company("Contábil", "atendimento@saojoao.test").await;
        let person = desk.person("Maria", Some(ADDRESS)).await;
        let ticket = desk.bare_ticket(person, None).await;
        let mail = enqueue(&desk, ticket, ADDRESS).await;
        assert_eq!(attempt(&desk, mail).await, MailOutcome::Written { to: ADDRESS.to_owned() });
        assert_eq!(desk.written_mails().len(), 1);
        // Neither the list nor the history calls it sent.
        let mut conn = desk.db().conn().await.unwrap();
        let mark = scalar!(conn, String, "select mail from tickets where id = $1", ticket.get()).unwrap();
        assert_eq!(MailMark::from_code(&mark), Some(MailMark::Written));
        let line = scalar!(conn, String, "select after from ticket_history where kind = 'mail'").unwrap();
        assert_eq!(MailFate::from_code(&line), Some(MailFate::Written));
    }

    async fn a_refused_address_is_given_up_at_once_and_counted(db: TestDb) {
        let scene = Scene::new(&db, Mode::RefuseAddress(550)).await;
        let outcome = attempt(&scene.desk, scene.mail).await;
        assert_eq!(outcome, failed(scene.mail, MailFailure::AddressRefused));
        assert_eq!((scene.row().await.state.as_str(), scene.row().await.due_at), ("failed", None));
        assert_eq!((scene.mark().await, scene.failed_counter().await), (MailMark::Failed, 1));
        assert_eq!(scene.history().await, [(r#"failed:"address_refused""#.to_owned(), ADDRESS.to_owned())]);
        let mut conn = scene.desk.db().conn().await.unwrap();
        let listed = outbox::failed(&mut conn, 10).await.unwrap();
        assert_eq!(listed.iter().map(MailRow::id).collect::<Vec<_>>(), [scene.mail]);
        scene.desk.wait_minutes(24 * 60);
        assert_eq!(retry_due(&scene.desk).await.unwrap(), 0);
        assert_eq!(scene.server.connections(), 1);
    }

    async fn waits_grow_until_it_is_given_up(db: TestDb) {
        let scene = Scene::new(&db, Mode::RefuseText(451)).await;
        let reason = MailFailure::Refused { reply: 451 };
        assert_eq!(attempt(&scene.desk, scene.mail).await, failed(scene.mail, reason));
        for (number, wait) in [(2, 1), (3, 5), (4, 15), (5, 60), (6, 360)] {
            scene.desk.wait_minutes(wait - 1);
            scene.desk.wait_seconds(59);
            assert_eq!(retry_due(&scene.desk).await.unwrap(), 0);
            assert_eq!(scene.row().await.attempts, number - 1, "too early");
            scene.desk.wait_seconds(1);
            retry_due(&scene.desk).await.unwrap();
            assert_eq!(scene.row().await.attempts, number);
        }
        assert_eq!(scene.row().await.due_at, None);
        // The same reason six times is one line of history, and one in the counter.
        assert_eq!(scene.history().await.len(), 1);
        assert_eq!(scene.failed_counter().await, 1);
    }

    async fn the_job_delivers_when_the_server_is_back(db: TestDb) {
        let scene = Scene::new(&db, Mode::Drop).await;
        assert_eq!(attempt(&scene.desk, scene.mail).await, failed(scene.mail, MailFailure::Unreachable));
        let message_id = scene.row().await.message_id;
        scene.server.behave(Mode::Accept);
        scene.desk.wait_minutes(1);
        assert_eq!(retry_due(&scene.desk).await.unwrap(), 1);
        let [received] = scene.server.received().try_into().expect("one mail");
        assert!(message_id.ends_with("@saojoao.test"), "{message_id}");
        assert!(received.text.contains(&message_id), "the same Message-ID at every attempt");
        assert_eq!((scene.mark().await, scene.failed_counter().await), (MailMark::Sent, 0));
        assert_eq!(scene.history().await.len(), 2);
    }

    async fn no_sender_address_is_told_and_mended_later(db: TestDb) {
        let server = SmtpServer::start(Mode::Accept).await;
        let desk = db.desk_with(Some(&server.url()));
        let person = desk.person("Maria", Some(ADDRESS)).await;
        let ticket = desk.bare_ticket(person, None).await;
        let mail = enqueue(&desk, ticket, ADDRESS).await;
        assert_eq!(attempt(&desk, mail).await, failed(mail, MailFailure::NoSender));
        desk.company("Contábil", "atendimento@saojoao.test").await;
        desk.wait_minutes(1);
        assert_eq!(retry_due(&desk).await.unwrap(), 1);
    }

    async fn many_processes_send_a_mail_once(db: TestDb) {
        let scene = Scene::new(&db, Mode::Accept).await;
        let desks: Vec<TestDesk> = (0..8).map(|_| db.desk_with(Some(&scene.server.url()))).collect();
        let attempts = desks.iter().map(|desk| async { attempt(desk, scene.mail).await });
        let outcomes = futures::future::join_all(attempts).await;
        assert_eq!(scene.server.received().len(), 1);
        assert!(outcomes.iter().all(|outcome| !matches!(outcome, MailOutcome::Failed { .. })), "{outcomes:?}");
        assert_eq!(scene.history().await.len(), 1);
    }

    async fn a_claim_of_a_killed_process_runs_out(db: TestDb) {
        let scene = Scene::new(&db, Mode::Accept).await;
        let now = scene.desk.clock().now();
        let mut tx = scene.desk.db().begin().await.unwrap();
        let dead = outbox::claim(&mut tx, scene.mail, now, now.plus_seconds(CLAIM_SECONDS)).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        let queued = MailOutcome::Queued { mail: scene.mail, to: ADDRESS.to_owned() };
        assert_eq!(attempt(&scene.desk, scene.mail).await, queued);
        scene.desk.wait_seconds(CLAIM_SECONDS + 1);
        assert_eq!(retry_due(&scene.desk).await.unwrap(), 1);
        // What the dead one thought of it does not count any more.
        let mut tx = scene.desk.db().begin().await.unwrap();
        let late = record_fate(&mut tx, &dead, MailFate::Failed(MailFailure::Timeout), now).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((late, scene.mark().await), (None, MailMark::Sent));
    }

    async fn an_address_gets_only_its_share_of_a_day(db: TestDb) {
        let scene = Scene::new(&db, Mode::Accept).await;
        let now = scene.desk.clock().now();
        let mut tx = scene.desk.db().begin().await.unwrap();
        for _ in 0..50 {
            let id = outbox::enqueue(&mut tx, None, ADDRESS, "x", "x", now.plus_hours(-23)).await.unwrap();
            outbox::mark_sent(&mut tx, id, now).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(attempt(&scene.desk, scene.mail).await, failed(scene.mail, MailFailure::Budget));
        assert_eq!(scene.server.connections(), 0);
        scene.desk.wait_minutes(6 * 60);
        assert_eq!(retry_due(&scene.desk).await.unwrap(), 1);
    }

    async fn resending_tries_the_same_mail_now(db: TestDb) {
        let scene = Scene::new(&db, Mode::RefuseAddress(550)).await;
        attempt(&scene.desk, scene.mail).await;
        scene.server.behave(Mode::Accept);
        scene.desk.wait_minutes(1);
        let at = scene.desk.clock().now();
        let sent = MailOutcome::Sent { to: ADDRESS.to_owned(), at };
        assert_eq!(resend(&scene.desk, &scene.agent, scene.ticket).await, Ok(sent.clone()));
        scene.desk.wait_minutes(1);
        assert_eq!(resend(&scene.desk, &scene.agent, scene.ticket).await, Ok(sent), "a second click sends nothing");
        assert_eq!(scene.server.received().len(), 1);
        assert_eq!(scene.mark().await, MailMark::Sent);
    }

    async fn resending_goes_to_the_new_address(db: TestDb) {
        let scene = Scene::new(&db, Mode::RefuseAddress(550)).await;
        attempt(&scene.desk, scene.mail).await;
        scene.server.behave(Mode::Accept);
        scene.desk.set_email(scene.person, Some("maria@nova.test")).await;
        scene.desk.wait_minutes(1);
        let (one, two) = tokio::join!(
            resend(&scene.desk, &scene.agent, scene.ticket),
            resend(&scene.desk, &scene.agent, scene.ticket),
        );
        assert!(one.is_ok() && two.is_ok(), "{one:?} {two:?}");
        let [received] = scene.server.received().try_into().expect("one mail although two pressed");
        assert_eq!(received.to, "maria@nova.test");
        assert_eq!((scene.mark().await, scene.failed_counter().await), (MailMark::Sent, 0));
        // The old one is closed: no retry and no claim brings it back.
        let now = UtcMillis::from_millis(i64::MAX - 1);
        let mut tx = scene.desk.db().begin().await.unwrap();
        assert_eq!(outbox::claim_again(&mut tx, scene.mail, now, now).await.unwrap(), None);
        assert!(outbox::due(&mut tx, now, 10).await.unwrap().is_empty());
    }

    async fn resending_is_for_staff_who_write(db: TestDb) {
        let scene = Scene::new(&db, Mode::Accept).await;
        let desk = &scene.desk;
        for actor in [desk.viewer().await, desk.requester(scene.person).await] {
            let refused = resend(desk, &actor, scene.ticket).await.unwrap_err();
            assert_eq!(refused.code, ErrorCode::Forbidden, "{:?}", actor.role);
        }
        let missing = resend(desk, &scene.agent, TicketId::new(999_999)).await.unwrap_err();
        assert_eq!(missing.code, ErrorCode::NotFound);
        desk.set_email(scene.person, None).await;
        let outcome = resend(desk, &scene.agent, scene.ticket).await.unwrap();
        assert!(matches!(outcome, MailOutcome::Failed { reason: MailFailure::NoAddress, .. }));
        assert_eq!(scene.server.connections(), 0);
    }

    async fn an_older_mail_does_not_change_the_mark(db: TestDb) {
        let scene = Scene::new(&db, Mode::Accept).await;
        let newer = enqueue(&scene.desk, scene.ticket, ADDRESS).await;
        assert!(matches!(attempt(&scene.desk, newer).await, MailOutcome::Sent { .. }));
        scene.server.behave(Mode::RefuseAddress(550));
        attempt(&scene.desk, scene.mail).await;
        assert_eq!((scene.mark().await, scene.failed_counter().await), (MailMark::Sent, 0));
        assert_eq!(scene.history().await.len(), 2);
    }

    async fn a_ticket_that_is_on_screen_hears_of_it(db: TestDb) {
        let scene = Scene::new(&db, Mode::Accept).await;
        let (socket, mut frames) = scene.desk.hub().connect(scene.agent.clone());
        socket.on_frame(&hello(scene.agent.id)).await.unwrap();
        socket.on_frame(r#"{"t":"subscribe","to":{"topic":"tickets"}}"#).await.unwrap();
        attempt(&scene.desk, scene.mail).await;
        let hello = frames.next().await.unwrap();
        assert!(hello.contains("hello"));
        let changed = format!(r#"{{"t":"ticket_changed","id":{},"version":1}}"#, scene.ticket);
        assert_eq!(&*frames.next().await.unwrap(), changed);
        assert_eq!(&*frames.next().await.unwrap(), r#"{"t":"counts_changed"}"#);
    }

    async fn dead_tables_are_no_panic(db: TestDb) {
        let scene = Scene::new(&db, Mode::Accept).await;
        let mut tx = scene.desk.db().begin().await.unwrap();
        run!(tx, "alter table outbox rename to away").unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(attempt(&scene.desk, scene.mail).await, MailOutcome::Queued { .. }));
        assert_eq!(retry_due(&scene.desk).await.unwrap_err().code, ErrorCode::Internal);
    }
}
