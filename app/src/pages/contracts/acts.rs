//! What can be done to a contract, from the grid, the summary and the page alike.
//!
//! An act first reads the contract again: the dialog then shows the exact end of a release by the server's clock, and the
//! version that is sent is the present one.

use domain::{
    access::{Action, Resource},
    contract::{
        Decision, Refusal,
        wire::{ContractAct, ContractDetails, PayInvoice, ReleaseContract, ReleaseGiven, SetChoice},
    },
    error::{AppError, ErrorCode},
    i18n::{Texts, contracts::refusal},
    ids::{ContractId, InvoiceId},
    zone::Zone,
};
use leptos::prelude::*;

use crate::{
    api::{ApiError, contracts as api},
    session::{SessionInfo, use_session, use_texts},
    ui::{
        form::Form,
        keys::{give_up, write_into},
        problems::{Problems, use_problems},
        toasts::{Toasts, Tone, use_toasts},
    },
};

/// Where writing begins in the dialogs, for a selector.
const FIRST_FIELD: &str = "#contract-act[open] textarea";

/// What a dialog asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Release,
    /// Going over the wait.
    Override,
    Revoke,
    Block,
    Unblock,
    Choice,
    /// Recording that an invoice was paid.
    Pay(InvoiceId),
}

/// The acts of one screen.
#[derive(Clone, Copy)]
pub struct ContractActs {
    /// What is asked, with the contract as it is now.
    pub asked: RwSignal<Option<(What, ContractDetails)>>,
    pub open: RwSignal<bool>,
    pub form: Form,
    /// The version the open dialog speaks of; the newer one once somebody else changed the contract meanwhile.
    pub version: RwSignal<i64>,
    /// A contract changed by one of these acts: the screen reads it again.
    changed: Callback<ContractId>,
    session: StoredValue<SessionInfo>,
    zone: Zone,
    toasts: Toasts,
    problems: Problems,
    t: &'static Texts,
}

impl ContractActs {
    pub fn new(changed: Callback<ContractId>) -> Self {
        Self {
            asked: RwSignal::new(None),
            open: RwSignal::new(false),
            form: Form::new("contract"),
            version: RwSignal::new(0),
            changed,
            zone: use_session().zone,
            session: StoredValue::new(use_session()),
            toasts: use_toasts(),
            problems: use_problems(),
            t: use_texts(),
        }
    }

    /// Whether the signed-in user may.
    pub fn may(self, resource: Resource) -> bool {
        self.session.with_value(|session| session.may(Action::Write, resource))
    }

    /// What the server will say to a release of this contract now.
    pub fn decision(self, details: &ContractDetails) -> Decision {
        details.terms.decide(&details.row.contract, self.may(Resource::Releases), details.now, self.zone)
    }

    /// Reads the contract and opens the dialog of this act; a release that is refused is told with its reason instead.
    pub fn ask(self, what: What, id: ContractId) {
        if self.form.busy.get_untracked() {
            return;
        }
        self.form.busy.set(true);
        self.form.scope.spawn(async move {
            let answer = api::show_contract(id).await;
            self.form.busy.set(false);
            match answer {
                Ok(details) => self.open(what, details),
                Err(error) => {
                    give_up();
                    self.problems.tell(&error);
                }
            }
        });
    }

    /// The same by a key: the note can be written before the dialog is there.
    pub fn ask_by_key(self, what: What, id: ContractId) {
        if !self.form.busy.get_untracked() {
            self.ask(what, id);
            write_into(FIRST_FIELD);
        }
    }

    fn open(self, what: What, details: ContractDetails) {
        let mut what = what;
        if what == What::Release {
            let decision = self.decision(&details);
            if let Some(reason) = decision.reasons.first() {
                if decision.only_too_soon() && self.may(Resource::ReleaseWait) {
                    what = What::Override;
                } else {
                    self.tell_change(details.row.contract.id);
                    return self.refuse(details.row.contract.id, reason);
                }
            }
        }
        self.form.reopened();
        self.version.set(details.row.contract.version);
        self.asked.set(Some((what, details)));
        self.open.set(true);
    }

    fn refuse(self, id: ContractId, reason: &Refusal) {
        give_up();
        let title = (self.t.contracts.refused_title)(id.get());
        self.toasts.push(Tone::Failure, title, refusal(self.t.locale, reason));
    }

    /// Sends a release.
    pub fn release(self, form: ReleaseContract) {
        let id = form.id;
        self.form.busy.set(true);
        self.form.scope.act(api::give_release(form), move |answer| {
            self.form.busy.set(false);
            match answer {
                Ok(given) => {
                    self.form.done();
                    self.open.set(false);
                    self.toasts.success(self.success(&given));
                    self.tell_change(id);
                }
                Err(ApiError(AppError { code: ErrorCode::Release(reason), .. })) => {
                    self.open.set(false);
                    self.refuse(id, &reason);
                    self.tell_change(id);
                }
                Err(error) => self.failed(id, error),
            }
        });
    }

    fn success(self, given: &ReleaseGiven) -> String {
        (self.t.contracts.success)(given.id.get(), &given.until.format_date(self.zone), &given.protocol)
    }

    /// Sends an act that asks for a reason.
    pub fn send(self, what: What, act: ContractAct) {
        let id = act.id;
        let words = &self.t.contracts;
        self.form.busy.set(true);
        let done = match what {
            What::Revoke => words.revoked,
            What::Block => words.blocked,
            _ => words.unblocked,
        };
        let call = async move {
            match what {
                What::Revoke => api::revoke_release(act).await,
                What::Block => api::block_contract(act).await,
                _ => api::unblock_contract(act).await,
            }
        };
        self.form.scope.act(call, move |answer| {
            self.form.busy.set(false);
            match answer {
                Ok(_) => {
                    self.form.done();
                    self.open.set(false);
                    self.toasts.success(done(id.get()));
                    self.tell_change(id);
                }
                Err(error) => self.failed(id, error),
            }
        });
    }

    /// Sends the choice of one contract.
    pub fn choose(self, form: SetChoice) {
        let id = form.id;
        self.form.busy.set(true);
        self.form.scope.act(api::set_release_choice(form), move |answer| {
            self.form.busy.set(false);
            match answer {
                Ok(_) => {
                    self.form.done();
                    self.open.set(false);
                    self.toasts.success(self.t.contracts.choice_saved);
                    self.tell_change(id);
                }
                Err(error) => self.failed(id, error),
            }
        });
    }

    /// Records a payment; tells what it did.
    pub fn pay(self, form: PayInvoice, number: String) {
        let id = form.contract;
        self.form.busy.set(true);
        self.form.scope.act(api::record_payment(form), move |answer| {
            self.form.busy.set(false);
            match answer {
                Ok(paid) => {
                    self.open.set(false);
                    let words = &self.t.contracts;
                    let detail = if paid.settled { words.settled.to_owned() } else { String::new() };
                    self.toasts.push(Tone::Success, (words.paid)(&number), detail);
                    self.tell_change(id);
                }
                Err(error) => self.failed(id, error),
            }
        });
    }

    fn tell_change(self, id: ContractId) {
        self.changed.run(id);
    }

    /// What was typed stays in the dialog. When somebody else changed the contract first, the next press speaks of it as it
    /// is then.
    fn failed(self, id: ContractId, error: ApiError) {
        let stale = error.0.code == ErrorCode::Stale;
        self.form.refused(error);
        if !stale {
            return;
        }
        self.tell_change(id);
        self.form.scope.spawn(async move {
            if let Ok(details) = api::show_contract(id).await {
                self.version.set(details.row.contract.version);
            }
        });
    }
}
