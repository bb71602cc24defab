//! Empty databases for the tests that run on both kinds.

use std::{
    net::TcpListener,
    time::{Duration, Instant},
};

use backend::Db;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(30);

/// An empty database of either kind.
pub struct Database {
    pub url: String,
    pub folder: TempDir,
    /// The server it is to be dropped from.
    server: Option<(String, String)>,
}

impl Database {
    pub fn sqlite() -> Self {
        let folder = TempDir::new().unwrap();
        Self { url: format!("sqlite:{}/balcao.db", folder.path().display()), folder, server: None }
    }

    pub async fn postgres() -> Self {
        let server = std::env::var("BALCAO_TEST_POSTGRES_URL").unwrap_or_else(|_| {
            panic!("BALCAO_TEST_POSTGRES_URL is not set; `make test` and `tools/with-postgres.sh` start a server")
        });
        let name = format!("balcao_chaos_{}_{}", std::process::id(), free_port());
        let mut admin = PgConnection::connect(&server).await.unwrap();
        admin.execute(AssertSqlSafe(format!("create database {name}"))).await.unwrap();
        let (address, _) = server.rsplit_once('/').unwrap();
        Self { url: format!("{address}/{name}"), folder: TempDir::new().unwrap(), server: Some((server.clone(), name)) }
    }

    pub fn name(&self) -> &'static str {
        if self.server.is_some() { "PostgreSQL" } else { "SQLite" }
    }

    pub async fn open(&self) -> Db {
        Db::open(&self.url).await.unwrap()
    }

    /// Ends the connections over which the programs hear each other; gives how many there were.
    pub async fn cut_listeners(&self) -> i64 {
        let db = self.open().await;
        let sql = "select count(*) from (
                     select pg_terminate_backend(pid) from pg_stat_activity
                     where application_name = 'balcao-listener' and datname = current_database()) ended";
        let began = Instant::now();
        loop {
            let cut = backend::scalar!(db.conn().await.unwrap(), i64, sql).unwrap();
            if cut > 0 || began.elapsed() > PATIENCE {
                db.close().await;
                return cut;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    pub async fn remove(self) {
        if let Some((server, name)) = self.server {
            let mut admin = PgConnection::connect(&server).await.unwrap();
            admin.execute(AssertSqlSafe(format!("drop database if exists {name} with (force)"))).await.unwrap();
        }
    }
}

/// A port that was free a moment ago.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
