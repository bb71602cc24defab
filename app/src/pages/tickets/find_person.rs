//! The field "Solicitante": finds people while one types; unknown ones are registered on the spot.

use domain::person::wire::PersonRow;
use leptos::prelude::*;

use crate::{
    api::{ApiError, people},
    session::use_texts,
    ui::combobox::{Choice, Combobox},
};

type Found = std::pin::Pin<Box<dyn Future<Output = Result<Vec<Choice>, ApiError>>>>;

/// A person as a choice: name, then document or e-mail.
pub fn choice_of(person: &PersonRow) -> Choice {
    let detail = person.masked_document.clone().or_else(|| person.email.clone()).unwrap_or_default();
    Choice { value: person.id.get(), label: person.name.clone(), detail }
}

fn find(text: String) -> Found {
    Box::pin(async move { Ok(people::find_people(text).await?.iter().map(choice_of).collect()) })
}

/// The field.
#[component]
pub fn PersonField(
    #[prop(into)] id: String,
    chosen: RwSignal<Option<Choice>>,
    #[prop(optional, into)] invalid: Signal<bool>,
    /// Registers a new person with the typed name; absent when the user may not.
    #[prop(default = None)]
    create: Option<Callback<String>>,
) -> impl IntoView {
    let t = use_texts();
    let words: fn(&str) -> String = t.tickets.quick_create;
    view! {
        <Combobox
            id
            chosen
            find
            placeholder=t.tickets.find_person
            invalid
            create=create.map(|callback| (words, callback))
        />
    }
}
