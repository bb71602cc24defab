//! Files on both databases: who may send, open and remove them, what is refused, and that nothing half-sent is ever seen.

mod sweeping;

use std::convert::Infallible;

use bytes::Bytes;
use domain::{
    access::Role,
    file::{DAILY_MAX, PENDING_MAX},
    ids::{FileId, MessageId, PersonId, TicketId},
    ticket::{Field, wire::NewTicket},
};
use futures::{StreamExt, TryStreamExt, stream};

use super::*;
use crate::{
    both_databases, run, scalar,
    store::{self, settings},
    testing::{TestDb, TestDesk, key},
    usecase::{Caller, portal, ticket},
};
use domain::{
    error::{AppError, ErrorCode},
    file::wire::FileRow,
};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR................";
const PDF: &[u8] = b"%PDF-1.7\nnota fiscal\n%%EOF";

fn on_file(code: ErrorCode) -> AppError {
    AppError::on("file", code)
}

/// A desk with an agent and Maria, who has a ticket and a user.
struct Office {
    desk: TestDesk,
    bianca: Caller,
    maria: Caller,
    person: PersonId,
    ticket: TicketId,
}

impl Office {
    async fn new(db: &TestDb) -> Self {
        let desk = db.desk();
        let bianca = desk.caller(&desk.agent("Bianca").await);
        let person = desk.person("Maria", Some("maria@example.test")).await;
        let maria = desk.caller(&desk.requester(person).await);
        let ticket = desk.bare_ticket(person, None).await;
        Self { desk, bianca, maria, person, ticket }
    }

    async fn send(&self, who: &Caller, request: Upload<'_>, bytes: &[u8]) -> Result<FileRow, AppError> {
        let parts = bytes.chunks(7).map(|part| Ok::<_, Infallible>(Bytes::copy_from_slice(part))).collect::<Vec<_>>();
        upload(&self.desk, who, request, stream::iter(parts)).await
    }

    async fn read(&self, who: &Caller, id: FileId) -> Result<Vec<u8>, AppError> {
        let found = open(&self.desk, who, id).await?;
        let parts: Vec<Bytes> = found.content.try_collect().await.unwrap();
        Ok(parts.concat())
    }

    async fn names(&self, who: &Caller) -> Vec<String> {
        let listed = of_ticket(&self.desk, who, self.ticket).await.unwrap();
        listed.files.into_iter().map(|file| file.name).collect()
    }

    /// Rows, and files on the disk.
    async fn stored(&self) -> (i64, usize) {
        let rows =
            scalar!(self.desk.db().conn().await.unwrap(), i64, "select count(*) from files where removed_at is null")
                .unwrap();
        let folder = self.desk.config().data_dir.join("files");
        let names = std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().file_name());
        (rows, names.filter(|name| name != "desk-id").count())
    }

    async fn history(&self) -> Vec<(Option<Field>, String, String)> {
        let mut conn = self.desk.db().conn().await.unwrap();
        let (lines, _) = store::tickets::history::page(&mut conn, self.ticket, None).await.unwrap();
        lines.into_iter().map(|line| (line.field, line.before, line.after)).collect()
    }
}

fn named(name: &str) -> Upload<'_> {
    Upload { key: key(), name, ticket: None, internal: false, length: None }
}

both_databases! {
    async fn a_file_comes_is_listed_opened_and_removed(db: TestDb) {
        let office = Office::new(&db).await;
        let request = Upload { ticket: Some(office.ticket), length: Some(26), ..named("nota fiscal.pdf") };
        let row = office.send(&office.bianca, request.clone(), PDF).await.unwrap();
        assert_eq!((row.name.as_str(), row.kind.code(), row.size, row.by.as_str()), ("nota fiscal.pdf", "pdf", 26, "Bianca"));
        assert_eq!(office.read(&office.maria, row.id).await.unwrap(), PDF);
        // The same upload again, because its answer was lost, is the same file.
        assert_eq!(office.send(&office.bianca, request, PDF).await.unwrap().id, row.id);
        assert_eq!(office.stored().await, (1, 1));

        remove(&office.desk, &office.bianca, &key(), row.id).await.unwrap();
        assert_eq!(office.read(&office.bianca, row.id).await.unwrap_err().code, ErrorCode::NotFound);
        assert!(office.names(&office.bianca).await.is_empty());
        assert_eq!(office.history().await, [
            (Some(Field::File), "nota fiscal.pdf".to_owned(), String::new()),
            (Some(Field::File), String::new(), "nota fiscal.pdf".to_owned()),
        ]);
        let audit: i64 = scalar!(db.db().conn().await.unwrap(), i64, "select count(*) from audit where entity = 'file'").unwrap();
        assert_eq!(audit, 2);
    }

    async fn every_refusal_says_why_and_keeps_nothing(db: TestDb) {
        let office = Office::new(&db).await;
        let limit = serde_json::json!({ "file_max_mb": 1 });
        let mut tx = db.db().begin().await.unwrap();
        settings::put_json(&mut tx, "tickets", &limit, office.desk.clock().now(), "test", 0).await.unwrap();
        tx.commit().await.unwrap();
        let large = [PDF, &vec![b' '; 1024 * 1024]].concat();
        let exe = [b"MZ\x90\0".as_slice(), &[0; 64]].concat();
        for (request, bytes, code) in [
            (named("a.pdf"), large.as_slice(), ErrorCode::FileTooLarge { max_mb: 1 }),
            (Upload { length: Some(2_000_000), ..named("a.pdf") }, PDF, ErrorCode::FileTooLarge { max_mb: 1 }),
            (named("a.pdf"), b"".as_slice(), ErrorCode::FileEmpty),
            (Upload { length: Some(0), ..named("a.pdf") }, b"", ErrorCode::FileEmpty),
            (Upload { length: Some(100), ..named("a.pdf") }, PDF, ErrorCode::FileCutOff),
            (named("programa.exe"), &exe, ErrorCode::FileType),
            (named("logo.svg"), b"<svg onload='alert(1)'/>", ErrorCode::FileType),
            (named("foto.png"), b"<html><script>alert(1)</script>", ErrorCode::FileDisguised),
            (named("foto.png"), b"<svg onload='alert(1)'/>", ErrorCode::FileDisguised),
            (named("nota.pdf"), &exe, ErrorCode::FileDisguised),
            (named("../../etc/passwd.txt"), b"x", ErrorCode::FileName),
            (named("a\r\nX-Y: z.txt"), b"x", ErrorCode::FileName),
        ] {
            let name = request.name.to_owned();
            assert_eq!(office.send(&office.bianca, request, bytes).await, Err(on_file(code)), "{name}");
        }
        assert_eq!(office.stored().await, (0, 0));
    }

    async fn a_sender_that_dies_leaves_nothing(db: TestDb) {
        let office = Office::new(&db).await;
        let broken = stream::iter([Ok(Bytes::from_static(PDF)), Err("connection reset")]);
        let refused = upload(&office.desk, &office.bianca, named("a.pdf"), broken).await;
        assert_eq!(refused, Err(on_file(ErrorCode::FileCutOff)));
        // Nobody even asks for the answer any more.
        let (desk, bianca) = (office.desk.clone(), office.bianca.clone());
        let sending = tokio::spawn(async move {
            let endless = stream::iter([Ok::<_, Infallible>(Bytes::from_static(PDF))]).chain(stream::pending());
            upload(&desk, &bianca, named("a.pdf"), endless).await
        });
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        sending.abort();
        let _ = sending.await;
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        assert_eq!(office.stored().await, (0, 0));
    }

    async fn requesters_reach_their_own_files_and_no_internal_ones(db: TestDb) {
        let office = Office::new(&db).await;
        let at = |internal| Upload { ticket: Some(office.ticket), internal, ..named("foto.png") };
        let open_to_all = office.send(&office.bianca, at(false), PNG).await.unwrap();
        let secret = office.send(&office.bianca, Upload { name: "interno.png", ..at(true) }, PNG).await.unwrap();
        assert_eq!(office.names(&office.bianca).await, ["interno.png", "foto.png"]);
        assert_eq!(office.names(&office.maria).await, ["foto.png"]);
        assert!(office.read(&office.maria, open_to_all.id).await.is_ok());
        assert_eq!(office.read(&office.maria, secret.id).await.unwrap_err().code, ErrorCode::NotFound);
        assert_eq!(office.send(&office.maria, at(true), PNG).await.unwrap_err().code, ErrorCode::Forbidden);
        let hers = office.send(&office.maria, at(false), PNG).await.unwrap();
        // What was sent stays sent.
        assert_eq!(remove(&office.desk, &office.maria, &key(), hers.id).await.unwrap_err().code, ErrorCode::Forbidden);

        let joao = office.desk.caller(&office.desk.requester(office.desk.person("João", None).await).await);
        // What is somebody else's and what does not exist are the same to him.
        for id in [open_to_all.id, secret.id, hers.id, FileId::new(999_999)] {
            assert_eq!(office.read(&joao, id).await.unwrap_err(), ErrorCode::NotFound.into());
            assert_eq!(remove(&office.desk, &joao, &key(), id).await.unwrap_err(), ErrorCode::NotFound.into());
        }
        for ticket in [office.ticket, TicketId::new(999_999)] {
            assert_eq!(of_ticket(&office.desk, &joao, ticket).await.unwrap_err(), ErrorCode::NotFound.into());
            for internal in [false, true] {
                let upload = Upload { ticket: Some(ticket), ..at(internal) };
                assert_eq!(office.send(&joao, upload, PNG).await.unwrap_err(), ErrorCode::NotFound.into());
            }
            let refused = portal::reopen(&office.desk, &joao, &key(), ticket, 1).await;
            assert_eq!(refused.unwrap_err(), ErrorCode::NotFound.into());
        }
        let viewer = office.desk.caller(&office.desk.user("Lia", Role::Viewer).await);
        assert!(office.read(&viewer, secret.id).await.is_ok());
        assert_eq!(office.send(&viewer, at(false), PNG).await.unwrap_err().code, ErrorCode::Forbidden);
        assert_eq!(office.send(&viewer, named("a.png"), PNG).await.unwrap_err().code, ErrorCode::Forbidden);
        assert_eq!(remove(&office.desk, &viewer, &key(), hers.id).await.unwrap_err().code, ErrorCode::Forbidden);
        assert_eq!(office.read(&office.bianca, FileId::new(999)).await.unwrap_err().code, ErrorCode::NotFound);
    }

    async fn a_waiting_file_is_its_uploaders_until_a_new_ticket_takes_it(db: TestDb) {
        let office = Office::new(&db).await;
        let mine = office.send(&office.maria, named("contrato.pdf"), PDF).await.unwrap();
        let other = office.send(&office.bianca, named("outro.pdf"), PDF).await.unwrap();
        assert_eq!(office.read(&office.maria, mine.id).await.unwrap(), PDF);
        // Not even the team sees it yet.
        assert_eq!(office.read(&office.bianca, mine.id).await.unwrap_err().code, ErrorCode::NotFound);
        let form = |files: Vec<FileId>, subject: &str| NewTicket {
            key: key(),
            requester: Some(office.person),
            service: None,
            accountant: None,
            assignee: None,
            subject: subject.to_owned(),
            description: String::new(),
            value: String::new(),
            files,
        };
        let service = office.desk.service("Segunda via", domain::money::Money::ZERO).await;
        let good = |files| NewTicket { service: Some(service), ..form(files, "Boleto") };
        // A refused form takes nothing away.
        assert!(ticket::create(&office.desk, &office.maria, form(vec![mine.id], "")).await.is_err());
        for files in [vec![other.id], vec![mine.id, FileId::new(999)], vec![mine.id, mine.id]] {
            let refused = ticket::create(&office.desk, &office.maria, good(files)).await;
            assert_eq!(refused.unwrap_err(), AppError::on("files", ErrorCode::NotAvailable));
        }
        let many = (1..=21).map(FileId::new).collect();
        let refused = ticket::create(&office.desk, &office.maria, good(many)).await;
        assert_eq!(refused, Err(AppError::on("files", ErrorCode::TooManyFiles { max: 20 })));
        assert_eq!(office.read(&office.maria, mine.id).await.unwrap(), PDF);

        let wanted = good(vec![mine.id]);
        let created = ticket::create(&office.desk, &office.maria, wanted.clone()).await.unwrap();
        assert_eq!(ticket::create(&office.desk, &office.maria, wanted).await.unwrap(), created);
        let listed = of_ticket(&office.desk, &office.bianca, created.id).await.unwrap();
        assert_eq!(listed.files.iter().map(|file| file.id).collect::<Vec<_>>(), [mine.id]);
        assert_eq!(ticket::show(&office.desk, &office.bianca, created.id).await.unwrap().file_count, 1);
    }

    async fn files_of_messages_are_listed_with_them_and_stay(db: TestDb) {
        let office = Office::new(&db).await;
        let (first, second) = (office.send(&office.maria, named("a.png"), PNG).await.unwrap(), office.send(&office.maria, named("b.png"), PNG).await.unwrap());
        let now = office.desk.clock().now();
        let mut tx = db.db().begin().await.unwrap();
        attach_all(&mut tx, &office.maria, &[first.id], office.ticket, Some(MessageId::new(5)), now).await.unwrap();
        attach_all(&mut tx, &office.maria, &[second.id], office.ticket, Some(MessageId::new(9)), now).await.unwrap();
        let refused = attach_all(&mut tx, &office.bianca, &[second.id], office.ticket, Some(MessageId::new(9)), now).await;
        assert_eq!(refused.unwrap_err(), AppError::on("files", ErrorCode::NotAvailable));
        tx.commit().await.unwrap();
        let mut conn = db.db().conn().await.unwrap();
        let of = store::files::of_messages(&mut conn, office.ticket, MessageId::new(1), MessageId::new(8)).await.unwrap();
        assert_eq!(of.iter().map(|(message, file)| (message.get(), file.id, file.from_chat)).collect::<Vec<_>>(), [(5, first.id, true)]);
        drop(conn);
        assert_eq!(office.names(&office.bianca).await, ["b.png", "a.png"]);
        // The chat's promise: what was said stays said.
        let refused = remove(&office.desk, &office.bianca, &key(), first.id).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::Forbidden);
        assert!(office.history().await.is_empty());
    }

    async fn a_waiting_file_can_be_taken_back_and_they_are_not_heaped_up(db: TestDb) {
        let office = Office::new(&db).await;
        let taken_back = office.send(&office.maria, named("a.png"), PNG).await.unwrap();
        assert_eq!(remove(&office.desk, &office.bianca, &key(), taken_back.id).await.unwrap_err().code, ErrorCode::NotFound);
        let once = key();
        remove(&office.desk, &office.maria, &once, taken_back.id).await.unwrap();
        remove(&office.desk, &office.maria, &once, taken_back.id).await.unwrap();
        for _ in 0..PENDING_MAX {
            office.send(&office.maria, named("a.png"), PNG).await.unwrap();
        }
        let refused = office.send(&office.maria, named("a.png"), PNG).await;
        assert_eq!(refused, Err(on_file(ErrorCode::TooManyFiles { max: PENDING_MAX })));
        // Only hers count.
        assert!(office.send(&office.bianca, named("a.png"), PNG).await.is_ok());
    }

    async fn a_merged_ticket_takes_no_files(db: TestDb) {
        let office = Office::new(&db).await;
        let into = office.desk.bare_ticket(office.person, None).await;
        ticket::merge(&office.desk, &office.bianca, &key(), office.ticket, 1, into).await.unwrap();
        for who in [&office.bianca, &office.maria] {
            let refused = office.send(who, Upload { ticket: Some(office.ticket), ..named("a.png") }, PNG).await;
            assert_eq!(refused, Err(on_file(ErrorCode::Merged { into: into.get() })));
        }
        // Merged while the bytes were on their way.
        let other = office.desk.bare_ticket(office.person, None).await;
        let parts = stream::once(async {
            ticket::merge(&office.desk, &office.bianca, &key(), other, 1, into).await.unwrap();
            Ok::<_, Infallible>(Bytes::from_static(PNG))
        });
        let refused = upload(&office.desk, &office.maria, Upload { ticket: Some(other), ..named("a.png") }, parts).await;
        assert_eq!(refused, Err(on_file(ErrorCode::Merged { into: into.get() })));
        assert_eq!(office.stored().await, (0, 0));
    }

    async fn bytes_stay_when_it_is_not_clear_whether_their_row_does(db: TestDb) {
        let office = Office::new(&db).await;
        let mut tx = db.db().begin().await.unwrap();
        run!(tx, "alter table audit rename to lost").unwrap();
        tx.commit().await.unwrap();
        let failed = office.send(&office.bianca, named("a.png"), PNG).await;
        assert_eq!(failed.unwrap_err().code, ErrorCode::Internal);
        assert_eq!(office.stored().await, (0, 1));
    }

    async fn a_requester_sends_so_many_files_a_day_to_a_ticket(db: TestDb) {
        let office = Office::new(&db).await;
        let at = || Upload { ticket: Some(office.ticket), ..named("a.png") };
        let mut tx = db.db().begin().await.unwrap();
        run!(
            tx,
            "with recursive n (i) as (select cast(1 as bigint) union all select i + 1 from n where i < $4)
             insert into files (ticket_id, client_key, name, kind, size_bytes, storage_name, uploaded_by, uploaded_by_name, created_at)
             select $1, 'k' || i, 'a.png', 'png', 9, 's' || i, $2, 'Maria', $3 from n",
            office.ticket.get(),
            office.maria.actor.id.get(),
            office.desk.clock().now().millis(),
            i64::from(DAILY_MAX) - 1
        )
        .unwrap();
        tx.commit().await.unwrap();
        let waiting = office.send(&office.maria, named("b.png"), PNG).await.unwrap();
        assert!(office.send(&office.maria, at(), PNG).await.is_ok(), "the last one");
        let enough = ErrorCode::FilesADay { max: DAILY_MAX };
        assert_eq!(office.send(&office.maria, at(), PNG).await, Err(on_file(enough.clone())));
        // Nor by a message.
        let now = office.desk.clock().now();
        let mut tx = db.db().begin().await.unwrap();
        let message = Some(MessageId::new(5));
        let refused = attach_all(&mut tx, &office.maria, &[waiting.id], office.ticket, message, now).await;
        assert_eq!(refused.unwrap_err(), AppError::on("files", enough));
        drop(tx);
        assert!(office.send(&office.bianca, at(), PNG).await.is_ok(), "the team has no such limit");
        office.desk.wait_minutes(25 * 60);
        assert!(office.send(&office.maria, at(), PNG).await.is_ok());
    }

    async fn uploads_at_once_do_not_heap_up_either(db: TestDb) {
        let office = Office::new(&db).await;
        let sent = (0..PENDING_MAX + 8).map(|_| office.send(&office.maria, named("a.png"), PNG));
        let sent = futures::future::join_all(sent).await;
        let limit = usize::try_from(PENDING_MAX).unwrap();
        assert_eq!(sent.iter().filter(|answer| answer.is_ok()).count(), limit);
        assert_eq!(office.stored().await, (i64::from(PENDING_MAX), limit));
    }

    async fn storage_that_is_away_says_so(db: TestDb) {
        let office = Office::new(&db).await;
        let folder = office.desk.config().data_dir.join("files");
        std::fs::write(&folder, "in the way").unwrap();
        let refused = office.send(&office.bianca, named("a.png"), PNG).await;
        assert_eq!(refused, Err(on_file(ErrorCode::StorageAway)));
        std::fs::remove_file(&folder).unwrap();
        let row = office.send(&office.bianca, Upload { ticket: Some(office.ticket), ..named("a.png") }, PNG).await.unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(office.read(&office.bianca, row.id).await.unwrap_err().code, ErrorCode::NotFound);
    }

    async fn a_list_of_many_files_asks_twice(db: TestDb) {
        let office = Office::new(&db).await;
        let mut tx = db.db().begin().await.unwrap();
        run!(
            tx,
            "with recursive n (i) as (select cast(1 as bigint) union all select i + 1 from n where i < 300)
             insert into files (ticket_id, client_key, name, kind, size_bytes, storage_name, uploaded_by, uploaded_by_name, created_at)
             select $1, 'k' || i, 'a.png', 'png', 9, 's' || i, $2, 'Bianca', 0 from n",
            office.ticket.get(),
            office.bianca.actor.id.get()
        )
        .unwrap();
        tx.commit().await.unwrap();
        let before = db.db().statements_sent();
        assert_eq!(of_ticket(&office.desk, &office.bianca, office.ticket).await.unwrap().files.len(), 300);
        assert_eq!(db.db().statements_sent() - before, 2);
    }
}
