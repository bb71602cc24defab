//! The menu of the seven statuses: digits choose, refused ones stay visible with their reason, the last line says who is
//! told.

use domain::ticket::{Status, status::Flow};
use leptos::prelude::*;

use super::TicketActs;
use crate::{
    session::use_texts,
    ui::{
        dom,
        icon::{icon, small_icon},
        keys::{Press, take},
        status::{mark, status_icon},
    },
};

/// The popover's id.
pub const ID: &str = "status-menu";

/// One menu for the whole page, opened beside whichever button asked.
#[component]
pub fn StatusMenu(acts: TicketActs) -> impl IntoView {
    let t = use_texts();
    let choose = move |to: Status| {
        let Some((row, targets)) = acts.menu.get_untracked() else { return };
        // A refused one leaves the menu open, with its reason. Of many each has its own answer from the server.
        if targets.len() == 1 && !row.status.may_become(to, acts.flow) {
            return;
        }
        dom::hide_popover(ID);
        acts.choose_status(targets, to);
    };
    let on_key = move |press: &Press| {
        let Some(key) = press.alone() else { return false };
        if let Some(status) = key.parse::<usize>().ok().and_then(|digit| Status::ALL.get(digit.wrapping_sub(1))) {
            choose(*status);
            return true;
        }
        let step = match key {
            "ArrowDown" => 1,
            "ArrowUp" => Status::ALL.len() - 1,
            _ => return false,
        };
        let focused =
            document().active_element().and_then(|element| element.id().strip_prefix("status-item-")?.parse().ok());
        let next = focused.map_or(0, |at: usize| (at + step) % Status::ALL.len());
        dom::focus_soon(format!("status-item-{next}"));
        true
    };
    view! {
        <div
            class="menu menu--md menu--end"
            id=ID
            popover="auto"
            on:keydown=move |event| take(&event, on_key)
            on:toggle=acts
                .scope
                .hears(move |_| {
                    let at = acts.menu.with_untracked(|menu| {
                        let status = menu.as_ref().map(|(row, _)| row.status);
                        Status::ALL.iter().position(|one| Some(*one) == status)
                    });
                    if dom::is_modal_open() {
                        dom::focus_soon(format!("status-item-{}", at.unwrap_or(0)));
                    }
                })
        >
            {move || {
                let (row, targets) = acts.menu.get()?;
                let single = targets.len() == 1;
                let items = Status::ALL
                    .into_iter()
                    .enumerate()
                    .map(|(at, status)| {
                        let present = single && row.status == status;
                        let allowed = !single || row.status.may_become(status, acts.flow);
                        let why = (!allowed).then(|| refusal(row.status, status, acts.flow));
                        let asks = status.asks_reason() && allowed && !present;
                        view! {
                            <li role="none">
                                <button
                                    type="button"
                                    class="menu__item"
                                    role="menuitemradio"
                                    id=format!("status-item-{at}")
                                    data-st=mark(status)
                                    aria-checked=present.to_string()
                                    aria-disabled=(!allowed).then_some("true")
                                    tabindex=if present { "0" } else { "-1" }
                                    on:click=move |_| choose(status)
                                >
                                    {status_icon(status)}
                                    <span class="grow">
                                        {(t.tickets.status)(status)}
                                        {asks.then(|| view! { <span class="faint">{format!(" {}", t.tickets.asks_reason)}</span> })}
                                        {why.map(|why| view! { <small>{why}</small> })}
                                    </span>
                                    {if present {
                                        icon("check").into_any()
                                    } else {
                                        view! { <kbd aria-hidden="true">{(at + 1).to_string()}</kbd> }.into_any()
                                    }}
                                </button>
                            </li>
                        }
                    })
                    .collect_view();
                let told = single
                    .then(|| match &row.requester_email {
                        Some(address) => (t.tickets.tells)(address),
                        None => t.tickets.tells_nobody.to_owned(),
                    });
                Some(
                    view! {
                        <ul role="menu" aria-label=t.tickets.change_status>
                            {items}
                        </ul>
                        {told.map(|text| view! { <p class="menu__note">{small_icon("at-sign")} {text}</p> })}
                    },
                )
            }}
        </div>
    }
}

/// Why the restricted flow refuses, for the second line of the item.
fn refusal(from: Status, to: Status, flow: Flow) -> &'static str {
    let t = use_texts();
    debug_assert!(!from.may_become(to, flow), "only refused moves are explained");
    if from.is_open() || to == Status::Open { t.tickets.only_at_creation } else { t.tickets.only_when_closed }
}
