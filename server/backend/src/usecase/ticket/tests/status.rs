use domain::{
    portal::PortalReopened,
    ticket::{
        Field, MailMark,
        wire::{MailFailure, MailOutcome},
    },
};

use super::*;
use crate::{both_databases, usecase::portal};

both_databases! {
    async fn a_change_is_told_in_two_messages_history_and_mail(db: TestDb) {
        let office = Office::new(&db).await;
        let id = office.open().await;
        office.wait_minutes(3);
        let changed = office.set(id, Status::Waiting, " Falta o comprovante. ").await.unwrap();
        let at = office.clock().now();
        assert_eq!((changed.from, changed.row.status, changed.row.version, changed.at), (Status::Open, Status::Waiting, 2, at));
        assert_eq!(changed.mail, Some(MailOutcome::Sent { to: ADDRESS.to_owned(), at }));
        assert_eq!((changed.row.is_new, changed.row.mail), (false, MailMark::Sent));

        let lines = office.history(id).await;
        assert_eq!(lines.iter().map(|line| line.kind).collect::<Vec<_>>(), [
            HistoryKind::Opened,
            HistoryKind::Changed,
            HistoryKind::Mail
        ]);
        assert_eq!((lines[1].field, lines[1].actor_name.as_deref()), (Some(Field::Status), Some("Bianca")));
        assert_eq!(office.last_line(id, HistoryKind::Changed).await, (
            "open".to_owned(),
            "waiting".to_owned(),
            "Falta o comprovante.".to_owned()
        ));

        let [mail] = office.server.received().try_into().expect("one mail");
        assert_eq!(mail.to, ADDRESS);
        assert!(mail.text.contains(&format!("/portal/tickets/{id}")), "{}", mail.text);
        assert!(mail.text.contains("Auto-Submitted: auto-generated"), "RFC 3834: {}", mail.text);
        assert_eq!((office.count(BuiltInView::Waiting).await, office.count(BuiltInView::New).await), (1, 0));
        office.assert_counts_are_right().await;
    }

    async fn the_same_status_again_is_nothing_and_no_mail(db: TestDb) {
        let office = Office::new(&db).await;
        let id = office.open().await;
        let before = office.ticket(id).await;
        office.wait_minutes(1);
        let same = office.set(id, Status::Open, "").await.unwrap();
        assert_eq!((same.mail, same.row.version, same.row.is_new), (None, 1, true));
        assert_eq!((office.ticket(id).await, office.rows_in("outbox").await), (before, 0));
        assert_eq!((office.history(id).await.len(), office.rows_in("audit").await), (1, 1));
    }

    async fn a_requester_without_address_is_told_at_once(db: TestDb) {
        let office = Office::new(&db).await;
        let id = office.open().await;
        office.set_email(office.maria, None).await;
        let changed = office.set(id, Status::Analysing, "").await.unwrap();
        let reason = MailFailure::NoAddress;
        assert_eq!(changed.mail, Some(MailOutcome::Failed { mail: None, to: String::new(), reason }));
        assert_eq!((changed.row.status, changed.row.requester_email), (Status::Analysing, None));
        assert_eq!(office.rows_in("outbox").await, 0);
    }

    async fn without_a_sender_the_status_stays_and_the_mail_waits(db: TestDb) {
        let office = Office::without_sender(&db, Mode::Accept).await;
        let id = office.open().await;
        let changed = office.set(id, Status::Finished, "").await.unwrap();
        assert!(matches!(changed.mail, Some(MailOutcome::Failed { mail: Some(_), reason: MailFailure::NoSender, .. })));
        assert_eq!((changed.row.status, changed.row.mail), (Status::Finished, MailMark::Failed));
        assert_eq!((office.count(BuiltInView::MailFailed).await, office.server.connections()), (1, 0));
        office.assert_counts_are_right().await;
    }

    async fn a_failing_mail_leaves_the_status(db: TestDb) {
        let office = Office::new(&db).await;
        let id = office.open().await;
        office.server.behave(Mode::RefuseAddress(550));
        let changed = office.set(id, Status::Finished, "").await.unwrap();
        assert!(matches!(changed.mail, Some(MailOutcome::Failed { reason: MailFailure::AddressRefused, .. })));
        let ticket = office.ticket(id).await;
        assert_eq!((ticket.status, ticket.mail, ticket.version), (Status::Finished, MailMark::Failed, 2));
        assert_eq!(office.history(id).await.len(), 3);
        // The next change gets through and takes the mark away.
        office.server.behave(Mode::Accept);
        office.set(id, Status::Reopened, "").await.unwrap();
        assert_eq!((office.ticket(id).await.mail, office.count(BuiltInView::MailFailed).await), (MailMark::Sent, 0));
        office.assert_counts_are_right().await;
    }

    async fn rejecting_and_cancelling_ask_for_a_reason(db: TestDb) {
        let office = Office::new(&db).await;
        let id = office.open().await;
        for to in [Status::Rejected, Status::Cancelled] {
            let refused = office.set(id, to, "  ").await.unwrap_err();
            assert_eq!(refused, on("reason", ErrorCode::ReasonRequired), "{to:?}");
        }
        assert_eq!((office.ticket(id).await.version, office.rows_in("outbox").await), (1, 0));
        office.set(id, Status::Rejected, "Fora do contrato").await.unwrap();
        assert!(office.server.received()[0].text.contains("Fora do contrato"));
    }

    async fn the_restricted_flow_is_a_setting(db: TestDb) {
        let office = Office::new(&db).await;
        let id = office.open().await;
        office.set(id, Status::Analysing, "").await.unwrap();
        office.set(id, Status::Open, "").await.expect("any may follow any other");
        office.set(id, Status::Finished, "").await.unwrap();
        office.restrict_flow().await;
        for to in [Status::Open, Status::Analysing, Status::Waiting] {
            let refused = office.set(id, to, "").await.unwrap_err();
            assert_eq!(refused, on("status", ErrorCode::StatusNotAllowed { from: Status::Finished, to }));
        }
        office.set(id, Status::Reopened, "").await.unwrap();
        let refused = office.set(id, Status::Open, "").await.unwrap_err();
        assert_eq!(refused, on("status", ErrorCode::StatusNotAllowed { from: Status::Reopened, to: Status::Open }));
        // Merging is no way around it.
        let other = office.open().await;
        office.set(other, Status::Cancelled, "engano").await.unwrap();
        let version = office.ticket(other).await.version;
        merge(&office, &office.bianca, &key(), other, version, id).await.unwrap();
        assert_eq!(office.ticket(other).await.status, Status::Cancelled);
    }

    async fn a_stale_version_is_refused_and_nothing_happens(db: TestDb) {
        let office = Office::new(&db).await;
        let id = office.open().await;
        office.set(id, Status::Analysing, "").await.unwrap();
        let mails = office.rows_in("outbox").await;
        let form = ChangeStatus { key: key(), id, version: 1, to: Status::Finished, reason: String::new() };
        let refused = change_status(&office, &office.bianca, form.clone()).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::Stale);
        assert_eq!((office.ticket(id).await.status, office.rows_in("outbox").await), (Status::Analysing, mails));
        // The same form over the version of now is another try, not a repeat.
        change_status(&office, &office.bianca, ChangeStatus { version: 2, ..form }).await.unwrap();
    }

    async fn a_double_click_has_one_effect_and_one_mail(db: TestDb) {
        let office = Office::new(&db).await;
        let id = office.open().await;
        let form = ChangeStatus { key: key(), id, version: 1, to: Status::Finished, reason: String::new() };
        let first = change_status(&office, &office.bianca, form.clone()).await.unwrap();
        let again = change_status(&office, &office.bianca, form).await.unwrap();
        assert_eq!(again, first, "the repeat tells what happened");
        assert_eq!((office.ticket(id).await.version, office.server.received().len()), (2, 1));
        assert_eq!(office.history(id).await.len(), 3);
    }

    async fn reopening_is_for_closed_tickets(db: TestDb) {
        let office = Office::new(&db).await;
        let id = office.open().await;
        let refused = reopen(&office, &office.bianca, &key(), id, 1).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::AlreadyOpen);
        office.set(id, Status::Cancelled, "engano").await.unwrap();
        let again = key();
        let reopened = reopen(&office, &office.bianca, &again, id, 2).await.unwrap();
        assert_eq!((reopened.from, reopened.row.status), (Status::Cancelled, Status::Reopened));
        assert!(matches!(reopened.mail, Some(MailOutcome::Sent { .. })));
        assert_eq!(reopen(&office, &office.bianca, &again, id, 2).await.unwrap().row.version, 3, "a double click");
        assert_eq!(reopen(&office, &office.bianca, &key(), id, 2).await.unwrap_err().code, ErrorCode::Stale);
        assert_eq!(office.count(BuiltInView::InProgress).await, 1);
        office.assert_counts_are_right().await;
    }

    async fn requesters_reopen_their_own_and_change_nothing_else(db: TestDb) {
        let office = Office::new(&db).await;
        let maria = office.caller(&office.requester(office.maria).await);
        let joao = office.person("João", None).await;
        let foreign = office.open_as(NewTicket { requester: Some(joao), ..office.form() }).await;
        let own = office.open().await;
        for id in [own, foreign] {
            office.set(id, Status::Finished, "").await.unwrap();
        }
        let unknown = TicketId::new(999_999);
        for id in [foreign, unknown] {
            assert_eq!(portal::reopen(&office, &maria, &key(), id, 2).await.unwrap_err(), ErrorCode::NotFound.into());
        }
        assert_eq!(reopen(&office, &maria, &key(), own, 2).await.unwrap_err().code, ErrorCode::Forbidden);
        let form = ChangeStatus { key: key(), id: own, version: 2, to: Status::Open, reason: String::new() };
        assert_eq!(change_status(&office, &maria, form).await.unwrap_err().code, ErrorCode::Forbidden);
        let cheaper = EditTicket { value: "0,01".to_owned(), ..office.edit_form(own).await };
        assert_eq!(edit(&office, &maria, cheaper).await.unwrap_err().code, ErrorCode::Forbidden);
        let reopened = portal::reopen(&office, &maria, &key(), own, 2).await.unwrap();
        assert_eq!(reopened, PortalReopened { status: Status::Reopened, version: 3 });
    }

    async fn an_unknown_ticket_is_not_found(db: TestDb) {
        let office = Office::new(&db).await;
        let id = TicketId::new(999_999);
        let form = ChangeStatus { key: key(), id, version: 1, to: Status::Finished, reason: String::new() };
        assert_eq!(change_status(&office, &office.bianca, form).await.unwrap_err().code, ErrorCode::NotFound);
        assert_eq!(show(&office, &office.bianca, id).await.unwrap_err().code, ErrorCode::NotFound);
    }
}
