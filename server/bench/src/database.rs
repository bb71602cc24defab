//! The database of one run: a file in the folder, or a database on the throw-away PostgreSQL.

use std::path::Path;

use backend::{
    clock::Clock,
    db::{Db, Engine},
    store::settings,
    text_index,
};
use domain::settings::{DAILY_BUDGET_MAX, MailSettings};
use sqlx::{Connection, Executor, PgConnection};

use crate::Outcome;

/// What a real PostgreSQL does and one for tests does not: flush every commit, and know its tables.
const LIKE_A_REAL_ONE: [&str; 4] = ["fsync", "synchronous_commit", "full_page_writes", "autovacuum"];

pub struct Database {
    pub engine: Engine,
    pub url: String,
}

impl Database {
    /// An empty database of this name, letters only, not migrated yet.
    pub async fn create(folder: &Path, name: &str) -> Outcome<Self> {
        let Some(server) = std::env::var("BALCAO_TEST_POSTGRES_URL").ok().filter(|url| !url.is_empty()) else {
            return Ok(Self { engine: Engine::Sqlite, url: format!("sqlite:{}/{name}.db", folder.display()) });
        };
        let (address, _) = server.rsplit_once('/').ok_or("BALCAO_TEST_POSTGRES_URL names no database")?;
        let mut conn = PgConnection::connect(&server).await?;
        for sql in ["drop database if exists", "create database"] {
            conn.execute(sqlx::AssertSqlSafe(format!("{sql} bench_{name}"))).await?;
        }
        Ok(Self { engine: Engine::Postgres, url: format!("{address}/bench_{name}") })
    }

    pub fn name(&self) -> &'static str {
        match self.engine {
            Engine::Sqlite => "SQLite",
            Engine::Postgres => "PostgreSQL",
        }
    }

    /// After the data was filled in: SQLite's search indexes are as the nightly job leaves them; PostgreSQL becomes as durable
    /// as a real one, and does what its autovacuum would have done.
    pub async fn settle(&self) -> Outcome<()> {
        if self.engine == Engine::Sqlite {
            let db = self.open().await?;
            text_index::tidy(&db).await?;
            db.close().await;
            return Ok(());
        }
        let mut conn = PgConnection::connect(&self.url).await?;
        for setting in LIKE_A_REAL_ONE {
            conn.execute(sqlx::AssertSqlSafe(format!("alter system set {setting} = on"))).await?;
        }
        conn.execute("select pg_reload_conf()").await?;
        conn.execute("vacuum analyze").await?;
        conn.execute("checkpoint").await?;
        Ok(conn.close().await?)
    }

    /// Lets one address have as many mails a day as the desk can be told to allow. A hundred thousand tickets of three hundred
    /// customers are dozens of mails a day for the busiest; how many of them the demo puts into the last 24 hours depends on
    /// the day, and the desk would refuse the next one on some: a change of status is what is measured, not its refusal.
    pub async fn allow_mails(&self) -> Outcome<()> {
        let db = self.open().await?;
        let mut tx = db.begin().await?;
        settings::save(&mut tx, &MailSettings { daily_budget: DAILY_BUDGET_MAX }, 0, Clock::system().now(), "bench")
            .await?;
        tx.commit().await?;
        db.close().await;
        Ok(())
    }

    /// Opens it as the program does.
    pub async fn open(&self) -> Outcome<Db> {
        Ok(Db::open(&self.url).await?)
    }
}
