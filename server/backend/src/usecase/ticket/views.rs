//! Views that users save: a filter with a name, whose count is kept from then on.

use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    ids::{ClientKey, SavedViewId, TicketId},
    ticket::{
        TicketFilter,
        command::at_most,
        view::{VIEWS_MAX, saved_view_counter},
    },
};

use crate::{
    Desk, dialect, live,
    store::{
        counters, saved_views,
        tickets::{self, views as store},
    },
    usecase::{Begun, Caller, KeyedWork, UnitOfWork},
};

/// Longest name of a view, in characters.
const NAME_MAX: usize = 60;
/// Tickets read at once while a new view is counted.
const BATCH: i64 = 1_000;

/// Saves a view and counts it once; afterwards its count moves with every change.
///
/// # Errors
/// `Required` or `TooLong` on `name`, `TooManyViews`, `Forbidden` for sharing without the right.
pub async fn save_view(
    desk: &Desk,
    caller: &Caller,
    key: &ClientKey,
    name: &str,
    filter: &TicketFilter,
    shared: bool,
) -> Result<SavedViewId, AppError> {
    caller.may(Action::Write, if shared { Resource::SharedViews } else { Resource::OwnViews })?;
    let name = name.trim();
    if name.is_empty() {
        return Err(AppError::on("name", ErrorCode::Required));
    }
    at_most("name", name, NAME_MAX)?;
    let mut work = match KeyedWork::begin(desk, caller, key, "save_view").await? {
        Begun::Fresh(work) => work,
        Begun::Answered(id) => return Ok(id),
    };
    let now = work.now().millis();
    if saved_views::count_of(work.tx(), caller.actor.id).await? >= VIEWS_MAX.into() {
        return Err(ErrorCode::TooManyViews { max: VIEWS_MAX }.into());
    }
    if filter.is_countable() {
        // Every change before this one is counted here, every later one moves the counter.
        dialect::hold_tickets(work.tx()).await?;
    }
    let id = store::insert(work.tx(), caller.actor.id, name, filter, shared, now).await?;
    if filter.is_countable() {
        let (mut count, mut cents, mut after) = (0_i64, 0_i64, TicketId::new(0));
        loop {
            let batch = tickets::batch_after(work.tx(), after, BATCH).await?;
            let Some(last) = batch.last() else { break };
            after = last.id;
            for ticket in batch.iter().filter(|ticket| filter.matches(ticket)) {
                count += 1;
                cents += ticket.value.cents();
            }
        }
        counters::set(work.tx(), &saved_view_counter(id), count, cents).await?;
    }
    work.publish(live::Event::CountsChanged);
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
    let owner = (!anybodys).then_some(caller.actor.id);
    if !store::deactivate(work.tx(), id, owner).await? {
        return Err(ErrorCode::NotFound.into());
    }
    counters::delete(work.tx(), &saved_view_counter(id)).await?;
    work.publish(live::Event::CountsChanged);
    work.commit().await
}
