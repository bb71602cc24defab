use domain::{
    access::{Actor, Role},
    contract::AccessStatus,
    ids::{PersonId, TicketId},
    money::Money,
    palette::{FOUND_MAX, Found},
    person::{PersonForm, PhoneForm},
    ticket::wire::NewTicket,
};

use super::*;
use crate::{
    both_databases,
    db::Engine,
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

    /// The numbers of the contracts that are found.
    async fn contracts(&self, typed: &str) -> Vec<i64> {
        self.find(typed).await.contracts.iter().map(|row| row.contract.id.get()).collect()
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

    /// 2157368183 with what a spreadsheet left behind it.
    async fn marks_in_other_places_find_nobody_elses_number(db: TestDb) {
        let scene = Scene::new(&db).await;
        let caller = scene.desk.caller(&scene.agent);
        let mut form = PersonForm::empty(key());
        form.name = "Outra Pessoa".to_owned();
        form.document = "215.736.818-30".to_owned();
        form.phones = vec![PhoneForm { number: "(98) 4560-2030".to_owned(), ..PhoneForm::default() }];
        let other = person::create(&scene.desk, &caller, &form).await.unwrap().id;
        scene.desk.contract(other, 48_217, AccessStatus::Active).await;
        scene.desk.contract(other, 482_170, AccessStatus::Active).await;
        for typed in ["2157368183.0", "2157368183,00"] {
            assert_eq!((scene.ids(typed).await.0, scene.contracts(typed).await), (vec![], vec![]), "{typed}");
        }
        for typed in ["215.736.818-30", "21573681830.0", "(98) 4560-2030", "9845602030.0"] {
            assert_eq!(scene.ids(typed).await.0, [other], "{typed}");
            assert_eq!(scene.contracts(typed).await, [482_170, 48_217], "{typed}");
        }
        assert_eq!(scene.contracts("48217.0").await[0], 48_217);
        assert_eq!(scene.ids(&format!("#{}.0", scene.ticket)).await.1, [scene.ticket]);
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

    async fn a_contract_is_found_by_number_and_by_what_its_holder_is_found_by(db: TestDb) {
        let scene = Scene::new(&db).await;
        let otto = scene.desk.person("Otto Lima", None).await;
        for (person, number, access) in [
            (scene.neide, 10_482, AccessStatus::Automatic),
            (otto, 104_820, AccessStatus::Active),
            (otto, 7, AccessStatus::Active),
        ] {
            scene.desk.contract(person, number, access).await;
        }
        for (typed, expected) in [
            ("10482", vec![10_482, 104_820]),
            ("104", vec![104_820, 10_482]),
            ("7", vec![7]),
            ("conceição neide", vec![10_482]),
            (CPF, vec![10_482]),
            ("52998224725", vec![10_482]),
            // Neither a phone nor an unknown number stands in a contract's text.
            ("(92) 98411-2076", vec![10_482]),
            ("984112076", vec![10_482]),
            ("otto", vec![104_820, 7]),
            ("titularidade", vec![]),
            ("#10482", vec![]),
            (">neide", vec![]),
        ] {
            assert_eq!(scene.contracts(typed).await, expected, "{typed}");
        }
        let row = scene.find("10482").await.contracts.swap_remove(0);
        assert_eq!((row.person_name.as_str(), row.plan_name.as_str()), ("Neide Conceição Coutinho", "Fibra 600 Mega"));
        assert_eq!(row.contract.access, AccessStatus::Automatic);
    }

    async fn the_signs_narrow_the_search(db: TestDb) {
        let scene = Scene::new(&db).await;
        assert_eq!(scene.ids("#neide").await, (Vec::new(), vec![scene.ticket]));
        assert_eq!(scene.ids(">neide").await, (Vec::new(), Vec::new()));
        assert_eq!(scene.ids("ne").await, (Vec::new(), Vec::new()));
    }

    async fn an_answer_is_short_and_needs_few_statements(db: TestDb) {
        let scene = Scene::new(&db).await;
        let statements = async || {
            let before = scene.desk.db().statements_sent();
            let found = scene.find("neide").await;
            (found, scene.desk.db().statements_sent() - before)
        };
        scene.desk.contract(scene.neide, 1, AccessStatus::Automatic).await;
        let (_, with_one) = statements().await;
        for number in 0..2 * FOUND_MAX {
            let contract = i64::try_from(number).unwrap() + 2;
            scene.desk.contract(scene.neide, contract, AccessStatus::Automatic).await;
            scene.desk.person(&format!("Neide Silva {number}"), None).await;
            open(&scene.desk, &scene.agent, scene.neide, "Outra troca").await;
        }
        let (found, sent) = statements().await;
        assert_eq!((found.people.len(), found.tickets.len(), found.contracts.len()), (FOUND_MAX, FOUND_MAX, FOUND_MAX));
        // PostgreSQL is asked for words in several questions.
        let most = if scene.desk.db().engine() == Engine::Sqlite { 9 } else { 12 };
        assert!(sent <= with_one && with_one <= most, "{with_one} statements, then {sent}");
    }

    async fn whoever_may_see_nothing_finds_nothing(db: TestDb) {
        let scene = Scene::new(&db).await;
        scene.desk.contract(scene.neide, 1, AccessStatus::Automatic).await;
        let requester = scene.desk.requester(scene.neide).await;
        assert_eq!(requester.role, Role::Requester);
        let found = find(&scene.desk, &scene.desk.caller(&requester), "neide").await.unwrap();
        assert!(found.people.is_empty() && found.tickets.is_empty() && found.contracts.is_empty());
        let viewer = scene.desk.viewer().await;
        let found = find(&scene.desk, &scene.desk.caller(&viewer), "neide").await.unwrap();
        assert_eq!((found.people.len(), found.tickets.len(), found.contracts.len()), (1, 1, 1));
    }
}
