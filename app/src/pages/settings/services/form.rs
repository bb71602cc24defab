//! The form of a new or changed service.

use domain::service::{NAME_MAX, Service, ServiceForm as Input, format_term};
use leptos::prelude::*;

use super::super::catalogue::{Entries, EntryEdit, EntryForm};
use crate::{api::catalogues::save_service, session::use_texts, ui::form::TextField};

fn name_of(entry: &Service) -> String {
    entry.name.clone()
}

fn price_of(entry: &Service) -> String {
    entry.price.formatted()
}

fn term_of(entry: &Service) -> String {
    entry.term.map(format_term).unwrap_or_default()
}

/// Name, price, term.
#[component]
pub fn ServiceForm(entries: Entries<Service>) -> impl IntoView {
    let t = &use_texts().settings;
    let edit = EntryEdit::new(entries, "service");
    let form = edit.form;
    let (name, price, term) = (edit.field(name_of), edit.field(price_of), edit.field(term_of));
    let submit = move |()| {
        let (key, id, version) = edit.intent();
        let (name, price, term) = (name.get_untracked(), price.get_untracked(), term.get_untracked());
        let input = Input { key, id, version, name, price, term };
        let faults = input.validate().err();
        edit.send(input, faults, |input| Box::pin(save_service(input)));
    };
    view! {
        <EntryForm edit on_submit=Callback::new(submit)>
            <TextField
                form
                name="name"
                label=t.company_name
                value=name
                help=edit.help(name, name_of, "")
                required=true
                wide=true
                max=NAME_MAX
            />
            <TextField
                form
                name="price"
                label=t.price
                value=price
                help=edit.help(price, price_of, t.price_help)
                inputmode="decimal"
                unit="R$"
            />
            <TextField
                form
                name="term"
                label=t.term
                value=term
                help=edit.help(term, term_of, t.term_help)
                unit=t.term_unit
            />
        </EntryForm>
    }
}
