//! What can be done to a ticket from the grid and from its page: one set of dialogs and menus for both.
//!
//! A page makes [`TicketActs`] once, says what to do with a changed row, and places [`ActDialogs`]. Rows and headers then
//! only call `acts.…`. Every act carries the version that was on the screen; a stale one is refused by the server and told.

mod move_dialog;
mod reason_dialog;
mod status_menu;

use domain::{
    error::ErrorCode,
    ids::{TicketId, UserId},
    ticket::{
        Status,
        status::Flow,
        wire::{
            BulkAct, BulkChange, BulkResult, ChangeStatus, MailOutcome, Reminded, StatusChanged, TicketChoices,
            TicketRow,
        },
    },
};
use leptos::prelude::*;

pub use self::move_dialog::ASSIGNEE;
use self::{move_dialog::MoveDialog, reason_dialog::ReasonDialog, status_menu::StatusMenu};
use crate::{
    api::{ApiError, tickets as api},
    session::{use_session, use_texts},
    ui::{
        dom, drafts, mail_fate,
        problems::{Problems, use_problems},
        scope::Scope,
        toasts::{Toasts, Tone, use_toasts},
    },
};

/// The tickets an act is for: id and the version on screen. One from a row, several from the selection.
pub type Targets = Vec<(TicketId, i64)>;

/// The two messages after a change of status (seed 004).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Messages {
    pub id: TicketId,
    pub requester: domain::ids::PersonId,
    pub status: Status,
    pub mail: Option<MailOutcome>,
}

/// What the drafts of the two dialogs are called, behind the ticket.
const MOVE: &str = "move";
const REASON: &str = "reason";

/// What the draft of a dialog about these tickets is called.
fn draft_of(targets: &[(TicketId, i64)], act: &str) -> String {
    match targets {
        [(id, _)] => format!("ticket.{id}.{act}"),
        _ => format!("tickets.{act}"),
    }
}

/// The acts of one page; cheap to copy.
#[derive(Clone, Copy)]
pub struct TicketActs {
    /// The row whose status menu is open, with its targets.
    menu: RwSignal<Option<(TicketRow, Targets)>>,
    /// A status that asks for a reason, waiting for it.
    reason: RwSignal<Option<(Targets, Status)>>,
    /// Tickets waiting for a new assignee.
    moving: RwSignal<Option<Targets>>,
    /// What the page shows after a change of status.
    pub messages: RwSignal<Option<Messages>>,
    /// What became of the last change of many tickets.
    pub bulk_result: RwSignal<Option<BulkResult>>,
    /// A command is on its way: buttons wait.
    pub busy: RwSignal<bool>,
    choices: RwSignal<TicketChoices>,
    flow: Flow,
    scope: Scope,
    me: UserId,
    changed: Callback<TicketRow>,
    stale: Callback<TicketId>,
    toasts: Toasts,
    problems: Problems,
}

impl TicketActs {
    /// `changed` gets every row that an act of this page changed; `stale` every ticket that somebody else changed first.
    pub fn new(choices: RwSignal<TicketChoices>, changed: Callback<TicketRow>, stale: Callback<TicketId>) -> Self {
        Self {
            menu: RwSignal::new(None),
            reason: RwSignal::new(None),
            moving: RwSignal::new(None),
            messages: RwSignal::new(None),
            bulk_result: RwSignal::new(None),
            busy: RwSignal::new(false),
            choices,
            flow: use_session().flow,
            scope: Scope::new(),
            me: use_session().actor.map_or(UserId::new(0), |actor| actor.id),
            changed,
            stale,
            toasts: use_toasts(),
            problems: use_problems(),
        }
    }

    /// Opens the status menu beside `button`.
    pub fn open_status_menu(self, row: &TicketRow, targets: Targets, button: &web_sys::Element) {
        self.menu.set(Some((row.clone(), targets)));
        let button = button.clone();
        self.scope.next_frame(move || dom::show_popover(status_menu::ID, &button));
    }

    /// Opens the hand-over dialog.
    pub fn open_move(self, targets: Targets) {
        self.moving.set(Some(targets));
    }

    /// What was written in the dialog of an act is not to come back: the act was done.
    fn end_draft(self, targets: &[(TicketId, i64)], act: &str) {
        drafts::end(self.me, draft_of(targets, act));
    }

    /// A status was chosen: at once, or after its reason.
    pub fn choose_status(self, targets: Targets, to: Status) {
        if to.asks_reason() {
            self.reason.set(Some((targets, to)));
        } else {
            self.set_status(targets, to, String::new());
        }
    }

    fn set_status(self, targets: Targets, to: Status, reason: String) {
        if self.busy.get_untracked() {
            return;
        }
        let [(id, version)] = targets[..] else {
            return self.bulk(targets, BulkAct::Status { to, reason });
        };
        self.busy.set(true);
        let form = ChangeStatus { key: dom::fresh_key(), id, version, to, reason };
        self.scope.act(api::change_status(form), move |answer| {
            self.busy.set(false);
            if to.asks_reason() && answer.is_ok() {
                self.end_draft(&targets, REASON);
            }
            self.status_answer(id, answer);
        });
    }

    /// "Reabrir".
    pub fn reopen(self, id: TicketId, version: i64) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.scope.act(api::reopen_ticket(dom::fresh_key(), id, version), move |answer| {
            self.busy.set(false);
            self.status_answer(id, answer);
        });
    }

    fn status_answer(self, id: TicketId, answer: Result<StatusChanged, ApiError>) {
        match answer {
            Ok(done) => {
                self.messages.set(Some(Messages {
                    id,
                    requester: done.row.requester,
                    status: done.row.status,
                    mail: done.mail,
                }));
                self.changed.run(done.row);
            }
            Err(error) => self.refused(id, &error),
        }
    }

    /// "Notificar".
    pub fn notify(self, id: TicketId, version: i64) {
        let texts = use_texts();
        self.scope.act(api::notify_assignee(dom::fresh_key(), id, version), move |answer| match answer {
            Ok(Reminded { row, mail }) => {
                let name = row.assignee_name.clone().unwrap_or_default();
                // The mail is the reminder, so its fate decides what is told.
                let tone = mail.as_ref().map_or(Tone::Success, mail_fate::tone);
                let fate = mail.map(|mail| texts.mail_outcome(&mail)).unwrap_or_default();
                self.toasts.push(tone, (texts.tickets.reminded)(&name), fate);
                self.changed.run(row);
            }
            Err(error) => self.refused(id, &error),
        });
    }

    /// "Reenviar": the last mail of a ticket once more.
    pub fn resend(self, id: TicketId) {
        self.busy.set(true);
        self.scope.act(api::resend_mail(id), move |answer| {
            self.busy.set(false);
            match answer {
                Ok(mail) => self.messages.update(|messages| {
                    if let Some(messages) = messages.as_mut().filter(|messages| messages.id == id) {
                        messages.mail = Some(mail);
                    }
                }),
                Err(error) => self.problems.tell(&error),
            }
        });
    }

    /// The same act on all targets; tells how many were changed and names the others. The page looks at `bulk_result` too: the
    /// rows are in it.
    pub fn bulk(self, targets: Targets, change: BulkAct) {
        self.busy.set(true);
        self.bulk_result.set(None);
        let act = if matches!(change, BulkAct::Assign { .. }) { MOVE } else { REASON };
        let form = BulkChange { key: dom::fresh_key(), tickets: targets.clone(), change };
        self.scope.act(api::bulk_change(form), move |answer| {
            self.busy.set(false);
            match answer {
                Ok(result) => {
                    self.end_draft(&targets, act);
                    self.bulk_answer(result);
                }
                Err(error) => self.problems.tell(&error),
            }
        });
    }

    fn bulk_answer(self, result: BulkResult) {
        if result.is_clean() {
            let words = &use_texts().bulk;
            let told = format!("{}.", words.summary(&result));
            self.toasts.push(Tone::Success, told, words.mails(&result).unwrap_or_default());
        }
        self.bulk_result.set(Some(result));
    }

    fn refused(self, id: TicketId, error: &ApiError) {
        if error.0.code == ErrorCode::Stale {
            self.stale.run(id);
        }
        self.problems.tell(error);
    }
}

/// The menus and dialogs behind [`TicketActs`]; placed once on a page.
#[component]
pub fn ActDialogs(acts: TicketActs) -> impl IntoView {
    view! {
        <StatusMenu acts />
        <ReasonDialog acts />
        <MoveDialog acts />
    }
}
