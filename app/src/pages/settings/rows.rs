//! The rows of a tab: name and what it does, the control, "era 15" while it differs from what is saved, the fault.

use leptos::prelude::*;

use super::tab_state::{TabForm, TabState};
use crate::{session::use_texts, ui::icon::small_icon};

/// A row. The control must have the id `id` and `aria-describedby={id}-help {id}-error`.
#[component]
pub fn SettingRow(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] help: Signal<String>,
    /// The saved value in words, while another one is typed.
    #[prop(optional, into)]
    was: Signal<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    /// The control below its name instead of beside it, for long values.
    #[prop(optional)]
    wide: bool,
    children: Children,
) -> impl IntoView {
    let help_id = format!("{id}-help");
    let error_id = format!("{id}-error");
    view! {
        <div class=if wide { "set-row set-row--wide" } else { "set-row" }>
            <div>
                <label class="set-lab" for=id>
                    {label}
                </label>
                <p class="hint" id=help_id>
                    {move || help.get()}
                </p>
            </div>
            <div>
                {children()} {move || was.get().map(|was| view! { <small class="set-was">{was}</small> })}
                <div class="field__error" id=error_id role="alert">
                    {move || error.get().map(|text| view! { {small_icon("circle-x")} {text} })}
                </div>
            </div>
        </div>
    }
}

/// "era 15", or that it was empty.
pub fn was_text(saved: &str) -> String {
    let t = use_texts();
    if saved.is_empty() { t.settings.was_empty.to_owned() } else { (t.settings.was)(saved) }
}

/// A row with a text field. `name` is the field's name in refusals.
#[component]
pub fn TextRow<F: TabForm>(
    state: TabState<F>,
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] help: Signal<String>,
    get: fn(&F) -> &String,
    get_mut: fn(&mut F) -> &mut String,
    /// The word behind the number, "e-mails".
    #[prop(optional)]
    unit: &'static str,
    #[prop(default = "text")] input_type: &'static str,
    #[prop(default = "text")] inputmode: &'static str,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(optional)] code: bool,
    #[prop(optional)] wide: bool,
) -> impl IntoView {
    let id = format!("{}-{name}", F::PREFIX);
    let error = Signal::derive(move || state.errors.of(name));
    let was = Signal::derive(move || {
        let saved = state.saved.with(|saved| get(saved).clone());
        state.typed.with(|typed| *get(typed) != saved).then(|| was_text(&saved))
    });
    let described = format!("{id}-help {id}-error");
    let class = match (unit.is_empty(), code) {
        (false, _) => "",
        (true, true) => "input code",
        (true, false) => "input",
    };
    let input = view! {
        <input
            class=class
            id=id.clone()
            type=input_type
            inputmode=inputmode
            autocomplete=autocomplete
            aria-describedby=described
            aria-invalid=move || error.get().map(|_| "true")
            value=state.typed.with_untracked(|typed| get(typed).clone())
            prop:value=move || state.typed.with(|typed| get(typed).clone())
            on:input=move |event| state.typed.update(|typed| *get_mut(typed) = event_target_value(&event))
        />
    };
    let control = if unit.is_empty() {
        input.into_any()
    } else {
        view! {
            <span class="input affix set-num">
                {input}
                <span class="unit">{unit}</span>
            </span>
        }
        .into_any()
    };
    view! {
        <SettingRow id label help was error wide>
            {control}
        </SettingRow>
    }
}

/// A row with a switch.
#[component]
pub fn SwitchRow<F: TabForm>(
    state: TabState<F>,
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] help: Signal<String>,
    get: fn(&F) -> bool,
    put: fn(&mut F, bool),
) -> impl IntoView {
    let t = use_texts();
    let id = format!("{}-{name}", F::PREFIX);
    let word = move |on: bool| if on { t.common.on } else { t.common.off };
    let was = Signal::derive(move || {
        let saved = state.saved.with(get);
        (state.typed.with(get) != saved).then(|| was_text(word(saved)))
    });
    let described = format!("{id}-help {id}-error");
    let control_id = id.clone();
    view! {
        <SettingRow id label help was>
            <span class="switch">
                <input
                    type="checkbox"
                    role="switch"
                    id=control_id
                    aria-describedby=described
                    checked=state.typed.with_untracked(get)
                    prop:checked=move || state.typed.with(get)
                    on:change=move |event| state.typed.update(|typed| put(typed, event_target_checked(&event)))
                />
                <b aria-hidden="true">{move || word(state.typed.with(get))}</b>
            </span>
        </SettingRow>
    }
}
