//! The five phones, each with its state. An old mobile number is offered its 9, never given it silently.

use domain::{
    error::ErrorCode,
    person::{PHONE_SLOTS, PhoneForm, PhoneState},
    phone::{Phone, PhoneError},
};
use leptos::prelude::*;

use super::{FormState, id_of};
use crate::{
    session::use_texts,
    ui::{
        dom,
        icon::{icon, small_icon},
    },
};

/// The rows.
#[component]
pub fn PhoneRows(state: FormState) -> impl IntoView {
    let t = use_texts();
    view! {
        <fieldset class="form-group">
            <legend>{t.people.phones}</legend>
            <div class="prs">
                {(1_u8..).take(PHONE_SLOTS).map(|slot| view! { <PhoneRow state at=slot /> }).collect_view()}
            </div>
        </fieldset>
    }
}

fn change(state: FormState, slot: u8, change: impl FnOnce(&mut PhoneForm)) {
    state.edit(|form| {
        form.phones.resize(PHONE_SLOTS, PhoneForm::default());
        if let Some(phone) = form.phones.get_mut(usize::from(slot) - 1) {
            change(phone);
        }
    });
}

#[component]
fn PhoneRow(state: FormState, at: u8) -> impl IntoView {
    let slot = at;
    let t = use_texts();
    let words = &t.people;
    let field = StoredValue::new(format!("phones.{slot}"));
    let id = id_of(&field.get_value());
    let error_id = format!("{id}-error");
    let phone = move || state.typed.with(|form| form.phones.get(usize::from(slot) - 1).cloned().unwrap_or_default());
    let error = move || field.with_value(|field| state.error_of(field));
    let sentence = move || field.with_value(|field| state.sentence(field));
    let offered = move || match error()?.code {
        ErrorCode::Phone(PhoneError::MissingNinthDigit { suggestion }) => Some(suggestion),
        _ => None,
    };
    let focus = StoredValue::new(id.clone());
    let take = move |number: Phone| {
        change(state, slot, |phone| phone.number = number.formatted());
        dom::focus_soon(focus.get_value());
    };
    view! {
        <div class="pr">
            <span class="pr__n" aria-hidden="true">
                {slot.to_string()}
            </span>
            <input
                class="input code"
                id=id
                type="tel"
                inputmode="tel"
                autocomplete="off"
                aria-label=(words.phone_n)(slot)
                aria-describedby=error_id.clone()
                aria-invalid=move || error().map(|_| "true")
                placeholder=words.free_slot
                prop:value=move || phone().number
                on:input=move |event| change(state, slot, |phone| phone.number = event_target_value(&event))
            />
            <span class="select">
                <select
                    class="input"
                    aria-label=(words.phone_state_n)(slot)
                    prop:value=move || phone().state.code()
                    on:change=move |event| {
                        let chosen = PhoneState::from_code(&event_target_value(&event)).unwrap_or_default();
                        change(state, slot, |phone| phone.state = chosen);
                    }
                >
                    {PhoneState::ALL
                        .into_iter()
                        .map(|one| {
                            view! {
                                <option value=one.code() selected=one == untrack(phone).state>
                                    {(words.phone_state)(one)}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
                {small_icon("chevron-down")}
            </span>
            <span class="pr__note"></span>
            <button
                type="button"
                class="btn btn--ghost btn--icon"
                aria-label=format!("{} {}", t.common.clear, (words.phone_n)(slot))
                on:click=move |_| {
                    change(state, slot, |phone| *phone = PhoneForm::default());
                    dom::focus_soon(focus.get_value());
                }
            >
                {icon("x")}
            </button>
            <span class="field__error" id=error_id role="alert">
                {move || sentence().map(|text| view! { {small_icon("circle-x")} {text} })}
                {move || {
                    offered()
                        .map(|number| {
                            let label = (words.use_number)(&number.formatted());
                            view! {
                                " "
                                <button type="button" class="btn btn--sm" on:click=move |_| take(number.clone())>
                                    {label}
                                </button>
                            }
                        })
                }}
            </span>
        </div>
    }
}
