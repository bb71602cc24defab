//! Many tickets at once, for demo data: some hundreds of rows in one statement instead of one.
//!
//! Nothing is checked or counted here; whoever calls it keeps counters and search text right.

use domain::{
    ids::{AccountantId, TicketId, UserId},
    ticket::{
        Field, Ticket,
        wire::{HistoryKind, MailFailure},
    },
    time::UtcMillis,
};
use sea_query::{Expr, PostgresQueryBuilder, Query, SqliteQueryBuilder};
use sea_query_sqlx::{SqlxBinder, SqlxValues};
use sqlx::AssertSqlSafe;

use crate::{
    db::{Engine, Raw, Tx},
    error::StoreError,
    scalar,
    store::tickets::NO_DUE,
};

/// SQLite takes 32,766 values in one statement, PostgreSQL twice that.
const MAX_VALUES: usize = 30_000;

/// A ticket with what is stored beside it.
#[derive(Debug, Clone)]
pub struct TicketRow {
    /// With its number, which is free.
    pub ticket: Ticket,
    pub protocol: String,
    pub opened_by: UserId,
    /// What it is found by; see [`crate::store::tickets::search_body`].
    pub search_body: String,
}

/// A line of a ticket's history.
#[derive(Debug, Clone)]
pub struct LineRow {
    pub ticket: TicketId,
    pub at: UtcMillis,
    pub actor: Option<(UserId, &'static str)>,
    pub kind: HistoryKind,
    pub field: Option<Field>,
    pub before: String,
    pub after: String,
    pub note: String,
}

/// A mail that went out, or was given up for the reason named.
#[derive(Debug, Clone)]
pub struct MailRow {
    pub ticket: TicketId,
    pub to: String,
    pub subject: String,
    pub body: String,
    pub message_id: String,
    pub at: UtcMillis,
    pub failure: Option<MailFailure>,
}

/// Stores tickets with their search texts.
///
/// # Errors
/// A number or protocol is taken, or the database fails.
pub async fn insert_tickets(tx: &mut Tx, rows: &[TicketRow]) -> Result<(), StoreError> {
    let columns = [
        "id",
        "protocol",
        "version",
        "status",
        "is_open",
        "requester_id",
        "service_id",
        "accountant_id",
        "accountant_name",
        "assignee_id",
        "subject",
        "description",
        "value_cents",
        "opened_at",
        "updated_at",
        "due_at",
        "touched",
        "notified_at",
        "mail",
        "late",
        "opened_by",
    ];
    let values = rows.iter().map(|row| {
        let ticket = &row.ticket;
        vec![
            Expr::val(ticket.id.get()),
            Expr::val(row.protocol.as_str()),
            Expr::val(ticket.version),
            Expr::val(ticket.status.code()),
            Expr::val(ticket.status.is_open()),
            Expr::val(ticket.requester.get()),
            Expr::val(ticket.service.get()),
            Expr::val(ticket.accountant.map(AccountantId::get)),
            Expr::val(ticket.accountant_name.as_str()),
            Expr::val(ticket.assignee.map(UserId::get)),
            Expr::val(ticket.subject.as_str()),
            Expr::val(ticket.description.as_str()),
            Expr::val(ticket.value.cents()),
            Expr::val(ticket.opened_at.millis()),
            Expr::val(ticket.updated_at.millis()),
            Expr::val(ticket.due_at.map_or(NO_DUE, UtcMillis::millis)),
            Expr::val(ticket.touched),
            Expr::val(ticket.notified_at.map(UtcMillis::millis)),
            Expr::val(ticket.mail.code()),
            Expr::val(ticket.late),
            Expr::val(row.opened_by.get()),
        ]
    });
    let tickets = statements(tx.engine(), "tickets", &columns, values)?;
    run_all(tx, tickets).await?;
    let key = match tx.engine() {
        Engine::Sqlite => "rowid",
        Engine::Postgres => "id",
    };
    let texts = rows.iter().map(|row| vec![Expr::val(row.ticket.id.get()), Expr::val(row.search_body.as_str())]);
    let texts = statements(tx.engine(), "ticket_search", &[key, "body"], texts)?;
    run_all(tx, texts).await
}

/// Stores lines of history.
pub async fn insert_lines(tx: &mut Tx, rows: &[LineRow]) -> Result<(), StoreError> {
    let columns = ["ticket_id", "at", "actor_id", "actor_name", "kind", "field", "before", "after", "note"];
    let values = rows.iter().map(|row| {
        vec![
            Expr::val(row.ticket.get()),
            Expr::val(row.at.millis()),
            Expr::val(row.actor.map(|(id, _)| id.get())),
            Expr::val(row.actor.map(|(_, name)| name)),
            Expr::val(row.kind.code()),
            Expr::val(row.field.map(Field::code)),
            Expr::val(row.before.as_str()),
            Expr::val(row.after.as_str()),
            Expr::val(row.note.as_str()),
        ]
    });
    let lines = statements(tx.engine(), "ticket_history", &columns, values)?;
    run_all(tx, lines).await
}

/// Stores mails whose fate is known; none of them is tried again.
pub async fn insert_mails(tx: &mut Tx, rows: &[MailRow]) -> Result<(), StoreError> {
    let columns = [
        "ticket_id",
        "to_address",
        "subject",
        "body",
        "message_id",
        "state",
        "attempts",
        "failure",
        "created_at",
        "done_at",
    ];
    let mut values = Vec::with_capacity(rows.len());
    for row in rows {
        let failure = match &row.failure {
            Some(failure) => serde_json::to_string(failure).map_err(StoreError::corrupt)?,
            None => String::new(),
        };
        values.push(vec![
            Expr::val(row.ticket.get()),
            Expr::val(row.to.as_str()),
            Expr::val(row.subject.as_str()),
            Expr::val(row.body.as_str()),
            Expr::val(row.message_id.as_str()),
            Expr::val(if row.failure.is_none() { "sent" } else { "failed" }),
            Expr::val(if row.failure.is_none() { 1_i64 } else { 6 }),
            Expr::val(failure),
            Expr::val(row.at.millis()),
            Expr::val(row.failure.is_none().then(|| row.at.plus_seconds(2).millis())),
        ]);
    }
    let mails = statements(tx.engine(), "outbox", &columns, values)?;
    run_all(tx, mails).await
}

/// The smallest number that no ticket has and that follows all others.
pub async fn next_ticket_number(tx: &mut Tx) -> Result<i64, StoreError> {
    scalar!(tx, i64, "select coalesce(max(id), 0) + 1 from tickets")
}

/// Lets the database go on giving out numbers after those that were given by hand. SQLite does so by itself.
pub async fn continue_ticket_numbers(tx: &mut Tx) -> Result<(), StoreError> {
    if tx.engine() == Engine::Postgres {
        scalar!(tx, i64, "select setval(pg_get_serial_sequence('tickets', 'id'), (select max(id) from tickets))")?;
    }
    Ok(())
}

async fn run_all(tx: &mut Tx, statements: Vec<(String, SqlxValues)>) -> Result<(), StoreError> {
    for (sql, values) in statements {
        // The text holds names of tables and columns only; every value is bound.
        let sql = AssertSqlSafe(sql);
        match tx.raw() {
            Raw::Sqlite(conn) => {
                sqlx::query_with::<sqlx::Sqlite, _>(sql, values).persistent(false).execute(conn).await?;
            }
            Raw::Postgres(conn) => {
                sqlx::query_with::<sqlx::Postgres, _>(sql, values).persistent(false).execute(conn).await?;
            }
        }
    }
    Ok(())
}

/// As many statements as the databases' limit on values asks for.
fn statements(
    engine: Engine,
    table: &'static str,
    columns: &[&'static str],
    rows: impl IntoIterator<Item = Vec<Expr>>,
) -> Result<Vec<(String, SqlxValues)>, StoreError> {
    let per_statement = MAX_VALUES / columns.len().max(1);
    let mut rows = rows.into_iter().peekable();
    let mut statements = Vec::new();
    while rows.peek().is_some() {
        let mut statement = Query::insert();
        statement.into_table(table).columns(columns.iter().copied());
        for row in rows.by_ref().take(per_statement) {
            statement.values(row).map_err(StoreError::corrupt)?;
        }
        statements.push(match engine {
            Engine::Sqlite => statement.build_sqlx(SqliteQueryBuilder),
            Engine::Postgres => statement.build_sqlx(PostgresQueryBuilder),
        });
    }
    Ok(statements)
}
