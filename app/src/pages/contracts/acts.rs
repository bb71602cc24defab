//! What can be done to a contract, from the grid, the summary and the page alike.
//!
//! An act first reads the contract again: the dialog then shows the exact end of a release by the server's clock, and the
//! version that is sent is the present one.

use domain::{
    access::{Action, Resource},
    contract::{
        Decision, Refusal,
        wire::{ContractAct, ContractDetails, ReleaseContract, ReleaseGiven, SetChoice},
    },
    error::{AppError, ErrorCode},
    i18n::{Texts, contracts::refusal},
    ids::ContractId,
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{ApiError, contracts as api},
    session::{SessionInfo, use_session, use_texts},
    ui::{
        field::FormErrors,
        problems::{Problems, use_problems},
        toasts::{Toasts, Tone, use_toasts},
    },
};

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
}

/// The acts of one screen.
#[derive(Clone, Copy)]
pub struct ContractActs {
    /// What is asked, with the contract as it is now.
    pub asked: RwSignal<Option<(What, ContractDetails)>>,
    pub open: RwSignal<bool>,
    pub busy: RwSignal<bool>,
    pub errors: FormErrors,
    /// A contract changed by one of these acts: the screen reads it again.
    changed: Callback<ContractId>,
    session: StoredValue<SessionInfo>,
    toasts: Toasts,
    problems: Problems,
    t: &'static Texts,
}

impl ContractActs {
    #[must_use]
    pub fn new(changed: Callback<ContractId>) -> Self {
        Self {
            asked: RwSignal::new(None),
            open: RwSignal::new(false),
            busy: RwSignal::new(false),
            errors: FormErrors::new(),
            changed,
            session: StoredValue::new(use_session()),
            toasts: use_toasts(),
            problems: use_problems(),
            t: use_texts(),
        }
    }

    /// Whether the signed-in user may.
    #[must_use]
    pub fn may(self, resource: Resource) -> bool {
        self.session.with_value(|session| session.may(Action::Write, resource))
    }

    /// What the server will say to a release of this contract now.
    #[must_use]
    pub fn decision(self, details: &ContractDetails) -> Decision {
        let zone = self.session.with_value(|session| session.zone);
        details.terms.decide(&details.row.contract, self.may(Resource::Releases), details.now, zone)
    }

    /// Reads the contract and opens the dialog of this act; a release that is refused is told with its reason instead.
    pub fn ask(self, what: What, id: ContractId) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            let answer = api::show_contract(id).await;
            if self.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(details) => self.open(what, details),
                Err(error) => self.problems.tell(&error),
            }
        });
    }

    fn open(self, what: What, details: ContractDetails) {
        let mut what = what;
        if what == What::Release {
            let decision = self.decision(&details);
            if let Some(reason) = decision.reasons.first() {
                if decision.only_too_soon() && self.may(Resource::ReleaseWait) {
                    what = What::Override;
                } else {
                    self.changed.run(details.row.contract.id);
                    return self.refuse(details.row.contract.id, reason);
                }
            }
        }
        self.errors.clear();
        self.asked.set(Some((what, details)));
        self.open.set(true);
    }

    fn refuse(self, id: ContractId, reason: &Refusal) {
        let title = (self.t.contracts.refused_title)(id.get());
        self.toasts.push(Tone::Failure, title, refusal(self.t.locale, reason));
    }

    /// Sends a release.
    pub fn release(self, form: ReleaseContract) {
        let id = form.id;
        self.busy.set(true);
        spawn_local(async move {
            let answer = api::give_release(form).await;
            self.busy.set(false);
            match answer {
                Ok(given) => {
                    self.open.set(false);
                    self.toasts.success(self.success(&given));
                    self.changed.run(id);
                }
                Err(ApiError(AppError { code: ErrorCode::Release(reason), .. })) => {
                    self.open.set(false);
                    self.refuse(id, &reason);
                    self.changed.run(id);
                }
                Err(error) => self.failed(error),
            }
        });
    }

    fn success(self, given: &ReleaseGiven) -> String {
        let zone = self.session.with_value(|session| session.zone);
        (self.t.contracts.success)(given.id.get(), &given.until.format_date(zone), &given.protocol)
    }

    /// Sends an act that asks for a reason.
    pub fn send(self, what: What, act: ContractAct) {
        let id = act.id;
        let words = &self.t.contracts;
        self.busy.set(true);
        spawn_local(async move {
            let (answer, done) = match what {
                What::Revoke => (api::revoke_release(act).await, words.revoked),
                What::Block => (api::block_contract(act).await, words.blocked),
                _ => (api::unblock_contract(act).await, words.unblocked),
            };
            self.busy.set(false);
            match answer {
                Ok(_) => {
                    self.open.set(false);
                    self.toasts.success(done(id.get()));
                    self.changed.run(id);
                }
                Err(error) => self.failed(error),
            }
        });
    }

    /// Sends the choice of one contract.
    pub fn choose(self, form: SetChoice) {
        let id = form.id;
        self.busy.set(true);
        spawn_local(async move {
            let answer = api::set_release_choice(form).await;
            self.busy.set(false);
            match answer {
                Ok(_) => {
                    self.open.set(false);
                    self.toasts.success(self.t.contracts.choice_saved);
                    self.changed.run(id);
                }
                Err(error) => self.failed(error),
            }
        });
    }

    /// Records a payment; tells what it did.
    pub fn pay(self, contract: ContractId, invoice: domain::ids::InvoiceId, number: String) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let key = crate::ui::dom::fresh_key();
        spawn_local(async move {
            let answer = api::record_payment(domain::contract::wire::PayInvoice { key, contract, invoice }).await;
            self.busy.set(false);
            match answer {
                Ok(paid) => {
                    let words = &self.t.contracts;
                    let detail = if paid.settled { words.settled.to_owned() } else { String::new() };
                    self.toasts.push(Tone::Success, (words.paid)(&number), detail);
                    self.changed.run(contract);
                }
                Err(error) => self.problems.tell(&error),
            }
        });
    }

    /// What was typed stays in the dialog.
    fn failed(self, error: ApiError) {
        self.problems.note(&error);
        self.errors.set(vec![error.0]);
    }
}
