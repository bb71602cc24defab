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
    usecase::{Caller, audited::Audited},
};

/// Makes a new key and gives it, the only time that it leaves the desk. The one before is no longer used.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn make_key(desk: &Desk, caller: &Caller) -> Result<String, AppError> {
    caller.may(Action::Write, Resource::Settings)?;
    let now = desk.clock().now();
    let key = token::fresh();
    let mut tx = desk.db().begin().await?;
    let version = settings::load_versioned::<WebhookKey>(&mut tx).await?.version;
    settings::save(&mut tx, &WebhookKey { key: key.clone() }, version, now, &caller.actor.name).await?;
    let audited = Audited { caller, at: now, action: "key_made", entity: "settings.webhook", id: None };
    audited.write(&mut tx, None::<&()>, None::<&()>).await?;
    tx.commit().await?;
    // Events wait for a key as they wait for the switch.
    desk.events_wait().notify_one();
    Ok(key)
}
