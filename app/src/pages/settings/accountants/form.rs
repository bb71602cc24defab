//! The form of a new or changed accountant.

use domain::accountant::{Accountant, AccountantForm as Input, NAME_MAX};
use leptos::prelude::*;

use super::super::catalogue::{Entries, EntryEdit, EntryForm};
use crate::{api::catalogues::save_accountant, session::use_texts, ui::form::TextField};

fn label_of(entry: &Accountant) -> String {
    entry.label.clone()
}

fn office_of(entry: &Accountant) -> String {
    entry.office_name.clone()
}

fn crc_of(entry: &Accountant) -> String {
    entry.crc.clone()
}

fn email_of(entry: &Accountant) -> String {
    entry.email.clone().unwrap_or_default()
}

/// What the accountant is called, the office, the number in the council, the address.
#[component]
pub fn AccountantForm(entries: Entries<Accountant>) -> impl IntoView {
    let t = &use_texts().settings;
    let edit = EntryEdit::new(entries, "accountant");
    let form = edit.form;
    let (label, office_name) = (edit.field(label_of), edit.field(office_of));
    let (crc, email) = (edit.field(crc_of), edit.field(email_of));
    let submit = move |()| {
        let (key, id, version) = edit.intent();
        let input = Input {
            key,
            id,
            version,
            label: label.get_untracked(),
            office_name: office_name.get_untracked(),
            crc: crc.get_untracked(),
            email: email.get_untracked(),
        };
        let faults = input.validate().err();
        edit.send(input, faults, |input| Box::pin(save_accountant(input)));
    };
    view! {
        <EntryForm edit on_submit=Callback::new(submit)>
            <TextField
                form
                name="label"
                label=t.accountant_label
                value=label
                help=edit.help(label, label_of, t.accountant_label_help)
                required=true
                max=NAME_MAX
            />
            <TextField
                form
                name="office_name"
                label=t.accountant_office
                value=office_name
                help=edit.help(office_name, office_of, t.accountant_office_help)
                required=true
            />
            <TextField form name="crc" label=t.accountant_crc value=crc help=edit.help(crc, crc_of, "") />
            <TextField
                form
                name="email"
                label=t.company_email
                value=email
                help=edit.help(email, email_of, "")
                inputmode="email"
            />
        </EntryForm>
    }
}
