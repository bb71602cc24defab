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
        contracts::{list, views as store},
        counters, saved_views,
    },
    usecase::{Begun, Caller, KeyedWork, UnitOfWork},
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
    let mut work = match KeyedWork::begin(desk, caller, key, "save_contract_view").await? {
        Begun::Fresh(work) => work,
        Begun::Answered(id) => return Ok(id),
    };
    let (now, actor) = (work.now().millis(), caller.actor.id);
    if saved_views::count_of(work.tx(), actor).await? >= VIEWS_MAX.into() {
        return Err(ErrorCode::TooManyViews { max: VIEWS_MAX }.into());
    }
    if filter.is_countable() {
        // Every change before this one is counted here, every later one moves the counter.
        dialect::hold_contracts(work.tx()).await?;
    }
    let id = store::insert(work.tx(), actor, &name, filter, shared, now).await?;
    if filter.is_countable() {
        let (count, cents) = list::count(work.tx(), filter).await?;
        counters::set(work.tx(), &saved_view_counter(id), count, cents).await?;
    }
    work.publish(live::Event::ContractsChanged);
    work.finish(&id).await?;
    Ok(id)
}

/// Takes a view away. Owners their own, those who may share any.
///
/// # Errors
/// `NotFound`, or the database fails.
pub async fn delete_view(desk: &Desk, caller: &Caller, id: SavedViewId) -> Result<(), AppError> {
    caller.may(Action::Write, Resource::OwnViews)?;
    let anybodys = caller.may(Action::Write, Resource::SharedViews).is_ok();
    let mut work = UnitOfWork::begin(desk, caller).await?;
    if !store::deactivate(work.tx(), id, (!anybodys).then_some(caller.actor.id)).await? {
        return Err(ErrorCode::NotFound.into());
    }
    counters::delete(work.tx(), &saved_view_counter(id)).await?;
    work.publish(live::Event::ContractsChanged);
    work.commit().await
}
