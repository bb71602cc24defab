use super::*;
use crate::{both_databases, usecase::draft};

both_databases! {
    async fn a_draft_is_kept_for_its_writer_until_it_is_sent_or_discarded(db: TestDb) {
        let office = Office::new(&db).await;
        let carla = office.caller_of("Carla", Role::Agent).await;
        let at = draft::save(&office, &office.bianca, office.bianca.actor.id, "ticket.new", "um").await.unwrap();
        assert_eq!(at, office.clock().now());
        office.wait_minutes(1);
        draft::save(&office, &office.bianca, office.bianca.actor.id, "ticket.new", "dois").await.unwrap();
        let kept = draft::load(&office, &office.bianca, "ticket.new").await.unwrap();
        assert_eq!(kept, Some(("dois".to_owned(), office.clock().now())));
        assert_eq!(draft::load(&office, &carla, "ticket.new").await.unwrap(), None, "each has their own");
        assert_eq!(draft::load(&office, &office.bianca, "ticket.7.note").await.unwrap(), None);

        // A page that Bianca left open, sent after Carla signed in on it.
        let bianca = office.bianca.actor.id;
        let foreign = draft::save(&office, &carla, bianca, "ticket.new", "de Bianca").await;
        assert_eq!(foreign, Err(ErrorCode::Forbidden.into()));
        assert_eq!(draft::discard(&office, &carla, bianca, "ticket.new").await, Err(ErrorCode::Forbidden.into()));
        draft::discard(&office, &carla, carla.actor.id, "ticket.new").await.unwrap();
        assert!(draft::load(&office, &office.bianca, "ticket.new").await.unwrap().is_some());
        draft::discard(&office, &office.bianca, office.bianca.actor.id, "ticket.new").await.unwrap();
        assert_eq!(draft::load(&office, &office.bianca, "ticket.new").await.unwrap(), None);
    }

    async fn opening_the_ticket_ends_its_draft_and_no_other(db: TestDb) {
        let office = Office::new(&db).await;
        let carla = office.caller_of("Carla", Role::Agent).await;
        draft::save(&office, &office.bianca, office.bianca.actor.id, "ticket.new", "meio escrito").await.unwrap();
        draft::save(&office, &office.bianca, office.bianca.actor.id, "ticket.9.note", "nota").await.unwrap();
        draft::save(&office, &carla, carla.actor.id, "ticket.new", "de Carla").await.unwrap();
        let refused = create(&office, &office.bianca, NewTicket { subject: String::new(), ..office.form() }).await;
        assert!(refused.is_err());
        assert!(draft::load(&office, &office.bianca, "ticket.new").await.unwrap().is_some(), "nothing typed is lost");
        office.open().await;
        assert_eq!(draft::load(&office, &office.bianca, "ticket.new").await.unwrap(), None);
        assert_eq!(office.rows_in("drafts").await, 2);
    }

    async fn saving_a_ticket_ends_the_draft_of_that_form_and_no_other(db: TestDb) {
        let office = Office::new(&db).await;
        let carla = office.caller_of("Carla", Role::Agent).await;
        let id = office.open().await;
        let (edited, noted) = (format!("ticket.{id}.edit"), format!("ticket.{id}.note"));
        let bianca = office.bianca.actor.id;
        draft::save(&office, &office.bianca, bianca, &edited, "meio mudado").await.unwrap();
        draft::save(&office, &office.bianca, bianca, &noted, "nota").await.unwrap();
        draft::save(&office, &carla, carla.actor.id, &edited, "de Carla").await.unwrap();
        let form = office.edit_form(id).await;
        let stale = EditTicket { version: form.version + 1, ..office.edit_form(id).await };
        assert!(edit(&office, &office.bianca, stale).await.is_err());
        assert!(draft::load(&office, &office.bianca, &edited).await.unwrap().is_some(), "refused: nothing typed is lost");
        edit(&office, &office.bianca, form).await.unwrap();
        assert_eq!(draft::load(&office, &office.bianca, &edited).await.unwrap(), None);
        assert!(draft::load(&office, &office.bianca, &noted).await.unwrap().is_some());
        assert!(draft::load(&office, &carla, &edited).await.unwrap().is_some());
    }

    async fn a_draft_has_limits(db: TestDb) {
        let office = Office::new(&db).await;
        let long = draft::save(&office, &office.bianca, office.bianca.actor.id, "ticket.new", &"x".repeat(40_001)).await;
        assert_eq!(long, Err(on("body", ErrorCode::TooLong { max: 40_000 })));
        draft::save(&office, &office.bianca, office.bianca.actor.id, "ticket.new", " a\0b\n ").await.unwrap();
        assert_eq!(draft::load(&office, &office.bianca, "ticket.new").await.unwrap().unwrap().0, " ab\n ");
        let name = draft::save(&office, &office.bianca, office.bianca.actor.id, &"x".repeat(81), "").await;
        assert_eq!(name, Err(on("record", ErrorCode::TooLong { max: 80 })));
    }
}
