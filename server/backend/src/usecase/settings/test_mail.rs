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
    store::{settings, users},
    token,
    usecase::{Begun, Caller, KeyedWork},
};

/// Sends a test mail to the caller's own address, in five seconds at most.
///
/// # Errors
/// `Forbidden`, or the database fails. A mail that does not go out is an answer, not an error.
pub async fn test_mail(desk: &Desk, caller: &Caller, key: &ClientKey) -> Result<MailOutcome, AppError> {
    caller.may(Action::Write, Resource::Settings)?;
    let mut work = match KeyedWork::begin(desk, caller, key, "test_mail").await? {
        Begun::Fresh(work) => work,
        Begun::Answered(outcome) => return Ok(outcome),
    };
    let (now, actor) = (work.now(), work.actor());
    let to = users::get(work.tx(), actor.id).await?.email;
    let company: Company = settings::load(work.tx()).await?;
    // What a twin of this request is told while the mail server is still thinking. No transaction waits for it.
    let pending = MailOutcome::Unanswered { to: to.clone() };
    work.finish(&pending).await?;

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
    let mut work = KeyedWork::resume(desk, caller, key).await?;
    let outcome = fate.outcome(to, work.now(), None);
    work.audit("tested", "settings.mail", None, &(), &outcome).await?;
    work.finish(&outcome).await?;
    Ok(outcome)
}
