//! A desk for tests: everything of a real one, and records in one line.

use std::ops::Deref;

use domain::{
    access::{Actor, Role},
    contract::{AccessStatus, Contract, ContractStatus, ReleaseChoice},
    ids::{AccountantId, ContractId, PersonId, ServiceId, TicketId, UserId},
    money::Money,
    search,
};

use futures::TryStreamExt;

use super::fresh;
use crate::{
    Desk, scalar,
    store::{self, contracts, counters, users::NewUser},
    usecase::{Caller, export::Pages},
};

/// A hash that no password has: users of tests are actors already. Sign-in tests make their users by the use-case.
const NO_PASSWORD: &str = "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA";

/// A desk with helpers; derefs to [`Desk`].
#[derive(Clone)]
pub struct TestDesk(Desk);

impl Deref for TestDesk {
    type Target = Desk;
    fn deref(&self) -> &Desk {
        &self.0
    }
}

impl TestDesk {
    pub(super) const fn new(desk: Desk) -> Self {
        Self(desk)
    }

    /// Moves the clock.
    pub fn wait_minutes(&self, minutes: i64) {
        self.clock().set(self.clock().now().plus_minutes(minutes));
    }

    /// Moves the clock.
    pub fn wait_seconds(&self, seconds: i64) {
        self.clock().set(self.clock().now().plus_seconds(seconds));
    }

    /// A user of this role; the address is made from the name.
    pub async fn user(&self, name: &str, role: Role) -> Actor {
        self.add_user(name, role, None).await
    }

    pub async fn admin(&self) -> Actor {
        self.user("Ana Admin", Role::Admin).await
    }

    pub async fn supervisor(&self) -> Actor {
        self.user("Sofia Supervisora", Role::Supervisor).await
    }

    pub async fn agent(&self, name: &str) -> Actor {
        self.user(name, Role::Agent).await
    }

    pub async fn viewer(&self) -> Actor {
        self.user("Lia Leitura", Role::Viewer).await
    }

    /// A user who is this person and sees only the own tickets.
    pub async fn requester(&self, person: PersonId) -> Actor {
        self.add_user(&format!("Solicitante {person}"), Role::Requester, Some(person)).await
    }

    /// The actor as one who calls from this machine.
    pub fn caller(&self, actor: &Actor) -> Caller {
        Caller { actor: actor.clone(), address: "127.0.0.1".to_owned() }
    }

    async fn add_user(&self, name: &str, role: Role, person: Option<PersonId>) -> Actor {
        let email = format!("{}-{:x}@balcao.test", search::fold(name).replace(' ', "."), fresh::number());
        let user = NewUser { email: &email, name, role, password_hash: NO_PASSWORD, person };
        let mut tx = self.db().begin().await.unwrap();
        let id = store::users::insert(&mut tx, &user, self.clock().now().millis()).await.unwrap();
        let row = store::users::get(&mut tx, id).await.unwrap();
        tx.commit().await.unwrap();
        row.actor().unwrap()
    }

    /// A person (pessoa física) without a document; `email` is where mails go.
    pub async fn person(&self, name: &str, email: Option<&str>) -> PersonId {
        let mut tx = self.db().begin().await.unwrap();
        let id = scalar!(
            tx,
            i64,
            "insert into people (kind, name, email, name_folded, created_at, updated_at)
             values ('individual', $1, $2, $3, $4, $4)
             returning id",
            name,
            email,
            search::fold(name),
            self.clock().now().millis()
        )
        .unwrap();
        tx.commit().await.unwrap();
        PersonId::new(id)
    }

    /// An active contract of a person for "Fibra 600 Mega", 119,90 a month; blocked since nine days unless its access is
    /// active.
    pub async fn contract(&self, person: PersonId, number: i64, access: AccessStatus) -> ContractId {
        let now = self.clock().now();
        let mut tx = self.db().begin().await.unwrap();
        let plan = contracts::plans::named(&mut tx, "Fibra 600 Mega", now).await.unwrap();
        let contract = Contract {
            id: ContractId::new(number),
            version: 1,
            person,
            plan,
            value: Money::from_cents(11_990).unwrap(),
            status: ContractStatus::Active,
            access,
            blocked_at: (access != AccessStatus::Active).then(|| now.plus_days(-9)),
            state: None,
            city: "Manaus".to_owned(),
            choice: ReleaseChoice::Follow,
            restriction: String::new(),
            running: None,
            last_release: None,
            interval_from: None,
        };
        contracts::insert(&mut tx, &contract, now).await.unwrap();
        counters::follow(&mut tx, &[(None, &contract)]).await.unwrap();
        tx.commit().await.unwrap();
        contract.id
    }

    /// What the audit says of exports, oldest first: who, from where, what of which list, the filter, the number of rows.
    pub async fn exports_logged(&self) -> Vec<String> {
        let found: Vec<(String,)> = crate::rows!(
            self.db().conn().await.unwrap(),
            (String,),
            "select actor_name || ' ' || address || ' ' || action || ' ' || entity || ' ' || before || ' ' || after
             from audit
             where action in ('exported', 'export_ended')
             order by id"
        )
        .unwrap();
        found.into_iter().map(|(line,)| line).collect()
    }

    /// Changes where mails to a person go.
    pub async fn set_email(&self, person: PersonId, email: Option<&str>) {
        let mut tx = self.db().begin().await.unwrap();
        crate::run!(tx, "update people set email = $2 where id = $1", person.get(), email).unwrap();
        tx.commit().await.unwrap();
    }

    /// A service without a term.
    pub async fn service(&self, name: &str, price: Money) -> ServiceId {
        let mut tx = self.db().begin().await.unwrap();
        let id = scalar!(
            tx,
            i64,
            "insert into services (name, price_cents, created_at, updated_at) values ($1, $2, $3, $3) returning id",
            name,
            price.cents(),
            self.clock().now().millis()
        )
        .unwrap();
        tx.commit().await.unwrap();
        ServiceId::new(id)
    }

    pub async fn accountant(&self, label: &str, office: &str) -> AccountantId {
        let mut tx = self.db().begin().await.unwrap();
        let id = scalar!(
            tx,
            i64,
            "insert into accountants (label, office_name, created_at, updated_at) values ($1, $2, $3, $3) returning id",
            label,
            office,
            self.clock().now().millis()
        )
        .unwrap();
        tx.commit().await.unwrap();
        AccountantId::new(id)
    }

    /// An open ticket, written straight into the table: no history, no mail, no counters. Tests of tickets themselves use
    /// the use-case.
    pub async fn bare_ticket(&self, requester: PersonId, assignee: Option<UserId>) -> TicketId {
        let service = self.service("Segunda via", Money::from_cents(3_500).unwrap()).await;
        let mut tx = self.db().begin().await.unwrap();
        let id = scalar!(
            tx,
            i64,
            "insert into tickets (protocol, status, is_open, requester_id, service_id, assignee_id, subject, value_cents,
                                  opened_at, updated_at, due_at)
             values ($1, 'open', true, $2, $3, $4, 'Segunda via do boleto', 3500, $5, $5, $6)
             returning id",
            format!("T-{:x}", fresh::number()),
            requester.get(),
            service.get(),
            assignee.map(UserId::get),
            self.clock().now().millis(),
            i64::MAX
        )
        .unwrap();
        tx.commit().await.unwrap();
        TicketId::new(id)
    }

    /// Enters the company's sender address.
    pub async fn company(&self, name: &str, email: &str) {
        let body = serde_json::json!({ "name": name, "email": email });
        let mut tx = self.db().begin().await.unwrap();
        let saved = store::settings::put_json(&mut tx, "company", &body, self.clock().now(), "test", 0).await.unwrap();
        assert_eq!(saved, Some(1), "the company is entered once");
        tx.commit().await.unwrap();
    }

    /// The mails that were written as files, oldest name first.
    pub fn written_mails(&self) -> Vec<String> {
        let Ok(folder) = std::fs::read_dir(self.config().data_dir.join("mail")) else { return Vec::new() };
        let mut paths: Vec<_> = folder.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
    }
}

/// All rows of an export.
pub async fn rows_of_pages<R>(pages: Pages<R>) -> Vec<R> {
    pages.try_concat().await.unwrap()
}
