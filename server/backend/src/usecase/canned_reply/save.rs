//! Adding an entry, or changing one.

use domain::{
    access::{Action, Resource},
    chat::canned::{CannedReply, CannedReplyDraft, CannedReplyForm},
    error::{AppError, ErrorCode},
    form,
    ids::CannedReplyId,
    search::fold,
};

use crate::{
    Desk,
    db::Tx,
    store::{canned_replies, commands},
    usecase::{Caller, audited::Audited},
};

/// Stores the form and gives the entry as it is now.
///
/// # Errors
/// `Forbidden`, the first fault of the form, `Taken` on `name` when another entry in use is called the same, `NotFound` or
/// `Stale`. The same key twice has one effect.
pub async fn save(desk: &Desk, caller: &Caller, input: CannedReplyForm) -> Result<CannedReply, AppError> {
    caller.may(Action::Write, Resource::Settings)?;
    let draft = input.validate().map_err(form::first)?;
    let now = desk.clock().now();
    let actor = caller.actor.id;
    let mut tx = desk.db().begin().await?;
    if let Some(answer) = commands::claim(&mut tx, actor, &input.key, "save_canned_reply", now.millis()).await? {
        return Ok(answer);
    }
    let before = match input.id {
        Some(id) => Some(canned_replies::find(&mut tx, id).await?.ok_or(ErrorCode::NotFound)?),
        None => None,
    };
    if before.as_ref().is_some_and(|before| before.version != input.version) {
        return Err(ErrorCode::Stale.into());
    }
    refuse_twin(&mut tx, &input, &draft).await?;
    let after = match &before {
        Some(before) => {
            let version = canned_replies::update(&mut tx, before.id, &draft, before.version, now).await?;
            entry(&draft, before.id, version.ok_or(ErrorCode::Stale)?, before.active)
        }
        None => entry(&draft, canned_replies::insert(&mut tx, &draft, now).await?, 1, true),
    };
    let action = if before.is_some() { "changed" } else { "created" };
    let audited = Audited { caller, at: now, action, entity: "canned_reply", id: Some(after.id.get()) };
    audited.write(&mut tx, before.as_ref(), Some(&after)).await?;
    commands::answer(&mut tx, actor, &input.key, &after).await?;
    tx.commit().await?;
    Ok(after)
}

/// Two entries of one name could not be told apart in a list of choices. This is a help, not a constraint: two
/// administrators who add the same name in the same instant both succeed.
async fn refuse_twin(tx: &mut Tx, input: &CannedReplyForm, draft: &CannedReplyDraft) -> Result<(), AppError> {
    let wanted = fold(&draft.name);
    let others = canned_replies::all(tx).await?;
    let twin = others.iter().any(|other| other.active && Some(other.id) != input.id && fold(&other.name) == wanted);
    if twin { Err(AppError::on("name", ErrorCode::Taken)) } else { Ok(()) }
}

fn entry(draft: &CannedReplyDraft, id: CannedReplyId, version: i64, active: bool) -> CannedReply {
    CannedReply { id, version, name: draft.name.clone(), text: draft.text.clone(), active }
}
