//! Payments settle releases; the wait after them is a parameter.

use domain::{
    contract::{
        AccessStatus, ContractFilter, ContractQuery, ContractSettings, ContractView, ReleaseState,
        wire::{LineKind, PayInvoice},
    },
    error::ErrorCode,
};

use super::{Scene, params};
use crate::{
    both_databases, run,
    testing::key,
    usecase::contract::{expire_due, list, pay, tabs},
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
        scene.assert_counts_are_right().await;
    }

    async fn a_bill_of_zero_is_no_debt_and_keeps_no_contract_blocked(db: TestDb) {
        let scene = Scene::new(&db).await;
        let id = scene.blocked(1).await;
        let nothing = scene.bill(id, "2026-02-09", 0).await;
        let until = scene.release(id).await;
        let summary = scene.show(id).await;
        assert_eq!((summary.row.overdue.cents(), summary.row.overdue_count), (11_990, 1));
        let today = summary.now.local_date(domain::zone::Zone::Brasilia);
        // What is owed comes first, though the other one is older.
        assert_eq!(summary.invoices.iter().map(|bill| bill.is_overdue(today)).collect::<Vec<_>>(), [true, false]);
        assert!(summary.invoices[1].id == nothing && summary.invoices[1].is_past_due(today));
        let form = |invoice| PayInvoice { key: key(), contract: id, invoice };
        assert!(!pay(&scene.desk, &scene.finance, form(nothing)).await.unwrap().settled, "119,90 is still owed");
        scene.bill(id, "2026-02-08", 0).await;
        assert!(pay(&scene.desk, &scene.finance, form(summary.invoices[0].id)).await.unwrap().settled);
        let summary = scene.show(id).await;
        assert_eq!((summary.row.contract.access, summary.row.overdue_count), (AccessStatus::Active, 0));
        assert_eq!((summary.releases[0].state, summary.history[0].kind), (ReleaseState::Settled, LineKind::Settled));
        // Its time being over blocks nobody again, and the kept counts know.
        scene.desk.clock().set(until.plus_millis(1));
        assert_eq!(expire_due(&scene.desk).await.unwrap(), 0);
        assert_eq!(scene.show(id).await.row.contract.access, AccessStatus::Active);
        let (found, _) = tabs(&scene.desk, &scene.supervisor).await.unwrap();
        let count = |view: ContractView| found.iter().find(|tab| tab.code == view.code()).unwrap().count;
        assert_eq!((count(ContractView::Blocked), count(ContractView::Released)), (Some(0), Some(0)));
        let blocked = ContractQuery { filter: ContractView::Blocked.filter(), ..ContractQuery::default() };
        assert!(list(&scene.desk, &scene.supervisor, blocked).await.unwrap().rows.is_empty());
        scene.assert_counts_are_right().await;
    }

    async fn a_contract_that_owes_nothing_but_zero_is_settled_with_its_bill(db: TestDb) {
        let scene = Scene::new(&db).await;
        let id = scene.blocked(1).await;
        let mut tx = db.db().begin().await.unwrap();
        run!(tx, "update invoices set amount_cents = 0").unwrap();
        tx.commit().await.unwrap();
        let bill = scene.show(id).await.invoices[0].id;
        let form = PayInvoice { key: key(), contract: id, invoice: bill };
        assert!(pay(&scene.desk, &scene.finance, form).await.unwrap().settled);
        assert_eq!(scene.show(id).await.row.contract.access, AccessStatus::Active);
    }

    /// The list counts in SQL, a page by the rule.
    async fn what_is_owed_is_the_same_in_the_list_and_in_the_rule(db: TestDb) {
        let scene = Scene::new(&db).await;
        let id = scene.blocked(1).await;
        for (due_on, cents) in
            [("2026-02-11", 0), ("2026-02-12", 1), ("2030-02-11", 100), ("2030-02-12", 0), ("2026-02-13", 9_999)]
        {
            scene.bill(id, due_on, cents).await;
        }
        let mut tx = db.db().begin().await.unwrap();
        run!(tx, "update invoices set status = 'cancelled' where due_on = '2026-02-13'").unwrap();
        tx.commit().await.unwrap();
        let summary = scene.show(id).await;
        let today = summary.now.local_date(domain::zone::Zone::Brasilia);
        let owed: Vec<i64> =
            summary.invoices.iter().filter(|bill| bill.is_overdue(today)).map(|bill| bill.amount.cents()).collect();
        assert_eq!((owed.len(), owed.iter().sum::<i64>()), (2, 11_991));
        let query = ContractQuery { filter: ContractFilter::default(), ..ContractQuery::default() };
        let row = list(&scene.desk, &scene.supervisor, query).await.unwrap().rows.remove(0);
        assert_eq!((row.overdue_count, row.overdue.cents()), (2, 11_991));
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
