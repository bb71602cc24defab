//! Adding a user from the settings, or changing one.
//!
//! A new password or another role ends all sessions of the user, also the administrator's own.

use domain::{
    access::{Action, Resource, Role},
    error::{AppError, ErrorCode},
    form,
    time::UtcMillis,
    user::{UserAccount, UserDraft, UserForm},
};

use super::guard::{end_sessions, refuse_losing_last_admin};
use crate::{
    Desk,
    db::Tx,
    error::taken_on,
    password,
    store::users::{self, NewUser, accounts},
    usecase::{Begun, Caller, KeyedWork, expect_version},
};

/// Stores the form and gives the user as they are now.
///
/// # Errors
/// `Forbidden`, the first fault of the form, `Taken` on `email`, `NotAvailable` on `person`, [`ErrorCode::LastAdmin`] on
/// `role`, `NotFound` or `Stale`. The same key twice has one effect.
pub async fn save(desk: &Desk, caller: &Caller, input: UserForm) -> Result<UserAccount, AppError> {
    caller.may(Action::Write, Resource::Settings)?;
    let draft = input.validate().map_err(form::first)?;
    // Before the transaction: hashing takes its time on purpose, and SQLite has one writer.
    let hash = match &draft.password {
        Some(password) => Some(password::hash(password.expose().to_owned()).await?),
        None => None,
    };
    let mut work = match KeyedWork::begin(desk, caller, &input.key, "save_user").await? {
        Begun::Fresh(work) => work,
        Begun::Answered(user) => return Ok(user),
    };
    let now = work.now();
    let before = match input.id {
        Some(id) => Some(accounts::find(work.tx(), id).await?.ok_or(ErrorCode::NotFound)?),
        None => None,
    };
    if let Some(before) = &before {
        expect_version(before.version, input.version)?;
    }
    require_person(work.tx(), before.as_ref(), &draft).await?;
    let after = match &before {
        Some(before) => change(work.tx(), before, &draft, now).await?,
        None => add(work.tx(), &draft, hash.as_deref().unwrap_or_default(), now).await?,
    };
    let id = Some(after.id.get());
    // A form that changes nothing leaves no trace.
    if before.as_ref() != Some(&after) {
        let action = if before.is_some() { "changed" } else { "created" };
        work.audit(action, "user", id, &before, &after).await?;
    }
    if let Some(before) = &before {
        if let Some(hash) = &hash {
            accounts::set_password(work.tx(), before.id, hash, now).await?;
            work.audit("password_set", "user", id, &(), &()).await?;
        }
        let shut_out = hash.is_some()
            || before.role != after.role
            || before.may_release != after.may_release
            || before.person != after.person;
        if shut_out {
            end_sessions(&mut work, before.id).await?;
        }
    }
    work.finish(&after).await?;
    Ok(after)
}

async fn add(tx: &mut Tx, draft: &UserDraft, hash: &str, now: UtcMillis) -> Result<UserAccount, AppError> {
    let new =
        NewUser { email: &draft.email, name: &draft.name, role: draft.role, password_hash: hash, person: draft.person };
    let id = users::insert(tx, &new, now.millis()).await.map_err(taken_on("email"))?;
    users::set_may_release(tx, id, draft.may_release).await?;
    Ok(accounts::find(tx, id).await?.ok_or(ErrorCode::NotFound)?)
}

async fn change(tx: &mut Tx, before: &UserAccount, draft: &UserDraft, now: UtcMillis) -> Result<UserAccount, AppError> {
    if draft.role != Role::Admin {
        refuse_losing_last_admin(tx, before, "role").await?;
    }
    let wanted = UserAccount {
        email: draft.email.clone(),
        name: draft.name.clone(),
        role: draft.role,
        person: draft.person,
        may_release: draft.may_release,
        ..before.clone()
    };
    if wanted == *before {
        return Ok(wanted);
    }
    accounts::update(tx, &wanted, now).await.map_err(taken_on("email"))?.ok_or(ErrorCode::Stale)?;
    Ok(accounts::find(tx, before.id).await?.ok_or(ErrorCode::NotFound)?)
}

/// A person taken out of use is no choice any more, but who is linked already stays.
async fn require_person(tx: &mut Tx, before: Option<&UserAccount>, draft: &UserDraft) -> Result<(), AppError> {
    match draft.person {
        Some(person) if before.and_then(|before| before.person) != Some(person) => {
            let known = accounts::person_is_active(tx, person).await?;
            if known { Ok(()) } else { Err(AppError::on("person", ErrorCode::NotAvailable)) }
        }
        _ => Ok(()),
    }
}
