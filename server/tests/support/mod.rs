//! A real server in the test's own process: a listener, a SQLite database, a clock that stands still, and a client.

#![allow(clippy::allow_attributes, dead_code, reason = "each test binary uses its own part of it")]

pub mod database;
pub mod records;
pub mod socket;

use std::{
    net::SocketAddr,
    sync::atomic::{AtomicI64, Ordering},
    time::Duration,
};

use backend::{
    Db, Desk,
    clock::Clock,
    live::Hub,
    mail::Mailer,
    scalar,
    usecase::user::{NewAccount, create_user},
};
use clap::Parser;
use domain::{access::Role, page_user::HEADER, time::UtcMillis};
use reqwest::{Client, RequestBuilder, Response, redirect::Policy};
use server::{serve, settings::Settings, shutdown::Shutdown, state::AppState};
use tempfile::TempDir;
use tokio::{net::TcpListener, task::JoinHandle};

use self::database::Database;

pub const EMAIL: &str = "renata@balcao.demo";
pub const PASSWORD: &str = "balcao-demo-2026";
/// An answer that takes longer will never come: the test fails instead of standing still.
const PATIENCE: Duration = Duration::from_secs(60);
/// Some Wednesday of 2026.
pub const NOW: UtcMillis = UtcMillis::from_millis(1_773_851_460_000);

#[derive(Parser)]
struct Options {
    #[command(flatten)]
    settings: Settings,
}

/// A server with one agent.
pub struct TestServer {
    pub desk: Desk,
    pub clock: Clock,
    pub address: SocketAddr,
    pub shutdown: Shutdown,
    pub serving: JoinHandle<()>,
    pub folder: TempDir,
}

impl TestServer {
    pub async fn start() -> Self {
        Self::start_with(&[]).await
    }

    /// With the demo's people and records, and nobody else.
    pub async fn demo(tickets: u32) -> Self {
        let server = Self::empty(None, &[]).await;
        backend::usecase::demo::fill(&server.desk, tickets).await.unwrap();
        server
    }

    /// With more options of the command line.
    pub async fn start_with(options: &[&str]) -> Self {
        Self::start_at(None, options).await
    }

    /// On a database of either kind.
    pub async fn start_on(database: &Database) -> Self {
        Self::start_at(Some(&database.url), &[]).await
    }

    async fn start_at(database: Option<&str>, options: &[&str]) -> Self {
        let server = Self::empty(database, options).await;
        let account = NewAccount {
            email: EMAIL.to_owned(),
            name: "Renata Queiroz".to_owned(),
            role: Role::Agent,
            password: PASSWORD.to_owned(),
            person: None,
        };
        create_user(&server.desk, None, account, "").await.unwrap();
        server
    }

    async fn empty(database: Option<&str>, options: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let site = folder.path().join("site");
        std::fs::create_dir_all(site.join("pkg")).unwrap();
        std::fs::write(site.join("pkg/balcao.0123456789abcdef.js"), "export {}").unwrap();
        std::fs::write(site.join("favicon.svg"), "<svg/>").unwrap();
        let data = folder.path().to_string_lossy().into_owned();
        let site = site.to_string_lossy().into_owned();
        let fixed = ["balcao", "--data-dir", &data, "--site-dir", &site];
        let settings = Options::parse_from(fixed.iter().chain(options)).settings;

        let own = format!("sqlite:{data}/balcao.db");
        let db = Db::open(database.unwrap_or(&own)).await.unwrap();
        db.migrate().await.unwrap();
        let clock = Clock::manual(NOW);
        let config = settings.config();
        let mailer = Mailer::from_config(&config).unwrap();
        let desk = Desk::new(db.clone(), clock.clone(), config, mailer, Hub::local(&db));
        server::metrics::start();
        let shutdown = Shutdown::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let state = AppState::new(desk.clone(), &settings, shutdown.clone());
        let serving = tokio::spawn(async move { serve::until_shutdown(listener, state).await.unwrap() });
        Self { desk, clock, address, shutdown, serving, folder }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// A browser: keeps cookies, asks for HTML, follows no redirect by itself.
    pub fn browser(&self) -> Browser<'_> {
        let client = Client::builder().cookie_store(true).redirect(Policy::none()).timeout(PATIENCE).build().unwrap();
        Browser { server: self, client, user: AtomicI64::new(0) }
    }

    /// The number of the user with this e-mail.
    pub async fn user(&self, email: &str) -> i64 {
        let mut conn = self.desk.db().conn().await.unwrap();
        scalar!(conn, i64, "select id from users where email = $1", email.trim().to_lowercase()).unwrap()
    }

    /// A browser with a session.
    pub async fn signed_in(&self) -> Browser<'_> {
        let browser = self.browser();
        assert_eq!(browser.sign_in(EMAIL, PASSWORD, "").await.status(), 303);
        browser
    }
}

pub struct Browser<'a> {
    server: &'a TestServer,
    pub client: Client,
    /// Who signed in last: its pages are made for them.
    pub user: AtomicI64,
}

impl Browser<'_> {
    /// As a link or a form asks.
    pub fn request(&self, method: &str, path: &str) -> RequestBuilder {
        self.ask(method, path).header("accept", "text/html,application/xhtml+xml")
    }

    /// As the program of a page asks.
    pub fn call(&self, path: &str) -> RequestBuilder {
        self.ask("POST", path).header("accept", "application/json")
    }

    fn ask(&self, method: &str, path: &str) -> RequestBuilder {
        let request = self
            .client
            .request(method.parse().unwrap(), self.server.url(path))
            .header("origin", format!("http://{}", self.server.address));
        // Links are followed without it.
        match self.user.load(Ordering::Relaxed) {
            user if method == "POST" && user != 0 => request.header(HEADER, user),
            _ => request,
        }
    }

    pub async fn get(&self, path: &str) -> Response {
        self.request("GET", path).send().await.unwrap()
    }

    pub async fn post(&self, path: &str) -> Response {
        self.request("POST", path).send().await.unwrap()
    }

    pub async fn sign_in(&self, email: &str, password: &str, next: &str) -> Response {
        let form = [("email", email), ("password", password), ("next", next)];
        let answer = self.request("POST", "/login").form(&form).send().await.unwrap();
        if header(&answer, "set-cookie").contains("balcao_session=") {
            self.user.store(self.server.user(email).await, Ordering::Relaxed);
        }
        answer
    }
}

pub fn header<'r>(response: &'r Response, name: &str) -> &'r str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}
