//! Every verb on a ticket, on both databases: what it does, what it leaves behind, and what it refuses.

mod bulk;
mod create;
mod drafts;
mod edit;
mod races;
mod split;
mod statements;
mod status;
mod ties;
mod upkeep;
mod views;

use std::ops::Deref;

use domain::{
    access::{Actor, Role},
    error::{AppError, ErrorCode},
    ids::{PersonId, ServiceId, TicketId},
    money::Money,
    ticket::{
        BuiltInView, Status, Ticket, TicketQuery,
        wire::{ChangeStatus, EditTicket, HistoryKind, HistoryLine, MoveTicket, NewTicket, StatusChanged, TicketRow},
    },
};

use super::*;
use crate::{
    maybe_row, rows, run,
    store::{self, tickets},
    testing::{
        TestDb, TestDesk, key,
        smtp::{Mode, SmtpServer},
    },
    usecase::{Caller, view},
};

const ADDRESS: &str = "maria@example.test";

fn reais(cents: i64) -> Money {
    Money::from_cents(cents).unwrap()
}

/// A refusal of one field.
fn on(field: &str, code: ErrorCode) -> AppError {
    AppError::on(field, code)
}

/// A desk with the agent Bianca, the requester Maria and one service of R$ 35,00 without a term.
struct Office {
    desk: TestDesk,
    server: SmtpServer,
    bianca: Caller,
    maria: PersonId,
    service: ServiceId,
}

impl Deref for Office {
    type Target = TestDesk;
    fn deref(&self) -> &TestDesk {
        &self.desk
    }
}

impl Office {
    /// Mails are accepted.
    async fn new(db: &TestDb) -> Self {
        let office = Self::without_sender(db, Mode::Accept).await;
        office.company("Contábil São João", "atendimento@saojoao.test").await;
        office
    }

    /// The company has not entered its address yet.
    async fn without_sender(db: &TestDb, mode: Mode) -> Self {
        let server = SmtpServer::start(mode).await;
        let desk = db.desk_with(Some(&server.url()));
        let bianca = desk.caller(&desk.agent("Bianca").await);
        let maria = desk.person("Maria", Some(ADDRESS)).await;
        let service = desk.service("Segunda via", reais(3_500)).await;
        Self { desk, server, bianca, maria, service }
    }

    async fn caller_of(&self, name: &str, role: Role) -> Caller {
        self.caller(&self.user(name, role).await)
    }

    fn me(&self) -> &Actor {
        &self.bianca.actor
    }

    /// The form as Bianca fills it: for Maria, assigned to Bianca.
    fn form(&self) -> NewTicket {
        NewTicket {
            key: key(),
            requester: Some(self.maria),
            service: Some(self.service),
            accountant: None,
            assignee: Some(self.me().id),
            subject: "Segunda via do boleto".to_owned(),
            description: String::new(),
            value: String::new(),
            files: Vec::new(),
        }
    }

    async fn open(&self) -> TicketId {
        self.open_as(self.form()).await
    }

    async fn open_as(&self, form: NewTicket) -> TicketId {
        create(&self.desk, &self.bianca, form).await.unwrap().id
    }

    async fn ticket(&self, id: TicketId) -> Ticket {
        tickets::find(&mut self.db().conn().await.unwrap(), id).await.unwrap().unwrap()
    }

    async fn row(&self, id: TicketId) -> TicketRow {
        rows_of(&self.desk, &self.bianca, &[id]).await.unwrap().remove(0)
    }

    /// Bianca changes the status of the ticket as it is now.
    async fn set(&self, id: TicketId, to: Status, reason: &str) -> Result<StatusChanged, AppError> {
        let version = self.ticket(id).await.version;
        let form = ChangeStatus { key: key(), id, version, to, reason: reason.to_owned() };
        change_status(&self.desk, &self.bianca, form).await
    }

    /// The form "Editar" as it is filled now.
    async fn edit_form(&self, id: TicketId) -> EditTicket {
        let ticket = self.ticket(id).await;
        EditTicket {
            key: key(),
            id,
            version: ticket.version,
            requester: ticket.requester,
            service: ticket.service,
            accountant: ticket.accountant,
            subject: ticket.subject,
            description: ticket.description,
            value: ticket.value.formatted(),
            due: ticket.due_at.map(|at| at.format_date_time(domain::zone::Zone::Brasilia)).unwrap_or_default(),
        }
    }

    async fn move_to(&self, id: TicketId, to: &Actor, note: &str) -> Result<TicketRow, AppError> {
        let version = self.ticket(id).await.version;
        let form = MoveTicket { key: key(), id, version, to: Some(to.id), note: note.to_owned() };
        hand_over(&self.desk, &self.bianca, form).await
    }

    /// All lines, oldest first.
    async fn history(&self, id: TicketId) -> Vec<HistoryLine> {
        let mut lines = show(&self.desk, &self.bianca, id).await.unwrap().history;
        lines.reverse();
        lines
    }

    /// The last line of a kind, as (before, after, note).
    async fn last_line(&self, id: TicketId, kind: HistoryKind) -> (String, String, String) {
        let line = self.history(id).await.into_iter().rfind(|line| line.kind == kind);
        let line = line.unwrap_or_else(|| panic!("no line of {kind:?}"));
        (line.before, line.after, line.note)
    }

    /// Count and cents that a tab shows to the caller.
    async fn tab(&self, caller: &Caller, code: &str) -> (i64, i64) {
        let found = tabs(&self.desk, caller).await.unwrap().into_iter().find(|tab| tab.code == code);
        let found = found.unwrap_or_else(|| panic!("no tab {code}"));
        (found.count.unwrap(), found.value.unwrap().cents())
    }

    async fn count(&self, view: BuiltInView) -> i64 {
        self.tab(&self.bianca, view.code()).await.0
    }

    /// How many rows a table has; only for names that stand in this file.
    async fn rows_in(&self, table: &'static str) -> i64 {
        let sql = match table {
            "tickets" => "select count(*) from tickets",
            "outbox" => "select count(*) from outbox",
            "audit" => "select count(*) from audit where entity = 'ticket'",
            "drafts" => "select count(*) from drafts",
            other => panic!("{other}"),
        };
        let found: Option<(i64,)> = maybe_row!(self.db().conn().await.unwrap(), (i64,), sql).unwrap();
        found.map_or(0, |(count,)| count)
    }

    async fn sql(&self, sql: &'static str, id: i64) {
        let mut tx = self.db().begin().await.unwrap();
        run!(tx, sql, id).unwrap();
        tx.commit().await.unwrap();
    }

    async fn restrict_flow(&self) {
        let body = serde_json::json!({ "flow": "restricted" });
        let mut tx = self.db().begin().await.unwrap();
        store::settings::put_json(&mut tx, "tickets", &body, self.clock().now(), "test", 0).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// The kept counts are what counting finds.
    async fn assert_counts_are_right(&self) {
        assert_eq!(view::recount::<Ticket>(&self.desk).await.unwrap(), Vec::<String>::new(), "kept counts differ");
    }
}
