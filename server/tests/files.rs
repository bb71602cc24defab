//! Files over HTTP, as browsers send and fetch them: what is refused and in which words, what a killed upload leaves, and
//! what the headers of a download allow.

#![expect(clippy::unwrap_used, reason = "what goes wrong in a helper fails the test")]

mod support;

use std::time::Duration;

use backend::store;
use domain::{
    error::{AppError, ErrorCode},
    file::wire::FileRow,
    ids::TicketId,
};
use reqwest::{Body, Response};
use support::{Browser, PASSWORD, TestServer, header, records::key};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR................";
const PDF: &[u8] = b"%PDF-1.7\nnota fiscal\n%%EOF";
const MARIA: &str = "maria@example.test";

async fn browser_of<'a>(server: &'a TestServer, email: &str) -> Browser<'a> {
    let browser = server.browser();
    assert_eq!(browser.sign_in(email, PASSWORD, "").await.status(), 303);
    browser
}

async fn send(browser: &Browser<'_>, name: &str, ticket: Option<TicketId>, body: impl Into<Body>) -> Response {
    let ticket = ticket.map(|ticket| ticket.to_string()).unwrap_or_default();
    browser
        .request("POST", "/api/files")
        .header("content-type", "application/octet-stream")
        .header("x-file-name", name)
        .header("x-file-key", key().as_str())
        .header("x-file-ticket", ticket)
        .body(body)
        .send()
        .await
        .unwrap()
}

async fn sent(browser: &Browser<'_>, name: &str, ticket: Option<TicketId>, body: impl Into<Body>) -> FileRow {
    let answer = send(browser, name, ticket, body).await;
    assert_eq!(answer.status(), 200);
    answer.json().await.unwrap()
}

fn stored(server: &TestServer) -> usize {
    std::fs::read_dir(server.folder.path().join("files")).map_or(0, Iterator::count)
}

#[tokio::test]
async fn a_file_goes_up_and_down_with_its_name() {
    let server = TestServer::start().await;
    let ticket = server.requester(MARIA).await;
    let renata = server.signed_in().await;
    let row = sent(&renata, "nota%20n%C2%BA%201.pdf", Some(ticket), PDF).await;
    assert_eq!((row.name.as_str(), row.size), ("nota nº 1.pdf", 26));
    let maria = browser_of(&server, MARIA).await;
    let answer = maria.get(&format!("/files/{}", row.id)).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(
        header(&answer, "content-disposition"),
        "attachment; filename=\"nota n_ 1.pdf\"; filename*=UTF-8''nota%20n%C2%BA%201.pdf"
    );
    assert_eq!(header(&answer, "content-type"), "application/octet-stream");
    assert_eq!(header(&answer, "content-length"), "26");
    assert_eq!(header(&answer, "x-content-type-options"), "nosniff");
    assert_eq!(header(&answer, "content-security-policy"), "default-src 'none'; sandbox; frame-ancestors 'none'");
    assert_eq!(header(&answer, "cache-control"), "private, max-age=300");
    assert_eq!(answer.bytes().await.unwrap(), PDF);
    // A program that would compress everything leaves files alone: their length is told.
    let packed =
        maria.request("GET", &format!("/files/{}", row.id)).header("accept-encoding", "br").send().await.unwrap();
    assert_eq!((header(&packed, "content-encoding"), header(&packed, "content-length")), ("", "26"));
}

#[tokio::test]
async fn only_photos_are_shown_inside_a_page() {
    let server = TestServer::start().await;
    let ticket = server.requester(MARIA).await;
    let renata = server.signed_in().await;
    // The extension may lie among photos; what is shown is what was found inside.
    let photo = sent(&renata, "foto.jpg", Some(ticket), PNG).await;
    let answer = renata.get(&format!("/files/{}/image", photo.id)).await;
    assert_eq!((header(&answer, "content-type"), header(&answer, "content-disposition")), ("image/png", "inline"));
    assert!(header(&answer, "content-security-policy").contains("sandbox"));
    let page = sent(&renata, "pagina.txt", Some(ticket), "texto comum").await;
    let answer = renata.get(&format!("/files/{}/image", page.id)).await;
    assert!(header(&answer, "content-disposition").starts_with("attachment;"));
    assert_eq!(header(&answer, "content-type"), "application/octet-stream");
}

#[tokio::test]
async fn each_refusal_has_its_status_and_its_sentence() {
    let server = TestServer::start().await;
    server.limit_files(1).await;
    let renata = server.signed_in().await;
    let large = [PDF, &vec![b' '; 1_500_000]].concat();
    for (name, body, status, sentence) in [
        ("a.pdf", large, 413, "O arquivo passa do limite de 1 MB."),
        ("a.pdf", Vec::new(), 422, "O arquivo está vazio."),
        ("a.exe", b"MZ\x90\0".to_vec(), 415, "Tipo de arquivo não aceito."),
        ("a.svg", b"<svg onload='alert(1)'/>".to_vec(), 415, "Tipo de arquivo não aceito."),
        ("foto.png", b"<html><script>alert(1)</script>".to_vec(), 415, "O conteúdo não é o que o nome do arquivo diz."),
        ("nota.pdf", b"MZ\x90\0\0\0".to_vec(), 415, "O conteúdo não é o que o nome do arquivo diz."),
        ("..%2F..%2Fetc%2Fpasswd.txt", b"x".to_vec(), 422, "Nome de arquivo não aceito"),
        ("a%0D%0AX-Y%3A%20z.txt", b"x".to_vec(), 422, "Nome de arquivo não aceito"),
        ("a%C3.txt", b"x".to_vec(), 422, "Nome de arquivo não aceito"),
    ] {
        let answer = send(&renata, name, None, body).await;
        assert_eq!(answer.status(), status, "{name}");
        let error: AppError = answer.json().await.unwrap();
        let said = domain::i18n::Locale::PtBr.texts().error(&error);
        assert!(said.starts_with(sentence), "{name}: {said}");
        assert_eq!(error.field.as_deref(), Some("file"), "{name}");
    }
    assert_eq!(stored(&server), 0);
    // No key, a ticket that is none.
    let no_key = renata.request("POST", "/api/files").header("x-file-name", "a.txt").body("x").send().await.unwrap();
    assert_eq!(no_key.status(), 422);
    assert_eq!(send(&renata, "a.txt", Some(TicketId::new(999_999)), "x").await.status(), 404);
    let stranger = server.browser();
    assert_eq!(send(&stranger, "a.txt", None, "x").await.status(), 401);
    assert_eq!(stranger.get("/files/1").await.status(), 303);
}

#[tokio::test]
async fn an_upload_that_is_cut_off_leaves_nothing() {
    let server = TestServer::start().await;
    let ticket = server.requester(MARIA).await;
    let done = server.browser().sign_in(support::EMAIL, PASSWORD, "").await;
    let cookie = header(&done, "set-cookie").split(';').next().unwrap().to_owned();
    let head = format!(
        "POST /api/files HTTP/1.1\r\nhost: {address}\r\ncookie: {cookie}\r\nx-file-name: a.pdf\r\nx-file-key: {key}\r\n\
         x-page-user: {user}\r\nx-file-ticket: {ticket}\r\ncontent-length: 3000000\r\n\r\n",
        address = server.address,
        key = key(),
        user = server.user(support::EMAIL).await,
    );
    // The browser goes away in the middle.
    for part in [&b"%PDF-1.7\n"[..], &[b' '; 900_000]] {
        let mut socket = tokio::net::TcpStream::connect(server.address).await.unwrap();
        socket.write_all(head.as_bytes()).await.unwrap();
        socket.write_all(part).await.unwrap();
        tokio::time::sleep(Duration::from_millis(200)).await;
        drop(socket);
    }
    // It stops sending but listens: it hears why.
    let mut socket = tokio::net::TcpStream::connect(server.address).await.unwrap();
    socket.write_all(head.as_bytes()).await.unwrap();
    socket.write_all(b"%PDF-1.7\n").await.unwrap();
    socket.shutdown().await.unwrap();
    let mut answer = String::new();
    let _ = tokio::time::timeout(Duration::from_secs(5), socket.read_to_string(&mut answer)).await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 400"), "{answer}");
    for _ in 0..100 {
        if stored(&server) == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(stored(&server), 0);
    let mut conn = server.desk.db().conn().await.unwrap();
    assert!(store::files::of_ticket(&mut conn, ticket, true).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_requester_reaches_no_file_of_others() {
    let server = TestServer::start().await;
    let (hers, his) = (server.requester(MARIA).await, server.requester("joao@example.test").await);
    let renata = server.signed_in().await;
    let (open, foreign) = (sent(&renata, "a.png", Some(hers), PNG).await, sent(&renata, "a.png", Some(his), PNG).await);
    let internal = renata
        .request("POST", "/api/files")
        .header("x-file-name", "a.png")
        .header("x-file-key", key().as_str())
        .header("x-file-ticket", hers.to_string())
        .header("x-file-internal", "1")
        .body(PNG)
        .send()
        .await
        .unwrap();
    let internal: FileRow = internal.json().await.unwrap();
    let maria = browser_of(&server, MARIA).await;
    assert_eq!(maria.get(&format!("/files/{}", open.id)).await.status(), 200);
    for id in [foreign.id, internal.id] {
        for path in [format!("/files/{id}"), format!("/files/{id}/image")] {
            let refused = maria.get(&path).await;
            assert_eq!(refused.status(), 404, "{path}");
            // Nothing that tries again by itself.
            assert_eq!(header(&refused, "refresh"), "");
        }
    }
    assert_eq!(send(&maria, "a.png", Some(his), PNG).await.status(), 404);
    assert_eq!(maria.get("/files/999999").await.status(), 404);
    assert_eq!(maria.get("/files/abc").await.status(), 400);
}

#[tokio::test]
async fn storage_that_is_away_is_told_and_comes_back() {
    let server = TestServer::start().await;
    let renata = server.signed_in().await;
    let folder = server.folder.path().join("files");
    std::fs::write(&folder, "in the way").unwrap();
    let refused = send(&renata, "a.png", None, PNG).await;
    assert_eq!(refused.status(), 503);
    let error: AppError = refused.json().await.unwrap();
    assert_eq!(error.code, ErrorCode::StorageAway);
    std::fs::remove_file(&folder).unwrap();
    assert_eq!(send(&renata, "a.png", None, PNG).await.status(), 200);
}

#[tokio::test]
async fn a_large_file_takes_its_way_in_pieces() {
    let server = TestServer::start().await;
    let renata = server.signed_in().await;
    let body: Vec<u8> = PDF.iter().copied().chain((0..20_000_000_u32).map(|number| number.to_le_bytes()[0])).collect();
    let row = sent(&renata, "grande.pdf", None, body.clone()).await;
    let answer = renata.get(&format!("/files/{}", row.id)).await;
    assert_eq!(answer.bytes().await.unwrap(), body);
}
