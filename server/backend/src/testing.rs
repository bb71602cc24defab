//! What tests of the backend share: a fresh database of either kind, a desk with a clock that stands still, quick records,
//! and a mail server that says what a test wants.
//!
//! [`both_databases!`](crate::both_databases) makes two tests of one body. The half on PostgreSQL needs a server in
//! `BALCAO_TEST_POSTGRES_URL` and fails without one: a skipped half would look like a passed one.

mod desk;
mod fresh;
mod parity;
mod postgres;
pub mod smtp;

use std::{
    any::Any,
    future::Future,
    panic::{AssertUnwindSafe, resume_unwind},
    path::Path,
};

use domain::{ids::UserId, time::UtcMillis, zone::Zone};
use futures::FutureExt;
use tempfile::TempDir;
use tokio::runtime::Runtime;

pub use self::{
    desk::{TestDesk, rows_of_pages},
    fresh::key,
};
use crate::{Db, Desk, clock::Clock, config::Config, live::Hub, mail::Mailer};

/// A migrated database for one test, gone after it.
pub struct TestDb {
    db: Db,
    clock: Clock,
    folder: TempDir,
}

impl TestDb {
    fn new(db: Db, folder: TempDir) -> Self {
        Self { db, clock: Clock::manual(standard_now()), folder }
    }

    pub fn db(&self) -> &Db {
        &self.db
    }

    /// A folder of this test alone; mails are in `mail`.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A desk that writes mails as files and talks to no other process. Several desks of one test share database and clock.
    pub fn desk(&self) -> TestDesk {
        self.desk_with(None)
    }

    /// A desk that sends mails to this server.
    pub fn desk_with(&self, smtp_url: Option<&str>) -> TestDesk {
        let config = Config {
            data_dir: self.folder.path().to_owned(),
            smtp_url: smtp_url.map(str::to_owned),
            ..Config::default()
        };
        let mailer = Mailer::from_config(&config).expect("a good address of a mail server");
        let hub = Hub::local(&self.db);
        TestDesk::new(Desk::new(self.db.clone(), self.clock.clone(), config, mailer, hub))
    }
}

/// Wednesday, 18 March 2026, 14:31 in Brasília.
pub fn standard_now() -> UtcMillis {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 18).and_then(|day| day.and_hms_opt(14, 31, 0));
    UtcMillis::of_local(day.expect("a day of the calendar"), Zone::Brasilia)
}

/// What a page of this user says first over its socket.
pub fn hello(user: UserId) -> String {
    format!(r#"{{"t":"hello","user":{user}}}"#)
}

/// Runs a body on a fresh SQLite file.
pub fn on_sqlite<F: Future<Output = ()>>(body: impl FnOnce(TestDb) -> F) {
    let folder = TempDir::new().expect("a temporary folder");
    runtime().block_on(async {
        let path = folder.path().join("balcao.db");
        let db = Db::open(&format!("sqlite:{}", path.display())).await.expect("a SQLite file");
        db.migrate().await.expect("migrations of SQLite");
        let ended = AssertUnwindSafe(body(TestDb::new(db.clone(), folder))).catch_unwind().await;
        db.close().await;
        finish(ended);
    });
}

/// Runs a body on a fresh database of the test server.
pub fn on_postgres<F: Future<Output = ()>>(body: impl FnOnce(TestDb) -> F) {
    let server = postgres::server();
    let folder = TempDir::new().expect("a temporary folder");
    runtime().block_on(async {
        let fresh = server.fresh_database().await;
        let db = Db::open(&fresh.url).await.expect("the fresh database");
        let ended = AssertUnwindSafe(body(TestDb::new(db.clone(), folder))).catch_unwind().await;
        db.close().await;
        fresh.remove().await;
        finish(ended);
    });
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime")
}

/// Lets a failed assertion of the body fail the test, after its database is gone.
fn finish(ended: Result<(), Box<dyn Any + Send>>) {
    if let Err(panic) = ended {
        resume_unwind(panic);
    }
}

/// Makes of each async body two tests, `name::sqlite` and `name::postgres`:
/// `both_databases! { async fn name(db: TestDb) { … } }`.
#[macro_export]
macro_rules! both_databases {
    ($($(#[$meta:meta])* async fn $name:ident($db:ident: TestDb) $body:block)+) => {$(
        mod $name {
            use super::*;

            async fn body($db: $crate::testing::TestDb) $body

            $(#[$meta])*
            #[test]
            fn sqlite() {
                $crate::testing::on_sqlite(body);
            }

            $(#[$meta])*
            #[test]
            fn postgres() {
                $crate::testing::on_postgres(body);
            }
        }
    )+};
}
