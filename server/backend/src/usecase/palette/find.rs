//! Finding people, tickets and contracts by number, protocol, name, document or phone.

use std::collections::HashMap;

use domain::{
    access::{Action, Resource},
    error::AppError,
    ids::TicketId,
    palette::{FOUND_MAX, Found, Question, Scope},
    person::PersonRow,
    search,
    ticket::wire::TicketRow,
};

use crate::{
    Desk,
    store::{palette, tickets::list as list_store},
    text_index::{self, TextTable},
    usecase::{Caller, contract, person},
};

/// Answers what was typed: at most [`FOUND_MAX`] people, as many tickets and as many contracts. What the caller may not see is left out, so
/// whoever may see nothing finds nothing.
pub async fn find(desk: &Desk, caller: &Caller, typed: &str) -> Result<Found, AppError> {
    let question = Question::parse(typed);
    let mut found = Found { people: Vec::new(), tickets: Vec::new(), contracts: Vec::new(), now: desk.clock().now() };
    if !question.asks_server() {
        return Ok(found);
    }
    if question.scope == Scope::Everywhere && caller.may(Action::Read, Resource::People).is_ok() {
        found.people = person::find(desk, caller, &question.text).await?;
        found.people.truncate(FOUND_MAX);
    }
    if caller.may(Action::Read, Resource::Ticket { requester: None }).is_ok() {
        found.tickets = tickets(desk, &question, &found.people).await?;
    }
    if question.scope == Scope::Everywhere && caller.may(Action::Read, Resource::Contracts).is_ok() {
        let holder = found.people.first().map(|person| person.id);
        found.contracts = contract::find(desk, caller, &question, holder).await?;
    }
    Ok(found)
}

/// First the ticket of that very number, then those whose text holds the words, newest first. A document or a phone stands
/// in no ticket's text: then the tickets of the person it belongs to.
async fn tickets(desk: &Desk, question: &Question, people: &[PersonRow]) -> Result<Vec<TicketRow>, AppError> {
    let limit = i64::try_from(FOUND_MAX).unwrap_or(i64::MAX);
    let mut conn = desk.db().conn().await?;
    let mut ids = palette::numbered(&mut conn, question.ticket(), question.protocol()).await?;
    let words = search::fold(&question.text);
    let others = text_index::ids(&mut conn, TextTable::Tickets, &words, limit).await?;
    ids.extend(others.into_iter().map(TicketId::new).filter(|id| !ids.contains(id)).collect::<Vec<_>>());
    if let ([], [person, ..]) = (ids.as_slice(), people) {
        ids = palette::of_requester(&mut conn, person.id, limit).await?;
    }
    ids.truncate(FOUND_MAX);
    let rows = list_store::by_ids(&mut conn, &ids).await?;
    let mut by_id: HashMap<TicketId, TicketRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
}
