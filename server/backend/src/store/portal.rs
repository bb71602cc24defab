//! Tickets as their requesters see them.

use domain::{
    ids::{PersonId, ServiceId, TicketId},
    portal::{PortalEvent, PortalService, PortalTicket, PortalWhat},
    search,
    ticket::Status,
    time::UtcMillis,
};

use crate::{db::Conn, error::StoreError, maybe_row, rows, store::tickets::due_from_stored};

#[derive(Debug, sqlx::FromRow)]
struct TicketRecord {
    id: i64,
    #[sqlx(try_from = "String")]
    status: Status,
    subject: String,
    updated_at: i64,
}

impl TryFrom<TicketRecord> for PortalTicket {
    type Error = StoreError;

    fn try_from(record: TicketRecord) -> Result<Self, StoreError> {
        Ok(Self {
            id: TicketId::new(record.id),
            status: record.status,
            subject: record.subject,
            updated_at: UtcMillis::from_millis(record.updated_at),
        })
    }
}

/// The tickets of person `$1`, at most `$2`.
pub(in crate::store) const OF_PERSON: &str = "select id, status, subject, updated_at
from tickets
where requester_id = $1
order by updated_at desc, id desc
limit $2";

/// The tickets of a person, the one changed last first.
pub async fn of_person(conn: &mut Conn, person: PersonId, limit: i64) -> Result<Vec<PortalTicket>, StoreError> {
    let found = rows!(conn, TicketRecord, OF_PERSON, person.get(), limit)?;
    found.into_iter().map(PortalTicket::try_from).collect()
}

/// A ticket with what its own page shows.
#[derive(Debug, Clone)]
pub struct PortalDetails {
    pub ticket: PortalTicket,
    pub requester: PersonId,
    pub version: i64,
    pub protocol: String,
    pub description: String,
    pub service: String,
    pub opened_at: UtcMillis,
    pub due_at: Option<UtcMillis>,
    pub merged_into: Option<TicketId>,
}

#[derive(Debug, sqlx::FromRow)]
struct DetailsRecord {
    #[sqlx(flatten)]
    ticket: TicketRecord,
    requester_id: i64,
    version: i64,
    protocol: String,
    description: String,
    service: String,
    opened_at: i64,
    due_at: i64,
    merged_into: Option<i64>,
}

/// One ticket.
pub async fn find(conn: &mut Conn, id: TicketId) -> Result<Option<PortalDetails>, StoreError> {
    let found = maybe_row!(
        conn,
        DetailsRecord,
        "select t.id, t.status, t.subject, t.updated_at, t.requester_id, t.version, t.protocol, t.description,
                s.name as service, t.opened_at, t.due_at, t.merged_into
         from tickets t
         join services s on s.id = t.service_id
         where t.id = $1",
        id.get()
    )?;
    let Some(record) = found else { return Ok(None) };
    Ok(Some(PortalDetails {
        ticket: record.ticket.try_into()?,
        requester: PersonId::new(record.requester_id),
        version: record.version,
        protocol: record.protocol,
        description: record.description,
        service: record.service,
        opened_at: UtcMillis::from_millis(record.opened_at),
        due_at: due_from_stored(record.due_at),
        merged_into: record.merged_into.map(TicketId::new),
    }))
}

/// What a requester may know of the history: that the ticket was opened, and its statuses with their reasons.
pub async fn events(conn: &mut Conn, id: TicketId) -> Result<Vec<PortalEvent>, StoreError> {
    let lines = rows!(
        conn,
        (i64, String, String, String),
        "select at, kind, after, note
         from ticket_history
         where ticket_id = $1 and (kind = 'opened' or (kind = 'changed' and field = 'status'))
         order by id
         limit 500",
        id.get()
    )?;
    lines
        .into_iter()
        .map(|(at, kind, after, note)| {
            let what = if kind == "opened" {
                PortalWhat::Opened
            } else {
                let to = Status::from_code(&after).ok_or_else(|| StoreError::corrupt(&after))?;
                PortalWhat::Status { to, reason: note }
            };
            Ok(PortalEvent { at: UtcMillis::from_millis(at), what })
        })
        .collect()
}

/// The services that may be asked for, by name.
pub async fn services(conn: &mut Conn) -> Result<Vec<PortalService>, StoreError> {
    let mut found = rows!(conn, (i64, String), "select id, name from services where active")?;
    // The two databases sort names differently, and neither as people do.
    found.sort_by_cached_key(|(id, name)| (search::fold(name), *id));
    Ok(found.into_iter().map(|(id, name)| PortalService { id: ServiceId::new(id), name }).collect())
}
