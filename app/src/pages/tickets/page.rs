//! stub
use leptos::prelude::*;
#[component]
pub fn TicketPage() -> impl IntoView { }
