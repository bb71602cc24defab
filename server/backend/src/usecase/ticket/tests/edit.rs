use domain::{
    ids::AccountantId,
    ticket::{
        Field, MailMark,
        wire::{MailOutcome, Reminded},
    },
    time::UtcMillis,
    zone::Zone,
};

use super::*;
use crate::both_databases;

/// (field, before, after) of the changes, oldest first.
async fn changes(office: &Office, id: TicketId) -> Vec<(Field, String, String)> {
    let lines = office.history(id).await.into_iter().filter(|line| line.kind == HistoryKind::Changed);
    lines.map(|line| (line.field.unwrap(), line.before, line.after)).collect()
}

fn change(field: Field, before: &str, after: &str) -> (Field, String, String) {
    (field, before.to_owned(), after.to_owned())
}

/// The fields of the form "Editar".
const EDITED: [Field; 7] =
    [Field::Requester, Field::Service, Field::Accountant, Field::Subject, Field::Description, Field::Value, Field::Due];

/// `now`, with one field as `typed`.
fn only(field: Field, typed: &EditTicket, now: EditTicket) -> EditTicket {
    let typed = typed.clone();
    match field {
        Field::Requester => EditTicket { requester: typed.requester, ..now },
        Field::Service => EditTicket { service: typed.service, ..now },
        Field::Accountant => EditTicket { accountant: typed.accountant, ..now },
        Field::Subject => EditTicket { subject: typed.subject, ..now },
        Field::Description => EditTicket { description: typed.description, ..now },
        Field::Value => EditTicket { value: typed.value, ..now },
        _ => EditTicket { due: typed.due, ..now },
    }
}

both_databases! {
    async fn each_changed_field_is_a_line_with_the_texts_of_the_moment(db: TestDb) {
        let office = Office::new(&db).await;
        let id = office.open().await;
        let joao = office.person("João", None).await;
        let service = office.desk.service("Certidão", reais(9_000)).await;
        let accountant = office.accountant("Carlos", "Prado Contabilidade").await;
        office.wait_minutes(2);
        let row = edit(&office, &office.bianca, EditTicket {
            requester: joao,
            service,
            accountant: Some(accountant),
            subject: " Certidão negativa ".to_owned(),
            description: "Para o banco".to_owned(),
            value: "1.000,00".to_owned(),
            due: "25/03/2026 17:30".to_owned(),
            ..office.edit_form(id).await
        })
        .await
        .unwrap();
        assert_eq!((row.version, row.is_new, row.updated_at, row.value), (2, false, office.clock().now(), reais(100_000)));
        assert_eq!(changes(&office, id).await, [
            change(Field::Requester, "Maria", "João"),
            change(Field::Service, "Segunda via", "Certidão"),
            change(Field::Accountant, "", "Carlos"),
            change(Field::Subject, "Segunda via do boleto", "Certidão negativa"),
            change(Field::Description, "", "Para o banco"),
            change(Field::Value, "R$ 35,00", "R$ 1.000,00"),
            change(Field::Due, "", "25/03/2026 17:30"),
        ]);
        assert_eq!(office.ticket(id).await.accountant_name, "Prado Contabilidade");
        // The history keeps the names of that day.
        office.sql("update services set name = 'Outro nome' where id = $1", service.get()).await;
        office.sql("update people set name = 'Outra pessoa' where id = $1", joao.get()).await;
        assert_eq!(changes(&office, id).await[1], change(Field::Service, "Segunda via", "Certidão"));
        // Only changes of status are announced.
        assert_eq!(office.rows_in("outbox").await, 0);
        office.assert_counts_are_right().await;
    }

    async fn taking_away_is_a_line_too(db: TestDb) {
        let office = Office::new(&db).await;
        let accountant = office.accountant("Carlos", "Prado").await;
        let form = NewTicket { accountant: Some(accountant), description: "Texto".to_owned(), ..office.form() };
        let id = office.open_as(form).await;
        let due = EditTicket { due: "2026-03-25T17:30".to_owned(), ..office.edit_form(id).await };
        edit(&office, &office.bianca, due).await.unwrap();
        let none: Option<AccountantId> = None;
        let bare = EditTicket {
            accountant: none,
            description: String::new(),
            due: String::new(),
            ..office.edit_form(id).await
        };
        edit(&office, &office.bianca, bare).await.unwrap();
        let ticket = office.ticket(id).await;
        assert_eq!((ticket.accountant, ticket.accountant_name.as_str(), ticket.due_at), (None, "", None));
        assert_eq!(changes(&office, id).await[1..], [
            change(Field::Accountant, "Carlos", ""),
            change(Field::Description, "Texto", ""),
            change(Field::Due, "25/03/2026 17:30", ""),
        ]);
    }

    async fn a_form_without_changes_changes_nothing(db: TestDb) {
        let office = Office::new(&db).await;
        let accountant = office.accountant("Carlos", "Prado").await;
        // A service with a term, at an odd second: the term that is stored says more than the form shows.
        office.sql("update services set due_minutes = 90 where id = $1", office.service.get()).await;
        office.wait_seconds(37);
        let full = NewTicket {
            accountant: Some(accountant),
            description: "Primeira linha\r\nsegunda linha ".to_owned(),
            value: "1.234,56".to_owned(),
            ..office.form()
        };
        for form in [office.form(), full] {
            let id = office.open_as(form).await;
            let before = office.ticket(id).await;
            assert_ne!(before.due_at.map(UtcMillis::start_of_minute), before.due_at, "the term has seconds");
            // What a write from elsewhere left: white space that no form keeps.
            office.sql("update tickets set subject = ' ' || subject || ' ' where id = $1", id.get()).await;
            office.wait_minutes(1);
            let form = office.edit_form(id).await;
            for _again in 0..2 {
                let same = EditTicket { key: key(), ..form.clone() };
                let row = edit(&office, &office.bianca, same).await.unwrap();
                assert_eq!((row.version, row.is_new, office.history(id).await.len()), (1, true, 1));
            }
            assert_eq!(office.ticket(id).await.due_at, before.due_at, "no second is lost");
            // Each field alone is one line, and the others none.
            let joao = office.person("João", None).await;
            let service = office.desk.service(&format!("Certidão {id}"), reais(9_000)).await;
            let accountant = before.accountant.is_none().then_some(accountant);
            let typed = EditTicket {
                requester: joao,
                service,
                accountant,
                subject: "Outro".to_owned(),
                description: "Outra".to_owned(),
                value: "9,99".to_owned(),
                due: "25/03/2026 17:30".to_owned(),
                ..office.edit_form(id).await
            };
            for field in EDITED {
                let lines = changes(&office, id).await.len();
                let form = only(field, &typed, office.edit_form(id).await);
                edit(&office, &office.bianca, form).await.unwrap();
                let now = changes(&office, id).await;
                assert_eq!((now.len(), now.last().map(|line| line.0)), (lines + 1, Some(field)));
            }
        }
    }

    async fn a_changed_value_moves_the_sums_and_keeps_its_history(db: TestDb) {
        let office = Office::new(&db).await;
        let id = office.open().await;
        for (typed, cents) in [("40,00", 4_000), ("12,50", 1_250)] {
            let form = EditTicket { value: typed.to_owned(), ..office.edit_form(id).await };
            edit(&office, &office.bianca, form).await.unwrap();
            assert_eq!(office.tab(&office.bianca, "all").await, (1, cents));
        }
        assert_eq!(changes(&office, id).await, [
            change(Field::Value, "R$ 35,00", "R$ 40,00"),
            change(Field::Value, "R$ 40,00", "R$ 12,50"),
        ]);
        office.assert_counts_are_right().await;
    }

    async fn what_was_deactivated_stays_but_cannot_be_chosen(db: TestDb) {
        let office = Office::new(&db).await;
        let id = office.open().await;
        office.sql("update services set active = false where id = $1", office.service.get()).await;
        let kept = EditTicket { subject: "Outro assunto".to_owned(), ..office.edit_form(id).await };
        edit(&office, &office.bianca, kept).await.expect("a deactivated service stays on the ticket");
        let other = office.desk.service("Novo", reais(1)).await;
        edit(&office, &office.bianca, EditTicket { service: other, ..office.edit_form(id).await }).await.unwrap();
        let back = EditTicket { service: office.service, ..office.edit_form(id).await };
        assert_eq!(edit(&office, &office.bianca, back).await.unwrap_err(), on("service", ErrorCode::NotAvailable));
    }

    async fn faulty_fields_are_named(db: TestDb) {
        let office = Office::new(&db).await;
        let id = office.open().await;
        let form = office.edit_form(id).await;
        for (form, field) in [
            (EditTicket { subject: " ".to_owned(), ..form.clone() }, "subject"),
            (EditTicket { value: String::new(), ..form.clone() }, "value"),
            (EditTicket { due: "31/02/2026 10:00".to_owned(), ..form.clone() }, "due"),
            (EditTicket { requester: PersonId::new(999_999), ..form.clone() }, "requester"),
            (EditTicket { accountant: Some(AccountantId::new(999_999)), ..form.clone() }, "accountant"),
        ] {
            let refused = edit(&office, &office.bianca, form).await.unwrap_err();
            assert_eq!(refused.field.as_deref(), Some(field), "{refused:?}");
        }
        assert_eq!(office.ticket(id).await.version, 1);
        let stale = EditTicket { version: 7, subject: "Tarde".to_owned(), ..form };
        assert_eq!(edit(&office, &office.bianca, stale).await.unwrap_err().code, ErrorCode::Stale);
    }

    async fn another_subject_or_requester_is_found_by_search(db: TestDb) {
        let office = Office::new(&db).await;
        let id = office.open().await;
        let joao = office.person("João Ávila", None).await;
        let form = EditTicket { requester: joao, subject: "Imposto".to_owned(), ..office.edit_form(id).await };
        edit(&office, &office.bianca, form).await.unwrap();
        for (text, found) in [("avila imposto", 1), ("maria", 0), ("boleto", 0)] {
            let filter = domain::ticket::TicketFilter { text: text.to_owned(), ..Default::default() };
            let page = list(&office, &office.bianca, TicketQuery { filter, ..TicketQuery::default() }).await.unwrap();
            assert_eq!(page.rows.len(), found, "{text}");
        }
    }

    async fn a_hand_over_needs_a_note_and_moves_the_ticket(db: TestDb) {
        let office = Office::new(&db).await;
        let id = office.open().await;
        let carla = office.agent("Carla").await;
        assert_eq!(office.move_to(id, &carla, " ").await.unwrap_err(), on("note", ErrorCode::NoteRequired));
        assert_eq!(office.move_to(id, office.me(), "x").await.unwrap_err(), on("assignee", ErrorCode::SameAssignee));
        let viewer = office.viewer().await;
        assert_eq!(office.move_to(id, &viewer, "x").await.unwrap_err(), on("assignee", ErrorCode::NotAvailable));
        let nobody = MoveTicket { key: key(), id, version: 1, to: None, note: "x".to_owned() };
        let refused = hand_over(&office, &office.bianca, nobody).await.unwrap_err();
        assert_eq!(refused, on("assignee", ErrorCode::Required));

        let row = office.move_to(id, &carla, "Sabe mais disto").await.unwrap();
        assert_eq!((row.assignee, row.assignee_name.as_deref(), row.is_new), (Some(carla.id), Some("Carla"), false));
        let line = office.last_line(id, HistoryKind::Moved).await;
        assert_eq!(line, ("Bianca".to_owned(), "Carla".to_owned(), "Sabe mais disto".to_owned()));
        let carla = office.caller(&carla);
        assert_eq!((office.tab(&carla, "mine").await.0, office.tab(&office.bianca, "mine").await.0), (1, 0));
        // A finished ticket is nobody's work any more.
        office.set(id, Status::Finished, "").await.unwrap();
        assert_eq!(office.tab(&carla, "mine").await.0, 0);
        office.assert_counts_are_right().await;
    }

    async fn the_assignee_of_a_new_ticket_is_reminded_once(db: TestDb) {
        let office = Office::new(&db).await;
        let id = office.open().await;
        let carla = office.caller_of("Carla", Role::Agent).await;
        office.wait_minutes(5);
        let Reminded { row, mail } = notify(&office, &carla, &key(), id, 1).await.unwrap();
        assert!(matches!(mail, Some(MailOutcome::Sent { .. })), "{mail:?}");
        let received = office.server.received();
        assert!(received.iter().any(|mail| mail.text.contains("Carla lembra")), "{received:?}");
        assert_eq!(row.mail, MailMark::None, "the mark is about what the requester was told");
        assert_eq!((row.notified, row.is_new), (true, true), "a reminder is no movement");
        assert_eq!(office.ticket(id).await.notified_at, Some(office.clock().now()));
        assert_eq!(office.last_line(id, HistoryKind::Notified).await.1, "Bianca");
        let again = notify(&office, &carla, &key(), id, 2).await.unwrap_err();
        assert_eq!(again.code, ErrorCode::AlreadyNotified);
    }

    async fn notifying_is_grey_after_the_first_edit_or_movement(db: TestDb) {
        let office = Office::new(&db).await;
        let carla = office.agent("Carla").await;
        let (edited, moved, closed) = (office.open().await, office.open().await, office.open().await);
        let form = EditTicket { subject: "Outro".to_owned(), ..office.edit_form(edited).await };
        edit(&office, &office.bianca, form).await.unwrap();
        office.move_to(moved, &carla, "x").await.unwrap();
        office.set(closed, Status::Finished, "").await.unwrap();
        for id in [edited, moved, closed] {
            let refused = notify(&office, &office.bianca, &key(), id, 2).await.unwrap_err();
            assert_eq!(refused.code, ErrorCode::NotNew);
        }
        let nobodys = office.open_as(NewTicket { assignee: None, ..office.form() }).await;
        let refused = notify(&office, &office.bianca, &key(), nobodys, 1).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::NoAssignee);
    }

    async fn an_edited_term_decides_about_late(db: TestDb) {
        let office = Office::new(&db).await;
        let id = office.open().await;
        let past = office.clock().now().plus_minutes(-30).format_date_time(Zone::Brasilia);
        edit(&office, &office.bianca, EditTicket { due: past, ..office.edit_form(id).await }).await.unwrap();
        assert_eq!((office.row(id).await.late, office.count(BuiltInView::Late).await), (true, 1));
        edit(&office, &office.bianca, EditTicket { due: String::new(), ..office.edit_form(id).await }).await.unwrap();
        assert_eq!((office.row(id).await.late, office.count(BuiltInView::Late).await), (false, 0));
        office.assert_counts_are_right().await;
    }
}
