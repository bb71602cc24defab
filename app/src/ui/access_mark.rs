//! How an access status looks: icon and word always, colour as the third signal. A release lies over the block.

use domain::contract::{AccessStatus, ContractStatus};
use leptos::prelude::*;

use super::icon::sized_icon;
use crate::session::use_texts;

const fn access_icon(access: AccessStatus) -> &'static str {
    match access {
        AccessStatus::Active => "wifi",
        AccessStatus::Deactivated => "power-off",
        AccessStatus::Manual => "hand",
        AccessStatus::Automatic => "lock",
        AccessStatus::Overdue => "circle-dollar-sign",
        AccessStatus::AwaitingSignature => "pen-line",
    }
}

/// Icon and word; `released` puts the release in place of the block. `class` is `st`, or `st st--pill` in panels.
pub fn access_label(access: AccessStatus, released: bool, class: &'static str) -> AnyView {
    let t = &use_texts().contracts;
    let (code, icon_name, words) =
        if released { ("LT", "timer", t.released) } else { (access.code(), access_icon(access), (t.access)(access)) };
    view! {
        <span class=class data-acc=code>
            {sized_icon(icon_name, "ic ic--st")}
            {words}
        </span>
    }
    .into_any()
}

/// The status of the contract itself.
pub fn contract_status_label(status: ContractStatus) -> AnyView {
    let words = (use_texts().contracts.status)(status);
    let (tone, icon_name) = match status {
        ContractStatus::Active => ("green", "circle-check"),
        ContractStatus::PreContract => ("violet", "pen-line"),
        ContractStatus::NegativeListed => ("red", "ban"),
        ContractStatus::Inactive | ContractStatus::Withdrawn => ("grey", "power-off"),
    };
    view! {
        <span class="st" data-tone=tone>
            {sized_icon(icon_name, "ic ic--st")}
            {words}
        </span>
    }
    .into_any()
}
