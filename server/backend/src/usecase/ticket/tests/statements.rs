//! How many statements a page costs, with the one that finds out who asks. A number that grows with the rows is a defect.

use domain::ticket::TicketFilter;

use super::*;
use crate::{both_databases, store::tickets::history, token, usecase::session};

/// Signs Bianca in without her password; gives the cookie's token.
async fn sign_in(office: &Office) -> String {
    let token = token::fresh();
    let now = office.clock().now();
    let mut tx = office.db().begin().await.unwrap();
    let expires = now.plus_hours(12).millis();
    store::sessions::insert(&mut tx, &token::hash(&token), office.me().id.get(), now.millis(), expires, "", "")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    token
}

async fn authenticated(office: &Office, token: &str) -> Caller {
    let session = session::authenticate(office, token).await.unwrap().expect("a session");
    office.caller(&session.actor)
}

both_databases! {
    async fn a_list_page_asks_four_times_at_most(db: TestDb) {
        let office = Office::new(&db).await;
        for _ in 0..30 {
            office.open().await;
        }
        let filter = TicketFilter { services: vec![office.service], requester: Some(office.maria), ..TicketFilter::default() };
        view::save::<Ticket>(&office, &office.bianca, &key(), "Visão", &filter, false).await.unwrap();
        let token = sign_in(&office).await;
        for query in [TicketQuery::default(), TicketQuery { filter, page_size: 25, ..TicketQuery::default() }] {
            let before = office.db().statements_sent();
            let caller = authenticated(&office, &token).await;
            let page = list(&office, &caller, query).await.unwrap();
            assert!(page.rows.len() >= 25);
            let asked = office.db().statements_sent() - before;
            assert!(asked <= 4, "the list asked {asked} times");
        }
    }

    async fn a_ticket_page_with_a_long_history_asks_eight_times_at_most(db: TestDb) {
        let office = Office::new(&db).await;
        let (id, other) = (office.open().await, office.open().await);
        office.set(id, Status::Waiting, "").await.unwrap();
        link(&office, &office.bianca, &key(), id, other).await.unwrap();
        let mut tx = office.db().begin().await.unwrap();
        for _ in 0..200 {
            let line = history::NewLine {
                ticket: id,
                at: office.clock().now(),
                actor: Some((office.me().id, "Bianca")),
                kind: HistoryKind::Note,
                field: None,
                before: "",
                after: "",
                note: "nota",
            };
            history::append(&mut tx, &line).await.unwrap();
        }
        tx.commit().await.unwrap();
        let token = sign_in(&office).await;
        let before = office.db().statements_sent();
        // What the page asks: itself, the choices of its forms, and the draft of a half-written note.
        let caller = authenticated(&office, &token).await;
        let details = show(&office, &caller, id).await.unwrap();
        let choices = choices(&office, &caller).await.unwrap();
        crate::usecase::draft::load(&office, &caller, "ticket.1.note").await.unwrap();
        let asked = office.db().statements_sent() - before;
        assert!(asked <= 8, "the page asked {asked} times");
        assert_eq!((details.history.len(), details.has_more_history, details.links.len()), (200, true, 1));
        assert!(details.last_mail.is_some() && !choices.services.is_empty() && !choices.users.is_empty());
    }
}
