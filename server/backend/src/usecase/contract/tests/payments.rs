//! Payments settle releases; the wait after them is a parameter.

use domain::{
    contract::{AccessStatus, ContractSettings, ReleaseState, wire::PayInvoice},
    error::ErrorCode,
};

use super::{Scene, params};
use crate::{
    both_databases, run,
    testing::key,
    usecase::contract::{pay, recount},
};

both_databases! {
    async fn the_last_overdue_invoice_settles_the_release(db: TestDb) {
        let scene = Scene::new(&db).await;
        let id = scene.blocked(1).await;
        let march = scene.invoice(id, "2026-03-10").await;
        let not_due = scene.invoice(id, "2026-04-10").await;
        scene.release(id).await;
        let summary = scene.show(id).await;
        assert_eq!((summary.row.overdue.cents(), summary.row.overdue_count), (23_980, 2));
        let february = summary.invoices[0].id;
        let form = |invoice| PayInvoice { key: key(), contract: id, invoice };
        assert!(!pay(&scene.desk, &scene.finance, form(march)).await.unwrap().settled);
        let again = pay(&scene.desk, &scene.finance, form(march)).await.unwrap_err();
        assert_eq!(again.code, ErrorCode::NotAvailable);
        assert!(pay(&scene.desk, &scene.finance, form(february)).await.unwrap().settled);
        let summary = scene.show(id).await;
        assert_eq!(summary.row.contract.access, AccessStatus::Active);
        assert_eq!(summary.releases[0].state, ReleaseState::Settled);
        assert!(summary.row.contract.interval_from.is_some());
        assert!(summary.invoices.iter().any(|invoice| invoice.id == not_due));
        assert_eq!(recount(&scene.desk).await.unwrap(), Vec::<String>::new());
    }

    async fn a_payment_may_end_the_wait(db: TestDb) {
        let scene = Scene::new(&db).await;
        scene.set(&ContractSettings { payment_ends_wait: true, ..params() }).await;
        let id = scene.blocked(1).await;
        scene.release(id).await;
        let invoice = scene.show(id).await.invoices[0].id;
        let form = PayInvoice { key: key(), contract: id, invoice };
        assert!(pay(&scene.desk, &scene.finance, form).await.unwrap().settled);
        assert_eq!(scene.show(id).await.row.contract.interval_from, None);
        scene.change(id, |contract| contract.access = AccessStatus::Automatic).await;
        scene.release(id).await;
    }

    async fn a_block_by_hand_is_no_matter_of_money(db: TestDb) {
        let scene = Scene::new(&db).await;
        let id = scene.contract(1, AccessStatus::Manual).await;
        let invoice = scene.show(id).await.invoices[0].id;
        let form = PayInvoice { key: key(), contract: id, invoice };
        assert!(!pay(&scene.desk, &scene.finance, form).await.unwrap().settled);
        assert_eq!(scene.show(id).await.row.contract.access, AccessStatus::Manual);
    }
    async fn a_payment_before_its_day_ends_no_block(db: TestDb) {
        let scene = Scene::new(&db).await;
        let id = scene.blocked(1).await;
        let overdue = scene.show(id).await.invoices[0].id;
        let mut tx = db.db().begin().await.unwrap();
        run!(tx, "update invoices set status = 'cancelled' where id = $1", overdue.get()).unwrap();
        tx.commit().await.unwrap();
        let later = scene.invoice(id, "2030-04-10").await;
        let form = PayInvoice { key: key(), contract: id, invoice: later };
        assert!(!pay(&scene.desk, &scene.finance, form).await.unwrap().settled);
        assert_eq!(scene.show(id).await.row.contract.access, AccessStatus::Automatic);
    }
}
