//! Server functions of the tickets.

use domain::{
    ids::{ClientKey, SavedViewId, TicketId},
    ticket::{TicketFilter, TicketQuery, wire},
    view::ViewTab,
};
use leptos::server;

use super::{ApiError, wire::Wire};
#[cfg(feature = "ssr")]
use super::{asked, fail};
#[cfg(feature = "ssr")]
use backend::usecase::{mail, ticket as usecase, view};
#[cfg(feature = "ssr")]
use domain::ticket::Ticket;

/// One page of the grid.
#[server(endpoint = "tickets/list", protocol = Wire)]
pub async fn list_tickets(query: TicketQuery) -> Result<wire::TicketPage, ApiError> {
    let asked = asked()?;
    usecase::list(&asked.desk, &asked.caller, query).await.map_err(fail)
}

/// The tabs with their counts, after counts moved.
#[server(endpoint = "tickets/views", protocol = Wire)]
pub async fn ticket_views() -> Result<Vec<ViewTab<TicketFilter>>, ApiError> {
    let asked = asked()?;
    usecase::tabs(&asked.desk, &asked.caller).await.map_err(fail)
}

/// The present rows of some tickets, for live updates.
#[server(endpoint = "tickets/rows", protocol = Wire)]
pub async fn ticket_rows(ids: Vec<TicketId>) -> Result<Vec<wire::TicketRow>, ApiError> {
    let asked = asked()?;
    usecase::rows_of(&asked.desk, &asked.caller, &ids).await.map_err(fail)
}

/// Everything on the page of one ticket.
#[server(endpoint = "tickets/show", protocol = Wire)]
pub async fn show_ticket(id: TicketId) -> Result<wire::TicketDetails, ApiError> {
    let asked = asked()?;
    usecase::show(&asked.desk, &asked.caller, id).await.map_err(fail)
}

/// History older than one line.
#[server(endpoint = "tickets/history", protocol = Wire)]
pub async fn older_history(id: TicketId, before: i64) -> Result<(Vec<wire::HistoryLine>, bool), ApiError> {
    let asked = asked()?;
    usecase::history_before(&asked.desk, &asked.caller, id, before).await.map_err(fail)
}

/// Services, accountants and users for forms and filters.
#[server(endpoint = "tickets/choices", protocol = Wire)]
pub async fn ticket_choices() -> Result<wire::TicketChoices, ApiError> {
    let asked = asked()?;
    usecase::choices(&asked.desk, &asked.caller).await.map_err(fail)
}

/// Opens a ticket; gives its number and protocol.
#[server(endpoint = "tickets/create", protocol = Wire)]
pub async fn create_ticket(form: wire::NewTicket) -> Result<(TicketId, String), ApiError> {
    let asked = asked()?;
    let created = usecase::create(&asked.desk, &asked.caller, form).await.map_err(fail)?;
    Ok((created.id, created.protocol))
}

/// Saves the registration of a ticket.
#[server(endpoint = "tickets/edit", protocol = Wire)]
pub async fn edit_ticket(form: wire::EditTicket) -> Result<wire::TicketRow, ApiError> {
    let asked = asked()?;
    usecase::edit(&asked.desk, &asked.caller, form).await.map_err(fail)
}

/// Changes the status; the answer carries both messages.
#[server(endpoint = "tickets/change_status", protocol = Wire)]
pub async fn change_status(form: wire::ChangeStatus) -> Result<wire::StatusChanged, ApiError> {
    let asked = asked()?;
    usecase::change_status(&asked.desk, &asked.caller, form).await.map_err(fail)
}

/// "Reabrir".
#[server(endpoint = "tickets/reopen", protocol = Wire)]
pub async fn reopen_ticket(key: ClientKey, id: TicketId, version: i64) -> Result<wire::StatusChanged, ApiError> {
    let asked = asked()?;
    usecase::reopen(&asked.desk, &asked.caller, &key, id, version).await.map_err(fail)
}

/// "Notificar".
#[server(endpoint = "tickets/notify", protocol = Wire)]
pub async fn notify_assignee(key: ClientKey, id: TicketId, version: i64) -> Result<wire::Reminded, ApiError> {
    let asked = asked()?;
    usecase::notify(&asked.desk, &asked.caller, &key, id, version).await.map_err(fail)
}

/// "Movimentar".
#[server(endpoint = "tickets/move", protocol = Wire)]
pub async fn move_ticket(form: wire::MoveTicket) -> Result<wire::TicketRow, ApiError> {
    let asked = asked()?;
    usecase::hand_over(&asked.desk, &asked.caller, form).await.map_err(fail)
}

/// The same act on several tickets.
#[server(endpoint = "tickets/bulk", protocol = Wire)]
pub async fn bulk_change(form: wire::BulkChange) -> Result<wire::BulkResult, ApiError> {
    let asked = asked()?;
    usecase::bulk_change(&asked.desk, &asked.caller, form).await.map_err(fail)
}

/// Adds an internal note.
#[server(endpoint = "tickets/add_note", protocol = Wire)]
pub async fn add_note(key: ClientKey, id: TicketId, text: String) -> Result<wire::TicketRow, ApiError> {
    let asked = asked()?;
    usecase::add_note(&asked.desk, &asked.caller, &key, id, text).await.map_err(fail)
}

/// Merges a ticket into another.
#[server(endpoint = "tickets/merge", protocol = Wire)]
pub async fn merge_ticket(
    key: ClientKey,
    id: TicketId,
    version: i64,
    into: TicketId,
) -> Result<wire::TicketRow, ApiError> {
    let asked = asked()?;
    usecase::merge(&asked.desk, &asked.caller, &key, id, version, into).await.map_err(fail)
}

/// Splits a part of a ticket off into a new one; gives the number and protocol of the new one.
#[server(endpoint = "tickets/split", protocol = Wire)]
pub async fn split_ticket(form: wire::SplitTicket) -> Result<(TicketId, String), ApiError> {
    let asked = asked()?;
    let created = usecase::split(&asked.desk, &asked.caller, form).await.map_err(fail)?;
    Ok((created.id, created.protocol))
}

/// Ties two tickets.
#[server(endpoint = "tickets/link", protocol = Wire)]
pub async fn link_tickets(key: ClientKey, id: TicketId, other: TicketId) -> Result<(), ApiError> {
    let asked = asked()?;
    usecase::link(&asked.desk, &asked.caller, &key, id, other).await.map_err(fail)
}

/// Unties two tickets.
#[server(endpoint = "tickets/unlink", protocol = Wire)]
pub async fn unlink_tickets(key: ClientKey, id: TicketId, other: TicketId) -> Result<(), ApiError> {
    let asked = asked()?;
    usecase::unlink(&asked.desk, &asked.caller, &key, id, other).await.map_err(fail)
}

/// "Reenviar": tries the last mail of a ticket again.
#[server(endpoint = "tickets/resend_mail", protocol = Wire)]
pub async fn resend_mail(id: TicketId) -> Result<wire::MailOutcome, ApiError> {
    let asked = asked()?;
    mail::resend(&asked.desk, &asked.caller.actor, id).await.map_err(fail)
}

/// Saves a view with its filter.
#[server(endpoint = "tickets/save_view", protocol = Wire)]
pub async fn save_view(
    key: ClientKey,
    name: String,
    filter: TicketFilter,
    shared: bool,
) -> Result<SavedViewId, ApiError> {
    let asked = asked()?;
    view::save::<Ticket>(&asked.desk, &asked.caller, &key, &name, &filter, shared).await.map_err(fail)
}

/// Takes a saved view away.
#[server(endpoint = "tickets/delete_view", protocol = Wire)]
pub async fn delete_view(id: SavedViewId) -> Result<(), ApiError> {
    let asked = asked()?;
    view::delete::<Ticket>(&asked.desk, &asked.caller, id).await.map_err(fail)
}
