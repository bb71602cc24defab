//! The tickets of a filter for a file.

use domain::{
    access::Resource,
    error::AppError,
    ticket::{Cursor, SortKey, TicketQuery, wire::TicketRow},
};

use crate::{
    Desk,
    store::tickets::list as list_store,
    usecase::{
        Caller,
        export::{self, Pages},
    },
};

/// All rows of the filter; the audit says who took what. In the order in which they were opened, whatever the list is sorted
/// by: a ticket that changes while the file is sent would move past the page that is read, and be left out or come twice.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn export(desk: &Desk, caller: &Caller, query: TicketQuery) -> Result<Pages<TicketRow>, AppError> {
    let filter = query.filter.clone();
    let first = TicketQuery { page_size: export::PAGE, cursor: None, sort: SortKey::Opened, ..query };
    let what = ("tickets", Resource::Ticket { requester: None });
    export::pages(desk, caller, what, &filter, first, |desk, query| async move {
        let page = list_store::page(&mut desk.db().conn().await?, &query).await?;
        let next = page.rows.last().filter(|_| page.more).map(|row| {
            let cursor = Cursor { value: row.sort_value(query.sort), id: row.id, start: 1, backwards: false };
            TicketQuery { cursor: Some(cursor), ..query }
        });
        Ok((page.rows, next))
    })
    .await
}
