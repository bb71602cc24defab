//! The dialogs of the acts: the confirmation of a release with its exact end, reasons, and the choice of one contract.

use domain::{
    contract::{
        REASON_MAX, ReleaseChoice,
        wire::{ContractAct, ContractDetails, PayInvoice, ReleaseContract, SetChoice},
    },
    error::{AppError, ErrorCode},
    ids::{ContractId, InvoiceId},
    time::UtcMillis,
};
use leptos::prelude::*;

use super::acts::{ContractActs, What};
use crate::{
    session::{use_session, use_texts},
    ui::{
        dialog::Dialog,
        form::{DialogForm, TextField},
        kept_texts::{KeptTexts, Part},
    },
};

/// All of them; placed once on a screen.
#[component]
pub fn ActDialogs(acts: ContractActs) -> impl IntoView {
    let t = &use_texts().contracts;
    let zone = use_session().zone;
    Effect::new(move |_| {
        if !acts.open.get() && acts.asked.with_untracked(Option::is_some) {
            acts.asked.set(None);
        }
    });
    let title = move || {
        acts.asked.with(|asked| {
            let Some((what, details)) = asked else { return String::new() };
            let number = details.row.contract.id.get();
            match what {
                What::Release | What::Override => {
                    (t.confirm_title)(number, &acts.decision(details).until.format_date(zone))
                }
                What::Revoke => (t.revoke_title)(number),
                What::Block => (t.block_title)(number),
                What::Unblock => (t.unblock_title)(number),
                What::Choice => (t.choice_title)(number),
                What::Pay(invoice) => (t.pay_of)(&number_of(details, *invoice)),
            }
        })
    };
    view! {
        <Dialog id="contract-act" open=acts.open class="dialog dialog--md" title=Signal::derive(title)>
            {move || {
                acts.asked
                    .get()
                    .map(|(what, details)| match what {
                        What::Release | What::Override => confirm(acts, what, details),
                        What::Choice => choice(acts, details),
                        What::Pay(invoice) => payment(acts, &details, invoice),
                        What::Revoke | What::Block | What::Unblock => reason(acts, what, details),
                    })
            }}
        </Dialog>
    }
}

/// "sexta-feira, 20/03/2026 às 23:59"
fn end_in_words(until: UtcMillis) -> String {
    let texts = use_texts();
    let day = until.local_date(use_session().zone);
    let weekday = usize::try_from(chrono::Datelike::weekday(&day).num_days_from_monday()).unwrap_or_default();
    let weekday = texts.time.weekdays.get(weekday).copied().unwrap_or_default();
    (texts.contracts.ends_at)(weekday, &domain::time::format_date(day))
}

/// The confirmation of a release.
fn confirm(acts: ContractActs, what: What, details: ContractDetails) -> AnyView {
    let texts = use_texts();
    let t = &texts.contracts;
    let zone = use_session().zone;
    let decision = acts.decision(&details);
    let contract = &details.row.contract;
    let id = contract.id;
    let until = decision.until.format_date(zone);
    let again = if details.terms.params.renew_after_days == Some(0) {
        t.at_once.to_owned()
    } else {
        (t.only_from)(&domain::time::format_date(decision.next_after))
    };
    let note = RwSignal::new(String::new());
    let over = RwSignal::new(String::new());
    let submit = move || {
        let override_reason = over.get_untracked();
        if what == What::Override && lacks(acts, "override_reason", &override_reason) {
            return;
        }
        acts.release(ReleaseContract { key: acts.form.key(), id, note: note.get_untracked(), override_reason });
    };
    let refused = decision.reasons.first().map(|reason| domain::i18n::contracts::refusal(texts.locale, reason));
    let body = view! {
        <p>{(t.confirm_text)(&details.row.person_name, details.terms.params.days)}</p>
        {refused.map(|text| view! { <p class="notice" data-tone="amber">{text}</p> })}
        <dl class="facts lib-facts">
            <dt>{t.starts}</dt>
            <dd>{(t.starts_now)(&details.now.format_date_time(zone))}</dd>
            <dt>{t.ends}</dt>
            <dd>
                <b>{end_in_words(decision.until)}</b>
            </dd>
            <dt>{t.if_unpaid}</dt>
            <dd>{(t.goes_back)((t.access)(contract.access))}</dd>
            <dt>{t.new_release}</dt>
            <dd>{again}</dd>
        </dl>
        {kept(acts, id, "release", vec![note.into(), over.into()])}
        {(what == What::Override)
            .then(|| {
                text_field(acts, "override_reason", t.override_reason, t.override_help, true, over)
            })}
        {text_field(acts, "note", texts.common.note, texts.common.optional, false, note)}
    };
    let label = (t.confirm)(&until);
    form(acts, body.into_any(), label, "btn btn--primary", texts.common.cancel, submit)
}

/// Revoke, block, unblock: what happens, and why it is done.
fn reason(acts: ContractActs, what: What, details: ContractDetails) -> AnyView {
    let texts = use_texts();
    let t = &texts.contracts;
    let next = (what != What::Unblock).then(|| next_after_revoking(what, &details)).flatten();
    let contract = details.row.contract;
    let (text, label, class, record) = match what {
        What::Revoke => ((t.revoke_text)((t.access)(contract.access)), t.revoke, "btn btn--danger", "revoke"),
        What::Block => (t.block_text.to_owned(), t.block, "btn btn--danger", "block"),
        _ => (t.unblock_text.to_owned(), t.unblock, "btn btn--primary", "unblock"),
    };
    let typed = RwSignal::new(String::new());
    let submit = move || {
        let reason = typed.get_untracked();
        if lacks(acts, "reason", &reason) {
            return;
        }
        acts.send(
            what,
            ContractAct { key: acts.form.key(), id: contract.id, version: acts.version.get_untracked(), reason },
        );
    };
    let body = view! {
        {kept(acts, contract.id, record, vec![typed.into()])}
        <p>{text}</p>
        {next.map(|next| view! { <p>{next}</p> })}
        {text_field(acts, "reason", texts.common.reason, "", true, typed)}
    };
    form(acts, body.into_any(), label.to_owned(), class, texts.common.back, submit)
}

/// What taking the running release back means for the next one: said before it is done, since a wait cannot be taken back.
fn next_after_revoking(what: What, details: &ContractDetails) -> Option<String> {
    let texts = use_texts();
    let t = &texts.contracts;
    let (now, zone) = (details.now, use_session().zone);
    let given = details.running()?.given();
    let contract = &details.row.contract;
    let blocked = (what == What::Block).then(|| contract.block("", now).ok()).flatten().map(|change| change.after);
    let next = details.terms.after_revocation(blocked.as_ref().unwrap_or(contract), given, now, zone);
    let from = next.free_from.filter(|from| *from > now.local_date(zone));
    let when = match (next.reasons.iter().find(|reason| !reason.can_be_overridden()), from) {
        (Some(reason), _) => domain::i18n::contracts::refusal(texts.locale, reason),
        (None, Some(from)) => (t.possible_from)(&domain::time::format_date(from)),
        (None, None) => t.possible_today.to_owned(),
    };
    let undone = given.is_undone_by_revoking(&details.terms.params, now, zone);
    Some(if undone { format!("{} {when}", t.revoke_undone) } else { when })
}

fn number_of(details: &ContractDetails, id: InvoiceId) -> String {
    let invoice = details.invoices.iter().find(|invoice| invoice.id == id);
    invoice.map(|invoice| invoice.number.clone()).unwrap_or_default()
}

/// A payment: what it does, since there is no way back.
fn payment(acts: ContractActs, details: &ContractDetails, id: InvoiceId) -> AnyView {
    let texts = use_texts();
    let t = &texts.contracts;
    let contract = details.row.contract.id;
    let today = details.now.local_date(use_session().zone);
    let Some(invoice) = details.invoices.iter().find(|invoice| invoice.id == id) else { return ().into_any() };
    let number = invoice.number.clone();
    let others = details.invoices.iter().any(|other| other.id != id && other.is_overdue(today));
    let text = if others { t.pay_text } else { t.pay_last_text };
    let submit = move || {
        acts.pay(PayInvoice { key: acts.form.key(), contract, invoice: id }, number.clone());
    };
    let body = view! {
        <p>
            <b>{invoice.amount.formatted_currency()}</b>
            {format!(" · {}", (t.due_on)(&domain::time::format_date(invoice.due_on)))}
        </p>
        <p>{text}</p>
    };
    form(acts, body.into_any(), t.pay.to_owned(), "btn btn--primary", texts.common.cancel, submit)
}

/// Yes, no with a reason, or as the general parameter.
fn choice(acts: ContractActs, details: ContractDetails) -> AnyView {
    let texts = use_texts();
    let t = &texts.contracts;
    let contract = details.row.contract;
    let chosen = RwSignal::new(contract.choice);
    let restriction = RwSignal::new(contract.restriction.clone());
    let id = contract.id;
    let submit = move || {
        let restriction = restriction.get_untracked();
        let denied = chosen.get_untracked() == ReleaseChoice::Deny;
        if denied && lacks(acts, "restriction", &restriction) {
            return;
        }
        let version = acts.version.get_untracked();
        acts.choose(SetChoice { key: acts.form.key(), id, version, choice: chosen.get_untracked(), restriction });
    };
    let options = [ReleaseChoice::Follow, ReleaseChoice::Allow, ReleaseChoice::Deny]
        .into_iter()
        .map(|one| {
            view! {
                <label class="check">
                    <input
                        type="radio"
                        name="release-choice"
                        value=one.code()
                        prop:checked=move || chosen.get() == one
                        on:change=move |_| {
                            acts.form.touched();
                            chosen.set(one);
                        }
                    />
                    <span>{(t.choice)(one)}</span>
                </label>
            }
        })
        .collect_view();
    let body = view! {
        {kept(acts, id, "choice", vec![
            Part::new(
                move || chosen.get().code().to_owned(),
                move |code| chosen.set(ReleaseChoice::from_code(&code).unwrap_or(ReleaseChoice::Follow)),
            ),
            restriction.into(),
        ])}
        <fieldset class="field">
            <legend>{t.release}</legend>
            {options}
        </fieldset>
        <Show when=move || chosen.get() == ReleaseChoice::Deny>
            {text_field(
                acts,
                "restriction",
                t.restriction,
                t.restriction_help,
                true,
                restriction,
            )}
        </Show>
    };
    form(acts, body.into_any(), texts.common.save.to_owned(), "btn btn--primary", texts.common.cancel, submit)
}

/// Marks a reason that is missing and goes there; the server would refuse it as well.
fn lacks(acts: ContractActs, field: &str, text: &str) -> bool {
    let missing = text.trim().is_empty();
    if missing {
        acts.form.refuse(vec![AppError::on(field, ErrorCode::ReasonRequired)]);
    }
    missing
}

/// Keeps what is typed in a dialog about this contract.
fn kept(acts: ContractActs, id: ContractId, act: &str, parts: Vec<Part>) -> AnyView {
    view! { <KeptTexts form=acts.form record=format!("contract.{id}.{act}") parts /> }.into_any()
}

fn text_field(
    acts: ContractActs,
    name: &'static str,
    label: &'static str,
    help: &'static str,
    required: bool,
    value: RwSignal<String>,
) -> AnyView {
    view! { <TextField form=acts.form name label value help required rows=3 max=REASON_MAX /> }.into_any()
}

fn form(
    acts: ContractActs,
    body: AnyView,
    label: String,
    class: &'static str,
    leave: &'static str,
    submit: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    view! {
        <DialogForm
            form=acts.form
            act=label
            act_class=class
            leave
            on_submit=Callback::new(move |()| submit())
            on_leave=Callback::new(move |()| acts.open.set(false))
        >
            {body}
        </DialogForm>
    }
    .into_any()
}
