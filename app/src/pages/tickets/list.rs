//! stub
use leptos::prelude::*;
#[component]
pub fn TicketListPage() -> impl IntoView { view! { <h1>"x"</h1> <leptos_router::components::Outlet/> } }
