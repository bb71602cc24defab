//! What the page of one ticket shows beyond its row, in one statement.

use domain::ids::TicketId;

use crate::{db::Conn, error::StoreError, maybe_row};

/// The fields of a ticket that only its own page shows.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct DetailsRecord {
    pub protocol: String,
    pub description: String,
    pub requester_document: Option<String>,
    pub service_id: i64,
    pub service_price: i64,
    pub accountant_id: Option<i64>,
    pub accountant_label: Option<String>,
    pub accountant_name: String,
    pub accountant_crc: Option<String>,
    pub opened_by: Option<String>,
    pub file_count: i64,
}

/// Reads them.
pub async fn find(conn: &mut Conn, id: TicketId) -> Result<Option<DetailsRecord>, StoreError> {
    maybe_row!(
        conn,
        DetailsRecord,
        "select t.protocol, t.description, p.document as requester_document, t.service_id,
                s.price_cents as service_price, t.accountant_id, a.label as accountant_label, t.accountant_name,
                a.crc as accountant_crc, u.name as opened_by,
                (select count(*) from files f where f.ticket_id = t.id and f.removed_at is null) as file_count
         from tickets t
         join people p on p.id = t.requester_id
         join services s on s.id = t.service_id
         left join accountants a on a.id = t.accountant_id
         left join users u on u.id = t.opened_by
         where t.id = $1",
        id.get()
    )
}
