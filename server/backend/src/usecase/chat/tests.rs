use std::convert::Infallible;

use bytes::Bytes;
use domain::{
    access::{Actor, Role},
    chat::{Message, PAGE, Side, SideMarks},
    error::{AppError, ErrorCode},
    ids::{ClientKey, FileId, PersonId, TicketId},
};
use futures::stream;

use super::*;
use crate::{
    both_databases, rows, run, scalar,
    store::outbox,
    testing::{TestDb, TestDesk, key},
    usecase::file,
};

/// The agent Bianca, the requester Maria with a user, and her ticket with Bianca.
struct Scene {
    desk: TestDesk,
    bianca: Caller,
    maria: Caller,
    person: PersonId,
    id: TicketId,
}

impl Scene {
    async fn new(db: &TestDb) -> Self {
        let desk = db.desk();
        desk.company("Contábil", "atendimento@saojoao.test").await;
        let bianca = desk.caller(&desk.agent("Bianca Toledo").await);
        let person = desk.person("Maria Alves", Some("maria@example.test")).await;
        let maria = desk.caller(&desk.requester(person).await);
        let id = desk.bare_ticket(person, Some(bianca.actor.id)).await;
        Self { desk, bianca, maria, person, id }
    }

    async fn say(&self, caller: &Caller, text: &str) -> Result<i64, AppError> {
        send(&self.desk, caller, self.id, &key(), text).await.map(|sent| sent.seq)
    }

    /// A file that the caller sent and that waits.
    async fn waiting_file(&self, caller: &Caller, name: &str) -> FileId {
        let request = file::Upload { key: key(), name, ticket: None, internal: false, length: None };
        let parts = stream::iter([Ok::<_, Infallible>(Bytes::from_static(b"texto"))]);
        file::upload(&self.desk, caller, request, parts).await.unwrap().id
    }

    async fn read(&self, caller: &Caller, seq: i64) {
        mark(&self.desk, caller, self.id, SideMarks { received: seq, read: seq }).await.unwrap();
    }

    async fn open(&self, caller: &Caller) -> domain::chat::wire::Conversation {
        open(&self.desk, caller, self.id).await.unwrap()
    }

    async fn unread(&self, caller: &Caller) -> Vec<i64> {
        unread(&self.desk, caller).await.unwrap().chats.iter().map(|chat| chat.count).collect()
    }

    async fn caller_of(&self, role: Role) -> Caller {
        self.desk.caller(&self.desk.user("Alguém", role).await)
    }

    async fn mails(&self) -> Vec<(String, String)> {
        let mut conn = self.desk.db().conn().await.unwrap();
        rows!(conn, (String, String), "select to_address, subject from outbox order by id").unwrap()
    }
}

both_databases! {
    async fn messages_are_numbered_and_a_known_key_is_the_same_message(db: TestDb) {
        let scene = Scene::new(&db).await;
        let key = key();
        let first = send(&scene.desk, &scene.maria, scene.id, &key, " Bom dia\r\n").await.unwrap();
        scene.desk.wait_minutes(1);
        assert_eq!(scene.say(&scene.bianca, "Bom dia, Maria").await, Ok(2));
        let again = send(&scene.desk, &scene.maria, scene.id, &key, "outra coisa").await.unwrap();
        assert_eq!(again, first);
        // The same key of somebody else is another message.
        assert_eq!(send(&scene.desk, &scene.bianca, scene.id, &key, "meu").await.unwrap().seq, 3);
        let twins = (0..8).map(|_| {
            let key = ClientKey::parse("00000000000000001111111111111111").unwrap();
            let scene = &scene;
            async move { send(&scene.desk, &scene.maria, scene.id, &key, "uma vez").await.unwrap().seq }
        });
        assert_eq!(futures::future::join_all(twins).await, [4; 8]);
        let page = scene.open(&scene.maria).await;
        let said: Vec<(i64, &str, Side)> =
            page.messages.iter().map(|one| (one.seq, one.text.as_str(), one.side)).collect();
        assert_eq!(
            said,
            [
                (1, "Bom dia", Side::Requester),
                (2, "Bom dia, Maria", Side::Staff),
                (3, "meu", Side::Staff),
                (4, "uma vez", Side::Requester)
            ]
        );
        assert_eq!((page.side, page.may_write, page.linked, page.has_older), (Side::Requester, true, true, false));
        assert_eq!((page.requester_name.as_str(), page.assignee_name.as_deref()), ("Maria Alves", Some("Bianca Toledo")));
    }

    async fn files_come_with_their_message_and_are_the_authors_own(db: TestDb) {
        let scene = Scene::new(&db).await;
        let (desk, id) = (&scene.desk, scene.id);
        let photo = scene.waiting_file(&scene.maria, "foto.txt").await;
        let said = key();
        let draft = Draft { ticket: id, key: &said, text: " ", files: &[photo] };
        // Somebody else's file, and none at all.
        let stolen = send_and(desk, &scene.bianca, draft, drop).await.unwrap_err();
        assert_eq!(stolen, AppError::on("files", ErrorCode::NotAvailable));
        assert_eq!(scene.say(&scene.maria, " ").await.unwrap_err(), AppError::on("text", ErrorCode::Required));
        assert!(scene.open(&scene.maria).await.messages.is_empty(), "a refused message leaves nothing");
        let sent = send_and(desk, &scene.maria, draft, drop).await.unwrap();
        // The same key again: the same message, and the file is not asked for twice.
        assert_eq!(send_and(desk, &scene.maria, draft, drop).await.unwrap(), sent);
        scene.say(&scene.bianca, "Recebi").await.unwrap();
        let seen = scene.open(&scene.bianca).await.messages;
        let names = |message: &Message| message.files.iter().map(|file| file.name.clone()).collect::<Vec<_>>();
        assert_eq!(seen.iter().map(names).collect::<Vec<_>>(), [vec!["foto.txt".to_owned()], vec![]]);
        assert!(seen[0].files[0].from_chat && seen[0].text.is_empty());
        let listed = file::of_ticket(desk, &scene.bianca, id).await.unwrap().files;
        assert_eq!(listed, seen[0].files, "the tab of the files has it too");
        assert!(file::open(desk, &scene.bianca, photo).await.is_ok());
        let stranger = desk.caller(&desk.requester(desk.person("Outra", None).await).await);
        assert!(file::open(desk, &stranger, photo).await.is_err());
    }

    async fn pages_go_backwards(db: TestDb) {
        let scene = Scene::new(&db).await;
        let total = i64::from(PAGE) * 2 + 7;
        for number in 1..=total {
            scene.say(&scene.bianca, &number.to_string()).await.unwrap();
        }
        let before = db.db().statements_sent();
        let page = scene.open(&scene.bianca).await;
        assert!(db.db().statements_sent() - before <= 2, "two statements a page");
        assert_eq!((page.messages.first().unwrap().seq, page.messages.last().unwrap().seq), (total - 49, total));
        assert!(page.has_older);
        let (second, more) = older(&scene.desk, &scene.bianca, scene.id, total - 49).await.unwrap();
        assert_eq!((second.first().unwrap().seq, second.last().unwrap().seq, more), (8, 57, true));
        let (first, more) = older(&scene.desk, &scene.bianca, scene.id, 8).await.unwrap();
        assert_eq!((first.len(), more), (7, false));
    }

    async fn refusals_have_their_reasons(db: TestDb) {
        let scene = Scene::new(&db).await;
        assert_eq!(scene.say(&scene.maria, " \n").await, Err(AppError::on("text", ErrorCode::Required)));
        let long = "x".repeat(4_001);
        assert_eq!(scene.say(&scene.maria, &long).await, Err(AppError::on("text", ErrorCode::TooLong { max: 4_000 })));
        let viewer = scene.caller_of(Role::Viewer).await;
        assert_eq!(scene.say(&viewer, "oi").await, Err(ErrorCode::Forbidden.into()));
        assert!(!open(&scene.desk, &viewer, scene.id).await.unwrap().may_write);
        let joana = scene.desk.caller(&scene.desk.requester(scene.desk.person("Joana", None).await).await);
        assert_eq!(scene.say(&joana, "oi").await, Err(ErrorCode::Forbidden.into()));
        assert_eq!(open(&scene.desk, &joana, scene.id).await, Err(ErrorCode::Forbidden.into()));
        let nowhere = TicketId::new(999_999);
        // To a requester a foreign number and one that does not exist look the same.
        assert_eq!(open(&scene.desk, &joana, nowhere).await, Err(ErrorCode::Forbidden.into()));
        assert_eq!(open(&scene.desk, &scene.bianca, nowhere).await, Err(ErrorCode::NotFound.into()));

        let unlinked = scene.desk.bare_ticket(scene.desk.person("Sem usuário", None).await, None).await;
        let refused = send(&scene.desk, &scene.bianca, unlinked, &key(), "oi").await;
        assert_eq!(refused, Err(ErrorCode::NotLinked.into()));
        assert!(!open(&scene.desk, &scene.bianca, unlinked).await.unwrap().linked);
        let mut tx = db.db().begin().await.unwrap();
        run!(tx, "update tickets set merged_into = $2 where id = $1", scene.id.get(), unlinked.get()).unwrap();
        tx.commit().await.unwrap();
        let refused = scene.say(&scene.maria, "oi").await;
        assert_eq!(refused, Err(ErrorCode::Merged { into: unlinked.get() }.into()));
        let mut conn = db.db().conn().await.unwrap();
        assert_eq!(scalar!(conn, i64, "select count(*) from messages").unwrap(), 0);
        assert_eq!(scalar!(conn, i64, "select count(*) from conversations").unwrap(), 0);
    }

    async fn reading_moves_marks_and_counts_forward_only(db: TestDb) {
        let scene = Scene::new(&db).await;
        let other_agent = scene.caller_of(Role::Agent).await;
        for text in ["um", "dois", "três"] {
            scene.say(&scene.maria, text).await.unwrap();
        }
        assert_eq!(scene.unread(&scene.bianca).await, [3]);
        assert!(scene.unread(&other_agent).await.is_empty(), "somebody else's ticket");
        assert!(scene.unread(&scene.maria).await.is_empty(), "one's own words are read");
        let row = crate::usecase::ticket::rows_of(&scene.desk, &scene.bianca, &[scene.id]).await.unwrap().remove(0);
        assert_eq!((row.unread, row.chat_linked), (3, true));

        mark(&scene.desk, &scene.bianca, scene.id, SideMarks { received: 3, read: 1 }).await.unwrap();
        assert_eq!(scene.open(&scene.maria).await.marks.staff, SideMarks { received: 3, read: 1 });
        assert_eq!(scene.unread(&scene.bianca).await, [2]);
        // Older and impossible numbers change nothing for the worse.
        mark(&scene.desk, &scene.bianca, scene.id, SideMarks { received: 1, read: 0 }).await.unwrap();
        assert_eq!(scene.open(&scene.maria).await.marks.staff, SideMarks { received: 3, read: 1 });
        scene.read(&scene.bianca, 1_000).await;
        assert_eq!(scene.open(&scene.maria).await.marks.staff, SideMarks { received: 3, read: 3 });
        assert!(scene.unread(&scene.bianca).await.is_empty());

        // Whoever answers has read.
        scene.say(&scene.maria, "quatro").await.unwrap();
        scene.say(&scene.bianca, "cinco").await.unwrap();
        assert!(scene.unread(&scene.bianca).await.is_empty());
        assert_eq!(scene.unread(&scene.maria).await, [1]);
        assert_eq!(scene.open(&scene.maria).await.marks.staff.read, 5);
        // A viewer looks, and reads for nobody.
        let viewer = scene.caller_of(Role::Viewer).await;
        scene.say(&scene.maria, "seis").await.unwrap();
        let looked = mark(&scene.desk, &viewer, scene.id, SideMarks { received: 6, read: 6 }).await;
        assert_eq!(looked, Err(ErrorCode::Forbidden.into()));
        assert_eq!(scene.unread(&scene.bianca).await, [1]);
    }

    async fn a_ticket_of_nobody_is_everybodys_unread(db: TestDb) {
        let scene = Scene::new(&db).await;
        let id = scene.desk.bare_ticket(scene.person, None).await;
        send(&scene.desk, &scene.maria, id, &key(), "alguém?").await.unwrap();
        let agent: Actor = scene.desk.agent("Outra").await;
        let found = unread(&scene.desk, &scene.desk.caller(&agent)).await.unwrap().chats;
        assert_eq!((found.len(), found[0].ticket, found[0].assigned_to_me), (1, id, false));
    }

    async fn an_answer_that_stays_unread_is_told_by_mail_once(db: TestDb) {
        let scene = Scene::new(&db).await;
        let look = async || continue_by_mail(&scene.desk).await.unwrap();
        scene.say(&scene.maria, "Bom dia").await.unwrap();
        scene.say(&scene.bianca, "Bom dia, Maria").await.unwrap();
        scene.desk.wait_minutes(3);
        scene.say(&scene.bianca, "Segue o boleto").await.unwrap();
        assert_eq!(look().await, 0, "too early");
        scene.desk.wait_minutes(2);
        assert_eq!((look().await, look().await), (1, 0), "counted from the first unread one");
        assert_eq!(scene.mails().await, [("maria@example.test".to_owned(), format!("[#{}] Mensagem nova: Segunda via do boleto", scene.id))]);
        scene.say(&scene.bianca, "Alguma dúvida?").await.unwrap();
        scene.desk.wait_minutes(60);
        assert_eq!(look().await, 0, "no second one until she was here");

        scene.read(&scene.maria, 4).await;
        scene.say(&scene.bianca, "Ainda aqui").await.unwrap();
        scene.read(&scene.maria, 5).await;
        scene.desk.wait_minutes(60);
        assert_eq!(look().await, 0, "read in time");
        scene.say(&scene.bianca, "Até logo").await.unwrap();
        scene.desk.wait_minutes(5);
        assert_eq!(look().await, 1);
        let mut conn = db.db().conn().await.unwrap();
        let body = scalar!(conn, String, "select body from outbox order by id limit 1").unwrap();
        assert!(body.contains(&format!("/portal/tickets/{}", scene.id)) && body.contains("2 mensagens"), "{body}");
        assert!(!body.contains("boleto)") || !body.contains("Segue"), "nothing of what was said");
    }

    async fn the_mail_of_a_chat_takes_no_place_of_the_mail_of_a_status(db: TestDb) {
        let scene = Scene::new(&db).await;
        let mut tx = db.db().begin().await.unwrap();
        let now = scene.desk.clock().now();
        let status = outbox::enqueue(&mut tx, Some(scene.id), "maria@example.test", "Status", "", now).await.unwrap();
        tx.commit().await.unwrap();
        scene.say(&scene.bianca, "Olá").await.unwrap();
        scene.desk.wait_minutes(5);
        assert_eq!(continue_by_mail(&scene.desk).await.unwrap(), 1);
        let last = outbox::last_of_ticket(&mut db.db().conn().await.unwrap(), scene.id).await.unwrap().unwrap();
        assert_eq!(last.id(), status, "which Reenviar sends");
    }

    async fn two_jobs_at_once_send_one_mail(db: TestDb) {
        let scene = Scene::new(&db).await;
        scene.say(&scene.bianca, "Olá").await.unwrap();
        scene.desk.wait_minutes(5);
        let other = db.desk();
        let told = tokio::join!(continue_by_mail(&scene.desk), continue_by_mail(&other));
        assert_eq!((told.0.unwrap() + told.1.unwrap(), scene.mails().await.len()), (1, 1));
    }
}
