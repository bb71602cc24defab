use domain::{
    live::{ServerFrame, Topic},
    ticket::wire::{SplitTicket, Tie},
};

use super::{
    create::{local, timed_service},
    ties::{changed, expect_heard, ties},
    *,
};
use crate::{both_databases, usecase::draft};

/// The dialog as Bianca fills it.
fn form(office: &Office, id: TicketId, version: i64) -> SplitTicket {
    SplitTicket {
        key: key(),
        id,
        version,
        service: Some(office.service),
        subject: " Alterar endereço ".to_owned(),
        description: " Mudou de rua. ".to_owned(),
    }
}

both_databases! {
    async fn a_part_goes_on_in_a_new_ticket_as_if_it_had_been_opened(db: TestDb) {
        let office = Office::new(&db).await;
        office.clock().set(local("2026-03-18 10:00"));
        let accountant = office.accountant("Carlos Prado", "Prado Contabilidade").await;
        let service = timed_service(&office, 4).await;
        let id = office.open_as(NewTicket { accountant: Some(accountant), ..office.form() }).await;
        let half_filled = EditTicket { subject: "Outro".to_owned(), ..office.edit_form(id).await };
        office.wait_minutes(5);
        let created = split(&office, &office.bianca, SplitTicket { service: Some(service), ..form(&office, id, 1) }).await.unwrap();

        let opened = office.open_as(NewTicket { service: Some(service), ..office.form() }).await;
        let (new, plain) = (office.ticket(created.id).await, office.ticket(opened).await);
        assert_eq!((new.subject.as_str(), new.description.as_str()), ("Alterar endereço", "Mudou de rua."));
        assert_eq!((new.requester, new.accountant, new.assignee), (office.maria, Some(accountant), Some(office.me().id)));
        assert_eq!((new.status, new.is_new(), new.version, new.value), (Status::Open, true, 1, reais(8_000)));
        assert_eq!((new.due_at, new.opened_at), (plain.due_at, office.clock().now()));
        assert!(new.due_at.is_some());
        let details = show(&office, &office.bianca, created.id).await.unwrap();
        assert_eq!((details.protocol, details.accountant_name.as_str()), (created.protocol, "Prado Contabilidade"));
        let kinds: Vec<_> = office.history(created.id).await.iter().map(|line| line.kind).collect();
        assert_eq!(kinds, [HistoryKind::Opened, HistoryKind::Linked]);

        // Both tell of it, and a form that was open over the old one still saves.
        assert_eq!(office.last_line(id, HistoryKind::Linked).await, (String::new(), format!("#{}", new.id), String::new()));
        assert_eq!(office.last_line(new.id, HistoryKind::Linked).await, (format!("#{id}"), String::new(), String::new()));
        assert_eq!((ties(&office, id).await, ties(&office, new.id).await), (vec![(new.id, Tie::SplitInto)], vec![(id, Tie::SplitFrom)]));
        let old = office.ticket(id).await;
        assert_eq!((old.version, old.is_new(), old.updated_at), (1, true, office.clock().now()));
        edit(&office, &office.bianca, half_filled).await.expect("a split disturbs nobody's form");
        let audit: Vec<(String, i64)> = rows!(
            office.db().conn().await.unwrap(),
            (String, i64),
            "select action, entity_id from audit where entity = 'ticket' order by id limit 3"
        )
        .unwrap();
        let expected = [("created", id), ("created", new.id), ("split", id)];
        assert_eq!(audit, expected.map(|(action, id)| (action.to_owned(), id.get())));
        assert_eq!(office.count(BuiltInView::Mine).await, 3);
        office.assert_counts_are_right().await;
    }

    async fn a_split_writes_to_nobody_and_leaves_the_draft_of_a_new_ticket(db: TestDb) {
        let office = Office::new(&db).await;
        let id = office.open().await;
        draft::save(&office, &office.bianca, office.me().id, "ticket.new", "meio escrito").await.unwrap();
        split(&office, &office.bianca, form(&office, id, 1)).await.unwrap();
        assert_eq!((office.rows_in("outbox").await, office.rows_in("drafts").await), (0, 1));
    }

    async fn one_key_opens_one_ticket_even_at_once(db: TestDb) {
        let office = Office::new(&db).await;
        let id = office.open().await;
        let form = form(&office, id, 1);
        let (one, two) =
            tokio::join!(split(&office, &office.bianca, form.clone()), split(&office, &office.bianca, form.clone()));
        let created = one.unwrap();
        assert_eq!(two.unwrap(), created);
        assert_eq!(split(&office, &office.bianca, form.clone()).await.unwrap(), created);
        let corrected = SplitTicket { description: "Outro texto".to_owned(), ..form };
        let refusal = split(&office, &office.bianca, corrected).await;
        assert_eq!(refusal, Err(ErrorCode::AlreadyOpened { id: created.id.get() }.into()));
        assert_eq!((office.rows_in("tickets").await, ties(&office, id).await.len()), (2, 1));
    }

    async fn what_is_refused_opens_nothing(db: TestDb) {
        let office = Office::new(&db).await;
        let (id, gone) = (office.open().await, office.agent("Carla").await);
        let of_gone = office.open_as(NewTicket { assignee: Some(gone.id), ..office.form() }).await;
        office.sql("update users set active = false where id = $1", gone.id.get()).await;
        let asked = form(&office, id, 1);
        let missing = SplitTicket { id: TicketId::new(999_999), ..asked.clone() };
        let refusals = [
            (SplitTicket { version: 9, ..asked.clone() }, ErrorCode::Stale.into()),
            (missing, ErrorCode::NotFound.into()),
            (SplitTicket { subject: "  ".to_owned(), ..asked.clone() }, on("subject", ErrorCode::Required)),
            (SplitTicket { subject: "x".repeat(161), ..asked.clone() }, on("subject", ErrorCode::TooLong { max: 160 })),
            (SplitTicket { description: " \n ".to_owned(), ..asked.clone() }, on("description", ErrorCode::Required)),
            (SplitTicket { service: None, ..asked.clone() }, on("service", ErrorCode::Required)),
            (SplitTicket { service: Some(ServiceId::new(999_999)), ..asked.clone() }, on("service", ErrorCode::NotAvailable)),
            // The new one would lie with somebody who no longer looks at it.
            (SplitTicket { id: of_gone, ..asked.clone() }, on("assignee", ErrorCode::NotAvailable)),
        ];
        for (form, refusal) in refusals {
            let form = SplitTicket { key: key(), ..form };
            assert_eq!(split(&office, &office.bianca, form).await, Err(refusal));
        }
        assert_eq!((office.rows_in("tickets").await, office.history(id).await.len()), (2, 1));
        split(&office, &office.bianca, asked).await.expect("the same key serves after a refusal");
        office.assert_counts_are_right().await;
    }

    async fn a_merged_ticket_is_split_no_more_but_a_finished_one_is(db: TestDb) {
        let office = Office::new(&db).await;
        let (id, into) = (office.open().await, office.open().await);
        office.set(id, Status::Finished, "").await.unwrap();
        split(&office, &office.bianca, form(&office, id, 2)).await.expect("the second matter of a closed ticket");
        merge(&office, &office.bianca, &key(), id, 2, into).await.unwrap();
        let refused = split(&office, &office.bianca, form(&office, id, 3)).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::Merged { into: into.get() });
        assert_eq!(office.rows_in("tickets").await, 3);
    }

    async fn the_old_page_and_the_grid_hear_of_a_split(db: TestDb) {
        let office = Office::new(&db).await;
        let id = office.open().await;
        expect_heard(&office, &[Topic::Ticket(id)], &[changed(id, 1)], async {
            split(&office, &office.bianca, form(&office, id, 1)).await.unwrap();
        })
        .await;
        // Numbers follow each other, so the one that is awaited is known before.
        let next = TicketId::new(id.get() + 2);
        expect_heard(&office, &[Topic::Tickets], &[changed(id, 1), ServerFrame::TicketOpened { id: next }], async {
            assert_eq!(split(&office, &office.bianca, form(&office, id, 1)).await.unwrap().id, next);
        })
        .await;
    }

    async fn the_tie_of_a_split_may_be_undone(db: TestDb) {
        let office = Office::new(&db).await;
        let id = office.open().await;
        let new = split(&office, &office.bianca, form(&office, id, 1)).await.unwrap().id;
        unlink(&office, &office.bianca, &key(), new, id).await.unwrap();
        assert_eq!(ties(&office, id).await, []);
        link(&office, &office.bianca, &key(), id, new).await.unwrap();
        assert_eq!(ties(&office, id).await, [(new, Tie::Linked)]);
    }
}
