//! Recording what became of a mail: outbox, mark of the ticket, kept counters and history, together.

use domain::{
    ids::TicketId,
    ticket::{
        MailMark,
        wire::{MailFailure, MailFate},
    },
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

/// Writes the fate of a claimed mail. The mark of its ticket and the history follow when the fate is news: a retry that
/// fails for the same reason as before adds no line. A mail that is not the ticket's last one does not touch the mark.
///
/// Gives the ticket and its version when something changed there, so that the caller publishes it after the commit.
pub async fn record_fate(
    tx: &mut Tx,
    mail: &MailRow,
    fate: MailFate,
    now: UtcMillis,
) -> Result<Option<(TicketId, i64)>, StoreError> {
    let recorded = match fate {
        MailFate::Sent => outbox::mark_sent(tx, mail.id(), now).await?,
        MailFate::Written => outbox::mark_written(tx, mail.id(), now).await?,
        MailFate::Unanswered => outbox::mark_unanswered(tx, mail.id(), mail.attempts).await?,
        MailFate::Failed(reason) => {
            outbox::mark_failed(tx, mail.id(), mail.attempts, reason, next_attempt(reason, mail.attempts, now)).await?
        }
    };
    let news = !matches!(fate, MailFate::Failed(reason) if mail.failure() == Some(reason));
    let Some(ticket) = mail.ticket().filter(|_| recorded && news) else { return Ok(None) };
    outbox::add_history(tx, ticket, now, fate, &mail.to_address).await?;
    let is_last = outbox::last_of_ticket(tx, ticket).await?.is_some_and(|last| last.id() == mail.id());
    if is_last {
        tickets::set_mail_mark(tx, ticket, MailMark::from(fate)).await?;
    }
    Ok(outbox::contact(tx, ticket).await?.map(|contact| (ticket, contact.version)))
}

/// When the next attempt is due after `attempts` of them; `None` gives up.
fn next_attempt(reason: MailFailure, attempts: i64, now: UtcMillis) -> Option<UtcMillis> {
    // The same address is refused again tomorrow; only a person can help.
    let hopeless =
        matches!(reason, MailFailure::AddressRefused | MailFailure::MailboxDisabled | MailFailure::NoAddress);
    if hopeless || attempts >= MAX_ATTEMPTS {
        return None;
    }
    let longest = WAITS[WAITS.len() - 1];
    let minutes = match reason {
        // The day's share is counted over 24 hours, a mailbox is emptied and a rule changed by a person, and a server that is
        // asked again every few minutes only thinks the worse of us: trying sooner is of no use.
        MailFailure::Budget | MailFailure::MailboxFull | MailFailure::Policy { .. } => longest,
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
        for hopeless in [MailFailure::AddressRefused, MailFailure::MailboxDisabled, MailFailure::NoAddress] {
            assert_eq!(next_attempt(hopeless, 1, now), None);
        }
        for slow in [MailFailure::Budget, MailFailure::MailboxFull, MailFailure::Policy { reply: 550 }] {
            let minutes = |attempts| next_attempt(slow, attempts, now).map(|at| at.minutes_since(now));
            assert_eq!([minutes(1), minutes(5), minutes(6)], [Some(360), Some(360), None], "{slow:?}");
        }
    }
}
