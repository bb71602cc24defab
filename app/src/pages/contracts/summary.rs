//! The summary of a contract: what it is, until when it is released or why it cannot be, overdue invoices, what happened.
//! It stands beside the grid, and is the main part of the contract's own page.

use domain::{
    access::Resource,
    contract::wire::{ContractDetails, ContractLine, LineKind},
    i18n::contracts::{date, refusal},
    time::UtcMillis,
};
use leptos::prelude::*;

use super::{
    acts::{ContractActs, What},
    list::ListState,
};
use crate::{
    pages::failed::Failed,
    session::{use_session, use_texts},
    ui::{
        access_mark::{access_label, contract_status_label},
        icon::{icon, sized_icon},
    },
};

/// The column beside the grid; empty while no contract is chosen.
#[component]
pub fn Panel(state: ListState, acts: ContractActs) -> impl IntoView {
    let t = &use_texts().contracts;
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let body = match state.details.await {
                    None => return ().into_any(),
                    Some(Ok(details)) => view! { <Shown details state acts /> }.into_any(),
                    Some(Err(error)) => {
                        view! { <Failed error retry=Callback::new(move |()| state.details.refetch()) /> }.into_any()
                    }
                };
                view! {
                    <aside class="ct-panel" id="contract-panel" aria-label=t.facts>
                        {body}
                    </aside>
                }
                    .into_any()
            })}
        </Transition>
    }
}

#[component]
fn Shown(details: ContractDetails, state: ListState, acts: ContractActs) -> impl IntoView {
    let t = &use_texts().contracts;
    let number = details.row.contract.id.get();
    let plan = format!(" · {}", details.row.plan_name);
    let name = details.row.person_name.clone();
    let person = details.row.contract.person;
    view! {
        <div class="ct-panel__head">
            <div>
                <p class="faint">
                    {format!("{} ", t.contract)}
                    <a class="code link" href=format!("/contracts/{number}")>
                        {number.to_string()}
                    </a>
                    {plan}
                </p>
                <h2>
                    <a href=format!("/people/{person}")>{name}</a>
                </h2>
            </div>
            <button
                type="button"
                class="btn btn--ghost btn--icon btn--sm"
                aria-label=t.close_summary
                on:click=move |_| state.close_summary()
            >
                {icon("x")}
            </button>
        </div>
        <div class="ct-panel__body" tabindex="0" role="region" aria-label=t.facts>
            {release_button(&details, acts)}
            {facts(&details, acts)}
            {invoices(&details, acts)}
            {history(&details.history)}
        </div>
        {revoke_foot(&details, acts)}
    }
}

/// The primary act, or nothing while a release runs.
pub fn release_button(details: &ContractDetails, acts: ContractActs) -> AnyView {
    let t = &use_texts().contracts;
    let contract = &details.row.contract;
    let id = contract.id;
    if contract.released(details.now).is_some() {
        return ().into_any();
    }
    let decision = acts.decision(details);
    let may_over = decision.only_too_soon() && acts.may(Resource::ReleaseWait);
    let refused = !decision.reasons.is_empty() && !may_over;
    view! {
        <button
            type="button"
            class="btn btn--primary btn--block"
            aria-disabled=refused.then_some("true")
            aria-describedby="release-reasons"
            aria-keyshortcuts="L"
            on:click=move |_| acts.ask(What::Release, id)
        >
            {icon("timer")}
            {if may_over { t.override_act } else { t.release }}
            <kbd aria-hidden="true">"L"</kbd>
        </button>
    }
    .into_any()
}

/// "Revogar liberação", at the foot while a release runs.
pub fn revoke_foot(details: &ContractDetails, acts: ContractActs) -> AnyView {
    let t = &use_texts().contracts;
    let contract = &details.row.contract;
    let id = contract.id;
    let shown = contract.released(details.now).is_some() && acts.may(Resource::Contracts);
    shown
        .then(|| {
            view! {
                <div class="ct-panel__foot">
                    <button
                        type="button"
                        class="btn btn--danger-quiet btn--block"
                        on:click=move |_| acts.ask(What::Revoke, id)
                    >
                        {icon("undo-2")}
                        {t.revoke}
                    </button>
                </div>
            }
        })
        .into_any()
}

/// The facts of access and release, and every reason that stands in the way.
pub fn facts(details: &ContractDetails, acts: ContractActs) -> AnyView {
    let texts = use_texts();
    let t = &texts.contracts;
    let session = use_session();
    let zone = session.zone;
    let now = details.now;
    let contract = &details.row.contract;
    let released = contract.released(now);
    let last = details.releases.first();
    let running = details.running();
    let decision = acts.decision(details);
    let under = if released.is_some() {
        Some((t.before)((t.access)(contract.access)))
    } else {
        contract.blocked_at.map(|at| (t.since)(&at.format_date_time(zone)))
    };
    let today = now.local_date(zone);
    // A date is a promise: none while anything but the wait stands in the way, none inside the release that runs.
    let only_waits = decision.reasons.iter().all(|reason| reason.can_be_overridden());
    let after_running = released.and_then(|until| until.local_date(zone).succ_opt());
    let next = match decision.free_from.max(after_running) {
        _ if released.is_none() && !only_waits => "—".to_owned(),
        Some(from) if from > today => date(from),
        _ => t.today.to_owned(),
    };
    let reasons: Vec<_> = decision.reasons.iter().map(|reason| refusal(texts.locale, reason)).collect();
    let span = released.map(|until| time_left(until.millis_since(now)));
    let faint = |text: &'static str| view! { <span class="faint">{text}</span> }.into_any();
    let renew = details.terms.params.renew_after_days.unwrap_or_default().max(details.terms.params.days).max(1);
    let plan = if released.is_some() {
        (t.until)(&released.map(|until| until.format_date(zone)).unwrap_or_default())
    } else {
        (t.may_now)(&decision.until.format_date(zone))
    };
    let can_now = reasons.is_empty();
    let bar = (can_now || released.is_some()).then(|| {
        view! {
            <div class="lib">
                <progress
                    class="progress"
                    aria-label=t.released_until
                    max=renew.to_string()
                    value=details.terms.params.days.to_string()
                ></progress>
                <p class="lib__lab">
                    <span>{plan}</span>
                    <b>{(t.again_at)(&if released.is_some() { next.clone() } else { date(decision.next_after) })}</b>
                </p>
            </div>
        }
    });
    view! {
        <section>
            <dl class="facts">
                <dt>{t.status_label}</dt>
                <dd>{contract_status_label(contract.status)}</dd>
                <dt>{t.access_label}</dt>
                <dd>
                    {access_label(contract.access, released.is_some(), "st st--pill")}
                    {under.map(|text| view! { <small>{text}</small> })}
                </dd>
                <dt>{t.released_until}</dt>
                <dd>
                    {released
                        .map_or_else(
                            || faint(t.no_release),
                            |until| view! { <b>{until.format_date_time(zone)}</b> }.into_any(),
                        )}
                    {span.map(|span| view! { <small>{(t.time_left)(&span)}</small> })}
                </dd>
                <dt>{t.released_by}</dt>
                <dd>
                    {running
                        .map_or_else(
                            || faint("—"),
                            |running| {
                                let at = session.moment(running.at, now);
                                view! { {running.by.clone()} <small>{at}</small> }.into_any()
                            },
                        )}
                </dd>
                <dt>{t.last_release}</dt>
                <dd>
                    {last
                        .map_or_else(
                            || faint(t.never),
                            |last| {
                                let state = (t.release_state)(last.state);
                                view! { {last.at.format_date(zone)} <small>{state}</small> }.into_any()
                            },
                        )}
                </dd>
                <dt>{t.next_release}</dt>
                <dd>
                    <b>{next}</b>
                </dd>
                {running
                    .map(|running| {
                        view! {
                            <dt>{t.protocol}</dt>
                            <dd class="code">{running.protocol.clone()}</dd>
                        }
                    })}
            </dl>
        </section>
        {bar}
        <div id="release-reasons">
            {(!reasons.is_empty())
                .then(|| {
                    view! {
                        <section>
                            <h3>{t.why_not}</h3>
                            <ul class="ct-why">
                                {reasons
                                    .into_iter()
                                    .map(|text| {
                                        view! { <li>{sized_icon("circle-x", "ic ic--14")} <span>{text}</span></li> }
                                    })
                                    .collect_view()}
                            </ul>
                        </section>
                    }
                })}
        </div>
    }
    .into_any()
}

/// "2 dias 9 h"
fn time_left(millis: i64) -> String {
    let t = &use_texts().time;
    let hours = millis / 3_600_000;
    match hours {
        ..1 => (t.minutes)((millis / 60_000).max(1)),
        1..24 => (t.hours)(hours),
        _ => format!("{} {}", (t.days)(hours / 24), (t.hours)(hours % 24)),
    }
}

/// The overdue invoices, each with the way to record its payment.
pub fn invoices(details: &ContractDetails, acts: ContractActs) -> AnyView {
    let t = &use_texts().contracts;
    let zone = use_session().zone;
    let today = details.now.local_date(zone);
    let contract = details.row.contract.id;
    let may_pay = acts.may(Resource::Contracts);
    let overdue: Vec<_> = details.invoices.iter().filter(|invoice| invoice.is_overdue(today)).cloned().collect();
    let list = if overdue.is_empty() {
        view! { <p class="faint">{t.no_invoices}</p> }.into_any()
    } else {
        let rows = overdue
            .into_iter()
            .map(|invoice| {
                let days = (today - invoice.due_on).num_days();
                let label = (t.pay_of)(&invoice.number);
                view! {
                    <li>
                        <span>
                            {invoice.number} <small>{(t.due_on)(&date(invoice.due_on))}</small>
                            <small class="late">
                                {sized_icon("triangle-alert", "ic ic--12 ic--inl")} {(t.late_days)(days)}
                            </small>
                        </span>
                        <b>{invoice.amount.formatted_currency()}</b>
                        {may_pay
                            .then(|| {
                                view! {
                                    <button
                                        type="button"
                                        class="btn btn--sm"
                                        aria-label=label
                                        on:click=move |_| acts.ask(What::Pay(invoice.id), contract)
                                    >
                                        {t.pay}
                                    </button>
                                }
                            })}
                    </li>
                }
            })
            .collect_view();
        view! { <ul class="inv">{rows}</ul> }.into_any()
    };
    view! {
        <section>
            <h3>{t.overdue_invoices}</h3>
            {list}
        </section>
    }
    .into_any()
}

/// What happened, newest first.
pub fn history(lines: &[ContractLine]) -> AnyView {
    let t = &use_texts().contracts;
    let list = if lines.is_empty() {
        view! { <p class="faint">{t.history_empty}</p> }.into_any()
    } else {
        view! { <ol class="tl">{lines.iter().map(line).collect_view()}</ol> }.into_any()
    };
    view! {
        <section>
            <h3>{t.history}</h3>
            {list}
        </section>
    }
    .into_any()
}

fn line(line: &ContractLine) -> AnyView {
    let t = &use_texts().contracts;
    let zone = use_session().zone;
    let access =
        |code: &str| domain::contract::AccessStatus::from_code(code).map(|access| (t.access)(access).to_owned());
    let (tone, icon_name) = match line.kind {
        LineKind::Blocked | LineKind::Reblocked | LineKind::Revoked => ("red", "lock"),
        LineKind::Released => ("brass", "timer"),
        LineKind::Unblocked | LineKind::Settled | LineKind::Paid => ("green", "circle-check"),
        LineKind::Created | LineKind::Imported | LineKind::Choice => ("grey", "pencil"),
    };
    let detail = match line.kind {
        LineKind::Blocked | LineKind::Reblocked | LineKind::Revoked | LineKind::Unblocked => access(&line.after),
        LineKind::Released | LineKind::Paid => Some(line.after.clone()),
        LineKind::Choice => {
            domain::contract::ReleaseChoice::from_code(&line.after).map(|choice| (t.choice)(choice).to_owned())
        }
        LineKind::Created | LineKind::Imported | LineKind::Settled => None,
    };
    let words = (t.line)(line.kind);
    let title = detail.map_or_else(|| words.to_owned(), |detail| format!("{words}: {detail}"));
    let who = line.actor_name.clone().unwrap_or_else(|| t.system.to_owned());
    let at: UtcMillis = line.at;
    let note = (!line.note.is_empty()).then(|| line.note.clone());
    view! {
        <li>
            <span class="tl__ic" data-tone=tone>
                {sized_icon(icon_name, "ic ic--12")}
            </span>
            <div>
                <p>{title}</p>
                {note.map(|note| view! { <p class="muted">{note}</p> })}
                <small>{format!("{} · {who}", at.format_date_time(zone))}</small>
            </div>
        </li>
    }
    .into_any()
}
