//! The summary of one contract.

use domain::{
    access::{Action, Resource},
    contract::wire::ContractDetails,
    error::{AppError, ErrorCode},
    ids::ContractId,
};

use super::list::Terms;
use crate::{
    Desk,
    store::contracts::{details, history, invoices, list, releases},
    usecase::Caller,
};

/// Everything the summary and the page of a contract show.
///
/// # Errors
/// `Forbidden`, `NotFound`, or the database fails.
pub async fn show(desk: &Desk, caller: &Caller, id: ContractId) -> Result<ContractDetails, AppError> {
    caller.may(Action::Read, Resource::Contracts)?;
    let mut conn = desk.db().conn().await?;
    let terms = Terms::load(&mut conn, desk.clock().now()).await?;
    let row = list::by_ids(&mut conn, &[id], terms.moment).await?.into_iter().next().ok_or(ErrorCode::NotFound)?;
    Ok(ContractDetails {
        row,
        document: details::document(&mut conn, id).await?,
        invoices: invoices::of(&mut conn, id).await?,
        releases: releases::last(&mut conn, id).await?,
        history: history::last(&mut conn, id).await?,
        terms: terms.of_releases(&mut conn).await?,
        now: terms.moment.now,
    })
}
