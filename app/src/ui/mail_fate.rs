//! How the fate of a mail looks, everywhere the same: only a mail that a server took is green.

use domain::ticket::wire::{MailFate, MailOutcome};

use super::toasts::Tone;

/// Colour family and icon of a fate.
pub const fn look(fate: MailFate) -> (&'static str, &'static str) {
    match fate {
        MailFate::Sent => ("green", "mail-check"),
        MailFate::Written => ("grey", "file-text"),
        MailFate::Unanswered => ("amber", "mail"),
        MailFate::Failed(_) => ("red", "mail-x"),
    }
}

/// Colour family and icon of what is told after an act; a mail may still wait then.
pub fn outcome_look(outcome: &MailOutcome) -> (&'static str, &'static str) {
    outcome.fate().map_or(("amber", "clock"), look)
}

/// The tone of a toast that tells it.
pub const fn tone(outcome: &MailOutcome) -> Tone {
    match outcome {
        MailOutcome::Sent { .. } => Tone::Success,
        MailOutcome::Written { .. } | MailOutcome::Queued { .. } => Tone::Neutral,
        MailOutcome::Unanswered { .. } => Tone::Warning,
        MailOutcome::Failed { .. } => Tone::Failure,
    }
}
