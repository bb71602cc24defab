//! What stands beside a contract in its summary and on its page: the whole document.

use domain::{document::Document, ids::ContractId};

use crate::{db::Conn, error::StoreError, maybe_row};

/// The holder's document, written out.
pub async fn document(conn: &mut Conn, id: ContractId) -> Result<Option<String>, StoreError> {
    let found: Option<(Option<String>,)> = maybe_row!(
        conn,
        (Option<String>,),
        "select p.document from contracts c join people p on p.id = c.person_id where c.id = $1",
        id.get()
    )?;
    let text = found.and_then(|(document,)| document);
    Ok(text.map(|text| Document::from_stored(&text).map_or(text, |document| document.formatted())))
}
