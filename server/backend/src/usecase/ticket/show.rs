//! The page of one ticket in five statements, and older history.

use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    ids::{AccountantId, ServiceId, TicketId},
    money::Money,
    ticket::wire::{HistoryLine, TicketDetails},
};

use crate::{
    Desk,
    error::StoreError,
    store::{
        outbox,
        tickets::{details, history, links, list as list_store},
    },
    usecase::Caller,
};

/// Everything the page shows; internals only for those who may see them.
///
/// # Errors
/// `NotFound`, `Forbidden`, or the database fails.
pub async fn show(desk: &Desk, caller: &Caller, id: TicketId) -> Result<TicketDetails, AppError> {
    let mut conn = desk.db().conn().await?;
    let row = list_store::by_ids(&mut conn, &[id]).await?.into_iter().next().ok_or(ErrorCode::NotFound)?;
    caller.may(Action::Read, Resource::Ticket { requester: Some(row.requester) })?;
    caller.may(Action::Read, Resource::TicketInternals)?;
    let record = details::find(&mut conn, id).await?.ok_or(ErrorCode::NotFound)?;
    let (lines, has_more_history) = history::page(&mut conn, id, None).await?;
    let links = links::of(&mut conn, id).await?;
    let last_mail = outbox::last_of_ticket(&mut conn, id).await?.map(|mail| mail.outcome());
    Ok(TicketDetails {
        row,
        protocol: record.protocol,
        description: record.description,
        requester_document: record.requester_document,
        service: ServiceId::new(record.service_id),
        service_price: Money::from_cents(record.service_price).map_err(StoreError::corrupt)?,
        accountant: record.accountant_id.map(AccountantId::new),
        accountant_label: record.accountant_label,
        accountant_name: record.accountant_name,
        accountant_crc: record.accountant_crc,
        opened_by: record.opened_by,
        history: lines,
        has_more_history,
        links,
        last_mail,
        file_count: record.file_count,
        now: desk.clock().now(),
    })
}

/// History older than the line `before`.
///
/// # Errors
/// `Forbidden`, or the database fails. An unknown ticket has no lines.
pub async fn history_before(
    desk: &Desk,
    caller: &Caller,
    id: TicketId,
    before: i64,
) -> Result<(Vec<HistoryLine>, bool), AppError> {
    caller.may(Action::Read, Resource::TicketInternals)?;
    let mut conn = desk.db().conn().await?;
    Ok(history::page(&mut conn, id, Some(before)).await?)
}
