//! The seven statuses of a ticket and the moves between them.
//!
//! As in seed 004 any of the seven may follow any other. The parameter "Fluxo restrito" limits this: a closed ticket only
//! becomes reopened, and open is never chosen again after the ticket was created.

use serde::{Deserialize, Serialize};

coded! {
    /// The status of a ticket, in the order of the menu (its digit is the position, from 1).
    pub enum Status {
        Open = "open",
        Reopened = "reopened",
        Analysing = "analysing",
        Waiting = "waiting",
        Finished = "finished",
        Rejected = "rejected",
        Cancelled = "cancelled",
    }
}

/// Which moves between statuses the company allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flow {
    /// Any status may follow any other (seed 004).
    #[default]
    Free,
    /// Closed ones only to reopened; open never again.
    Restricted,
}

impl Status {
    /// Work is still expected: open, reopened, analysing or waiting.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Reopened | Self::Analysing | Self::Waiting)
    }

    /// Rejected and cancelled ask for a reason.
    pub const fn asks_reason(self) -> bool {
        matches!(self, Self::Rejected | Self::Cancelled)
    }

    /// Whether `to` may follow `self`. The same status again is always allowed: it does nothing.
    pub fn may_become(self, to: Self, flow: Flow) -> bool {
        if self == to || flow == Flow::Free {
            return true;
        }
        to != Self::Open && (self.is_open() || to == Self::Reopened)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back() {
        for status in Status::ALL {
            assert_eq!(Status::from_code(status.code()), Some(status));
        }
    }

    #[test]
    fn free_flow_allows_all_forty_nine_moves() {
        for from in Status::ALL {
            for to in Status::ALL {
                assert!(from.may_become(to, Flow::Free), "{from:?} -> {to:?}");
            }
        }
    }

    #[test]
    fn restricted_flow_lets_closed_ones_only_be_reopened() {
        for from in Status::ALL.into_iter().filter(|status| !status.is_open()) {
            for to in Status::ALL {
                let expected = to == from || to == Status::Reopened;
                assert_eq!(from.may_become(to, Flow::Restricted), expected, "{from:?} -> {to:?}");
            }
        }
    }

    #[test]
    fn restricted_flow_never_returns_to_open() {
        for from in Status::ALL.into_iter().filter(|status| *status != Status::Open) {
            assert!(!from.may_become(Status::Open, Flow::Restricted), "{from:?}");
        }
    }
}
