//! Calls of the functions of contracts and of the events about them.

use domain::{
    contract::wire::{ContractAct, PayInvoice, ReleaseContract, SetChoice},
    contract::{AccessStatus, Contract, ContractFilter, ContractQuery, ContractSettings, ReleaseChoice},
    error::AppError,
    ids::{ContractId, EventId, InvoiceId},
};

use super::calls::Scene;
use crate::{
    scalar, store,
    testing::key,
    usecase::{Caller, contract, view, webhook},
};

/// Turns releases on and makes a contract that may be released, with an overdue invoice.
async fn prepare(scene: &Scene) -> (ContractId, InvoiceId) {
    let desk = &scene.desk;
    let now = desk.clock().now();
    let person = desk.person("Neide", None).await;
    let mut tx = desk.db().begin().await.unwrap();
    let stored = store::settings::load_versioned::<ContractSettings>(&mut tx).await.unwrap();
    let on = ContractSettings { enabled: true, renew_after_days: Some(30), ..stored.value };
    store::settings::save(&mut tx, &on, stored.version, now, "test").await.unwrap();
    let last: i64 = scalar!(tx, i64, "select coalesce(max(id), 0) from contracts").unwrap();
    tx.commit().await.unwrap();
    let id = desk.contract(person, last + 1, AccessStatus::Automatic).await;
    let mut tx = desk.db().begin().await.unwrap();
    let invoice: i64 = scalar!(
        tx,
        i64,
        "insert into invoices (number, contract_id, due_on, amount_cents, status, created_at, updated_at)
         values ($1, $2, '2026-02-10', 100, 'open', 0, 0)
         returning id",
        format!("F-{id}"),
        id.get()
    )
    .unwrap();
    tx.commit().await.unwrap();
    (id, InvoiceId::new(invoice))
}

fn form(id: ContractId) -> ReleaseContract {
    ReleaseContract { key: key(), id, note: String::new(), override_reason: String::new() }
}

pub async fn call(scene: &Scene, caller: &Caller, name: &str) -> Result<(), AppError> {
    let (desk, admin) = (&scene.desk, &scene.admin);
    let (id, invoice) = prepare(scene).await;
    let act = |version| ContractAct { key: key(), id, version, reason: "motivo".to_owned() };
    match name {
        "contracts/list" => contract::list(desk, caller, ContractQuery::default()).await.map(drop),
        "/export/contracts.csv" => contract::export(desk, caller, ContractQuery::default()).await.map(drop),
        "contracts/views" => contract::tabs(desk, caller).await.map(drop),
        "contracts/rows" => contract::rows_of(desk, caller, &[id]).await.map(drop),
        "contracts/show" => contract::show(desk, caller, id).await.map(drop),
        "contracts/choices" => contract::choices(desk, caller).await.map(drop),
        "contracts/release" => contract::release(desk, caller, form(id)).await.map(drop),
        "contracts/release (before the wait is over)" => {
            contract::release(desk, admin, form(id)).await?;
            contract::revoke(desk, admin, act(2)).await?;
            let over = ReleaseContract { override_reason: "motivo".to_owned(), ..form(id) };
            contract::release(desk, caller, over).await.map(drop)
        }
        "contracts/revoke" => {
            contract::release(desk, admin, form(id)).await?;
            contract::revoke(desk, caller, act(2)).await.map(drop)
        }
        "contracts/block" => contract::block(desk, caller, act(1)).await.map(drop),
        "contracts/unblock" => contract::unblock(desk, caller, act(1)).await.map(drop),
        "contracts/set_choice" => {
            let form =
                SetChoice { key: key(), id, version: 1, choice: ReleaseChoice::Allow, restriction: String::new() };
            contract::set_choice(desk, caller, form).await.map(drop)
        }
        "contracts/pay" => {
            contract::pay(desk, caller, PayInvoice { key: key(), contract: id, invoice }).await.map(drop)
        }
        "contracts/save_view" => {
            view::save::<Contract>(desk, caller, &key(), "Visão", &ContractFilter::default(), false).await.map(drop)
        }
        "contracts/delete_view" => {
            let id = view::save::<Contract>(desk, admin, &key(), "Visão", &ContractFilter::default(), true).await?;
            view::delete::<Contract>(desk, caller, id).await
        }
        "webhook/log" => webhook::log(desk, caller).await.map(drop),
        "webhook/make_key" => webhook::make_key(desk, caller).await.map(drop),
        "webhook/test" => match webhook::test(desk, caller).await {
            // Nothing is set on this desk; being told so is as far as one gets.
            Err(error) if error.code == domain::error::ErrorCode::NoWebhook => Ok(()),
            answer => answer.map(drop),
        },
        "webhook/resend" => {
            contract::block(desk, admin, act(1)).await?;
            let event = scalar!(desk.db().conn().await?, i64, "select max(id) from contract_events")?;
            webhook::resend(desk, caller, EventId::new(event)).await.map(drop)
        }
        other => panic!("say how to call {other}"),
    }
}
