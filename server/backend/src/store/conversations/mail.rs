//! Answers that stayed unread: one mail tells the requester, and no other one until they were here.

use domain::{i18n::Locale, ids::TicketId, time::UtcMillis};

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    maybe_row, rows, run,
};

/// Conversations whose mail is due at `$1`, at most `$2`.
pub(in crate::store) const DUE: &str = "select ticket_id
from conversations
where mail_due_at is not null and mail_due_at <= $1
order by mail_due_at, ticket_id
limit $2";

/// Conversations whose mail is due, the longest waiting first.
pub async fn due(conn: &mut Conn, now: UtcMillis, limit: i64) -> Result<Vec<TicketId>, StoreError> {
    let found: Vec<(i64,)> = rows!(conn, (i64,), DUE, now.millis(), limit)?;
    Ok(found.into_iter().map(|(id,)| TicketId::new(id)).collect())
}

/// Takes the due mail of a conversation, so that nobody else sends it; `false` when somebody has it or it is not due any
/// more. The caller puts it into the outbox in the same transaction.
pub async fn take(tx: &mut Tx, ticket: TicketId, now: UtcMillis) -> Result<bool, StoreError> {
    let taken = run!(
        tx,
        "update conversations set mail_due_at = null, mailed = true where ticket_id = $1 and mail_due_at <= $2",
        ticket.get(),
        now.millis()
    )?;
    Ok(taken == 1)
}

/// What the mail says, and where it goes.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct MailFacts {
    pub protocol: String,
    pub subject: String,
    pub requester_name: String,
    /// The person's address, else the one their user signs in with; empty when they have no user any more.
    pub address: String,
    locale: String,
    pub unread: i64,
    /// Who wrote last.
    pub author: String,
}

impl MailFacts {
    pub fn locale(&self) -> Locale {
        Locale::from_code(&self.locale).unwrap_or_default()
    }
}

/// Reads them.
pub async fn facts(conn: &mut Conn, ticket: TicketId) -> Result<Option<MailFacts>, StoreError> {
    maybe_row!(
        conn,
        MailFacts,
        "select t.protocol, t.subject, p.name as requester_name, coalesce(nullif(p.email, ''), u.email, '') as address,
                coalesce(u.locale, 'pt-BR') as locale, c.requester_unread as unread,
                coalesce((select m.author_name from messages m where m.ticket_id = t.id and m.side = 'staff'
                          order by m.seq desc limit 1), '') as author
         from tickets t
         join conversations c on c.ticket_id = t.id
         join people p on p.id = t.requester_id
         left join users u on u.id = (select min(l.id) from users l where l.person_id = p.id and l.active)
         where t.id = $1",
        ticket.get()
    )
}
