use chrono::{NaiveDate, NaiveDateTime};
use domain::{money::MoneyError, protocol_number::ProtocolNumber, ticket::MailMark, time::UtcMillis, zone::Zone};

use super::*;
use crate::both_databases;

pub(super) fn local(text: &str) -> UtcMillis {
    UtcMillis::of_local(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap(), Zone::Brasilia)
}

/// A service whose term is so many working hours.
pub(super) async fn timed_service(office: &Office, hours: i64) -> ServiceId {
    let service = office.desk.service("Certidão", reais(8_000)).await;
    let mut tx = office.db().begin().await.unwrap();
    run!(tx, "update services set due_minutes = $2 where id = $1", service.get(), hours * 60).unwrap();
    tx.commit().await.unwrap();
    service
}

both_databases! {
    async fn a_new_ticket_is_open_new_and_told_in_history_and_audit(db: TestDb) {
        let office = Office::new(&db).await;
        let created = create(&office, &office.bianca, office.form()).await.unwrap();
        let ticket = office.ticket(created.id).await;
        let now = office.clock().now();
        assert_eq!((ticket.status, ticket.version, ticket.is_new(), ticket.mail), (Status::Open, 1, true, MailMark::None));
        assert_eq!((ticket.opened_at, ticket.updated_at, ticket.due_at), (now, now, None));
        let details = show(&office, &office.bianca, created.id).await.unwrap();
        assert_eq!((details.protocol.as_str(), details.opened_by.as_deref()), (created.protocol.as_str(), Some("Bianca")));
        assert_eq!((details.row.requester_name.as_str(), details.row.service_name.as_str()), ("Maria", "Segunda via"));
        let [opened] = details.history.try_into().expect("one line");
        assert_eq!((opened.kind, opened.actor_name.as_deref()), (HistoryKind::Opened, Some("Bianca")));
        assert_eq!(opened.after, created.protocol);
        let audit: Vec<(String, String, i64)> = rows!(
            office.db().conn().await.unwrap(),
            (String, String, i64),
            "select action, address, entity_id from audit where entity = 'ticket'"
        )
        .unwrap();
        assert_eq!(audit, [("created".to_owned(), "127.0.0.1".to_owned(), created.id.get())]);
        // Opening a ticket is not a change of status: nobody is written to.
        assert_eq!(office.rows_in("outbox").await, 0);
        for view in [BuiltInView::Mine, BuiltInView::InProgress, BuiltInView::New, BuiltInView::All] {
            assert_eq!(office.tab(&office.bianca, view.code()).await, (1, 3_500), "{view:?}");
        }
        assert_eq!(office.count(BuiltInView::Unassigned).await, 0);
        office.assert_counts_are_right().await;
    }

    async fn the_value_is_the_services_unless_another_one_is_typed(db: TestDb) {
        let office = Office::new(&db).await;
        for (typed, cents) in [("", 3_500), ("  ", 3_500), ("1.234,56", 123_456), ("R$ 0,00", 0)] {
            let id = office.open_as(NewTicket { value: typed.to_owned(), ..office.form() }).await;
            assert_eq!(office.ticket(id).await.value.cents(), cents, "{typed:?}");
        }
        let refused = create(&office, &office.bianca, NewTicket { value: "1,234.56".to_owned(), ..office.form() }).await;
        assert_eq!(refused, Err(on("value", ErrorCode::Money(MoneyError::Ambiguous))));
    }

    async fn the_accountants_office_is_copied_and_not_followed(db: TestDb) {
        let office = Office::new(&db).await;
        let accountant = office.accountant("Carlos Prado", "Prado Contabilidade").await;
        let id = office.open_as(NewTicket { accountant: Some(accountant), ..office.form() }).await;
        office.sql("update accountants set office_name = 'Outra' where id = $1", accountant.get()).await;
        let details = show(&office, &office.bianca, id).await.unwrap();
        assert_eq!(details.accountant_name, "Prado Contabilidade");
        assert_eq!(details.accountant_label.as_deref(), Some("Carlos Prado"));
    }

    async fn the_protocol_bears_the_companys_local_day(db: TestDb) {
        let office = Office::new(&db).await;
        // 23:30 in Brasília is the next day in UTC.
        office.clock().set(local("2026-03-18 23:30"));
        let mut protocols = Vec::new();
        for _ in 0..2 {
            protocols.push(create(&office, &office.bianca, office.form()).await.unwrap().protocol);
        }
        office.wait_minutes(30);
        protocols.push(create(&office, &office.bianca, office.form()).await.unwrap().protocol);
        let day = |day| NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        let expected = [(18, 1), (18, 2), (19, 1)].map(|(date, number)| ProtocolNumber::new(day(date), number).unwrap().to_string());
        assert_eq!(protocols, expected);
    }

    async fn the_term_counts_business_hours_over_a_weekend_and_a_holiday(db: TestDb) {
        let office = Office::new(&db).await;
        let service = timed_service(&office, 8).await;
        let due_of = |form| async { office.ticket(office.open_as(form).await).await.due_at };
        let form = || NewTicket { service: Some(service), ..office.form() };
        // Friday 16:00: two hours on Friday, six on Monday.
        office.clock().set(local("2026-03-20 16:00"));
        assert_eq!(due_of(form()).await, Some(local("2026-03-23 14:00")));
        // Monday is a holiday now: Tuesday.
        let mut tx = office.db().begin().await.unwrap();
        run!(tx, "insert into holidays (day, name, created_at) values ('2026-03-23', 'Feriado', 0)").unwrap();
        tx.commit().await.unwrap();
        assert_eq!(due_of(form()).await, Some(local("2026-03-24 14:00")));
        // At night nothing counts.
        office.clock().set(local("2026-03-18 22:00"));
        assert_eq!(due_of(form()).await, Some(local("2026-03-19 16:00")));
    }

    async fn what_is_missing_or_not_offered_is_named_by_its_field(db: TestDb) {
        let office = Office::new(&db).await;
        let gone_service = office.desk.service("Antigo", reais(1)).await;
        office.sql("update services set active = false where id = $1", gone_service.get()).await;
        let gone_person = office.person("Ausente", None).await;
        office.sql("update people set active = false where id = $1", gone_person.get()).await;
        let gone_accountant = office.accountant("Antigo", "Antigo").await;
        office.sql("update accountants set active = false where id = $1", gone_accountant.get()).await;
        let gone_agent = office.agent("Saiu").await;
        office.sql("update users set active = false where id = $1", gone_agent.id.get()).await;
        let viewer = office.viewer().await;
        let form = || office.form();
        let cases = [
            (NewTicket { requester: None, ..form() }, on("requester", ErrorCode::Required)),
            (NewTicket { service: None, ..form() }, on("service", ErrorCode::Required)),
            (NewTicket { subject: "  ".to_owned(), ..form() }, on("subject", ErrorCode::Required)),
            (NewTicket { subject: "x".repeat(161), ..form() }, on("subject", ErrorCode::TooLong { max: 160 })),
            (NewTicket { description: "x".repeat(20_001), ..form() }, on("description", ErrorCode::TooLong { max: 20_000 })),
            (NewTicket { service: Some(gone_service), ..form() }, on("service", ErrorCode::NotAvailable)),
            (NewTicket { requester: Some(gone_person), ..form() }, on("requester", ErrorCode::NotAvailable)),
            (NewTicket { requester: Some(PersonId::new(999_999)), ..form() }, on("requester", ErrorCode::NotAvailable)),
            (NewTicket { accountant: Some(gone_accountant), ..form() }, on("accountant", ErrorCode::NotAvailable)),
            (NewTicket { assignee: Some(gone_agent.id), ..form() }, on("assignee", ErrorCode::NotAvailable)),
            (NewTicket { assignee: Some(viewer.id), ..form() }, on("assignee", ErrorCode::NotAvailable)),
        ];
        for (form, refusal) in cases {
            let subject = form.subject.clone();
            assert_eq!(create(&office, &office.bianca, form).await, Err(refusal), "{subject}");
        }
        assert_eq!((office.rows_in("tickets").await, office.rows_in("audit").await), (0, 0));
        assert_eq!(office.count(BuiltInView::All).await, 0);
    }

    async fn the_same_key_twice_opens_one_ticket(db: TestDb) {
        let office = Office::new(&db).await;
        let form = office.form();
        let first = create(&office, &office.bianca, form.clone()).await.unwrap();
        assert_eq!(create(&office, &office.bianca, form.clone()).await.unwrap(), first);
        // What was corrected before it was sent again would be lost.
        for corrected in [
            NewTicket { subject: "Outro".to_owned(), ..form.clone() },
            NewTicket { value: "12,34".to_owned(), ..form.clone() },
        ] {
            let refusal = create(&office, &office.bianca, corrected).await;
            assert_eq!(refusal, Err(ErrorCode::AlreadyOpened { id: first.id.get() }.into()));
        }
        // Somebody else corrects the ticket, and a draft was saved while the answer was on its way.
        let edited = EditTicket { subject: "Assunto corrigido".to_owned(), ..office.edit_form(first.id).await };
        edit(&office, &office.bianca, edited).await.unwrap();
        crate::usecase::draft::save(&office, &office.bianca, office.me().id, "ticket.new", "enviado").await.unwrap();
        assert_eq!(create(&office, &office.bianca, form).await.unwrap(), first);
        assert_eq!(office.rows_in("drafts").await, 0);
        assert_eq!(office.rows_in("tickets").await, 1);
        // A refused form used up nothing: its key works once the form is right.
        let wrong = NewTicket { subject: String::new(), ..office.form() };
        let right = NewTicket { subject: "Certo".to_owned(), ..wrong.clone() };
        assert!(create(&office, &office.bianca, wrong).await.is_err());
        assert!(create(&office, &office.bianca, right).await.is_ok());
    }

    async fn a_requester_opens_tickets_of_their_own_at_the_teams_price(db: TestDb) {
        let office = Office::new(&db).await;
        let maria = office.caller(&office.requester(office.maria).await);
        let joao = office.person("João", None).await;
        let foreign = create(&office, &maria, NewTicket { requester: Some(joao), ..office.form() }).await;
        assert_eq!(foreign.unwrap_err().code, ErrorCode::Forbidden);
        let accountant = office.accountant("Carlos", "Prado").await;
        let wish = NewTicket { accountant: Some(accountant), value: "0,01".to_owned(), ..office.form() };
        let ticket = office.ticket(create(&office, &maria, wish).await.unwrap().id).await;
        assert_eq!((ticket.value, ticket.assignee, ticket.accountant), (reais(3_500), None, None));
        assert_eq!(office.count(BuiltInView::Unassigned).await, 1);
    }
}
