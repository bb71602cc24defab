//! The grid's rows: a filter, an order and a cursor as one SQL statement, whatever was chosen.
//!
//! All joins are left joins by primary key, so that the index of the order always drives. The plans are asserted by a test on
//! both databases.

use domain::{
    ids::{PersonId, TicketId, UserId},
    money::Money,
    search,
    ticket::{AssigneeFilter, MailMark, SortKey, Status, TicketFilter, TicketQuery, wire::TicketRow},
    time::UtcMillis,
};
use sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement};
use sea_query_sqlx::SqlxValues;

use crate::{
    db::{Conn, Engine},
    dialect,
    error::StoreError,
    store::{
        listing::{Page, build, fetch, is_backwards, turn},
        tickets::due_from_stored,
    },
    text_index::{self, TextTable},
};

#[derive(Debug, sqlx::FromRow)]
struct ListRecord {
    id: i64,
    version: i64,
    #[sqlx(try_from = "String")]
    status: Status,
    subject: String,
    requester_id: i64,
    requester_name: String,
    requester_email: Option<String>,
    chat_linked: bool,
    unread: i64,
    assignee_id: Option<i64>,
    assignee_name: Option<String>,
    service_name: String,
    value_cents: i64,
    opened_at: i64,
    updated_at: i64,
    due_at: i64,
    touched: bool,
    notified_at: Option<i64>,
    late: bool,
    #[sqlx(try_from = "String")]
    mail: MailMark,
    merged_into: Option<i64>,
}

impl TryFrom<ListRecord> for TicketRow {
    type Error = StoreError;

    fn try_from(record: ListRecord) -> Result<Self, StoreError> {
        let status = record.status;
        Ok(Self {
            id: TicketId::new(record.id),
            version: record.version,
            status,
            subject: record.subject,
            requester: PersonId::new(record.requester_id),
            requester_name: record.requester_name,
            requester_email: record.requester_email,
            chat_linked: record.chat_linked,
            unread: record.unread,
            assignee: record.assignee_id.map(UserId::new),
            assignee_name: record.assignee_name,
            service_name: record.service_name,
            value: Money::from_cents(record.value_cents).map_err(StoreError::corrupt)?,
            opened_at: UtcMillis::from_millis(record.opened_at),
            updated_at: UtcMillis::from_millis(record.updated_at),
            due_at: due_from_stored(record.due_at),
            is_new: !record.touched && status.is_open(),
            notified: record.notified_at.is_some(),
            late: record.late,
            mail: record.mail,
            merged_into: record.merged_into.map(TicketId::new),
        })
    }
}

/// Reads one page.
pub async fn page(conn: &mut Conn, query: &TicketQuery) -> Result<Page<TicketRow>, StoreError> {
    let statement = page_sql(conn.engine(), query);
    let rows = rows(conn, statement, query.filter.text.is_empty()).await?;
    Ok(Page::cut(rows, query.page_size, query.cursor.as_ref()))
}

/// The rows with these numbers, in no particular order: for live updates.
pub async fn by_ids(conn: &mut Conn, ids: &[TicketId]) -> Result<Vec<TicketRow>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut select = base();
    select.and_where(column("t", "id").is_in(ids.iter().map(|id| id.get())));
    let statement = build(conn.engine(), &select);
    rows(conn, statement, true).await
}

async fn rows(conn: &mut Conn, statement: (String, SqlxValues), kept: bool) -> Result<Vec<TicketRow>, StoreError> {
    let found: Vec<ListRecord> = fetch(conn, statement, kept).await?;
    found.into_iter().map(TicketRow::try_from).collect()
}

/// The statement of one page, for [`page`] and for the test of its plan.
pub fn page_sql(engine: Engine, query: &TicketQuery) -> (String, SqlxValues) {
    let mut select = base();
    add_filter(&mut select, engine, &query.filter);
    let last = query.cursor.map(|cursor| (Expr::val(cursor.value), cursor.id.get()));
    let descending = query.descending != is_backwards(query.cursor.as_ref());
    turn(&mut select, ("t", sort_column(query.sort)), last, descending, query.page_size);
    build(engine, &select)
}

const fn sort_column(sort: SortKey) -> &'static str {
    match sort {
        SortKey::Opened => "opened_at",
        SortKey::Updated => "updated_at",
        SortKey::Due => "due_at",
        SortKey::Value => "value_cents",
    }
}

fn column(table: &'static str, name: &'static str) -> Expr {
    Expr::col((table, name))
}

fn base() -> SelectStatement {
    let mut select = Query::select();
    for name in [
        "id",
        "version",
        "status",
        "subject",
        "requester_id",
        "assignee_id",
        "value_cents",
        "opened_at",
        "updated_at",
        "due_at",
        "touched",
        "notified_at",
        "late",
        "mail",
        "merged_into",
    ] {
        select.column(("t", name));
    }
    select
        .expr_as(column("p", "name"), "requester_name")
        .expr_as(column("p", "email"), "requester_email")
        .expr_as(column("u", "name"), "assignee_name")
        .expr_as(column("s", "name"), "service_name")
        .expr_as(
            Expr::cust("exists (select 1 from users c where c.person_id = t.requester_id and c.active)"),
            "chat_linked",
        )
        .expr_as(
            Expr::cust("coalesce((select m.staff_unread from conversations m where m.ticket_id = t.id), 0)"),
            "unread",
        )
        .from_as("tickets", Alias::new("t"))
        .left_join(sea_query::TableRef::Table("people".into(), Some("p".into())), Expr::cust("p.id = t.requester_id"))
        .left_join(sea_query::TableRef::Table("users".into(), Some("u".into())), Expr::cust("u.id = t.assignee_id"))
        .left_join(sea_query::TableRef::Table("services".into(), Some("s".into())), Expr::cust("s.id = t.service_id"));
    select
}

/// Adds the conditions of `filter`; they mean what [`TicketFilter::matches`] says.
pub(super) fn add_filter(select: &mut SelectStatement, engine: Engine, filter: &TicketFilter) {
    match filter.statuses.as_slice() {
        [] => {}
        [one] => {
            select.and_where(column("t", "status").eq(one.code()));
        }
        many => {
            let statuses = many.iter().map(|status| format!("'{}'", status.code())).collect::<Vec<_>>().join(", ");
            select.and_where(Expr::cust(format!("{} in ({statuses})", dialect::without_index(engine, "t.status"))));
        }
    }
    match filter.assignee {
        None => {}
        Some(AssigneeFilter::Nobody) => {
            select.and_where(column("t", "assignee_id").is_null());
        }
        Some(AssigneeFilter::User(user)) => {
            select.and_where(column("t", "assignee_id").eq(user.get()));
        }
    }
    match filter.services.as_slice() {
        [] => {}
        [one] => {
            select.and_where(column("t", "service_id").eq(one.get()));
        }
        many => {
            let ids = many.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            select.and_where(Expr::cust(format!("{} in ({ids})", dialect::without_index(engine, "t.service_id"))));
        }
    }
    if let Some(person) = filter.requester {
        select.and_where(column("t", "requester_id").eq(person.get()));
    }
    if let Some(from) = filter.opened_from {
        select.and_where(column("t", "opened_at").gte(from.millis()));
    }
    if let Some(to) = filter.opened_to {
        select.and_where(column("t", "opened_at").lte(to.millis()));
    }
    // Literals, not values: the planner must see that the partial indexes fit.
    if filter.only_open || filter.only_new {
        select.and_where(Expr::cust("t.is_open = true"));
    }
    if filter.only_new {
        select.and_where(Expr::cust("t.touched = false"));
    }
    if filter.only_late {
        select.and_where(Expr::cust("t.late = true"));
    }
    if filter.only_mail_failed {
        select.and_where(Expr::cust("t.mail = 'failed'"));
    }
    if let Some(number) = filter.number() {
        select.and_where(column("t", "id").eq(number.get()));
    } else if let Some(lookup) = text_index::by_parts(engine, TextTable::Tickets, &search::fold(&filter.text)) {
        let id = dialect::without_index(engine, "t.id");
        select.and_where(lookup.holds(&id));
    }
}
