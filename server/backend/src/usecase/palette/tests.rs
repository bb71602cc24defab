use domain::{
    access::{Actor, Role},
    ids::{PersonId, TicketId},
    money::Money,
    palette::{FOUND_MAX, Found},
    person::{PersonForm, PhoneForm},
    ticket::wire::NewTicket,
};

use super::*;
use crate::{
    both_databases,
    testing::{TestDb, TestDesk, key},
    usecase::{person, ticket},
};

const CPF: &str = "529.982.247-25";

/// A desk with Neide, who has a document, a phone and a ticket, and with somebody else who has one too.
struct Scene {
    desk: TestDesk,
    agent: Actor,
    neide: PersonId,
    ticket: TicketId,
    protocol: String,
    other: TicketId,
}

impl Scene {
    async fn new(db: &TestDb) -> Self {
        let desk = db.desk();
        let agent = desk.agent("Renata Queiroz").await;
        let caller = desk.caller(&agent);
        let mut form = PersonForm::empty(key());
        form.name = "Neide Conceição Coutinho".to_owned();
        form.document = CPF.to_owned();
        form.phones = vec![PhoneForm { number: "(92) 98411-2076".to_owned(), ..PhoneForm::default() }];
        let neide = person::create(&desk, &caller, &form).await.unwrap().id;
        let (ticket, protocol) = open(&desk, &agent, neide, "Troca de titularidade").await;
        let otto = desk.person("Otto Lima", None).await;
        let (other, _) = open(&desk, &agent, otto, "Segunda via do boleto").await;
        Self { desk, agent, neide, ticket, protocol, other }
    }

    async fn find(&self, typed: &str) -> Found {
        find(&self.desk, &self.desk.caller(&self.agent), typed).await.unwrap()
    }

    /// What is found, as ids.
    async fn ids(&self, typed: &str) -> (Vec<PersonId>, Vec<TicketId>) {
        let found = self.find(typed).await;
        (found.people.iter().map(|row| row.id).collect(), found.tickets.iter().map(|row| row.id).collect())
    }
}

async fn open(desk: &TestDesk, agent: &Actor, requester: PersonId, subject: &str) -> (TicketId, String) {
    let service = desk.service("Cadastro", Money::default()).await;
    let form = NewTicket {
        key: key(),
        requester: Some(requester),
        service: Some(service),
        accountant: None,
        assignee: None,
        subject: subject.to_owned(),
        description: String::new(),
        value: String::new(),
        files: Vec::new(),
    };
    let created = ticket::create(desk, &desk.caller(agent), form).await.unwrap();
    (created.id, created.protocol)
}

both_databases! {
    async fn accents_and_case_do_not_matter(db: TestDb) {
        let scene = Scene::new(&db).await;
        let neide = (vec![scene.neide], vec![scene.ticket]);
        for typed in ["neide", "CONCEICAO", "  conceição   neide "] {
            assert_eq!(scene.ids(typed).await, neide, "{typed}");
        }
        assert_eq!(scene.ids("titularidade").await, (Vec::new(), vec![scene.ticket]));
        assert_eq!(scene.ids("ninguem").await, (Vec::new(), Vec::new()));
    }

    async fn a_document_or_a_phone_finds_the_person_and_their_tickets(db: TestDb) {
        let scene = Scene::new(&db).await;
        let neide = (vec![scene.neide], vec![scene.ticket]);
        for typed in [CPF, "52998224725", "(92) 98411-2076", "984112076"] {
            assert_eq!(scene.ids(typed).await, neide, "{typed}");
        }
        let found = scene.find(CPF).await;
        assert_eq!(found.people[0].masked_document.as_deref(), Some("***.982.247-**"));
    }

    async fn a_ticket_is_found_by_number_and_by_protocol(db: TestDb) {
        let scene = Scene::new(&db).await;
        for typed in [format!("#{}", scene.other), scene.other.to_string()] {
            assert_eq!(scene.ids(&typed).await.1.first(), Some(&scene.other), "{typed}");
        }
        let plain = scene.protocol.replace('-', "");
        for typed in [scene.protocol.clone(), plain, format!("#{}", scene.protocol)] {
            assert_eq!(scene.ids(&typed).await.1, vec![scene.ticket], "{typed}");
        }
    }

    async fn the_signs_narrow_the_search(db: TestDb) {
        let scene = Scene::new(&db).await;
        assert_eq!(scene.ids("#neide").await, (Vec::new(), vec![scene.ticket]));
        assert_eq!(scene.ids(">neide").await, (Vec::new(), Vec::new()));
        assert_eq!(scene.ids("ne").await, (Vec::new(), Vec::new()));
    }

    async fn an_answer_is_short_and_needs_few_statements(db: TestDb) {
        let scene = Scene::new(&db).await;
        for number in 0..2 * FOUND_MAX {
            scene.desk.person(&format!("Neide Silva {number}"), None).await;
            open(&scene.desk, &scene.agent, scene.neide, "Outra troca").await;
        }
        let before = scene.desk.db().statements_sent();
        let found = scene.find("neide").await;
        assert_eq!((found.people.len(), found.tickets.len()), (FOUND_MAX, FOUND_MAX));
        let sent = scene.desk.db().statements_sent() - before;
        assert!(sent <= 5, "{sent} statements");
    }

    async fn whoever_may_see_nothing_finds_nothing(db: TestDb) {
        let scene = Scene::new(&db).await;
        let requester = scene.desk.requester(scene.neide).await;
        assert_eq!(requester.role, Role::Requester);
        let found = find(&scene.desk, &scene.desk.caller(&requester), "neide").await.unwrap();
        assert!(found.people.is_empty() && found.tickets.is_empty());
        let viewer = scene.desk.viewer().await;
        let found = find(&scene.desk, &scene.desk.caller(&viewer), "neide").await.unwrap();
        assert_eq!((found.people.len(), found.tickets.len()), (1, 1));
    }
}
