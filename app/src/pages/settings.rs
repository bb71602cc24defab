//! The settings, for administrators: "Parâmetros gerais" in tabs, and the catalogues.
//!
//! What is typed in a tab stays while one looks at another. Each tab is saved by itself, over the version that was read.

mod accountants;
mod canned_replies;
mod catalogue;
mod company_tab;
mod contracts_tab;
mod frame;
mod general;
mod holidays_tab;
mod hours_tab;
mod mail_tab;
mod place;
mod rows;
mod save_bar;
mod services;
mod tab_frame;
mod tab_state;
mod tickets_tab;
mod users;
mod webhook_tab;

use leptos::prelude::*;
use leptos_router::components::Redirect;

pub use self::{
    accountants::AccountantsPage, canned_replies::CannedRepliesPage, general::GeneralPage, services::ServicesPage,
    users::UsersPage,
};

/// `/settings` itself: the first tab.
#[component]
pub fn SettingsHome() -> impl IntoView {
    view! { <Redirect path=place::Place::Company.href() /> }
}
