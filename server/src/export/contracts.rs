//! `GET /export/contracts.csv?…` with the same parameters as the list.

use axum::{
    Extension,
    extract::{Query, State},
    http::HeaderMap,
    response::Response,
};
use backend::{
    Desk,
    usecase::{contract, session::RequestContext},
};
use domain::{
    contract::{ContractQuery, wire::ContractRow},
    error::AppError,
    time::UtcMillis,
};

use super::{answer, borrowed, file};

/// The file, or why there is none.
pub async fn contracts(
    State(desk): State<Desk>,
    Extension(context): Extension<RequestContext>,
    Query(pairs): Query<Vec<(String, String)>>,
    headers: HeaderMap,
) -> Response {
    answer(make(&desk, &context, &pairs).await, &headers, &context)
}

/// The columns of the grid, then the dates and what its filters ask for. The document is masked as in the grid.
async fn make(desk: &Desk, context: &RequestContext, pairs: &[(String, String)]) -> Result<Response, AppError> {
    let (session, caller) = context.signed_in()?;
    let (zone, texts) = (session.company.zone, session.actor.locale.texts());
    let words = &texts.contracts;
    let now = desk.clock().now();
    let pages = contract::export(desk, &caller, ContractQuery::from_pairs(borrowed(pairs))).await?;
    let columns = [
        words.contract,
        words.holder,
        texts.people.document,
        words.plan,
        words.status_label,
        words.access_label,
        words.blocked_from,
        words.released_until,
        words.last_release,
        words.value,
        words.overdue,
        words.overdue_invoices,
        words.city,
        words.state,
    ];
    let date = move |at: Option<UtcMillis>| at.map(|at| at.format_date_time(zone)).unwrap_or_default();
    file("contratos.csv", &columns, pages, move |row: &ContractRow| {
        let contract = &row.contract;
        let released = contract.released(now);
        let access = if released.is_some() { words.released } else { (words.access)(contract.access) };
        vec![
            contract.id.to_string(),
            row.person_name.clone(),
            row.masked_document.clone().unwrap_or_default(),
            row.plan_name.clone(),
            (words.status)(contract.status).to_owned(),
            access.to_owned(),
            date(contract.blocked_at),
            date(released),
            date(contract.last_release),
            contract.value.formatted(),
            row.overdue.formatted(),
            row.overdue_count.to_string(),
            contract.city.clone(),
            contract.state.map(|state| state.code().to_owned()).unwrap_or_default(),
        ]
    })
}
