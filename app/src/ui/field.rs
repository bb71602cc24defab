//! A labelled form field with its help and its error; the control itself is the child.

use domain::error::AppError;
use leptos::prelude::*;

use super::icon::small_icon;
use crate::session::use_texts;

/// The refusals of one form, by field. A refusal without a field is shown above the buttons.
#[derive(Debug, Clone, Copy)]
pub struct FormErrors(RwSignal<Vec<AppError>>);

impl Default for FormErrors {
    fn default() -> Self {
        Self(RwSignal::new(Vec::new()))
    }
}

impl FormErrors {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    pub fn clear(self) {
        self.0.set(Vec::new());
    }

    pub fn set(self, errors: Vec<AppError>) {
        self.0.set(errors);
    }

    /// The sentence for `field`, if it was refused.
    #[must_use]
    pub fn of(self, field: &str) -> Option<String> {
        let t = use_texts();
        self.0.with(|errors| {
            errors.iter().find(|error| error.field.as_deref() == Some(field)).map(|error| t.error(error))
        })
    }

    /// The sentences that belong to no field.
    #[must_use]
    pub fn general(self) -> Vec<String> {
        let t = use_texts();
        self.0.with(|errors| errors.iter().filter(|error| error.field.is_none()).map(|error| t.error(error)).collect())
    }

    /// The first field that was refused, to move the focus there; none when the form is gone by now.
    #[must_use]
    pub fn first_field(self) -> Option<String> {
        self.0.try_with_untracked(|errors| errors.iter().find_map(|error| error.field.clone())).flatten()
    }
}

/// Label, control, help and error. The control must have the id `id` and `aria-describedby={id}-help {id}-error`.
#[component]
pub fn Field(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] help: Signal<String>,
    /// The sentence under the control; `None` when it is fine.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    #[prop(optional)] wide: bool,
    children: Children,
) -> impl IntoView {
    let t = use_texts();
    let help_id = format!("{id}-help");
    let error_id = format!("{id}-error");
    view! {
        <div class=if wide { "field span-all" } else { "field" }>
            <label for=id>
                {label}
                {required.then(|| view! { <span class="req">{format!(" {}", t.common.required)}</span> })}
            </label>
            {children()}
            <span class="field__hint" id=help_id>
                {move || help.get()}
            </span>
            <span class="field__error" id=error_id role="alert">
                {move || error.get().map(|text| view! { {small_icon("circle-x")} {text} })}
            </span>
        </div>
    }
}
