use domain::{
    accountant::{Accountant, AccountantForm},
    activation::{Activation, SetActive},
    error::{AppError, ErrorCode},
    ids::AccountantId,
};

use super::super::{list, save, set_active};
use crate::{both_databases, testing::key};

fn form(id: Option<AccountantId>, version: i64, label: &str) -> AccountantForm {
    AccountantForm {
        key: key(),
        id,
        version,
        label: label.to_owned(),
        office_name: "Rocha Assessoria Contábil".to_owned(),
        crc: "sp-123456/o-7".to_owned(),
        email: "contato@rocha.com.br".to_owned(),
    }
}

both_databases! {
    async fn an_accountant_is_added_changed_and_taken_out_of_use(db: TestDb) {
        let desk = db.desk();
        let caller = desk.caller(&desk.admin().await);
        let input = form(None, 0, "Rocha");
        let added = save::<Accountant>(&desk, &caller, input.clone()).await.unwrap();
        assert_eq!(save::<Accountant>(&desk, &caller, input).await.unwrap(), added);
        assert_eq!((added.crc.as_str(), added.email.as_deref()), ("SP-123456/O-7", Some("contato@rocha.com.br")));
        assert_eq!(
            save::<Accountant>(&desk, &caller, form(None, 0, "ROCHA")).await,
            Err(AppError::on("label", ErrorCode::Taken))
        );
        let changed = save::<Accountant>(&desk, &caller, form(Some(added.id), 1, "Rocha & Lima")).await.unwrap();
        assert_eq!((changed.version, changed.label.as_str()), (2, "Rocha & Lima"));
        let stale = form(Some(added.id), 1, "Lima");
        assert_eq!(save::<Accountant>(&desk, &caller, stale).await, Err(ErrorCode::Stale.into()));
        let act = Activation::Deactivate { reason: String::new() };
        let gone = set_active::<Accountant>(&desk, &caller, SetActive { key: key(), id: added.id, version: 2, act }).await.unwrap();
        assert_eq!((gone.version, gone.active), (3, false));
        assert_eq!(list::<Accountant>(&desk, &caller).await.unwrap(), std::slice::from_ref(&gone));
        let back = SetActive { key: key(), id: added.id, version: 3, act: Activation::Activate };
        assert!(set_active::<Accountant>(&desk, &caller, back).await.unwrap().active);
        let unknown = form(Some(AccountantId::new(999)), 1, "Ninguém");
        assert_eq!(save::<Accountant>(&desk, &caller, unknown).await, Err(ErrorCode::NotFound.into()));
    }

    async fn only_administrators_keep_the_catalogue(db: TestDb) {
        let desk = db.desk();
        for actor in [desk.viewer().await, desk.agent("Bia").await, desk.supervisor().await] {
            let caller = desk.caller(&actor);
            assert_eq!(list::<Accountant>(&desk, &caller).await, Err(ErrorCode::Forbidden.into()));
            assert_eq!(save::<Accountant>(&desk, &caller, form(None, 0, "")).await, Err(ErrorCode::Forbidden.into()));
        }
    }
}
