//! What can go wrong underneath a use-case, and how it becomes the one error that screens see.
//!
//! The source text of a database or library goes to the log and nowhere else.

use domain::error::{AppError, ErrorCode};

/// A failure of storage.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("database: {0}")]
    Sql(#[from] sqlx::Error),
    #[error("migration: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    #[error("this command is for SQLite databases")]
    NotSqlite,
    #[error("stored value is not valid: {0}")]
    Corrupt(String),
}

impl StoreError {
    /// A stored value that the domain refuses to read.
    pub fn corrupt(what: impl std::fmt::Display) -> Self {
        Self::Corrupt(what.to_string())
    }

    /// The name of the violated unique constraint or its columns, in the driver's words.
    pub fn unique_violation(&self) -> Option<String> {
        let Self::Sql(sqlx::Error::Database(error)) = self else { return None };
        if !error.is_unique_violation() {
            return None;
        }
        Some(error.constraint().map_or_else(|| error.message().to_owned(), str::to_owned))
    }

    /// The database is away, locked or out of connections: trying again later may help.
    pub fn is_unavailable(&self) -> bool {
        match self {
            Self::Sql(
                sqlx::Error::PoolTimedOut
                | sqlx::Error::PoolClosed
                | sqlx::Error::Io(_)
                | sqlx::Error::Tls(_)
                | sqlx::Error::WorkerCrashed,
            ) => true,
            Self::Sql(sqlx::Error::Database(error)) => error.code().is_some_and(|code| says_unavailable(&code)),
            _ => false,
        }
    }
}

/// PostgreSQL: 57P03 cannot connect now, 57P01 shut down, 53300 too many connections, 08… connection, 40P01 deadlock and
/// 40001 serialization: the transaction was undone and another one may succeed. SQLite, in the lowest byte of a shorter code:
/// 5 busy, 6 locked, 10 the disk, 14 the file cannot be opened, 15 the locks of the log.
fn says_unavailable(code: &str) -> bool {
    if code.len() == 5 {
        return code.starts_with("08") || code.starts_with("57P") || matches!(code, "53300" | "40P01" | "40001");
    }
    code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 10 | 14 | 15))
}

impl From<StoreError> for AppError {
    /// Logs the source once and keeps only a code.
    fn from(error: StoreError) -> Self {
        if error.is_unavailable() {
            tracing::warn!(%error, "the database is unavailable");
            return ErrorCode::Unavailable.into();
        }
        tracing::error!(%error, "storage failed");
        ErrorCode::Internal.into()
    }
}

/// Turns the violation of a unique constraint into a refusal of one field; other failures pass.
pub fn taken_on(field: &'static str) -> impl Fn(StoreError) -> AppError {
    move |error| {
        if error.unique_violation().is_some() {
            return AppError::on(field, ErrorCode::Taken);
        }
        error.into()
    }
}

#[cfg(test)]
mod tests {
    use super::says_unavailable;

    #[test]
    fn what_may_pass_is_told_from_what_will_not() {
        for passing in ["5", "517", "6", "15", "14", "778", "08006", "57P01", "57P03", "53300", "40P01", "40001"] {
            assert!(says_unavailable(passing), "{passing}");
        }
        for lasting in ["1", "11", "19", "2067", "23505", "42601", "53100", "nonsense"] {
            assert!(!says_unavailable(lasting), "{lasting}");
        }
    }
}
