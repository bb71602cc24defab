//! The tickets of a filter for a file.

use domain::{
    access::{Action, Resource},
    error::AppError,
    ticket::{Cursor, TicketQuery, wire::TicketRow},
};

use crate::{
    Desk,
    store::tickets::list as list_store,
    usecase::{
        Caller,
        export::{self, Pages},
    },
};

/// All rows of the filter in the order of the list; the audit says who took what.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn export(desk: &Desk, caller: &Caller, query: TicketQuery) -> Result<Pages<TicketRow>, AppError> {
    caller.may(Action::Export, Resource::Ticket { requester: None })?;
    let filter = query.filter.clone();
    let first = TicketQuery { page_size: export::PAGE, cursor: None, ..query };
    export::pages(desk, caller, "tickets", &filter, first, |desk, query| async move {
        let page = list_store::page(&mut desk.db().conn().await?, &query).await?;
        let next = page.rows.last().filter(|_| page.more).map(|row| {
            let cursor = Cursor { value: row.sort_value(query.sort), id: row.id, start: 1, backwards: false };
            TicketQuery { cursor: Some(cursor), ..query }
        });
        Ok((page.rows, next))
    })
    .await
}
