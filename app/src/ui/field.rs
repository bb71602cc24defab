//! A labelled form field with its help and its error; the control itself is the child.
//!
//! Nothing cuts a text while it is typed or pasted, so no field for free text has a `maxlength`: [`Count`] says how much is too
//! much, and sending refuses it.

use domain::{error::AppError, form};
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
    pub fn of(self, field: &str) -> Option<String> {
        let t = use_texts();
        self.0.with(|errors| {
            errors.iter().find(|error| error.field.as_deref() == Some(field)).map(|error| t.error(error))
        })
    }

    /// The sentences that belong to no field.
    pub fn general(self) -> Vec<String> {
        let t = use_texts();
        self.0.with(|errors| errors.iter().filter(|error| error.field.is_none()).map(|error| t.error(error)).collect())
    }

    /// The first field that was refused, to move the focus there; none when the form is gone by now.
    pub fn first_field(self) -> Option<String> {
        self.0.try_with_untracked(|errors| errors.iter().find_map(|error| error.field.clone())).flatten()
    }
}

/// A free text and how many characters of it can be kept.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    text: Signal<String>,
    most: Signal<usize>,
}

impl Limit {
    pub fn new(text: impl Into<Signal<String>>, most: impl Into<Signal<usize>>) -> Self {
        Self { text: text.into(), most: most.into() }
    }
}

/// How far a text is from its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    Far,
    /// From nine tenths on the count is shown.
    Near,
    Over,
}

impl Reach {
    const fn of(count: usize, most: usize) -> Self {
        if count > most {
            Self::Over
        } else if count * 10 >= most * 9 {
            Self::Near
        } else {
            Self::Far
        }
    }
}

/// "4.120 de 4.000", when the text comes near its limit and beyond. The control with the id `id` names it in its
/// `aria-describedby`: `{id}-count`. The ear hears it when the text comes near and when it goes over, not at each key.
#[component]
pub fn Count(#[prop(into)] id: String, limit: Limit) -> impl IntoView {
    let t = use_texts();
    let count = Memo::new(move |_| limit.text.with(|text| form::length(text)));
    let reach = Memo::new(move |_| Reach::of(count.get(), limit.most.get()));
    let words = move || (t.common.characters_of)(count.get(), limit.most.get());
    view! {
        <span class="field__count" class:is-over=move || reach.get() == Reach::Over id=format!("{id}-count")>
            {move || (reach.get() != Reach::Far).then(words)}
        </span>
        <span class="sr" role="status">
            {move || (reach.get() != Reach::Far).then(|| untrack(words))}
        </span>
    }
}

/// Label, control, help and error. The control must have the id `id` and `aria-describedby={id}-help {id}-error`; with a
/// `limit` also `{id}-count`.
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
    #[prop(default = None, into)] limit: Option<Limit>,
    children: Children,
) -> impl IntoView {
    let t = use_texts();
    let count = limit.map(|limit| view! { <Count id=id.clone() limit /> });
    let help_id = format!("{id}-help");
    let error_id = format!("{id}-error");
    view! {
        <div class=if wide { "field span-all" } else { "field" }>
            <label for=id>
                {label}
                {required.then(|| view! { <span class="req">{format!(" {}", t.common.required)}</span> })}
            </label>
            {children()} {count}
            <span class="field__hint" id=help_id>
                {move || help.get()}
            </span>
            <span class="field__error" id=error_id role="alert">
                {move || error.get().map(|text| view! { {small_icon("circle-x")} {text} })}
            </span>
        </div>
    }
}
