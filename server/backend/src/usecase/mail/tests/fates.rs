//! What is told of a mail that nobody answered, or that a server refused by a rule of its own.

use super::*;

both_databases! {
    async fn a_mail_without_an_answer_is_told_as_such_and_not_repeated_by_itself(db: TestDb) {
        let scene = Scene::new(&db, Mode::DropAfterText).await;
        let unanswered = MailOutcome::Unanswered { to: ADDRESS.to_owned() };
        assert_eq!(attempt(&scene.desk, scene.mail).await, unanswered);
        assert_eq!((scene.row().await.state.as_str(), scene.row().await.due_at), ("unanswered", None));
        assert_eq!((scene.mark().await, scene.failed_counter().await), (MailMark::Unanswered, 0));
        assert_eq!(scene.history().await, [("unanswered".to_owned(), ADDRESS.to_owned())]);
        // No copy goes out by itself, and the same is told again.
        scene.server.behave(Mode::Accept);
        scene.desk.wait_minutes(24 * 60);
        assert_eq!(retry_due(&scene.desk).await.unwrap(), 0);
        assert_eq!(attempt(&scene.desk, scene.mail).await, unanswered);
        assert_eq!(scene.server.received().len(), 1);
        // By hand it does, as the same message.
        let outcome = resend(&scene.desk, &scene.agent, scene.ticket).await.unwrap();
        assert!(matches!(outcome, MailOutcome::Sent { .. }), "{outcome:?}");
        let message_id = scene.row().await.message_id;
        let received = scene.server.received();
        assert!(received.len() == 2 && received.iter().all(|mail| mail.text.contains(&message_id)));
        assert_eq!(scene.mark().await, MailMark::Sent);
    }

    async fn a_process_killed_while_it_gave_the_text_leaves_no_answer(db: TestDb) {
        let scene = Scene::new(&db, Mode::Accept).await;
        let now = scene.desk.clock().now();
        let mut tx = scene.desk.db().begin().await.unwrap();
        let dead = outbox::claim(&mut tx, scene.mail, now, now.plus_seconds(CLAIM_SECONDS)).await.unwrap().unwrap();
        assert!(outbox::mark_handing(&mut tx, dead.id(), dead.attempts).await.unwrap());
        tx.commit().await.unwrap();
        // As long as the claim holds, somebody may still come back with an answer.
        let queued = MailOutcome::Queued { mail: scene.mail, to: ADDRESS.to_owned() };
        assert_eq!(attempt(&scene.desk, scene.mail).await, queued);
        assert_eq!(resend(&scene.desk, &scene.agent, scene.ticket).await, Ok(queued));
        scene.desk.wait_seconds(CLAIM_SECONDS + 1);
        assert_eq!(retry_due(&scene.desk).await.unwrap(), 0);
        assert_eq!((scene.mark().await, scene.server.connections()), (MailMark::Unanswered, 0));
        assert_eq!(scene.history().await, [("unanswered".to_owned(), ADDRESS.to_owned())]);
        // It was not killed after all, only slow: its word counts.
        let mut tx = scene.desk.db().begin().await.unwrap();
        record_fate(&mut tx, &dead, MailFate::Sent, scene.desk.clock().now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(scene.mark().await, MailMark::Sent);
    }

    async fn a_lost_claim_gives_no_text(db: TestDb) {
        let scene = Scene::new(&db, Mode::Accept).await;
        let now = scene.desk.clock().now();
        let mut tx = scene.desk.db().begin().await.unwrap();
        let slow = outbox::claim(&mut tx, scene.mail, now, now.plus_seconds(CLAIM_SECONDS)).await.unwrap().unwrap();
        let later = now.plus_seconds(CLAIM_SECONDS + 1);
        outbox::claim(&mut tx, scene.mail, later, later.plus_seconds(CLAIM_SECONDS)).await.unwrap().unwrap();
        assert!(!outbox::mark_handing(&mut tx, slow.id(), slow.attempts).await.unwrap(), "another one has it");
        tx.commit().await.unwrap();
    }

    async fn a_rule_of_the_server_is_no_fault_of_the_address(db: TestDb) {
        let scene = Scene::new(&db, Mode::Say("RCPT", "550 5.7.1 your network is on a list")).await;
        let second = enqueue(&scene.desk, scene.ticket, "joao@example.test").await;
        let policy = MailFailure::Policy { reply: 550 };
        assert_eq!(attempt(&scene.desk, scene.mail).await, failed(scene.mail, policy));
        assert!(matches!(attempt(&scene.desk, second).await, MailOutcome::Failed { reason, .. } if reason == policy));
        let history = scene.history().await;
        assert!(history.iter().all(|(after, _)| !after.contains("address_refused")), "{history:?}");
        // Not given up, and not in a hurry: six hours later the rule is gone and both go out.
        scene.server.behave(Mode::Accept);
        scene.desk.wait_minutes(6 * 60 - 1);
        assert_eq!(retry_due(&scene.desk).await.unwrap(), 0);
        scene.desk.wait_minutes(1);
        assert_eq!(retry_due(&scene.desk).await.unwrap(), 2);
        assert_eq!(scene.server.received().len(), 2);
    }

    async fn one_refused_by_a_rule_does_not_stop_the_next(db: TestDb) {
        let scene = Scene::new(&db, Mode::SayTo("maria", ".", "550 5.7.1 not this text")).await;
        let next = enqueue(&scene.desk, scene.ticket, "joao@example.test").await;
        assert_eq!(retry_due(&scene.desk).await.unwrap(), 1);
        let [received] = scene.server.received().try_into().expect("one mail");
        assert_eq!(received.to, "joao@example.test");
        let mut conn = scene.desk.db().conn().await.unwrap();
        assert!(outbox::find(&mut conn, next).await.unwrap().unwrap().is_done());
        assert_eq!(scene.row().await.failure(), Some(MailFailure::Policy { reply: 550 }));
    }
}
