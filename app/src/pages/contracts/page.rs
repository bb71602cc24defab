//! `/contracts/{number}`: one contract with its releases, what it owes, and what happened last.

use domain::{
    access,
    contract::{AccessStatus, wire::ContractDetails},
    error::ErrorCode,
    i18n::contracts::date,
    ids::ContractId,
    live::{ServerFrame, Topic},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    acts::{ContractActs, What},
    dialogs::ActDialogs,
    summary,
};
use crate::{
    api::{ApiError, contracts as api},
    live::use_live,
    pages::failed::Failed,
    session::{use_session, use_texts},
    ui::{
        icon::{icon, sized_icon},
        keys::on_key,
        title::PageTitle,
    },
};

/// The page.
#[component]
pub fn ContractPage() -> impl IntoView {
    let params = use_params_map();
    let id =
        Memo::new(move |_| params.with(|params| params.get("number").and_then(|text| text.parse::<ContractId>().ok())));
    let loaded = Resource::new(
        move || id.get(),
        |id| async move {
            match id {
                Some(id) => api::show_contract(id).await,
                None => Err(ApiError::from(ErrorCode::NotFound)),
            }
        },
    );
    let acts = ContractActs::new(Callback::new(move |_| loaded.refetch()));
    use_live().listen(Topic::Contracts, move |frame| match frame {
        ServerFrame::ContractChanged { id: changed, .. } if id.get_untracked() == Some(*changed) => loaded.refetch(),
        ServerFrame::ContractsChanged | ServerFrame::Resync => loaded.refetch(),
        _ => {}
    });
    on_key(move |key, _| match (key, id.get_untracked()) {
        ("l" | "L", Some(id)) => {
            acts.ask_by_key(What::Release, id);
            true
        }
        _ => false,
    });
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(details) => view! { <Loaded details acts /> }.into_any(),
                    Err(error) => view! { <Failed error retry=Callback::new(move |()| loaded.refetch()) /> }.into_any(),
                }
            })}
        </Transition>
        <ActDialogs acts />
    }
}

#[component]
fn Loaded(details: ContractDetails, acts: ContractActs) -> impl IntoView {
    let texts = use_texts();
    let t = &texts.contracts;
    let contract = details.row.contract.clone();
    let id = contract.id;
    let title = (t.contract_n)(id.get());
    let may = acts.may(access::Resource::Contracts);
    let blocked = contract.access != AccessStatus::Active;
    let place = domain::person::wire::place(&contract.city, contract.state);
    view! {
        <PageTitle text=title.clone() />
        <div class="page-head">
            <div class="grow">
                <nav class="crumbs" aria-label=t.title>
                    <a href="/contracts">{t.title}</a>
                    {sized_icon("chevron-right", "ic ic--12")}
                    <span aria-current="page">{id.to_string()}</span>
                </nav>
                <h1 tabindex="-1">
                    {format!("{title} · ")} <a href=format!("/people/{}", contract.person)>{details.row.person_name.clone()}</a>
                </h1>
                <p class="sub">
                    {details.row.plan_name.clone()} {format!(" · {}", contract.value.formatted_currency())}
                    {details.document.clone().map(|document| view! { " · " <span class="code">{document}</span> })}
                    {(!place.is_empty()).then(|| format!(" · {place}"))}
                </p>
            </div>
            <div class="btn-group">
                {may
                    .then(|| {
                        view! {
                            <button type="button" class="btn" on:click=move |_| acts.ask(What::Choice, id)>
                                {icon("sliders-horizontal")}
                                {t.set_choice}
                            </button>
                            {blocked
                                .then(|| {
                                    view! {
                                        <button type="button" class="btn" on:click=move |_| acts.ask(What::Unblock, id)>
                                            {icon("wifi")}
                                            {t.unblock}
                                        </button>
                                    }
                                })}
                            <button
                                type="button"
                                class="btn btn--danger-quiet"
                                on:click=move |_| acts.ask(What::Block, id)
                            >
                                {icon("lock")}
                                {t.block}
                            </button>
                        }
                    })}
            </div>
        </div>
        <div class="page-body grow scroll" tabindex="0" role="region" aria-label=t.facts>
            <h2 class="sr">{t.facts}</h2>
            <div class="ct-page">
                <section class="card">
                    <div class="card__body ct-panel__body">
                        {summary::release_button(&details, acts)} {summary::facts(&details, acts)}
                        {summary::revoke_foot(&details, acts)}
                    </div>
                </section>
                <section class="card">
                    <div class="card__body ct-panel__body">
                        {summary::invoices(&details, acts)} {other_invoices(&details)} {releases(&details)}
                    </div>
                </section>
                <section class="card">
                    <div class="card__body ct-panel__body">{summary::history(&details.history)}</div>
                </section>
            </div>
        </div>
    }
}

/// The invoices that are not overdue, the latest first.
fn other_invoices(details: &ContractDetails) -> AnyView {
    let t = &use_texts().contracts;
    let today = details.now.local_date(use_session().zone);
    let rows = details
        .invoices
        .iter()
        .filter(|invoice| !invoice.is_overdue(today))
        .map(|invoice| {
            view! {
                <li>
                    <span>
                        {invoice.number.clone()} <small>{format!("{} {}", t.due, date(invoice.due_on))}</small>
                        <small>{(t.invoice_status)(invoice.status)}</small>
                    </span>
                    <b>{invoice.amount.formatted_currency()}</b>
                </li>
            }
        })
        .collect_view();
    let any = details.invoices.iter().any(|invoice| !invoice.is_overdue(today));
    any.then(|| {
        view! {
            <section>
                <h3>{t.other_invoices}</h3>
                <ul class="inv">{rows}</ul>
            </section>
        }
    })
    .into_any()
}

/// The last releases.
fn releases(details: &ContractDetails) -> AnyView {
    let t = &use_texts().contracts;
    let zone = use_session().zone;
    let rows = details
        .releases
        .iter()
        .map(|release| {
            let span = format!("{} – {}", release.at.format_date(zone), date(release.until.local_date(zone)));
            view! {
                <li>
                    <span>
                        {span} <small>{format!("{} · {}", release.by, (t.release_state)(release.state))}</small>
                        <small class="code">{release.protocol.clone()}</small>
                    </span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section>
            <h3>{t.releases}</h3>
            {if details.releases.is_empty() {
                view! { <p class="faint">{t.never}</p> }.into_any()
            } else {
                view! { <ul class="inv">{rows}</ul> }.into_any()
            }}
        </section>
    }
    .into_any()
}
