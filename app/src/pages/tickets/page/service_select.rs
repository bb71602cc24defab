//! The choice of a service in the forms of a ticket's page.

use domain::ticket::wire::TicketChoices;
use leptos::prelude::*;

use crate::ui::{field::FormErrors, icon::small_icon};

/// The services on offer, and the one chosen at first even when it is no longer on offer. Goes into a `Field` with this id.
#[component]
pub fn ServiceSelect(
    id: &'static str,
    choices: RwSignal<TicketChoices>,
    chosen: RwSignal<String>,
    errors: FormErrors,
) -> impl IntoView {
    view! {
        <span class="select">
            <select
                class="input"
                id=id
                aria-describedby=format!("{id}-help {id}-error")
                aria-invalid=move || errors.of("service").map(|_| "true")
                prop:value=move || chosen.get()
                on:change=move |event| chosen.set(event_target_value(&event))
            >
                {move || {
                    let present = chosen.get_untracked();
                    choices
                        .get()
                        .services
                        .into_iter()
                        .filter(|service| service.active || service.id.to_string() == present)
                        .map(|service| {
                            let id = service.id.to_string();
                            let selected = id == present;
                            view! { <option value=id selected=selected>{service.name}</option> }
                        })
                        .collect_view()
                }}
            </select>
            {small_icon("chevron-down")}
        </span>
    }
}
