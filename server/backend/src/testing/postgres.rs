//! Databases of one test each on the test server, copied from a migrated template.
//!
//! The template bears the checksums of the migrations in its name: it is made once a server and schema, whichever process
//! comes first, and a changed migration makes another one.

use std::{
    sync::{
        OnceLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

use crate::Db;

const VARIABLE: &str = "BALCAO_TEST_POSTGRES_URL";
/// The advisory lock under which the template is made; any number that nobody else uses.
const LOCK: i64 = 4_821_720_260_318;

static SERVER: OnceLock<Server> = OnceLock::new();
static NEXT: AtomicU64 = AtomicU64::new(0);

/// The test server with its template.
pub(super) struct Server {
    url: String,
    template: String,
}

/// The server of this process's tests; the first call makes the template. Not from inside a runtime.
pub(super) fn server() -> &'static Server {
    SERVER.get_or_init(|| {
        let url = std::env::var(VARIABLE).unwrap_or_else(|_| {
            panic!(
                "{VARIABLE} is not set, so the half of this test on PostgreSQL cannot run. \
                 `make test` starts a server by itself; so does `tools/with-postgres.sh cargo test -p backend`."
            )
        });
        super::runtime().block_on(async {
            let template = make_template(&url).await;
            Server { url, template }
        })
    })
}

impl Server {
    /// A copy of the template.
    pub(super) async fn fresh_database(&self) -> Fresh {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("balcao_test_{}_{number}_{:08x}", std::process::id(), rand::random::<u32>());
        let mut admin = connect(&self.url).await;
        let create = format!("create database {name} template {}", self.template);
        // Somebody may just be leaving the template; that takes a moment.
        for _ in 0..50 {
            match admin.execute(AssertSqlSafe(create.clone())).await {
                Ok(_) => return Fresh { url: with_database(&self.url, &name), server: self.url.clone(), name },
                Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some("55006") => {
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
                Err(error) => panic!("a test database could not be made: {error}"),
            }
        }
        panic!("the template is in use for too long");
    }
}

/// A database of one test.
pub(super) struct Fresh {
    pub(super) url: String,
    server: String,
    name: String,
}

impl Fresh {
    /// Drops it, whoever is still connected.
    pub(super) async fn remove(self) {
        let mut admin = connect(&self.server).await;
        let drop = format!("drop database if exists {} with (force)", self.name);
        admin.execute(AssertSqlSafe(drop)).await.expect("the test database is dropped");
    }
}

async fn make_template(url: &str) -> String {
    let mut hash = Sha256::new();
    for migration in sqlx::migrate!("../../migrations/postgres").iter() {
        hash.update(&migration.checksum);
    }
    let digest: String = hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let name = format!("balcao_template_{digest}");

    let mut admin = connect(url).await;
    sqlx::query("select pg_advisory_lock($1)").bind(LOCK).execute(&mut admin).await.expect("the template's lock");
    let exists: Option<i32> = sqlx::query_scalar("select 1 from pg_database where datname = $1")
        .bind(&name)
        .fetch_optional(&mut admin)
        .await
        .expect("the list of databases");
    if exists.is_none() {
        // Under another name until it is complete: a killed process must not leave half a template.
        let building = format!("{name}_building");
        for statement in
            [format!("drop database if exists {building} with (force)"), format!("create database {building}")]
        {
            admin.execute(AssertSqlSafe(statement)).await.expect("an empty template");
        }
        let db = Db::open(&with_database(url, &building)).await.expect("the template");
        db.migrate().await.expect("migrations of PostgreSQL");
        db.close().await;
        let rename = format!("alter database {building} rename to {name}");
        for left in (0..50).rev() {
            match admin.execute(AssertSqlSafe(rename.clone())).await {
                Ok(_) => break,
                Err(error) if left == 0 => panic!("the template could not be finished: {error}"),
                Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        }
    }
    // The lock goes with the connection.
    admin.close().await.expect("the connection ends");
    name
}

async fn connect(url: &str) -> PgConnection {
    PgConnection::connect(url).await.unwrap_or_else(|error| panic!("{VARIABLE} does not answer: {error}"))
}

/// The same server, another database.
fn with_database(url: &str, name: &str) -> String {
    let (address, options) = url.split_once('?').map_or((url, None), |(address, options)| (address, Some(options)));
    let start = address.find("://").map_or(0, |at| at + 3);
    let end = address[start..].find('/').map_or(address.len(), |at| start + at);
    let options = options.map(|options| format!("?{options}")).unwrap_or_default();
    format!("{}/{name}{options}", &address[..end])
}

#[test]
fn only_the_database_of_an_address_is_replaced() {
    assert_eq!(with_database("postgres://me:pw@host:5432/postgres", "x"), "postgres://me:pw@host:5432/x");
    assert_eq!(with_database("postgres://host?sslmode=disable", "x"), "postgres://host/x?sslmode=disable");
}
