//! Recording what became of a mail: outbox, mark of the ticket, kept counters and history, together.

use domain::{
    ids::TicketId,
    ticket::{MailMark, wire::MailFailure},
    time::UtcMillis,
};

use super::{MAX_ATTEMPTS, WAITS};
use crate::{
    db::Tx,
    error::StoreError,
    store::{
        outbox::{self, MailRow},
        tickets,
    },
};

/// What became of one attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// A mail server took it.
    Sent,
    /// Written as a file; the ticket counts as told.
    Written,
    Failed(MailFailure),
}

impl Fate {
    /// As it stands in the history: `sent`, `written`, or `failed:` and the JSON of the reason.
    fn history(self) -> Result<String, StoreError> {
        Ok(match self {
            Self::Sent => "sent".to_owned(),
            Self::Written => "written".to_owned(),
            Self::Failed(reason) => {
                format!("failed:{}", serde_json::to_string(&reason).map_err(StoreError::corrupt)?)
            }
        })
    }
}

/// Writes the fate of a claimed mail. The mark of its ticket and the history follow when the fate is news: a retry that
/// fails for the same reason as before adds no line. A mail that is not the ticket's last one does not touch the mark.
///
/// Gives the ticket and its version when something changed there, so that the caller publishes it after the commit.
///
/// # Errors
/// The database fails.
pub async fn record_fate(
    tx: &mut Tx,
    mail: &MailRow,
    fate: Fate,
    now: UtcMillis,
) -> Result<Option<(TicketId, i64)>, StoreError> {
    let recorded = match fate {
        Fate::Sent => outbox::mark_sent(tx, mail.id(), now).await?,
        Fate::Written => outbox::mark_written(tx, mail.id(), now).await?,
        Fate::Failed(reason) => {
            outbox::mark_failed(tx, mail.id(), mail.attempts, reason, next_attempt(reason, mail.attempts, now)).await?
        }
    };
    let news = !matches!(fate, Fate::Failed(reason) if mail.failure() == Some(reason));
    let Some(ticket) = mail.ticket().filter(|_| recorded && news) else { return Ok(None) };
    outbox::add_history(tx, ticket, now, &fate.history()?, &mail.to_address).await?;
    let is_last = outbox::last_of_ticket(tx, ticket).await?.is_some_and(|last| last.id() == mail.id());
    if is_last {
        let mark = if matches!(fate, Fate::Failed(_)) { MailMark::Failed } else { MailMark::Sent };
        tickets::set_mail_mark(tx, ticket, mark).await?;
    }
    Ok(outbox::contact(tx, ticket).await?.map(|contact| (ticket, contact.version)))
}

/// When the next attempt is due after `attempts` of them; `None` gives up.
fn next_attempt(reason: MailFailure, attempts: i64, now: UtcMillis) -> Option<UtcMillis> {
    // The same address is refused again tomorrow; only a person can help.
    if matches!(reason, MailFailure::AddressRefused | MailFailure::NoAddress) || attempts >= MAX_ATTEMPTS {
        return None;
    }
    let longest = WAITS[WAITS.len() - 1];
    let minutes = match reason {
        // The day's share is counted over 24 hours: trying sooner is of no use.
        MailFailure::Budget => longest,
        _ => usize::try_from(attempts - 1).ok().and_then(|index| WAITS.get(index)).copied().unwrap_or(longest),
    };
    Some(now.plus_minutes(minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end() {
        let now = UtcMillis::from_millis(0);
        let minutes = |attempts| next_attempt(MailFailure::Timeout, attempts, now).map(|at| at.minutes_since(now));
        assert_eq!((1..=6).map(minutes).collect::<Vec<_>>(), [Some(1), Some(5), Some(15), Some(60), Some(360), None]);
        assert_eq!(next_attempt(MailFailure::AddressRefused, 1, now), None);
    }
}
