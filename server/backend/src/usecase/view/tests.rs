//! What holds for the views of every list; what a list's own filters find is tested beside the list.

use domain::{contract::Contract, ids::SavedViewId, ticket::Ticket, view};

use super::{Told, recount, save};
use crate::{
    both_databases, run,
    store::{
        counters,
        views::{Named, visible_to},
    },
    testing::{TestDb, key},
};

async fn a_name_is_cleaned<T: Told<Filter: Default>>(db: &TestDb) {
    let desk = db.desk();
    let admin = desk.caller(&desk.admin().await);
    save::<T>(&desk, &admin, &key(), " Meus\u{0} boletos\u{7} ", &T::Filter::default(), false).await.unwrap();
    let mut conn = desk.db().conn().await.unwrap();
    let (saved, _) = visible_to::<T>(&mut conn, admin.actor.id, Named::default()).await.unwrap();
    assert_eq!(saved[0].name, "Meus boletos", "{}", T::LIST);
}

async fn a_counter_left_behind_goes<T: Told>(db: &TestDb) {
    let desk = db.desk();
    let name = view::saved_view_counter::<T>(SavedViewId::new(999));
    let mut tx = desk.db().begin().await.unwrap();
    run!(tx, "insert into counters (name, count, value_cents) values ($1, 2, 700)", name.as_str()).unwrap();
    tx.commit().await.unwrap();
    assert_eq!(recount::<T>(&desk).await.unwrap(), Vec::<String>::new(), "it is no defect");
    let mut conn = desk.db().conn().await.unwrap();
    assert!(!counters::with_prefix(&mut conn, &view::counters::<T>()).await.unwrap().contains_key(&name), "{name}");
}

both_databases! {
    async fn what_nobody_sees_in_a_name_is_dropped(db: TestDb) {
        a_name_is_cleaned::<Ticket>(&db).await;
    }

    async fn what_nobody_sees_in_a_name_of_contracts_is_dropped(db: TestDb) {
        a_name_is_cleaned::<Contract>(&db).await;
    }

    async fn a_counter_of_no_view_is_removed(db: TestDb) {
        a_counter_left_behind_goes::<Ticket>(&db).await;
        a_counter_left_behind_goes::<Contract>(&db).await;
    }
}
