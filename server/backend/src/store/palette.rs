//! Tickets as the palette finds them beside their search text: by their own numbers, and by whose they are.

use domain::{
    ids::{PersonId, TicketId},
    protocol_number::ProtocolNumber,
};

use crate::{db::Conn, error::StoreError, rows};

/// The ticket with exactly this number, and the one with exactly this protocol.
pub async fn numbered(
    conn: &mut Conn,
    number: Option<TicketId>,
    protocol: Option<ProtocolNumber>,
) -> Result<Vec<TicketId>, StoreError> {
    if number.is_none() && protocol.is_none() {
        return Ok(Vec::new());
    }
    let found: Vec<(i64,)> = rows!(
        conn,
        (i64,),
        "select id from tickets where id = $1 or protocol = $2",
        number.map(TicketId::get),
        protocol.map(|protocol| protocol.to_string())
    )?;
    Ok(found.into_iter().map(|(id,)| TicketId::new(id)).collect())
}

/// The tickets of a requester, the one changed last first.
pub async fn of_requester(conn: &mut Conn, person: PersonId, limit: i64) -> Result<Vec<TicketId>, StoreError> {
    let found: Vec<(i64,)> = rows!(
        conn,
        (i64,),
        "select id from tickets where requester_id = $1 order by updated_at desc, id desc limit $2",
        person.get(),
        limit
    )?;
    Ok(found.into_iter().map(|(id,)| TicketId::new(id)).collect())
}
