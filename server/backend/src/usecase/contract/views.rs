//! Views of the contract list that users save, with a kept count.

use domain::{
    access::{Action, Resource},
    contract::{ContractFilter, view::saved_view_counter},
    error::{AppError, ErrorCode},
    form,
    ids::{ClientKey, SavedViewId},
    ticket::view::VIEWS_MAX,
};

use crate::{
    Desk, dialect, live,
    store::{
        commands,
        contracts::{list, views as store},
        counters, saved_views,
    },
    usecase::Caller,
};

/// Longest name of a view, in characters.
const NAME_MAX: usize = 60;

/// Saves a view and counts it once; afterwards its count moves with every change.
///
/// # Errors
/// `Required` or `TooLong` on `name`, `TooManyViews`, `Forbidden` for sharing without the right.
pub async fn save_view(
    desk: &Desk,
    caller: &Caller,
    key: &ClientKey,
    name: &str,
    filter: &ContractFilter,
    shared: bool,
) -> Result<SavedViewId, AppError> {
    caller.may(Action::Read, Resource::Contracts)?;
    caller.may(Action::Write, if shared { Resource::SharedViews } else { Resource::OwnViews })?;
    let name = form::required("name", name, NAME_MAX)?;
    let now = desk.clock().now();
    let mut tx = desk.db().begin().await?;
    let actor = caller.actor.id;
    if let Some(answer) = commands::claim(&mut tx, actor, key, "save_contract_view", now.millis()).await? {
        return Ok(answer);
    }
    if saved_views::count_of(&mut tx, actor).await? >= VIEWS_MAX.into() {
        return Err(ErrorCode::TooManyViews { max: VIEWS_MAX }.into());
    }
    if filter.is_countable() {
        // Every change before this one is counted here, every later one moves the counter.
        dialect::hold_contracts(&mut tx).await?;
    }
    let id = store::insert(&mut tx, actor, &name, filter, shared, now.millis()).await?;
    if filter.is_countable() {
        let (count, cents) = list::count(&mut tx, filter).await?;
        counters::set(&mut tx, &saved_view_counter(id), count, cents).await?;
    }
    commands::answer(&mut tx, actor, key, &id).await?;
    tx.commit().await?;
    desk.hub().publish(live::Event::ContractsChanged);
    Ok(id)
}

/// Takes a view away. Owners their own, those who may share any.
///
/// # Errors
/// `NotFound`, or the database fails.
pub async fn delete_view(desk: &Desk, caller: &Caller, id: SavedViewId) -> Result<(), AppError> {
    caller.may(Action::Write, Resource::OwnViews)?;
    let anybodys = caller.may(Action::Write, Resource::SharedViews).is_ok();
    let mut tx = desk.db().begin().await?;
    if !store::deactivate(&mut tx, id, (!anybodys).then_some(caller.actor.id)).await? {
        return Err(ErrorCode::NotFound.into());
    }
    counters::delete(&mut tx, &saved_view_counter(id)).await?;
    tx.commit().await?;
    desk.hub().publish(live::Event::ContractsChanged);
    Ok(())
}
