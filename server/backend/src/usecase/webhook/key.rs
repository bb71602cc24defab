//! The key that events are signed with: made here, shown once, then only used.

use domain::{
    access::{Action, Resource},
    error::AppError,
    webhook::WebhookKey,
};

use crate::{
    Desk,
    store::settings,
    token,
    usecase::{Caller, UnitOfWork},
};

/// Makes a new key and gives it, the only time that it leaves the desk. The one before is no longer used.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn make_key(desk: &Desk, caller: &Caller) -> Result<String, AppError> {
    caller.may(Action::Write, Resource::Settings)?;
    let key = token::fresh();
    let mut work = UnitOfWork::begin(desk, caller).await?;
    let now = work.now();
    let version = settings::load_versioned::<WebhookKey>(work.tx()).await?.version;
    settings::save(work.tx(), &WebhookKey { key: key.clone() }, version, now, &caller.actor.name).await?;
    work.audit("key_made", "settings.webhook", None, &(), &()).await?;
    // Events wait for a key as they wait for the switch.
    work.afterwards(|desk| desk.events_wait().notify_one());
    work.commit().await?;
    Ok(key)
}
