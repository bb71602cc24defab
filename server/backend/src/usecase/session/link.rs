//! Signing in by a link that comes by mail, for requesters.
//!
//! Whoever asks gets the same answer at the same moment, whether the address is known or not: the work happens behind it.
//! Opening the link only shows a button, since mail scanners open links too; pressing it uses the link up.

use domain::{
    error::{AppError, ErrorCode},
    form,
    ids::OutboxId,
    settings::Company,
};

use super::{SignedIn, begin::begin};
use crate::{
    Desk,
    store::{outbox, settings, sign_in_links, users},
    token,
    usecase::mail,
};

/// How long a link is good for, in minutes.
pub const LINK_MINUTES: i64 = 15;

/// Asks for a link. Says nothing about whether the address has access.
///
/// # Errors
/// [`ErrorCode::TooManyAttempts`], counted for known and unknown addresses alike.
pub fn request_link(desk: &Desk, email: &str, address: &str) -> Result<(), AppError> {
    let email = form::clean(email).to_lowercase();
    let now = desk.clock().now();
    if let Err(seconds) = desk.link_requests().take(&email, address, now) {
        tracing::warn!(address, seconds, "a link was refused: too many requests");
        return Err(ErrorCode::TooManyAttempts { seconds }.into());
    }
    let desk = desk.clone();
    tokio::spawn(async move {
        if let Err(error) = send_link(&desk, &email).await {
            tracing::error!(%error, "a link for signing in could not be sent");
        }
    });
    Ok(())
}

/// Makes a link and sends it, when the address is that of a requester.
async fn send_link(desk: &Desk, email: &str) -> Result<Option<OutboxId>, AppError> {
    let now = desk.clock().now();
    let mut tx = desk.db().begin().await?;
    let Some(user) = sign_in_links::requester_by_email(&mut tx, email).await? else { return Ok(None) };
    let actor = user.actor()?;
    let company: Company = settings::load(&mut tx).await?;
    let token = token::fresh();
    let link = format!("{}/login/link?token={token}", desk.config().public_url);
    let texts = &actor.locale.texts().portal;
    let subject = (texts.mail_subject)(&company.name);
    let body = (texts.mail_body)(&company.name, &actor.name, &link, LINK_MINUTES);
    let mail = outbox::enqueue(&mut tx, None, &user.email, &subject, &body, now).await?;
    // Links have a limit of their own. A flood of other mails must not lock anybody out, nor links use up what tickets need.
    outbox::spare_budget(&mut tx, mail).await?;
    let expires_at = now.plus_minutes(LINK_MINUTES);
    sign_in_links::insert(&mut tx, &token::hash(&token), actor.id, mail, now, expires_at).await?;
    tx.commit().await?;
    mail::attempt(desk, mail).await;
    Ok(Some(mail))
}

/// Begins a session with a link and uses it up, with every other link of the same user.
///
/// # Errors
/// [`ErrorCode::LinkExpired`] when it was used, is too old or never was, or its user may not sign in any more.
pub async fn use_link(desk: &Desk, token: &str, address: &str, browser: &str) -> Result<SignedIn, AppError> {
    let now = desk.clock().now();
    let mut tx = desk.db().begin().await?;
    let Some(id) = sign_in_links::take(&mut tx, &token::hash(token), now).await? else {
        tracing::info!(address, "sign-in refused: no such link");
        return Err(ErrorCode::LinkExpired.into());
    };
    sign_in_links::end_all_of(&mut tx, id).await?;
    let user = users::get(&mut tx, id).await?;
    let may = user.active && user.role == domain::access::Role::Requester;
    if !may {
        tx.commit().await?;
        return Err(ErrorCode::LinkExpired.into());
    }
    let signed_in = begin(&mut tx, &user, "signed_in_by_link", address, browser, now).await?;
    tx.commit().await?;
    Ok(signed_in)
}
