//! stub
use leptos::prelude::*;
#[component]
pub fn NewTicket() -> impl IntoView { }
#[component]
pub fn NoDrawer() -> impl IntoView { }
