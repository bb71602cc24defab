use domain::{
    access::Role,
    account::{Appearance, ChangePassword, Secret, Theme},
    error::{AppError, ErrorCode},
    i18n::Locale,
};

use super::*;
use crate::{
    both_databases,
    testing::{TestDesk, key},
    usecase::{
        Caller,
        session::{self, Session},
        user::{NewAccount, create_user},
    },
};

const EMAIL: &str = "bianca@prado.com.br";
const OLD: &str = "balcao-demo-2026";
const NEW: &str = "outra senha longa";

fn change(current: &str, new: &str) -> ChangePassword {
    ChangePassword { key: key(), current: Secret::new(current.to_owned()), new: Secret::new(new.to_owned()) }
}

async fn sign_in(desk: &TestDesk, password: &str) -> (String, Session) {
    let token = session::sign_in(desk, EMAIL, password, "127.0.0.1", "test").await.unwrap().token;
    let session = session::authenticate(desk, &token).await.unwrap().unwrap();
    (token, session)
}

async fn bianca(desk: &TestDesk) -> (Caller, Session) {
    let account = NewAccount {
        email: EMAIL.to_owned(),
        name: "Bianca".to_owned(),
        role: Role::Viewer,
        password: OLD.to_owned(),
        person: None,
    };
    create_user(desk, None, account, "").await.unwrap();
    let (_, session) = sign_in(desk, OLD).await;
    (desk.caller(&session.actor), session)
}

both_databases! {
    async fn a_new_password_ends_the_other_sessions_only(db: TestDb) {
        let desk = db.desk();
        let (caller, here) = bianca(&desk).await;
        let (there, _) = sign_in(&desk, OLD).await;
        let input = change(OLD, NEW);
        let ended = change_password(&desk, &caller, &here.token_hash, input.clone()).await.unwrap();
        assert_eq!(ended, 1);
        assert_eq!(change_password(&desk, &caller, &here.token_hash, input).await, Ok(1));
        assert!(session::recheck(&desk, &here).await.unwrap().is_some());
        assert!(session::authenticate(&desk, &there).await.unwrap().is_none());
        assert!(session::sign_in(&desk, EMAIL, OLD, "127.0.0.1", "test").await.is_err());
        sign_in(&desk, NEW).await;
    }

    async fn the_present_password_is_asked_for(db: TestDb) {
        let desk = db.desk();
        let (caller, here) = bianca(&desk).await;
        let wrong = AppError::on("current", ErrorCode::WrongPassword);
        for _ in 0..10 {
            let refused = change_password(&desk, &caller, &here.token_hash, change("nao e esta", NEW)).await;
            assert_eq!(refused, Err(wrong.clone()));
        }
        let refused = change_password(&desk, &caller, &here.token_hash, change(OLD, NEW)).await.unwrap_err();
        assert!(matches!(refused.code, ErrorCode::TooManyAttempts { .. }), "{refused:?}");
        let short = change_password(&desk, &caller, &here.token_hash, change(OLD, "curta")).await;
        assert_eq!(short, Err(AppError::on("new", ErrorCode::PasswordTooShort { min: 10 })));
        sign_in(&desk, OLD).await;
    }

    async fn everybody_chooses_language_and_theme(db: TestDb) {
        let desk = db.desk();
        let (caller, here) = bianca(&desk).await;
        let wanted = Appearance { locale: Locale::En, theme: Theme::Dark };
        set_appearance(&desk, &caller, wanted).await.unwrap();
        set_appearance(&desk, &caller, wanted).await.unwrap();
        let now = session::recheck(&desk, &here).await.unwrap().unwrap();
        assert_eq!((now.actor.locale, now.theme.as_str()), (Locale::En, "dark"));
    }
}
