//! The menu "Ações" of a row: one for the whole grid, filled for the row whose button was pressed. A refused act stays in its
//! place with the reason below it.

use domain::{
    access::Resource,
    contract::{AccessStatus, wire::ContractRow},
    i18n::contracts::refusal,
    time::UtcMillis,
};
use leptos::prelude::*;

use super::{
    acts::{ContractActs, What},
    list::ListState,
};
use crate::{
    session::{use_session, use_texts},
    ui::{dom, icon::icon, menu},
};

/// The popover's id.
pub const ID: &str = "contract-menu";

/// Opens it for a row, at its button.
pub fn open_menu(state: ListState, row: ContractRow) {
    let button = dom::by_id(&format!("actions-{}", row.contract.id));
    state.menu.set(Some(row));
    if let Some(button) = button {
        state.scope.next_frame(move || dom::show_popover(ID, &button));
    }
}

/// Opens the menu again when its row is among those that are about to be drawn anew: its button goes, and what it offers may
/// have changed.
pub fn follow_row(state: ListState, fresh: &[ContractRow]) {
    let open = state.menu.with_untracked(|menu| menu.as_ref().map(|row| row.contract.id));
    let Some(row) = fresh.iter().find(|row| Some(row.contract.id) == open).cloned() else { return };
    if dom::is_popover_open(ID) {
        dom::hide_popover(ID);
        // Once the row has its new button.
        state.scope.next_frame(move || open_menu(state, row));
    }
}

/// The menu.
#[component]
pub fn ActMenu(state: ListState, acts: ContractActs) -> impl IntoView {
    let t = &use_texts().contracts;
    view! {
        <div
            class="menu menu--md"
            id=ID
            popover="auto"
            on:keydown=move |event| menu::on_menu_key(&event)
            on:toggle=move |_| menu::focus_first_item(ID)
        >
            <ul role="menu" aria-label=t.actions>
                {move || state.menu.get().map(|row| items(state, acts, &row))}
            </ul>
        </div>
    }
}

/// An item; a refused one has its reason as second line and does nothing.
struct Item {
    icon: &'static str,
    words: &'static str,
    second: String,
    refused: bool,
    danger: bool,
    key: &'static str,
}

fn items(state: ListState, acts: ContractActs, row: &ContractRow) -> AnyView {
    let texts = use_texts();
    let t = &texts.contracts;
    let session = use_session();
    let contract = &row.contract;
    let id = contract.id;
    let now: UtcMillis = state.now.get();
    let decision = state.terms.get().decide(contract, acts.may(Resource::Releases), now, session.zone);
    let may_over = decision.only_too_soon() && acts.may(Resource::ReleaseWait);
    let may_write = acts.may(Resource::Contracts);
    let second = decision.reasons.first().map_or_else(
        || (t.until)(&decision.until.format_date_time(session.zone)),
        |reason| refusal(texts.locale, reason),
    );
    let plain = |icon, words, second: &str, refused| Item {
        icon,
        words,
        second: second.to_owned(),
        refused,
        danger: false,
        key: "",
    };
    let no_right = if may_write { "" } else { t.no_right };
    let running = contract.released(now).is_some();
    let revoke_why = if may_write && !running { t.nothing_to_revoke } else { no_right };
    let release = Item {
        icon: "timer",
        words: if may_over { t.override_act } else { t.release },
        second,
        refused: !decision.reasons.is_empty() && !may_over,
        danger: false,
        key: "L",
    };
    let summary = Item { key: "Enter", ..plain("eye", t.summary, "", false) };
    let blocked = contract.access != AccessStatus::Active;
    view! {
        {item(release, Callback::new(move |()| acts.ask(What::Release, id)))}
        {item(summary, Callback::new(move |()| state.select(id)))}
        {item(
            plain("file-text", t.history, "", false),
            Callback::new(move |()| state.go.run(format!("/contracts/{id}"))),
        )}
        <li role="separator" class="menu__sep"></li>
        {item(
            plain("undo-2", t.revoke, revoke_why, !may_write || !running),
            Callback::new(move |()| acts.ask(What::Revoke, id)),
        )}
        {item(
            plain("sliders-horizontal", t.set_choice, no_right, !may_write),
            Callback::new(move |()| acts.ask(What::Choice, id)),
        )}
        {blocked
            .then(|| {
                item(
                    plain("wifi", t.unblock, no_right, !may_write),
                    Callback::new(move |()| acts.ask(What::Unblock, id)),
                )
            })}
        {item(
            Item { danger: true, ..plain("lock", t.block, no_right, !may_write) },
            Callback::new(move |()| acts.ask(What::Block, id)),
        )}
    }
    .into_any()
}

fn item(item: Item, act: Callback<()>) -> AnyView {
    let refused = item.refused;
    let class = if item.danger && !refused { "menu__item menu__item--danger" } else { "menu__item" };
    view! {
        <li role="none">
            <button
                type="button"
                class=class
                role="menuitem"
                tabindex="-1"
                aria-disabled=refused.then_some("true")
                on:click=move |_| {
                    if !refused {
                        dom::hide_popover(ID);
                        act.run(());
                    }
                }
            >
                {icon(item.icon)}
                <span class="grow">
                    {item.words} {(!item.second.is_empty()).then(|| view! { <small>{item.second}</small> })}
                </span>
                {(!item.key.is_empty()).then(|| view! { <kbd aria-hidden="true">{item.key}</kbd> })}
            </button>
        </li>
    }
    .into_any()
}
