//! Contracts on both databases: releases and races, ends by time across a killed process, payments, blocks, lists.

mod ending;
mod lists;
mod payments;
mod refusals;
mod releases;

use domain::{
    access::{Actor, Role},
    contract::{
        AccessStatus, Contract, ContractSettings,
        wire::{ContractAct, ContractDetails, ReleaseContract},
    },
    ids::{ContractId, InvoiceId},
    time::UtcMillis,
};

use super::show;
use crate::{
    scalar,
    store::{self, contracts, counters},
    testing::{TestDb, TestDesk, key},
    usecase::{Caller, view},
};

/// A desk where releases are on (three days, again after thirty), with somebody who may release.
pub struct Scene {
    pub desk: TestDesk,
    pub finance: Caller,
    pub supervisor: Caller,
}

pub fn params() -> ContractSettings {
    ContractSettings { enabled: true, renew_after_days: Some(30), days: 3, ..ContractSettings::default() }
}

impl Scene {
    pub async fn new(db: &TestDb) -> Self {
        let desk = db.desk();
        let finance = desk.caller(&desk.user("Fábio", Role::Finance).await);
        let supervisor = desk.caller(&desk.supervisor().await);
        let scene = Self { desk, finance, supervisor };
        scene.set(&params()).await;
        scene
    }

    pub async fn set(&self, params: &ContractSettings) {
        let mut tx = self.desk.db().begin().await.unwrap();
        let version = store::settings::load_versioned::<ContractSettings>(&mut tx).await.unwrap().version;
        store::settings::save(&mut tx, params, version, self.desk.clock().now(), "test").await.unwrap();
        tx.commit().await.unwrap();
    }

    /// A contract blocked by the billing system, with one overdue invoice.
    pub async fn blocked(&self, number: i64) -> ContractId {
        self.contract(number, AccessStatus::Automatic).await
    }

    pub async fn contract(&self, number: i64, access: AccessStatus) -> ContractId {
        let person = self.desk.person(&format!("Neide Coutinho {number}"), None).await;
        let id = self.desk.contract(person, number, access).await;
        self.invoice(id, "2026-02-10").await;
        id
    }

    /// The kept counts are what counting finds.
    pub async fn assert_counts_are_right(&self) {
        let wrong = view::recount::<Contract>(&self.desk).await.unwrap();
        assert_eq!(wrong, Vec::<String>::new(), "kept counts differ");
    }

    /// Writes over a contract, past all rules.
    pub async fn change(&self, id: ContractId, change: impl FnOnce(&mut Contract)) {
        let mut tx = self.desk.db().begin().await.unwrap();
        let before = contracts::find(&mut tx, id).await.unwrap().unwrap();
        let mut after = before.clone();
        change(&mut after);
        let after = contracts::update(&mut tx, &before, &after, self.desk.clock().now()).await.unwrap().unwrap();
        counters::follow(&mut tx, &[(Some(&before), &after)]).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn invoice(&self, contract: ContractId, due_on: &str) -> InvoiceId {
        self.bill(contract, due_on, 11_990).await
    }

    /// An open invoice of so many cents.
    pub async fn bill(&self, contract: ContractId, due_on: &str, cents: i64) -> InvoiceId {
        let mut tx = self.desk.db().begin().await.unwrap();
        let id = scalar!(
            tx,
            i64,
            "insert into invoices (number, contract_id, due_on, amount_cents, status, created_at, updated_at)
             values ($1, $2, $3, $4, 'open', 0, 0)
             returning id",
            format!("F-{contract}-{due_on}"),
            contract.get(),
            due_on,
            cents
        )
        .unwrap();
        tx.commit().await.unwrap();
        InvoiceId::new(id)
    }

    pub fn form(&self, id: ContractId) -> ReleaseContract {
        ReleaseContract { key: key(), id, note: "prometeu pagar".to_owned(), override_reason: String::new() }
    }

    pub async fn release(&self, id: ContractId) -> UtcMillis {
        super::release(&self.desk, &self.finance, self.form(id)).await.unwrap().until
    }

    pub async fn show(&self, id: ContractId) -> ContractDetails {
        show(&self.desk, &self.supervisor, id).await.unwrap()
    }

    pub async fn act(&self, id: ContractId, reason: &str) -> ContractAct {
        let version = self.show(id).await.row.contract.version;
        ContractAct { key: key(), id, version, reason: reason.to_owned() }
    }

    pub async fn count(&self, sql: &'static str) -> i64 {
        scalar!(self.desk.db().conn().await.unwrap(), i64, sql).unwrap()
    }

    pub async fn agent(&self, may_release: bool) -> Caller {
        let actor = self.desk.agent("Renata").await;
        self.desk.caller(&Actor { may_release, ..actor })
    }
}
