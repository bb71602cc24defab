//! Records of a test, made by the use-cases as an administrator would.

use backend::{
    store::contracts,
    usecase::{
        Caller, catalogue, person, settings, ticket,
        user::{NewAccount, create_user},
    },
};
use domain::{
    access::{Actor, Role},
    contract::{AccessStatus, Contract, ContractStatus, ReleaseChoice},
    i18n::Locale,
    ids::{ClientKey, ContractId, PersonId, TicketId},
    money::Money,
    person::PersonForm,
    service::{Service, ServiceForm},
    settings::{
        Company, TicketSettings,
        company::CompanyForm,
        wire::{SaveSetting, TicketsForm},
    },
    state::Uf,
    ticket::wire::NewTicket,
};

use super::{PASSWORD, TestServer};

/// A key that nobody used.
pub fn key() -> ClientKey {
    static COUNT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);
    ClientKey::parse(&format!("{:032x}", COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed))).unwrap()
}

impl TestServer {
    /// Somebody who may do everything.
    pub async fn admin(&self) -> Caller {
        let email = format!("{}@balcao.demo", key());
        let account = NewAccount {
            email,
            name: "Ana Admin".to_owned(),
            role: Role::Admin,
            password: PASSWORD.to_owned(),
            person: None,
        };
        let id = create_user(&self.desk, None, account, "").await.unwrap();
        let actor = Actor {
            id,
            name: "Ana Admin".to_owned(),
            role: Role::Admin,
            locale: Locale::PtBr,
            person: None,
            may_release: false,
        };
        Caller { actor, address: String::new() }
    }

    /// A person with a user of this address, and a ticket.
    pub async fn requester(&self, email: &str) -> TicketId {
        let admin = self.admin().await;
        let form = PersonForm { name: "Maria Prova".to_owned(), email: email.to_owned(), ..PersonForm::empty(key()) };
        let person: PersonId = person::create(&self.desk, &admin, &form).await.unwrap().id;
        let account = NewAccount {
            email: email.to_owned(),
            name: "Maria Prova".to_owned(),
            role: Role::Requester,
            password: PASSWORD.to_owned(),
            person: Some(person),
        };
        create_user(&self.desk, None, account, "").await.unwrap();
        let name = format!("Segunda via {}", key());
        let form = ServiceForm { key: key(), id: None, version: 0, name, price: String::new(), term: String::new() };
        let service = catalogue::save::<Service>(&self.desk, &admin, form).await.unwrap().id;
        let form = NewTicket {
            key: key(),
            requester: Some(person),
            service: Some(service),
            accountant: None,
            assignee: None,
            subject: "Boleto".to_owned(),
            description: String::new(),
            value: String::new(),
            files: Vec::new(),
        };
        ticket::create(&self.desk, &admin, form).await.unwrap().id
    }

    /// A contract of a new person of this name, in automatic block since now.
    pub async fn contract(&self, number: i64, holder: &str) {
        let admin = self.admin().await;
        let now = self.clock.now();
        let form = PersonForm { name: holder.to_owned(), ..PersonForm::empty(key()) };
        let person = person::create(&self.desk, &admin, &form).await.unwrap().id;
        let mut tx = self.desk.db().begin().await.unwrap();
        let plan = contracts::plans::named(&mut tx, "Fibra", now).await.unwrap();
        let contract = Contract {
            id: ContractId::new(number),
            version: 1,
            person,
            plan,
            value: Money::from_cents(11_990).unwrap(),
            status: ContractStatus::Active,
            access: AccessStatus::Automatic,
            blocked_at: Some(now),
            state: Uf::parse("AM").ok(),
            city: "Manaus".to_owned(),
            choice: ReleaseChoice::Follow,
            restriction: String::new(),
            running: None,
            last_release: None,
            interval_from: None,
        };
        contracts::insert(&mut tx, &contract, now).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// The company with an address that mails come from.
    pub async fn company(&self) {
        let admin = self.admin().await;
        let company =
            Company { name: "Contábil".to_owned(), email: "desk@example.test".to_owned(), ..Company::default() };
        let input = SaveSetting { key: key(), version: 0, form: CompanyForm::of(&company) };
        settings::save_company(&self.desk, &admin, input).await.unwrap();
    }

    /// The largest file.
    pub async fn limit_files(&self, megabytes: u32) {
        let admin = self.admin().await;
        let form = TicketsForm::of(&TicketSettings { file_max_mb: megabytes, ..TicketSettings::default() });
        settings::save_tickets(&self.desk, &admin, SaveSetting { key: key(), version: 0, form }).await.unwrap();
    }
}
