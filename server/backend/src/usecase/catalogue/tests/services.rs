use domain::{
    activation::{Activation, SetActive},
    error::{AppError, ErrorCode},
    ids::ServiceId,
    service::{Service, ServiceForm},
};

use super::super::{list, save, set_active};
use crate::{both_databases, row, rows, testing::key, usecase::Caller};

fn form(id: Option<ServiceId>, version: i64, name: &str, price: &str) -> ServiceForm {
    ServiceForm { key: key(), id, version, name: name.to_owned(), price: price.to_owned(), term: "8".to_owned() }
}

both_databases! {
    async fn a_new_price_changes_no_ticket_that_exists(db: TestDb) {
        let desk = db.desk();
        let caller = desk.caller(&desk.admin().await);
        let ticket = desk.bare_ticket(desk.person("Marina", None).await, None).await;
        let known = list::<Service>(&desk, &caller).await.unwrap().remove(0);
        assert_eq!((known.name.as_str(), known.price.cents(), known.term), ("Segunda via", 3_500, None));

        let input = form(Some(known.id), known.version, "Segunda via do boleto", "50,00");
        let saved = save::<Service>(&desk, &caller, input.clone()).await.unwrap();
        assert_eq!((saved.version, saved.price.cents(), saved.term), (2, 5_000, Some(480)));
        assert_eq!(save::<Service>(&desk, &caller, input).await.unwrap(), saved);
        assert_eq!(list::<Service>(&desk, &caller).await.unwrap(), std::slice::from_ref(&saved));
        let mut conn = desk.db().conn().await.unwrap();
        let (value,): (i64,) =
            row!(conn, (i64,), "select value_cents from tickets where id = $1", ticket.get()).unwrap();
        assert_eq!(value, 3_500);
        let stale = form(Some(known.id), 1, "Outro", "1,00");
        assert_eq!(save::<Service>(&desk, &caller, stale).await, Err(ErrorCode::Stale.into()));
        let audit = rows!(conn, (String, String), "select before, after from audit where entity = 'service'").unwrap();
        assert_eq!(audit.len(), 1);
        assert!(audit[0].0.contains("3500") && audit[0].1.contains("5000"), "{audit:?}");
    }

    async fn a_form_that_changes_nothing_leaves_no_trace(db: TestDb) {
        let desk = db.desk();
        let caller = desk.caller(&desk.admin().await);
        let saved = save::<Service>(&desk, &caller, form(None, 0, "Certidão", "90,00")).await.unwrap();
        let same = form(Some(saved.id), saved.version, " Certidão ", "90,00");
        assert_eq!(save::<Service>(&desk, &caller, same).await.unwrap(), saved);
        let mut conn = desk.db().conn().await.unwrap();
        let actions = rows!(conn, (String,), "select action from audit where entity = 'service'").unwrap();
        assert_eq!(actions, [("created".to_owned(),)]);
    }

    async fn entries_in_use_have_different_names(db: TestDb) {
        let desk = db.desk();
        let caller = desk.caller(&desk.admin().await);
        save::<Service>(&desk, &caller, form(None, 0, "Certidão", "")).await.unwrap();
        let twin = form(None, 0, " certidao ", "");
        assert_eq!(save::<Service>(&desk, &caller, twin).await, Err(AppError::on("name", ErrorCode::Taken)));
        let known = list::<Service>(&desk, &caller).await.unwrap().remove(0);
        let off = SetActive {
            key: key(),
            id: known.id,
            version: known.version,
            act: Activation::Deactivate { reason: String::new() },
        };
        let gone = set_active::<Service>(&desk, &caller, off.clone()).await.unwrap();
        assert_eq!((gone.active, gone.version), (false, 2));
        assert_eq!(set_active::<Service>(&desk, &caller, off.clone()).await.unwrap(), gone);
        let stale = SetActive { key: key(), ..off };
        assert_eq!(set_active::<Service>(&desk, &caller, stale).await, Err(ErrorCode::Stale.into()));
        assert_eq!(save::<Service>(&desk, &caller, form(None, 0, "Abertura", "1.234,56")).await.unwrap().version, 1);
        assert!(save::<Service>(&desk, &caller, form(None, 0, "certidão", "")).await.is_ok());
        let back = SetActive { key: key(), id: known.id, version: 2, act: Activation::Activate };
        assert_eq!(set_active::<Service>(&desk, &caller, back).await, Err(AppError::on("name", ErrorCode::Taken)));
        let names: Vec<String> =
            list::<Service>(&desk, &caller).await.unwrap().into_iter().map(|service| service.name).collect();
        assert_eq!(names, ["Abertura", "Certidão", "certidão"]);
    }

    async fn only_administrators_keep_the_catalogue(db: TestDb) {
        let desk = db.desk();
        for actor in [desk.viewer().await, desk.agent("Bia").await, desk.supervisor().await] {
            let caller: Caller = desk.caller(&actor);
            assert_eq!(list::<Service>(&desk, &caller).await, Err(ErrorCode::Forbidden.into()));
            assert_eq!(save::<Service>(&desk, &caller, form(None, 0, "", "x")).await, Err(ErrorCode::Forbidden.into()));
        }
    }
}
