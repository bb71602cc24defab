use domain::{
    access::Role,
    account::Secret,
    activation::{Activation, SetActive},
    error::{AppError, ErrorCode},
    ids::{PersonId, UserId},
    user::{UserAccount, UserForm},
};

use super::*;
use crate::{
    both_databases, rows,
    testing::{TestDesk, key},
    usecase::session,
};

const PASSWORD: &str = "balcao-demo-2026";

fn new_user(email: &str, role: Role) -> UserForm {
    UserForm {
        key: key(),
        id: None,
        version: 0,
        email: email.to_owned(),
        name: "Bianca Toledo".to_owned(),
        role,
        person: None,
        may_release: false,
        password: Secret::new(PASSWORD.to_owned()),
    }
}

fn change_of(user: &UserAccount) -> UserForm {
    UserForm {
        key: key(),
        id: Some(user.id),
        version: user.version,
        email: user.email.clone(),
        name: user.name.clone(),
        role: user.role,
        person: user.person,
        may_release: false,
        password: Secret::default(),
    }
}

fn deactivate(id: UserId, version: i64, reason: &str) -> SetActive<UserId> {
    SetActive { key: key(), id, version, act: Activation::Deactivate { reason: reason.to_owned() } }
}

async fn signs_in(desk: &TestDesk, email: &str, password: &str) -> Result<String, AppError> {
    session::sign_in(desk, email, password, "127.0.0.1", "test").await.map(|signed_in| signed_in.token)
}

async fn is_signed_in(desk: &TestDesk, token: &str) -> bool {
    session::authenticate(desk, token).await.unwrap().is_some()
}

both_databases! {
    async fn a_new_user_signs_in_and_a_new_password_shuts_them_out(db: TestDb) {
        let desk = db.desk();
        let caller = desk.caller(&desk.admin().await);
        let input = new_user("Bianca@Prado.com.br", Role::Agent);
        let added = save(&desk, &caller, input.clone()).await.unwrap();
        assert_eq!(save(&desk, &caller, input).await.unwrap(), added);
        assert_eq!((added.email.as_str(), added.active, added.version), ("bianca@prado.com.br", true, 1));
        let token = signs_in(&desk, "bianca@prado.com.br", PASSWORD).await.unwrap();

        let renamed = UserForm { name: "Bianca T. Prado".to_owned(), ..change_of(&added) };
        let renamed = save(&desk, &caller, renamed).await.unwrap();
        assert_eq!(renamed.version, 2);
        assert!(is_signed_in(&desk, &token).await, "a new name ends no session");
        assert_eq!(save(&desk, &caller, change_of(&added)).await, Err(ErrorCode::Stale.into()));

        let reset = UserForm { password: Secret::new("outra senha longa".to_owned()), ..change_of(&renamed) };
        save(&desk, &caller, reset).await.unwrap();
        assert!(!is_signed_in(&desk, &token).await);
        assert!(signs_in(&desk, "bianca@prado.com.br", PASSWORD).await.is_err());
        assert!(signs_in(&desk, "bianca@prado.com.br", "outra senha longa").await.is_ok());

        let mut conn = desk.db().conn().await.unwrap();
        let audit = rows!(
            conn,
            (String, String, String),
            "select action, before, after from audit where entity = 'user' and entity_id = $1 order by id",
            added.id.get()
        )
        .unwrap();
        let actions: Vec<&str> = audit.iter().map(|(action, ..)| action.as_str()).collect();
        assert_eq!(actions, ["created", "signed_in", "changed", "password_set", "signed_in"]);
        assert!(audit.iter().all(|(_, before, after)| !before.contains("argon2") && !after.contains("senha")));
    }

    async fn an_address_belongs_to_one_user(db: TestDb) {
        let desk = db.desk();
        let caller = desk.caller(&desk.admin().await);
        save(&desk, &caller, new_user("bianca@prado.com.br", Role::Agent)).await.unwrap();
        let twin = new_user("BIANCA@prado.com.br", Role::Viewer);
        assert_eq!(save(&desk, &caller, twin).await, Err(AppError::on("email", ErrorCode::Taken)));
        let other = save(&desk, &caller, new_user("caio@prado.com.br", Role::Agent)).await.unwrap();
        let taking = UserForm { email: "bianca@prado.com.br".to_owned(), ..change_of(&other) };
        assert_eq!(save(&desk, &caller, taking).await, Err(AppError::on("email", ErrorCode::Taken)));
    }

    async fn the_last_administrator_stays(db: TestDb) {
        let desk = db.desk();
        let caller = desk.caller(&desk.admin().await);
        let me = caller.actor.id;
        let find = async |id: UserId| {
            list(&desk, &caller).await.unwrap().users.into_iter().find(|user| user.id == id).unwrap()
        };
        let demoted = UserForm { role: Role::Supervisor, ..change_of(&find(me).await) };
        assert_eq!(save(&desk, &caller, demoted).await, Err(AppError::on("role", ErrorCode::LastAdmin)));
        let gone = deactivate(me, 1, "Saiu");
        assert_eq!(set_active(&desk, &caller, gone).await, Err(AppError::on("reason", ErrorCode::LastAdmin)));

        let second = save(&desk, &caller, new_user("caio@prado.com.br", Role::Admin)).await.unwrap();
        let demoted = UserForm { role: Role::Supervisor, ..change_of(&find(me).await) };
        assert_eq!(save(&desk, &caller, demoted).await.unwrap().role, Role::Supervisor);
        assert_eq!(
            set_active(&desk, &caller, deactivate(second.id, second.version, "Saiu")).await,
            Err(AppError::on("reason", ErrorCode::LastAdmin))
        );
    }

    async fn a_deactivated_user_is_out_at_once(db: TestDb) {
        let desk = db.desk();
        let caller = desk.caller(&desk.admin().await);
        let user = save(&desk, &caller, new_user("bianca@prado.com.br", Role::Agent)).await.unwrap();
        let token = signs_in(&desk, &user.email, PASSWORD).await.unwrap();
        assert_eq!(
            set_active(&desk, &caller, deactivate(user.id, 1, " ")).await,
            Err(AppError::on("reason", ErrorCode::ReasonRequired))
        );
        let gone = set_active(&desk, &caller, deactivate(user.id, 1, "Saiu da empresa")).await.unwrap();
        assert_eq!((gone.active, gone.inactive_reason.as_str(), gone.version), (false, "Saiu da empresa", 2));
        assert!(!is_signed_in(&desk, &token).await);
        assert!(signs_in(&desk, &user.email, PASSWORD).await.is_err());
        let back = SetActive { key: key(), id: user.id, version: 2, act: Activation::Activate };
        let back = set_active(&desk, &caller, back).await.unwrap();
        assert_eq!((back.active, back.inactive_reason.as_str()), (true, ""));
        assert!(signs_in(&desk, &user.email, PASSWORD).await.is_ok());
    }

    async fn a_requester_is_linked_to_a_person(db: TestDb) {
        let desk = db.desk();
        let caller = desk.caller(&desk.admin().await);
        let person = desk.person("Marina Alves", None).await;
        let unlinked = new_user("marina@exemplo.com.br", Role::Requester);
        assert_eq!(save(&desk, &caller, unlinked.clone()).await, Err(AppError::on("person", ErrorCode::Required)));
        let nobody = UserForm { person: Some(PersonId::new(999)), ..unlinked.clone() };
        assert_eq!(save(&desk, &caller, nobody).await, Err(AppError::on("person", ErrorCode::NotAvailable)));
        let linked = save(&desk, &caller, UserForm { person: Some(person), ..unlinked }).await.unwrap();
        assert_eq!((linked.person, linked.person_name.as_deref()), (Some(person), Some("Marina Alves")));
        let token = signs_in(&desk, &linked.email, PASSWORD).await.unwrap();
        let promoted = UserForm { role: Role::Agent, ..change_of(&linked) };
        assert_eq!(save(&desk, &caller, promoted).await.unwrap().person, None);
        assert!(!is_signed_in(&desk, &token).await, "another role ends the sessions");
    }

    async fn only_administrators_reach_the_users(db: TestDb) {
        let desk = db.desk();
        for actor in [desk.viewer().await, desk.agent("Bia").await, desk.supervisor().await] {
            let caller = desk.caller(&actor);
            assert_eq!(list(&desk, &caller).await, Err(ErrorCode::Forbidden.into()));
            let forbidden = save(&desk, &caller, new_user("", Role::Admin)).await;
            assert_eq!(forbidden, Err(ErrorCode::Forbidden.into()));
            let forbidden = set_active(&desk, &caller, deactivate(actor.id, 1, "")).await;
            assert_eq!(forbidden, Err(ErrorCode::Forbidden.into()));
        }
    }
}
