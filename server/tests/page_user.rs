//! Two users in one browser: its pages share a session, and what was left open by one of them does nothing in the name of the
//! other. Over every server function there is, every route that changes something, and the socket, on both databases.

#![expect(clippy::unwrap_used, reason = "what goes wrong in a helper fails the test")]

mod support;

use std::{collections::BTreeSet, sync::atomic::Ordering};

use backend::{
    rows, scalar,
    usecase::user::{NewAccount, create_user},
};
use domain::{
    access::Role,
    error::{AppError, ErrorCode},
    ids::{TicketId, UserId},
    page_user::marked,
};
use leptos::server_fn::axum::server_fn_paths;
use reqwest::{RequestBuilder, Response};
use serde_json::json;
use sqlx::AssertSqlSafe;
use support::{
    Browser, EMAIL, PASSWORD, TestServer,
    database::Database,
    header,
    records::key,
    socket::{Frame, Socket, hello},
};

const BIANCA: &str = "bianca@balcao.test";
/// What any page may ask: who is signed in.
const ANYBODYS: [&str; 2] = ["/api/session/first_start", "/api/session/who_am_i"];
/// Forms that say who one is, and the note of a page that died, which is nobody's act.
const NOBODYS: [&str; 4] = ["/login", "/login/link", "/login/enter", "/api/client_errors"];

/// Renata's page in a browser where Bianca, who may do everything, is signed in by now.
struct Scene {
    server: TestServer,
    ticket: TicketId,
    renata: i64,
    bianca: i64,
}

impl Scene {
    async fn new(database: &Database) -> Self {
        let server = TestServer::start_on(database).await;
        let account = NewAccount {
            email: BIANCA.to_owned(),
            name: "Bianca Toledo".to_owned(),
            role: Role::Admin,
            password: PASSWORD.to_owned(),
            person: None,
        };
        create_user(&server.desk, None, account, "").await.unwrap();
        let ticket = server.requester("maria@example.test").await;
        let (renata, bianca) = (server.user(EMAIL).await, server.user(BIANCA).await);
        Self { server, ticket, renata, bianca }
    }

    /// Bianca's session on a page of this user, or on one that does not say.
    async fn browser(&self, page_of: Option<i64>) -> Browser<'_> {
        let browser = self.server.browser();
        assert_eq!(browser.sign_in(BIANCA, PASSWORD, "").await.status(), 303);
        browser.user.store(page_of.unwrap_or(0), Ordering::Relaxed);
        browser
    }

    /// Acts that would succeed, as the pages send them.
    fn acts(&self, browser: &Browser<'_>, mark: Option<i64>) -> Vec<(&'static str, RequestBuilder)> {
        let post = |path: &str| browser.call(path);
        let address = |path: &str| marked(path, mark.map(UserId::new));
        let ticket = self.ticket.to_string();
        let message = [("ticket", ticket.as_str()), ("key", &key().to_string()), ("text", "Bom dia")]
            .map(|(name, text)| (name, text.to_owned()));
        let list = "--part\r\ncontent-disposition: form-data; name=\"file\"; filename=\"lista.csv\"\r\n\r\nNome\nMaria\n\r\n--part--\r\n";
        // Neither a plain form nor the last words of a page that is left can set a header.
        let bare = |method: &str, path: &str| {
            let user = browser.user.swap(0, Ordering::Relaxed);
            let request = browser.request(method, &address(path));
            browser.user.store(user, Ordering::Relaxed);
            request
        };
        vec![
            ("a note", post("/api/tickets/add_note").json(&json!({ "key": key(), "id": self.ticket, "text": "Nota" }))),
            (
                "a change of status",
                post("/api/tickets/change_status").json(
                    &json!({ "form": { "key": key(), "id": self.ticket, "version": 1, "to": "waiting", "reason": "" } }),
                ),
            ),
            (
                "a draft",
                post("/api/drafts/save").json(&json!({ "author": self.bianca, "record": "ticket.new", "body": "\"a\"" })),
            ),
            (
                "a draft on leaving",
                bare("POST", "/api/drafts/save")
                    .json(&json!({ "author": self.bianca, "record": "ticket.new", "body": "\"a\"" })),
            ),
            ("a message by its form", bare("POST", "/chat/messages").form(&message)),
            (
                "a file",
                post("/api/files")
                    .header("x-file-name", "a.txt")
                    .header("x-file-key", key().as_str())
                    .header("x-file-ticket", ticket)
                    .body("texto comum"),
            ),
            (
                "a list",
                post("/api/imports?kind=people").header("content-type", "multipart/form-data; boundary=part").body(list),
            ),
            ("an export of tickets", bare("GET", "/export/tickets.csv?view=all")),
            ("an export of contracts", bare("GET", "/export/contracts.csv")),
        ]
    }

    /// Everything that is stored. Left out: what the jobs note about themselves, and what is derived for searching.
    async fn stored(&self, database: &Database) -> Vec<(String, String)> {
        let mut conn = self.server.desk.db().conn().await.unwrap();
        if database.name() == "PostgreSQL" {
            let sql =
                "select tablename::text, query_to_xml(format('select * from %I', tablename), true, true, '')::text
                       from pg_tables where schemaname = 'public' and tablename <> 'jobs' order by tablename";
            return rows!(conn, (String, String), sql).unwrap();
        }
        let sql = "select t.name, group_concat('quote(\"' || c.name || '\")', ' || '',''  || ')
                   from sqlite_schema t, pragma_table_info(t.name) c
                   where t.type = 'table' and t.name <> 'jobs'
                     and t.name not like 'sqlite%' and t.name not like '%search%' and t.name not like '%words%'
                   group by t.name order by t.name";
        let mut stored = Vec::new();
        for (table, columns) in rows!(conn, (String, String), sql).unwrap() {
            let sql = format!("select coalesce(group_concat({columns}, ';'), '') from \"{table}\"");
            stored.push((table, scalar!(conn, String, AssertSqlSafe(sql.clone())).unwrap()));
        }
        stored
    }
}

/// The name in the refusal; `None` when the answer is another one.
async fn now_in(answer: Response) -> Option<String> {
    let status = answer.status();
    let text = answer.text().await.unwrap();
    let error: AppError = serde_json::from_str(&text).ok()?;
    match error.code {
        ErrorCode::AnotherUser { name } if status == 409 => Some(name),
        _ => None,
    }
}

/// Every other route of the router that takes a POST.
fn posts() -> BTreeSet<String> {
    let router = include_str!("../src/router.rs");
    let routes = router.lines().filter(|line| line.contains(".route(\"") && line.contains("post("));
    let paths = routes.filter_map(|line| line.split('"').nth(1)).map(str::to_owned);
    let found: BTreeSet<String> = paths.filter(|path| !NOBODYS.contains(&path.as_str())).collect();
    assert!(found.len() >= 4 && found.contains("/logout"), "the router was not read: {found:?}");
    found
}

async fn nothing_is_done_for_another_users_page(database: Database) {
    let scene = Scene::new(&database).await;
    let functions: Vec<&str> =
        server_fn_paths().map(|(path, _)| path).filter(|path| !ANYBODYS.contains(path)).collect();
    assert!(functions.len() > 80, "the registry was not read: {functions:?}");
    for page_of in [Some(scene.renata), None] {
        let browser = scene.browser(page_of).await;
        let before = scene.stored(&database).await;
        for path in functions.iter().copied().chain(posts().iter().map(String::as_str)) {
            let answer = browser.call(path).json(&json!({})).send().await.unwrap();
            let said = if path.starts_with("/api/") {
                now_in(answer).await.is_some_and(|name| name == "Bianca Toledo")
            } else {
                answer.status() == 409
                    && answer.text().await.unwrap().contains("Agora está Bianca Toledo neste navegador.")
            };
            assert!(said, "{path} from a page of {page_of:?}");
        }
        for (what, request) in scene.acts(&browser, page_of) {
            // Whoever follows a bare link is shown their own view.
            if page_of.is_some() || !what.starts_with("an export") {
                assert_eq!(request.send().await.unwrap().status(), 409, "{what} from a page of {page_of:?}");
            }
        }
        assert_eq!(scene.stored(&database).await, before, "something was written from a page of {page_of:?}");
        assert_eq!(browser.get("/tickets").await.status(), 200, "still signed in");
        for path in ANYBODYS {
            let answer = browser.call(path).json(&json!({})).send().await.unwrap();
            assert_eq!(answer.status(), 200, "{path}");
        }
    }

    // From her own page all of it is done.
    let browser = scene.browser(Some(scene.bianca)).await;
    for (what, request) in scene.acts(&browser, Some(scene.bianca)) {
        let before = scene.stored(&database).await;
        let answer = request.send().await.unwrap();
        let (status, text) = (answer.status().as_u16(), answer.text().await.unwrap());
        assert!(matches!(status, 200 | 302 | 303), "{what}: {text}");
        if what != "a draft on leaving" {
            assert_ne!(scene.stored(&database).await, before, "{what}");
        }
    }
    for path in functions {
        let answer = browser.call(path).json(&json!({})).send().await.unwrap();
        assert_eq!(now_in(answer).await, None, "{path}");
    }
    drop(scene);
    database.remove().await;
}

async fn a_socket_speaks_for_its_own_user_only(database: Database) {
    let scene = Scene::new(&database).await;
    let own = format!("http://{}", scene.server.address);
    let done = scene.server.browser().sign_in(BIANCA, PASSWORD, "").await;
    let cookie = header(&done, "set-cookie").split(';').next().unwrap().to_owned();
    let before = scene.stored(&database).await;
    let message = format!(r#"{{"t":"send","id":{},"key":"{}","text":"Bom dia"}}"#, scene.ticket, key());
    let mut socket = Socket::open(scene.server.address, &own, &cookie).await.ok().unwrap();
    socket.text_with("hello").await;
    socket.send(&message).await;
    assert!(socket.text_with("error").await.contains("no_hello"));
    socket.send(&hello(scene.renata)).await;
    // What comes behind it is not heard any more.
    socket.send(&message).await;
    let told = socket.text_with("another_user").await;
    assert_eq!(told, r#"{"t":"another_user","name":"Bianca Toledo"}"#);
    assert_eq!(socket.next().await, Frame::Close(4409));
    assert_eq!(scene.stored(&database).await, before);

    let mut socket = Socket::open(scene.server.address, &own, &cookie).await.ok().unwrap();
    socket.send(&hello(scene.bianca)).await;
    socket.send(&message).await;
    socket.text_with("ack").await;
    assert_ne!(scene.stored(&database).await, before);
    drop(scene);
    database.remove().await;
}

#[tokio::test]
async fn nothing_is_done_for_another_users_page_on_sqlite() {
    nothing_is_done_for_another_users_page(Database::sqlite()).await;
}

#[tokio::test]
async fn nothing_is_done_for_another_users_page_on_postgres() {
    nothing_is_done_for_another_users_page(Database::postgres().await).await;
}

#[tokio::test]
async fn a_socket_speaks_for_its_own_user_only_on_sqlite() {
    a_socket_speaks_for_its_own_user_only(Database::sqlite()).await;
}

#[tokio::test]
async fn a_socket_speaks_for_its_own_user_only_on_postgres() {
    a_socket_speaks_for_its_own_user_only(Database::postgres().await).await;
}
