//! "Enviar teste para mim": one mail, one attempt, and the truth about it.
//!
//! It does not go through the outbox: a test that failed must not arrive an hour later, when somebody repaired the server.

use domain::{
    access::{Action, Resource},
    error::AppError,
    ids::ClientKey,
    settings::Company,
    ticket::wire::{MailFailure, MailFate, MailOutcome},
};

use crate::{
    Desk,
    mail::{OutgoingMail, Sender},
    store::{commands, settings, users},
    token,
    usecase::{Caller, audited::Audited},
};

/// Sends a test mail to the caller's own address, in five seconds at most.
///
/// # Errors
/// `Forbidden`, or the database fails. A mail that does not go out is an answer, not an error.
pub async fn test_mail(desk: &Desk, caller: &Caller, key: &ClientKey) -> Result<MailOutcome, AppError> {
    caller.may(Action::Write, Resource::Settings)?;
    let now = desk.clock().now();
    let actor = &caller.actor;
    let mut tx = desk.db().begin().await?;
    if let Some(answer) = commands::claim(&mut tx, actor.id, key, "test_mail", now.millis()).await? {
        return Ok(answer);
    }
    let to = users::get(&mut tx, actor.id).await?.email;
    let company: Company = settings::load(&mut tx).await?;
    // What a twin of this request is told while the mail server is still thinking. No transaction waits for it.
    let pending = MailOutcome::Unanswered { to: to.clone() };
    commands::answer(&mut tx, actor.id, key, &pending).await?;
    tx.commit().await?;

    let texts = actor.locale.texts();
    let mail = OutgoingMail {
        to: to.clone(),
        subject: (texts.settings.test_mail_subject)(&company.name),
        body: (texts.settings.test_mail_body)(&desk.config().public_url),
        message_id: format!("{}@balcao.invalid", token::fresh()),
        date: now,
    };
    let fate = if company.email.is_empty() {
        MailFate::Failed(MailFailure::NoSender)
    } else {
        desk.mailer().deliver(&Sender { name: company.name, address: company.email }, &mail).await
    };
    let at = desk.clock().now();
    let outcome = fate.outcome(to, at, None);
    let mut tx = desk.db().begin().await?;
    let audited = Audited { caller, at, action: "tested", entity: "settings.mail", id: None };
    audited.write(&mut tx, None::<&MailOutcome>, Some(&outcome)).await?;
    commands::answer(&mut tx, actor.id, key, &outcome).await?;
    tx.commit().await?;
    Ok(outcome)
}
