//! Views of a list that users save, with a kept count: the same for every list.

use std::collections::HashMap;

use domain::{
    access::{Action, Resource},
    contract::Contract,
    error::{AppError, ErrorCode},
    form,
    ids::{ClientKey, SavedViewId},
    money::Money,
    ticket::Ticket,
    view::{NAME_MAX, VIEWS_MAX, ViewTab, saved_view_counter},
};

use crate::{
    Desk, dialect,
    live::Event,
    store::{
        counters,
        views::{self, SavedView, Viewed},
    },
    usecase::{Begun, Caller, KeyedWork, UnitOfWork},
};

mod recount;
#[cfg(test)]
mod tests;

pub use recount::recount;

/// A list whose screens hear that counts moved.
pub trait Told: Viewed {
    const MOVED: Event;
}

impl Told for Ticket {
    const MOVED: Event = Event::CountsChanged;
}

impl Told for Contract {
    const MOVED: Event = Event::ContractsChanged;
}

/// Saves a view and counts it once; afterwards its count moves with every change.
///
/// # Errors
/// `Required` or `TooLong` on `name`, `TooManyViews`, `Forbidden` for sharing without the right.
pub async fn save<T: Told>(
    desk: &Desk,
    caller: &Caller,
    key: &ClientKey,
    name: &str,
    filter: &T::Filter,
    shared: bool,
) -> Result<SavedViewId, AppError> {
    caller.may(Action::Read, T::READ)?;
    caller.may(Action::Write, if shared { Resource::SharedViews } else { Resource::OwnViews })?;
    let name = form::required("name", name, NAME_MAX)?;
    let mut work = match KeyedWork::begin(desk, caller, key, "save_view").await? {
        Begun::Fresh(work) => work,
        Begun::Answered(id) => return Ok(id),
    };
    let (actor, now) = (work.actor().id, work.now().millis());
    let tx = work.tx();
    if views::kept_by(tx, actor).await? >= VIEWS_MAX.into() {
        return Err(ErrorCode::TooManyViews { max: VIEWS_MAX }.into());
    }
    if T::worth(filter) {
        // Every change before this one is counted here, every later one moves the counter.
        dialect::hold(tx, T::LIST).await?;
    }
    let id = views::insert::<T>(tx, actor, &name, filter, shared, now).await?;
    if T::worth(filter) {
        let (count, cents) = views::count::<T>(tx, filter).await?;
        counters::set(tx, &saved_view_counter::<T>(id), count, cents).await?;
    }
    work.publish(T::MOVED);
    work.finish(&id).await?;
    Ok(id)
}

/// Takes a view away. Owners their own, those who may share any.
///
/// # Errors
/// `NotFound`, also for the view of somebody else.
pub async fn delete<T: Told>(desk: &Desk, caller: &Caller, id: SavedViewId) -> Result<(), AppError> {
    caller.may(Action::Write, Resource::OwnViews)?;
    let anybodys = caller.may(Action::Write, Resource::SharedViews).is_ok();
    let mut work = UnitOfWork::begin(desk, caller).await?;
    if !views::deactivate::<T>(work.tx(), id, (!anybodys).then_some(caller.actor.id)).await? {
        return Err(ErrorCode::NotFound.into());
    }
    counters::delete(work.tx(), &saved_view_counter::<T>(id)).await?;
    work.publish(T::MOVED);
    work.commit().await
}

/// The tabs above a list: built-in views first, then the saved ones that the caller sees.
pub(super) fn tabs<T: Viewed>(
    caller: &Caller,
    counts: &HashMap<String, (i64, i64)>,
    saved: Vec<SavedView<T::Filter>>,
) -> Vec<ViewTab<T::Filter>> {
    let me = caller.actor.id;
    let anybodys = caller.may(Action::Write, Resource::SharedViews).is_ok();
    let count_of = |name: String| {
        let (count, cents) = counts.get(&name).copied().unwrap_or_default();
        (count, Money::from_cents(cents).unwrap_or(Money::MAX))
    };
    let built_in = T::built_in(me).map(|view| {
        let (count, value) = count_of(view.counter::<T>());
        ViewTab {
            code: view.code.to_owned(),
            name: None,
            saved: None,
            editable: false,
            shared: true,
            filter: view.filter,
            count: Some(count),
            value: Some(value),
        }
    });
    let saved = saved.into_iter().map(|view| {
        let kept = T::worth(&view.filter).then(|| count_of(saved_view_counter::<T>(view.id)));
        ViewTab {
            code: view.id.to_string(),
            name: Some(view.name),
            saved: Some(view.id),
            editable: anybodys || view.owner == me,
            shared: view.shared,
            filter: view.filter,
            count: kept.map(|(count, _)| count),
            value: kept.map(|(_, value)| value),
        }
    });
    built_in.chain(saved).collect()
}
