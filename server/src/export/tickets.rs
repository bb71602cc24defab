//! `GET /export/tickets.csv?…` with the same parameters as the list.

use axum::{
    Extension,
    extract::{Query, State},
    http::HeaderMap,
    response::Response,
};
use backend::{
    Desk,
    usecase::{session::RequestContext, ticket},
};
use domain::{error::AppError, ticket::TicketQuery};

use super::{answer, borrowed, file};

/// The file, or why there is none.
pub async fn tickets(
    State(desk): State<Desk>,
    Extension(context): Extension<RequestContext>,
    Query(pairs): Query<Vec<(String, String)>>,
    headers: HeaderMap,
) -> Response {
    answer(make(&desk, &context, &pairs).await, &headers, &context)
}

async fn make(desk: &Desk, context: &RequestContext, pairs: &[(String, String)]) -> Result<Response, AppError> {
    let (session, caller) = context.signed_in()?;
    let (zone, words) = (session.company.zone, &session.actor.locale.texts().tickets);
    let pages = ticket::export(desk, &caller, TicketQuery::from_pairs(borrowed(pairs))).await?;
    let columns = [
        words.number,
        words.requester,
        words.subject,
        words.assignee,
        words.opened,
        words.updated,
        words.value,
        words.service,
        words.status_label,
        words.due,
    ];
    file("atendimentos.csv", &columns, pages, move |row| {
        vec![
            row.id.to_string(),
            row.requester_name.clone(),
            row.subject.clone(),
            row.assignee_name.clone().unwrap_or_default(),
            row.opened_at.format_date_time(zone),
            row.updated_at.format_date_time(zone),
            row.value.formatted(),
            row.service_name.clone(),
            (words.status)(row.status).to_owned(),
            row.due_at.map(|due| due.format_date_time(zone)).unwrap_or_default(),
        ]
    })
}
