//! Imports on both databases: files of all kinds, faults, interruption, cancelling, doubles.

use std::time::Duration;

use domain::{
    error::{AppError, ErrorCode},
    ids::ImportId,
    person::{
        PersonQuery,
        import::{Encoding, FaultReason, ImportFailure, ImportKind, ImportState, ImportStatus, Separator, Target},
    },
};
use futures::{StreamExt, stream};

use super::{begin, cancel, download_bad, list, preview, read, remap, resume_all, run, start, start::ready, status};
use crate::{
    both_databases, row, store,
    testing::TestDesk,
    usecase::{Caller, person},
};

const GOOD: &str = "Nome;CPF/CNPJ;E-mail;Telefone;Cidade;UF;Observação\n\
    João Ávila;529.982.247-25;joao@exemplo.com;(11) 98765-4321;São Paulo;SP;\n\
    Padaria São João;12.ABC.345/01DE-35;;1134567890;Manaus;Amazonas;cliente antiga\n";

async fn supervisor(desk: &TestDesk) -> Caller {
    desk.caller(&desk.supervisor().await)
}

/// Sends a file in small parts and waits until it is read.
async fn send(desk: &TestDesk, caller: &Caller, bytes: impl Into<Vec<u8>>) -> Result<ImportId, AppError> {
    let bytes: Vec<u8> = bytes.into();
    let parts: Vec<Result<Vec<u8>, std::io::Error>> = bytes.chunks(1_000).map(|part| Ok(part.to_vec())).collect();
    let size = u64::try_from(bytes.len()).ok();
    let id = begin(desk, caller, ImportKind::People, "C:\\listas\\clientes.csv", size, stream::iter(parts)).await?;
    wait(desk, caller, id).await;
    Ok(id)
}

/// Waits until nothing runs.
async fn wait(desk: &TestDesk, caller: &Caller, id: ImportId) -> ImportStatus {
    for _ in 0..3_000 {
        let now = status(desk, caller, id).await.unwrap();
        if !now.state.is_running() {
            return now;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the import does not come to an end");
}

async fn import(desk: &TestDesk, caller: &Caller, bytes: impl Into<Vec<u8>>) -> ImportStatus {
    let id = send(desk, caller, bytes).await.unwrap();
    start(desk, caller, id).await.unwrap();
    wait(desk, caller, id).await
}

async fn names(desk: &TestDesk, caller: &Caller) -> Vec<String> {
    let page = person::list(desk, caller, PersonQuery { page_size: 100, ..PersonQuery::default() }).await.unwrap();
    page.rows.into_iter().map(|row| row.name).collect()
}

async fn count_people(desk: &TestDesk) -> i64 {
    let mut conn = desk.db().conn().await.unwrap();
    let (count,): (i64,) = row!(conn, (i64,), "select count(*) from people").unwrap();
    count
}

fn files(desk: &TestDesk) -> usize {
    std::fs::read_dir(desk.config().data_dir.join("imports")).map_or(0, Iterator::count)
}

/// A list of so many people with a name, a phone and nothing else.
fn big(rows: usize) -> String {
    use std::fmt::Write as _;
    let mut text = "nome;telefone\n".to_owned();
    for number in 0..rows {
        writeln!(text, "Pessoa {number:07};(11) 9{:04}-{:04}", 1_000 + number / 10_000, number % 10_000).unwrap();
    }
    text
}

async fn downloaded(desk: &TestDesk, caller: &Caller, id: ImportId) -> (String, String) {
    let bad = download_bad(desk, caller, id).await.unwrap();
    let parts: Vec<Vec<u8>> = bad.content.map(Result::unwrap).collect().await;
    (bad.file_name, String::from_utf8(parts.concat()).unwrap())
}

both_databases! {
    async fn a_list_is_checked_shown_and_imported(db: TestDb) {
        let desk = db.desk();
        let caller = supervisor(&desk).await;
        let id = send(&desk, &caller, GOOD).await.unwrap();
        let before = preview(&desk, &caller, id).await.unwrap();
        assert_eq!(before.status.file_name, "clientes.csv");
        assert_eq!((before.status.state, before.status.total_rows, before.status.good_rows), (ImportState::Ready, 2, 2));
        assert_eq!(before.status.separator, Separator::Semicolon);
        assert_eq!(before.rows[1].cells[0], "Padaria São João");
        assert_eq!(count_people(&desk).await, 0, "looking stores nobody");
        start(&desk, &caller, id).await.unwrap();
        let done = wait(&desk, &caller, id).await;
        assert_eq!((done.state, done.created_rows, done.updated_rows), (ImportState::Done, 2, 0));
        assert_eq!(names(&desk, &caller).await, ["João Ávila", "Padaria São João"]);
        assert_eq!(person::find(&desk, &caller, "529.982.247-25").await.unwrap().len(), 1);
        assert_eq!(person::find(&desk, &caller, "joao avila").await.unwrap()[0].place(), "São Paulo/SP");
        assert_eq!(start(&desk, &caller, id).await.unwrap_err().code, ErrorCode::ImportState);
        assert_eq!(list(&desk, &caller).await.unwrap().len(), 1);
    }

    async fn latin_1_and_marked_utf_8_give_the_same_people(db: TestDb) {
        let desk = db.desk();
        let caller = supervisor(&desk).await;
        let latin: Vec<u8> = GOOD.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        let done = import(&desk, &caller, latin).await;
        assert_eq!((done.encoding, done.created_rows), (Encoding::Windows1252, 2));
        let marked = [b"\xef\xbb\xbf".as_slice(), GOOD.as_bytes()].concat();
        let done = import(&desk, &caller, marked).await;
        assert_eq!((done.encoding, done.created_rows, done.updated_rows), (Encoding::Utf8, 0, 2));
        assert_eq!(names(&desk, &caller).await, ["João Ávila", "Padaria São João"]);
    }

    async fn what_is_no_list_is_refused_and_leaves_nothing(db: TestDb) {
        let desk = db.desk();
        let caller = supervisor(&desk).await;
        for (bytes, code) in [
            (b"PK\x03\x04\x14\x00\x06".to_vec(), ErrorCode::NotCsv),
            (b"\x89PNG\r\n\x1a\n\0\0".to_vec(), ErrorCode::NotCsv),
            (Vec::new(), ErrorCode::FileEmpty),
            (b"\xef\xbb\xbf\r\n\r\n".to_vec(), ErrorCode::FileEmpty),
            (b";;;\n;;\n".to_vec(), ErrorCode::FileEmpty),
        ] {
            assert_eq!(send(&desk, &caller, bytes.clone()).await.unwrap_err(), AppError::on("file", code), "{bytes:?}");
        }
        let nothing = stream::iter(Vec::<Result<Vec<u8>, std::io::Error>>::new());
        let refused = begin(&desk, &caller, ImportKind::People, "a.csv", Some(201 * 1024 * 1024), nothing).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::FileTooLarge { max_mb: 200 });
        // A browser that says nothing, or lies, is stopped while it sends.
        let endless = stream::repeat_with(|| Ok::<_, std::io::Error>(vec![b'a'; 8 * 1024 * 1024]));
        let refused = begin(&desk, &caller, ImportKind::People, "a.csv", None, endless).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::FileTooLarge { max_mb: 200 });
        let cut = stream::iter([Ok(b"nome\n".to_vec()), Err(std::io::Error::other("gone"))]);
        assert_eq!(begin(&desk, &caller, ImportKind::People, "a.csv", None, cut).await.unwrap_err().code, ErrorCode::Offline);
        assert_eq!(files(&desk), 0);
        assert!(list(&desk, &caller).await.unwrap().is_empty());
    }

    async fn every_bad_row_has_its_reason_and_can_be_taken_home(db: TestDb) {
        let desk = db.desk();
        let caller = supervisor(&desk).await;
        let text = "nome;cpf;telefone;uf\n\
            Maria;52998224725;;SP\n\
            ;11144477735;;\n\
            Ana;52998224724;;\n\
            Bia;;8765-4321;\n\
            \"Carla;;;\n\
            Davi;;\n\
            Maria de novo;529.982.247-25;;\n\
            Elis;;=1+1;XX\n\
            Fim;;(11) 98765-4321;\n";
        let id = send(&desk, &caller, text).await.unwrap();
        let seen = preview(&desk, &caller, id).await.unwrap();
        assert_eq!((seen.status.total_rows, seen.status.good_rows, seen.status.bad_rows), (9, 2, 7));
        let reasons: Vec<(u64, Option<Target>)> =
            seen.problems.iter().map(|problem| (problem.line, problem.fault.field)).collect();
        assert_eq!(reasons, [
            (3, Some(Target::Name)),
            (4, Some(Target::Document)),
            (5, Some(Target::Phone(1))),
            (6, None),
            (7, None),
            (8, None),
            (9, Some(Target::State)),
        ]);
        assert_eq!(seen.problems[3].fault.reason, FaultReason::BrokenQuotes);
        assert_eq!(seen.problems[4].fault.reason, FaultReason::ShortRow { expected: 4, found: 3 });
        assert_eq!(seen.problems[5].fault.reason, FaultReason::Duplicate);
        assert_eq!(seen.rows.iter().filter(|row| row.fault.is_some()).count(), 7);
        start(&desk, &caller, id).await.unwrap();
        let done = wait(&desk, &caller, id).await;
        assert_eq!((done.created_rows, done.bad_rows, done.done_rows), (2, 7, 9));
        let (name, content) = downloaded(&desk, &caller, id).await;
        assert_eq!(name, "clientes - linhas com erro.csv");
        let lines: Vec<&str> = content.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(lines.len(), 8);
        assert_eq!(lines[0], "nome;cpf;telefone;uf;motivo");
        assert_eq!(lines[1], ";11144477735;;;Nome: Preencha este campo.");
        assert!(lines[4].starts_with("\"\"\"Carla;;;\""), "{}", lines[4]);
        assert!(lines[7].starts_with("Elis;;'=1+1;XX;"), "{}", lines[7]);
    }

    async fn another_separator_and_other_columns_are_read_anew(db: TestDb) {
        let desk = db.desk();
        let caller = supervisor(&desk).await;
        // More lines look right with semicolons, but the file is one of commas.
        let id = send(&desk, &caller, "a;b,c\nx;y,Maria\nx;y,João\n").await.unwrap();
        let guessed = status(&desk, &caller, id).await.unwrap();
        assert_eq!((guessed.separator, guessed.header.clone()), (Separator::Semicolon, vec!["a".to_owned(), "b,c".to_owned()]));
        assert_eq!(start(&desk, &caller, id).await.unwrap_err(), AppError::on("name", ErrorCode::Required));
        remap(&desk, &caller, id, Separator::Comma, Vec::new()).await.unwrap();
        let read = wait(&desk, &caller, id).await;
        assert_eq!((read.separator, read.header.clone(), read.mapping.clone()), (
            Separator::Comma,
            vec!["a;b".to_owned(), "c".to_owned()],
            vec![None, None],
        ));
        let twice = vec![Some(Target::Name), Some(Target::Name)];
        let refused = remap(&desk, &caller, id, Separator::Comma, twice).await.unwrap_err();
        assert_eq!(refused, AppError::on("name", ErrorCode::Taken));
        remap(&desk, &caller, id, Separator::Comma, vec![None, Some(Target::Name)]).await.unwrap();
        let read = wait(&desk, &caller, id).await;
        assert_eq!((read.good_rows, read.bad_rows), (2, 0));
        assert!(preview(&desk, &caller, id).await.unwrap().problems.is_empty());
        start(&desk, &caller, id).await.unwrap();
        wait(&desk, &caller, id).await;
        assert_eq!(names(&desk, &caller).await, ["João", "Maria"]);
        assert_eq!(remap(&desk, &caller, id, Separator::Tab, Vec::new()).await.unwrap_err().code, ErrorCode::ImportState);
    }

    async fn known_people_are_updated_not_doubled(db: TestDb) {
        let desk = db.desk();
        let caller = supervisor(&desk).await;
        import(&desk, &caller, "nome;cpf;telefone;cidade\nMaria;52998224725;;Santos\nBeto;;(11) 98765-4321;\n").await;
        let text = "nome;cpf;telefone;cidade;email\n\
            Maria Lima;529.982.247-25;(11) 3456-7890;;maria@exemplo.com\n\
            BETO;;11987654321;Campinas;\n\
            Beto;;1134567890;;\n";
        let done = import(&desk, &caller, text).await;
        assert_eq!((done.created_rows, done.updated_rows), (1, 2));
        assert_eq!(names(&desk, &caller).await, ["BETO", "Beto", "Maria Lima"]);
        let maria = &person::find(&desk, &caller, "52998224725").await.unwrap()[0];
        assert_eq!((maria.city.as_str(), maria.version), ("Santos", 2));
        assert_eq!(maria.email.as_deref(), Some("maria@exemplo.com"));
        let again = import(&desk, &caller, text).await;
        assert_eq!((again.created_rows, again.updated_rows), (0, 3));
        assert_eq!(person::find(&desk, &caller, "52998224725").await.unwrap()[0].version, 2, "nothing new, nothing saved");
    }

    async fn an_interrupted_import_continues_without_doubles(db: TestDb) {
        let desk = db.desk();
        let caller = supervisor(&desk).await;
        let id = send(&desk, &caller, big(2_345)).await.unwrap();
        ready(&desk, &caller, id).await.unwrap();
        // The process is killed after two transactions.
        assert_eq!(run::run(&desk, id, Some(2)).await.unwrap(), Ok(run::End::Left));
        let stopped = status(&desk, &caller, id).await.unwrap();
        assert_eq!((stopped.state, stopped.done_rows, stopped.created_rows), (ImportState::Importing, 1_000, 1_000));
        assert_eq!(count_people(&desk).await, 1_000);
        // Two processes start at once and both continue it.
        assert_eq!(resume_all(&desk).await.unwrap(), 1);
        resume_all(&db.desk()).await.unwrap();
        let done = wait(&desk, &caller, id).await;
        assert_eq!((done.state, done.done_rows, done.created_rows, done.updated_rows), (ImportState::Done, 2_345, 2_345, 0));
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert_eq!(count_people(&desk).await, 2_345);
        assert_eq!(resume_all(&desk).await.unwrap(), 0);
    }

    async fn an_interrupted_reading_continues(db: TestDb) {
        let desk = db.desk();
        let caller = supervisor(&desk).await;
        let id = send(&desk, &caller, "nome;cpf\nMaria;\nJoão;1\n").await.unwrap();
        let mut tx = desk.db().begin().await.unwrap();
        let now = desk.clock().now();
        store::imports::change_state(&mut tx, id, ImportState::Ready, ImportState::Reading, now).await.unwrap();
        tx.commit().await.unwrap();
        resume_all(&desk).await.unwrap();
        let read = wait(&desk, &caller, id).await;
        assert_eq!((read.state, read.good_rows, read.bad_rows), (ImportState::Ready, 1, 1));
        assert_eq!(preview(&desk, &caller, id).await.unwrap().problems.len(), 1);
    }

    async fn a_cancelled_import_stops_between_two_portions(db: TestDb) {
        let desk = db.desk();
        let caller = supervisor(&desk).await;
        let id = send(&desk, &caller, big(1_600)).await.unwrap();
        ready(&desk, &caller, id).await.unwrap();
        run::run(&desk, id, Some(1)).await.unwrap().unwrap();
        cancel(&desk, &caller, id).await.unwrap();
        assert_eq!(run::run(&desk, id, None).await.unwrap(), Ok(run::End::Left));
        let stopped = status(&desk, &caller, id).await.unwrap();
        assert_eq!((stopped.state, stopped.created_rows), (ImportState::Cancelled, 500));
        assert_eq!(count_people(&desk).await, 500);
        cancel(&desk, &caller, id).await.unwrap();
        assert_eq!(start(&desk, &caller, id).await.unwrap_err().code, ErrorCode::ImportState);
    }

    async fn a_lost_file_is_told(db: TestDb) {
        let desk = db.desk();
        let caller = supervisor(&desk).await;
        let id = send(&desk, &caller, GOOD).await.unwrap();
        std::fs::remove_dir_all(desk.config().data_dir.join("imports")).unwrap();
        start(&desk, &caller, id).await.unwrap();
        let failed = wait(&desk, &caller, id).await;
        assert_eq!((failed.state, failed.failure), (ImportState::Failed, Some(ImportFailure::FileGone)));
        assert!(preview(&desk, &caller, id).await.unwrap().rows.is_empty());
    }

    async fn only_supervisors_and_admins_import(db: TestDb) {
        let desk = db.desk();
        let agent = desk.caller(&desk.agent("Aldo").await);
        assert_eq!(send(&desk, &agent, GOOD).await.unwrap_err().code, ErrorCode::Forbidden);
        assert_eq!(files(&desk), 0);
        let caller = supervisor(&desk).await;
        let id = send(&desk, &caller, GOOD).await.unwrap();
        for refused in [
            list(&desk, &agent).await.err(),
            preview(&desk, &agent, id).await.err(),
            status(&desk, &agent, id).await.err(),
            start(&desk, &agent, id).await.err(),
            cancel(&desk, &agent, id).await.err(),
            remap(&desk, &agent, id, Separator::Comma, Vec::new()).await.err(),
            download_bad(&desk, &agent, id).await.err(),
        ] {
            assert_eq!(refused.map(|error| error.code), Some(ErrorCode::Forbidden));
        }
        let unknown = ImportId::new(9_999);
        assert_eq!(status(&desk, &caller, unknown).await.unwrap_err().code, ErrorCode::NotFound);
    }

    /// Twenty thousand rows. Memory does not grow with the file: one portion is worked on, one waits, and beyond them only the
    /// hashes of identities are kept.
    async fn a_big_list_comes_in_by_portions(db: TestDb) {
        let desk = db.desk();
        let caller = supervisor(&desk).await;
        let id = send(&desk, &caller, big(20_000)).await.unwrap();
        assert_eq!(status(&desk, &caller, id).await.unwrap().good_rows, 20_000);
        start(&desk, &caller, id).await.unwrap();
        let done = wait(&desk, &caller, id).await;
        assert_eq!((done.state, done.created_rows), (ImportState::Done, 20_000));
        assert_eq!(count_people(&desk).await, 20_000);
    }
}

#[tokio::test]
async fn reading_waits_for_whoever_takes_the_rows() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    std::fs::write(&path, big(10_000)).unwrap();
    let source = super::file::Source {
        kind: ImportKind::People,
        path,
        encoding: Encoding::Utf8,
        separator: Separator::Semicolon,
        columns: 2,
        mapping: vec![Some(Target::Name), Some(Target::Phone(1))],
    };
    let mut portions = super::file::portions(source, 0);
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(portions.len() <= 1, "one portion waits, however long the file");
    let mut rows = 0;
    while let Some(portion) = portions.recv().await {
        rows += portion.unwrap().len();
    }
    assert_eq!(rows, 10_000);
}

#[test]
fn a_pass_is_sent_to_another_thread() {
    fn sendable<T: Send>(_: &T) {}
    fn check(desk: crate::Desk) {
        sendable(&read::pass(desk.clone(), ImportId::new(1)));
        sendable(&run::pass(desk, ImportId::new(1)));
    }
    let _: fn(crate::Desk) = check;
}
