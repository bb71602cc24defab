//! Lists as CSV files. The use-case checks the right and writes the audit; here only the text is made.
//!
//! Separator `;` and a byte-order mark, because that is what spreadsheets in Brazil open without questions. A cell that a
//! spreadsheet would run as a formula gets an apostrophe in front.

use axum::{
    Extension,
    extract::{Query, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use backend::{
    Desk,
    usecase::{Caller, session::RequestContext, ticket},
};
use domain::{
    error::{AppError, ErrorCode},
    ticket::{TicketQuery, wire::TicketRow},
    zone::Zone,
};

use crate::refusal;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// `GET /export/tickets.csv?…` with the same parameters as the list.
pub async fn tickets(
    State(desk): State<Desk>,
    Extension(context): Extension<RequestContext>,
    Query(pairs): Query<Vec<(String, String)>>,
    headers: HeaderMap,
) -> Response {
    let Some(session) = context.session else {
        return refusal::page(&ErrorCode::SignedOut.into(), &headers, &context.request_id);
    };
    let zone = session.company.zone;
    let texts = session.actor.locale.texts();
    let caller = Caller { actor: session.actor, address: context.address };
    let query = TicketQuery::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    match ticket::export(&desk, &caller, query).await.and_then(|rows| write(&rows, zone, texts)) {
        Ok(body) => {
            let kind = "text/csv; charset=utf-8";
            let name = "attachment; filename=\"atendimentos.csv\"";
            ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], body).into_response()
        }
        Err(error) => refusal::page(&error, &headers, &context.request_id),
    }
}

fn write(rows: &[TicketRow], zone: Zone, texts: &domain::i18n::Texts) -> Result<String, AppError> {
    let words = &texts.tickets;
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    let failed = |_| AppError::new(ErrorCode::Internal);
    writer
        .write_record([
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
        ])
        .map_err(failed)?;
    for row in rows {
        writer
            .write_record([
                row.id.to_string(),
                harmless(&row.requester_name),
                harmless(&row.subject),
                harmless(row.assignee_name.as_deref().unwrap_or_default()),
                row.opened_at.format_date_time(zone),
                row.updated_at.format_date_time(zone),
                row.value.formatted(),
                harmless(&row.service_name),
                (words.status)(row.status).to_owned(),
                row.due_at.map(|due| due.format_date_time(zone)).unwrap_or_default(),
            ])
            .map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|_| AppError::new(ErrorCode::Internal))?;
    let text = String::from_utf8(bytes).map_err(|_| AppError::new(ErrorCode::Internal))?;
    Ok(format!("{BYTE_ORDER_MARK}{text}"))
}

/// A text that no spreadsheet runs as a formula.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    #[test]
    fn formulas_are_defused() {
        assert_eq!(super::harmless("=1+1"), "'=1+1");
        assert_eq!(super::harmless("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(super::harmless("Segunda via"), "Segunda via");
    }
}
