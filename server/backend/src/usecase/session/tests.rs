use std::time::Duration;

use domain::{error::ErrorCode, ticket::wire::MailOutcome};

use super::{LINK_MINUTES, authenticate, recheck, request_link, sign_in, sign_out, use_link};
use crate::{
    both_databases, rows, run, store,
    testing::TestDesk,
    usecase::{
        mail,
        user::{NewAccount, create_user},
    },
};

const EMAIL: &str = "renata@balcao.demo";
const PASSWORD: &str = "balcao-demo-2026";

async fn with_user(desk: &TestDesk) {
    let account = NewAccount {
        email: EMAIL.to_owned(),
        name: "Renata Queiroz".to_owned(),
        role: domain::access::Role::Agent,
        password: PASSWORD.to_owned(),
        person: None,
    };
    create_user(desk, None, account, "").await.unwrap();
}

async fn email_of(desk: &TestDesk, id: domain::ids::UserId) -> String {
    crate::store::users::get(&mut desk.db().conn().await.unwrap(), id).await.unwrap().email
}

/// Lets the write in the background end.
async fn settle() {
    tokio::time::sleep(Duration::from_millis(300)).await;
}

/// The link in the last mail that was written, once there is one; `wanted` counts mails.
async fn link_of(desk: &TestDesk, wanted: usize) -> Option<String> {
    for _ in 0..100 {
        let mails = desk.written_mails();
        if mails.len() >= wanted {
            let joined = mails.iter().map(|mail| mail.replace("=\r\n", "").replace("=3D", "=")).collect::<Vec<_>>();
            let mut tokens: Vec<String> = joined
                .iter()
                .filter_map(|mail| mail.split("link?token=").nth(1))
                .map(|rest| rest.chars().take(43).collect())
                .collect();
            return tokens.pop();
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    None
}

both_databases! {
    async fn a_requester_comes_in_once_by_a_link(db: TestDb) {
        let desk = db.desk();
        desk.company("Contábil", "atendimento@saojoao.test").await;
        let person = desk.person("Maria", None).await;
        let maria = desk.requester(person).await;
        let email = email_of(&desk, maria.id).await;
        request_link(&desk, &format!(" {} ", email.to_uppercase()), "10.0.0.1").unwrap();
        let token = link_of(&desk, 1).await.expect("a mail");
        let stored: Vec<(String,)> =
            rows!(db.db().conn().await.unwrap(), (String,), "select token_hash from sign_in_links").unwrap();
        assert_ne!(stored[0].0, token, "stored hashed");
        assert_eq!(use_link(&desk, "nonsense", "", "").await.unwrap_err().code, ErrorCode::LinkExpired);
        let signed_in = use_link(&desk, &token, "10.0.0.1", "browser").await.unwrap();
        assert_eq!(signed_in.user.id, maria.id);
        assert!(authenticate(&desk, &signed_in.token).await.unwrap().is_some());
        assert_eq!(use_link(&desk, &token, "", "").await.unwrap_err().code, ErrorCode::LinkExpired, "once");
        let bodies: Vec<(String,)> = rows!(db.db().conn().await.unwrap(), (String,), "select body from outbox").unwrap();
        assert_eq!(bodies, [(String::new(),)], "a used link is kept nowhere");
    }

    async fn a_link_ends_after_a_quarter_of_an_hour(db: TestDb) {
        let desk = db.desk();
        desk.company("Contábil", "atendimento@saojoao.test").await;
        let maria = desk.requester(desk.person("Maria", None).await).await;
        request_link(&desk, &email_of(&desk, maria.id).await, "").unwrap();
        let token = link_of(&desk, 1).await.expect("a mail");
        desk.clock().set(desk.clock().now().plus_minutes(LINK_MINUTES));
        assert_eq!(use_link(&desk, &token, "", "").await.unwrap_err().code, ErrorCode::LinkExpired);
        let mut tx = db.db().begin().await.unwrap();
        assert_eq!(crate::store::sign_in_links::sweep(&mut tx, desk.clock().now()).await.unwrap(), 1);
        tx.commit().await.unwrap();
        let bodies: Vec<(String,)> = rows!(db.db().conn().await.unwrap(), (String,), "select body from outbox").unwrap();
        assert_eq!(bodies, [(String::new(),)]);
    }

    async fn nobody_learns_who_has_access_and_nobodys_mailbox_is_filled(db: TestDb) {
        let desk = db.desk();
        desk.company("Contábil", "atendimento@saojoao.test").await;
        with_user(&desk).await;
        // Unknown, staff, nonsense: the same answer, and no mail.
        for email in ["nobody@example.test", EMAIL, "", "x"] {
            assert_eq!(request_link(&desk, email, "10.0.0.9"), Ok(()));
        }
        for _ in 0..2 {
            assert_eq!(request_link(&desk, "nobody@example.test", "10.0.0.9"), Ok(()));
        }
        let refused = request_link(&desk, "nobody@example.test", "10.0.0.9").unwrap_err();
        assert!(matches!(refused.code, ErrorCode::TooManyAttempts { .. }));
        settle().await;
        assert!(desk.written_mails().is_empty());
        // Links and passwords are counted apart.
        assert!(sign_in(&desk, EMAIL, PASSWORD, "10.0.0.9", "").await.is_ok());
    }

    async fn a_link_needs_no_budget_of_mails_and_uses_none(db: TestDb) {
        let desk = db.desk();
        desk.company("Contábil", "atendimento@saojoao.test").await;
        let maria = desk.requester(desk.person("Maria", None).await).await;
        let email = email_of(&desk, maria.id).await;
        let budget = serde_json::json!({ "daily_budget": 1 });
        let mut tx = db.db().begin().await.unwrap();
        store::settings::put_json(&mut tx, "mail", &budget, desk.clock().now(), "test", 0).await.unwrap();
        tx.commit().await.unwrap();
        let plain = async || {
            let now = desk.clock().now();
            let mut tx = db.db().begin().await.unwrap();
            let mail = store::outbox::enqueue(&mut tx, None, &email, "x", "y", now).await.unwrap();
            tx.commit().await.unwrap();
            mail::attempt(&desk, mail).await
        };
        request_link(&desk, &email, "").unwrap();
        assert!(link_of(&desk, 1).await.is_some());
        assert!(matches!(plain().await, MailOutcome::Written { .. }), "the link used nothing");
        assert!(matches!(plain().await, MailOutcome::Failed { .. }), "the budget is spent");
        request_link(&desk, &email, "").unwrap();
        assert!(link_of(&desk, 3).await.is_some(), "a link comes all the same");
    }

    async fn two_presses_at_once_begin_one_session(db: TestDb) {
        let desk = db.desk();
        desk.company("Contábil", "atendimento@saojoao.test").await;
        let maria = desk.requester(desk.person("Maria", None).await).await;
        request_link(&desk, &email_of(&desk, maria.id).await, "").unwrap();
        let token = link_of(&desk, 1).await.expect("a mail");
        let (one, two) = tokio::join!(use_link(&desk, &token, "", ""), use_link(&desk, &token, "", ""));
        assert!(one.is_ok() != two.is_ok());
    }

    async fn a_session_begins_is_known_and_ends(db: TestDb) {
        let desk = db.desk();
        with_user(&desk).await;
        let signed_in = sign_in(&desk, " Renata@balcao.demo", PASSWORD, "203.0.113.9", "browser").await.unwrap();
        assert_eq!(signed_in.user.name, "Renata Queiroz");

        let before = db.db().statements_sent();
        let session = authenticate(&desk, &signed_in.token).await.unwrap().unwrap();
        assert_eq!(db.db().statements_sent() - before, 1, "one statement on every request");
        assert_eq!((session.actor.id, session.theme.as_str()), (signed_in.user.id, "system"));
        assert_ne!(session.token_hash, signed_in.token);
        assert_eq!(authenticate(&desk, "no such token").await.unwrap(), None);

        sign_out(&desk, &session, "203.0.113.9").await.unwrap();
        assert_eq!(authenticate(&desk, &signed_in.token).await.unwrap(), None);
        assert_eq!(recheck(&desk, &session).await.unwrap(), None);
        let told: Vec<(String, String)> = rows!(
            db.db().conn().await.unwrap(),
            (String, String),
            "select action, address from audit order by id"
        )
        .unwrap();
        let told: Vec<(&str, &str)> = told.iter().map(|(action, address)| (action.as_str(), address.as_str())).collect();
        assert_eq!(told, [("created", ""), ("signed_in", "203.0.113.9"), ("signed_out", "203.0.113.9")]);
    }

    async fn use_prolongs_a_session_but_writes_seldom(db: TestDb) {
        let desk = db.desk();
        with_user(&desk).await;
        let begun = desk.clock().now();
        let token = sign_in(&desk, EMAIL, PASSWORD, "", "").await.unwrap().token;
        for (minutes, statements) in [(4, 1), (5, 2), (9, 1)] {
            desk.clock().set(begun.plus_minutes(minutes));
            let before = db.db().statements_sent();
            let session = authenticate(&desk, &token).await.unwrap().unwrap();
            settle().await;
            assert_eq!(db.db().statements_sent() - before, statements, "after {minutes} minutes");
            assert!(recheck(&desk, &session).await.unwrap().is_some());
        }
        desk.clock().set(begun.plus_minutes(5).plus_hours(12).plus_seconds(-1));
        assert!(authenticate(&desk, &token).await.unwrap().is_some());
        settle().await;
        desk.clock().set(desk.clock().now().plus_hours(12));
        assert_eq!(authenticate(&desk, &token).await.unwrap(), None);
    }

    async fn wrong_ones_are_refused_alike_and_counted(db: TestDb) {
        let desk = db.desk();
        with_user(&desk).await;
        for (email, password) in [(EMAIL, "wrong"), ("nobody@balcao.demo", PASSWORD), ("", ""), ("a\0b", "")] {
            let refused = sign_in(&desk, email, password, "10.0.0.1", "").await.unwrap_err();
            assert_eq!((refused.code, refused.field), (ErrorCode::WrongCredentials, None));
        }
        for _ in 0..9 {
            let _ = sign_in(&desk, EMAIL, "wrong", "10.0.0.2", "").await;
        }
        let refused = sign_in(&desk, EMAIL, PASSWORD, "10.0.0.3", "").await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::TooManyAttempts { seconds: 60 });
    }

    async fn whoever_was_deactivated_is_nobody(db: TestDb) {
        let desk = db.desk();
        with_user(&desk).await;
        let token = sign_in(&desk, EMAIL, PASSWORD, "", "").await.unwrap().token;
        let mut tx = db.db().begin().await.unwrap();
        run!(tx, "update users set active = false").unwrap();
        tx.commit().await.unwrap();
        assert_eq!(authenticate(&desk, &token).await.unwrap(), None);
        let refused = sign_in(&desk, EMAIL, PASSWORD, "", "").await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::WrongCredentials);
    }
}
