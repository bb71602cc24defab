//! The two databases behind one door: connections, transactions, and the macros that send one SQL text to either.
//!
//! A [`Conn`] reads, a [`Tx`] writes. The macros `rows!`, `maybe_row!`, `row!`, `scalar!` and `run!` expand a literal SQL
//! text with `$1` placeholders to both drivers, so both are checked by the compiler. What cannot be said in one SQL text
//! is in [`crate::dialect`].
//!
//! SQLite has one writer connection, which every write waits for, and a pool of readers. PostgreSQL has one pool.

use std::{
    ops::{Deref, DerefMut},
    path::Path,
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use sqlx::{
    PgConnection, PgPool, Postgres, Sqlite, SqliteConnection, SqlitePool, Transaction,
    pool::PoolConnection,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use crate::error::StoreError;

/// How long a request waits for a free connection, and SQLite for a lock.
const PATIENCE: Duration = Duration::from_secs(5);
const SQLITE_READERS: u32 = 8;
const POSTGRES_CONNECTIONS: u32 = 16;

/// The database of this desk. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Db {
    pools: Pools,
    /// Statements sent since the start; tests assert how many a page needs.
    statements: Arc<AtomicU64>,
}

#[derive(Clone, Debug)]
enum Pools {
    Sqlite { read: SqlitePool, write: SqlitePool },
    Postgres(PgPool),
}

/// Which of the two databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Db {
    /// Opens the database named by `url`: `sqlite:path`, `sqlite://path` or `postgres://…`. A missing SQLite file is made.
    ///
    /// # Errors
    /// The database cannot be reached, or the address is not understood.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let pools = if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let options = PgConnectOptions::from_str(url)?.application_name("balcao");
            let pool = PgPoolOptions::new()
                .max_connections(POSTGRES_CONNECTIONS)
                .acquire_timeout(PATIENCE)
                .test_before_acquire(false)
                .connect_with(options)
                .await?;
            Pools::Postgres(pool)
        } else {
            let options = sqlite_options(url)?;
            // The writer comes first: it makes the file and switches it to WAL before any reader looks.
            let write = SqlitePoolOptions::new()
                .max_connections(1)
                .acquire_timeout(PATIENCE)
                .idle_timeout(None)
                .max_lifetime(None)
                .connect_with(options.clone())
                .await?;
            let read = SqlitePoolOptions::new()
                .max_connections(SQLITE_READERS)
                .acquire_timeout(PATIENCE)
                .idle_timeout(None)
                .max_lifetime(None)
                .test_before_acquire(false)
                .connect_lazy_with(options.pragma("query_only", "on"));
            Pools::Sqlite { read, write }
        };
        Ok(Self { pools, statements: Arc::default() })
    }

    pub const fn engine(&self) -> Engine {
        match self.pools {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::Postgres(_) => Engine::Postgres,
        }
    }

    /// A connection for reading.
    ///
    /// # Errors
    /// No connection within the time.
    pub async fn conn(&self) -> Result<Conn, StoreError> {
        let handle = match &self.pools {
            Pools::Sqlite { read, .. } => Handle::SqliteRead(read.acquire().await?),
            Pools::Postgres(pool) => Handle::PostgresRead(pool.acquire().await?),
        };
        Ok(Conn { handle, statements: Arc::clone(&self.statements) })
    }

    /// A transaction for writing. It is undone when dropped without [`Tx::commit`].
    ///
    /// # Errors
    /// No connection within the time, or SQLite's write lock is held by another process.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        let handle = match &self.pools {
            Pools::Sqlite { write, .. } => Handle::SqliteWrite(write.begin_with("begin immediate").await?),
            Pools::Postgres(pool) => Handle::PostgresWrite(pool.begin().await?),
        };
        Ok(Tx(Conn { handle, statements: Arc::clone(&self.statements) }))
    }

    /// Statements sent since the start, on all connections.
    pub fn statements_sent(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Brings the schema up to date. Safe when several processes start at once.
    ///
    /// # Errors
    /// A migration fails, or the database holds a newer schema than this binary knows.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        match &self.pools {
            Pools::Sqlite { write, .. } => sqlx::migrate!("../../migrations/sqlite").run(write).await?,
            Pools::Postgres(pool) => sqlx::migrate!("../../migrations/postgres").run(pool).await?,
        }
        Ok(())
    }

    /// The PostgreSQL pool, for LISTEN and NOTIFY; `None` on SQLite.
    pub const fn postgres(&self) -> Option<&PgPool> {
        match &self.pools {
            Pools::Postgres(pool) => Some(pool),
            Pools::Sqlite { .. } => None,
        }
    }

    /// Copies a running SQLite database into `target`, which must not exist.
    ///
    /// # Errors
    /// Not SQLite, or the copy cannot be written.
    pub async fn backup_to(&self, target: &Path) -> Result<(), StoreError> {
        let Pools::Sqlite { write, .. } = &self.pools else { return Err(StoreError::NotSqlite) };
        sqlx::query("vacuum into $1").bind(target.to_string_lossy().into_owned()).execute(write).await?;
        Ok(())
    }

    /// Closes all connections after their present work.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

fn sqlite_options(url: &str) -> Result<SqliteConnectOptions, StoreError> {
    let options = SqliteConnectOptions::from_str(url)?;
    if let Some(folder) = options.get_filename().parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(sqlx::Error::Io)?;
    }
    Ok(options
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        .pragma("temp_store", "memory")
        .pragma("cache_size", "-8000"))
}

#[derive(Debug)]
enum Handle {
    SqliteRead(PoolConnection<Sqlite>),
    SqliteWrite(Transaction<'static, Sqlite>),
    PostgresRead(PoolConnection<Postgres>),
    PostgresWrite(Transaction<'static, Postgres>),
}

/// A connection to either database.
#[derive(Debug)]
pub struct Conn {
    handle: Handle,
    statements: Arc<AtomicU64>,
}

/// The driver's own connection, for the macros.
pub enum Raw<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

impl Conn {
    /// The driver's connection, for one statement.
    pub fn raw(&mut self) -> Raw<'_> {
        self.statements.fetch_add(1, Ordering::Relaxed);
        match &mut self.handle {
            Handle::SqliteRead(conn) => Raw::Sqlite(conn),
            Handle::SqliteWrite(tx) => Raw::Sqlite(tx),
            Handle::PostgresRead(conn) => Raw::Postgres(conn),
            Handle::PostgresWrite(tx) => Raw::Postgres(tx),
        }
    }

    pub const fn engine(&self) -> Engine {
        match self.handle {
            Handle::SqliteRead(_) | Handle::SqliteWrite(_) => Engine::Sqlite,
            Handle::PostgresRead(_) | Handle::PostgresWrite(_) => Engine::Postgres,
        }
    }
}

/// A write transaction.
#[derive(Debug)]
pub struct Tx(Conn);

impl Tx {
    /// Makes the changes durable.
    ///
    /// # Errors
    /// The database refuses; then nothing was changed.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self.0.handle {
            Handle::SqliteWrite(tx) => tx.commit().await?,
            Handle::PostgresWrite(tx) => tx.commit().await?,
            Handle::SqliteRead(_) | Handle::PostgresRead(_) => {}
        }
        Ok(())
    }
}

impl Deref for Tx {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.0
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.0
    }
}

/// Sends one SQL text to whichever database the connection is of; the building block of the macros below.
#[macro_export]
macro_rules! dispatch {
    ($conn:expr, $make:ident, $ty:ty, $sql:expr, $fetch:ident, [$($arg:expr),*]) => {
        match $conn.raw() {
            $crate::db::Raw::Sqlite(conn) => {
                sqlx::$make::<sqlx::Sqlite, $ty>($sql)$(.bind($arg))*.$fetch(conn).await
            }
            $crate::db::Raw::Postgres(conn) => {
                sqlx::$make::<sqlx::Postgres, $ty>($sql)$(.bind($arg))*.$fetch(conn).await
            }
        }
        .map_err($crate::error::StoreError::from)
    };
}

/// All rows as `Vec<T>`: `rows!(conn, T, "select …", arg, …)`.
#[macro_export]
macro_rules! rows {
    ($conn:expr, $ty:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        $crate::dispatch!($conn, query_as, $ty, $sql, fetch_all, [$($arg),*])
    };
}

/// The first row as `Option<T>`.
#[macro_export]
macro_rules! maybe_row {
    ($conn:expr, $ty:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        $crate::dispatch!($conn, query_as, $ty, $sql, fetch_optional, [$($arg),*])
    };
}

/// The one row as `T`; no row is an error.
#[macro_export]
macro_rules! row {
    ($conn:expr, $ty:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        $crate::dispatch!($conn, query_as, $ty, $sql, fetch_one, [$($arg),*])
    };
}

/// The first column of the one row as `T`.
#[macro_export]
macro_rules! scalar {
    ($conn:expr, $ty:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        $crate::dispatch!($conn, query_scalar, $ty, $sql, fetch_one, [$($arg),*])
    };
}

/// Runs a statement; gives the number of rows it touched.
#[macro_export]
macro_rules! run {
    ($conn:expr, $sql:expr $(, $arg:expr)* $(,)?) => {
        match $conn.raw() {
            $crate::db::Raw::Sqlite(conn) => {
                sqlx::query::<sqlx::Sqlite>($sql)$(.bind($arg))*.execute(conn).await.map(|done| done.rows_affected())
            }
            $crate::db::Raw::Postgres(conn) => {
                sqlx::query::<sqlx::Postgres>($sql)$(.bind($arg))*.execute(conn).await.map(|done| done.rows_affected())
            }
        }
        .map_err($crate::error::StoreError::from)
    };
}
