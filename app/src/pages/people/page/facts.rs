//! What is known about a person, to read.

use domain::{
    document::Document,
    person::{PersonDetails, PersonPhone, PhoneState, wire::place},
};
use leptos::prelude::*;

use crate::session::{use_session, use_texts};

/// The facts, as a list of terms.
#[component]
pub fn Facts(person: PersonDetails) -> impl IntoView {
    let t = use_texts();
    let words = &t.people;
    let session = use_session();
    let draft = person.draft;
    let document_name = match &draft.document {
        Some(Document::Cpf(_)) => "CPF",
        Some(Document::Cnpj(_)) => "CNPJ",
        None => words.document,
    };
    let document = draft.document.as_ref().map(Document::formatted);
    let place = place(&draft.city, draft.state);
    let zone = draft.zone.map_or(words.zone_company.to_owned(), |zone| (t.settings.zone)(zone).to_owned());
    let email = draft.email.map(|email| email.to_string());
    view! {
        <dl class="facts">
            <dt>{document_name}</dt>
            <dd class="code">{or_missing(document, words.not_given)}</dd>
            <dt>{words.email}</dt>
            <dd>
                {match email {
                    Some(email) => {
                        view! {
                            <a class="link" href=format!("mailto:{email}")>
                                {email.clone()}
                            </a>
                        }
                            .into_any()
                    }
                    None => view! { <span class="faint">{words.not_given}</span> }.into_any(),
                }}
            </dd>
            <dt>{words.place}</dt>
            <dd>{or_missing((!place.is_empty()).then_some(place), words.not_given)}</dd>
            <dt>{words.zone}</dt>
            <dd>{zone}</dd>
            <dt>{words.chat}</dt>
            <dd>{if person.chat_linked { words.chat_linked } else { words.chat_not_linked }}</dd>
            <dt>{words.created}</dt>
            <dd>{session.moment(person.created_at, person.now)}</dd>
            <dt>{words.updated}</dt>
            <dd>{session.moment(person.updated_at, person.now)}</dd>
        </dl>
    }
}

fn or_missing(text: Option<String>, missing: &'static str) -> AnyView {
    match text {
        Some(text) => text.into_any(),
        None => view! { <span class="faint">{missing}</span> }.into_any(),
    }
}

/// The phones in their slots, each with its state in words.
#[component]
pub fn Phones(phones: Vec<PersonPhone>) -> impl IntoView {
    let t = use_texts();
    let words = &t.people;
    if phones.is_empty() {
        return view! { <p class="faint">{words.no_phone}</p> }.into_any();
    }
    view! {
        <ul class="phs">
            {phones
                .into_iter()
                .map(|phone| {
                    let usable = phone.state == PhoneState::Ok;
                    let shown = phone.number.formatted();
                    view! {
                        <li class="ph" class:is-off=!usable>
                            <span class="ph__n">{phone.slot.to_string()}</span>
                            <span class="ph__t">
                                {if usable {
                                    view! {
                                        <a class="code" href=format!("tel:{}", phone.number.e164())>
                                            {shown}
                                        </a>
                                    }
                                        .into_any()
                                } else {
                                    view! { <span class="code">{shown}</span> }.into_any()
                                }} <small>{(words.phone_state)(phone.state)}</small>
                            </span>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
    .into_any()
}
