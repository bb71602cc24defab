//! The contracts of a filter for a file.

use domain::{
    access::Resource,
    contract::{ContractCursor, ContractQuery, wire::ContractRow},
    error::AppError,
};

use super::list::Terms;
use crate::{
    Desk,
    store::contracts::list as list_store,
    usecase::{
        Caller,
        export::{self, Pages},
    },
};

/// All rows of the filter in the order of the list; the audit says who took what. The order is that of the numbers; by the day
/// of the block when the filter asks for it: a contract that is blocked anew while the file is sent can then be left out.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn export(desk: &Desk, caller: &Caller, query: ContractQuery) -> Result<Pages<ContractRow>, AppError> {
    let moment = Terms::load(&mut desk.db().conn().await?, desk.clock().now()).await?.moment;
    let filter = query.filter.clone();
    let first = ContractQuery { page_size: export::PAGE, cursor: None, ..query };
    export::pages(desk, caller, ("contracts", Resource::Contracts), &filter, first, move |desk, query| async move {
        let page = list_store::page(&mut desk.db().conn().await?, &query, moment).await?;
        let next = page.rows.last().filter(|_| page.more).map(|row| {
            let value = query.sort_value(row.contract.blocked_at);
            let cursor = ContractCursor { value, id: row.contract.id, start: 1, backwards: false };
            ContractQuery { cursor: Some(cursor), ..query }
        });
        Ok((page.rows, next))
    })
    .await
}
