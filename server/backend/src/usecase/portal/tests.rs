//! The portal on both databases: own tickets only, public events only, few statements.

use domain::{
    access::Role,
    error::ErrorCode,
    ids::TicketId,
    portal::PortalWhat,
    ticket::{
        Status,
        wire::{ChangeStatus, NewTicket},
    },
};

use super::*;
use crate::{
    both_databases,
    testing::{TestDb, TestDesk, key},
    usecase::{Caller, ticket},
};

struct Office {
    desk: TestDesk,
    bianca: Caller,
    maria: Caller,
    hers: TicketId,
    foreign: TicketId,
}

impl Office {
    async fn new(db: &TestDb) -> Self {
        let desk = db.desk();
        desk.company("Contábil", "atendimento@saojoao.test").await;
        let bianca = desk.caller(&desk.agent("Bianca").await);
        let person = desk.person("Maria", Some("maria@example.test")).await;
        let maria = desk.caller(&desk.requester(person).await);
        let joao = desk.person("João", None).await;
        let service = desk.service("Segunda via", domain::money::Money::ZERO).await;
        let mut tickets = Vec::new();
        for requester in [person, joao] {
            let form = NewTicket {
                key: key(),
                requester: Some(requester),
                service: Some(service),
                accountant: None,
                assignee: None,
                subject: "Boleto".to_owned(),
                description: "Não chegou".to_owned(),
                value: String::new(),
                files: Vec::new(),
            };
            tickets.push(ticket::create(&desk, &bianca, form).await.unwrap().id);
        }
        Self { hers: tickets[0], foreign: tickets[1], desk, bianca, maria }
    }
}

both_databases! {
    async fn a_requester_sees_their_own_tickets_and_no_others(db: TestDb) {
        let office = Office::new(&db).await;
        let page = home(&office.desk, &office.maria).await.unwrap();
        assert_eq!(page.tickets.iter().map(|ticket| ticket.id).collect::<Vec<_>>(), [office.hers]);
        assert_eq!(show(&office.desk, &office.maria, office.hers).await.unwrap().description, "Não chegou");
        for id in [office.foreign, TicketId::new(999_999)] {
            assert_eq!(show(&office.desk, &office.maria, id).await.unwrap_err().code, ErrorCode::NotFound);
        }
        assert_eq!(choices(&office.desk, &office.maria).await.unwrap().len(), 1);
        for role in [Role::Admin, Role::Agent, Role::Supervisor, Role::Viewer, Role::Finance] {
            let staff = office.desk.caller(&office.desk.user("Alguém", role).await);
            assert_eq!(home(&office.desk, &staff).await.unwrap_err().code, ErrorCode::Forbidden, "{role:?}");
            assert_eq!(show(&office.desk, &staff, office.hers).await.unwrap_err().code, ErrorCode::Forbidden, "{role:?}");
            assert_eq!(choices(&office.desk, &staff).await.unwrap_err().code, ErrorCode::Forbidden, "{role:?}");
            let refused = reopen(&office.desk, &staff, &key(), office.hers, 1).await.unwrap_err();
            assert_eq!(refused.code, ErrorCode::Forbidden, "{role:?}");
        }
    }

    async fn the_timeline_tells_statuses_and_nothing_of_how_the_team_works(db: TestDb) {
        let office = Office::new(&db).await;
        let (desk, bianca) = (&office.desk, &office.bianca);
        ticket::add_note(desk, bianca, &key(), office.hers, "cliente difícil".to_owned()).await.unwrap();
        let reason = "Faltou o documento".to_owned();
        let form = ChangeStatus { key: key(), id: office.hers, version: 1, to: Status::Rejected, reason: reason.clone() };
        ticket::change_status(desk, bianca, form).await.unwrap();
        let page = show(desk, &office.maria, office.hers).await.unwrap();
        let told: Vec<_> = page.events.iter().map(|event| event.what.clone()).collect();
        assert_eq!(told, [PortalWhat::Opened, PortalWhat::Status { to: Status::Rejected, reason }]);
        assert!(!serde_json::to_string(&page).unwrap().contains("difícil"));
        // She opens it again herself.
        let reopened = reopen(desk, &office.maria, &key(), office.hers, page.version).await.unwrap();
        assert_eq!(serde_json::to_string(&reopened).unwrap(), r#"{"status":"reopened","version":3}"#);
        assert_eq!(show(desk, &office.maria, office.hers).await.unwrap().ticket.status, Status::Reopened);
    }

    async fn names_stand_as_people_sort_them(db: TestDb) {
        let office = Office::new(&db).await;
        for name in ["Zelo", "água", "Ábaco", "bicho"] {
            office.desk.service(name, domain::money::Money::ZERO).await;
            office.desk.accountant(name, "Contábil").await;
            office.desk.agent(name).await;
        }
        let sorted = ["Ábaco", "água", "bicho", "Zelo"];
        let only = |names: Vec<String>| names.into_iter().filter(|name| sorted.contains(&name.as_str())).collect::<Vec<_>>();
        let services = choices(&office.desk, &office.maria).await.unwrap();
        assert_eq!(only(services.into_iter().map(|one| one.name).collect()), sorted);
        let all = ticket::choices(&office.desk, &office.bianca).await.unwrap();
        assert_eq!(only(all.services.into_iter().map(|one| one.name).collect()), sorted);
        assert_eq!(only(all.accountants.into_iter().map(|one| one.label).collect()), sorted);
        assert_eq!(only(all.users.into_iter().map(|one| one.name).collect()), sorted);
        let mut conn = db.db().conn().await.unwrap();
        let users = crate::store::users::accounts::list(&mut conn, 100).await.unwrap();
        assert_eq!(users.last().unwrap().role, Role::Requester);
        assert_eq!(only(users.into_iter().map(|one| one.name).collect()), sorted);
    }

    async fn the_pages_ask_little(db: TestDb) {
        let office = Office::new(&db).await;
        let before = db.db().statements_sent();
        home(&office.desk, &office.maria).await.unwrap();
        assert_eq!(db.db().statements_sent() - before, 1);
        show(&office.desk, &office.maria, office.hers).await.unwrap();
        assert_eq!(db.db().statements_sent() - before, 4);
    }
}
