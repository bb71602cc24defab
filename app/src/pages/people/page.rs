//! The page of one person: facts, phones, tickets.

mod facts;
mod tickets;

use domain::{
    access::{self, Action},
    error::ErrorCode,
    ids::PersonId,
    person::PersonDetails,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};

use self::{
    facts::{Facts, Phones},
    tickets::Tickets,
};
use super::form::NAME;
use crate::{
    api::{ApiError, people as api},
    pages::failed::Failed,
    session::{use_session, use_texts},
    ui::{
        activation::{ActivationActs, DeactivateDialog, Ending},
        avatar::Avatar,
        icon::{icon, sized_icon},
        keys::{on_key, write_into},
        notice::Notice,
        title::PageTitle,
    },
};

/// The page.
#[component]
pub fn PersonPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").and_then(|text| text.parse::<PersonId>().ok())));
    let loaded = Resource::new(
        move || id.get(),
        |id| async move {
            match id {
                Some(id) => api::show_person(id).await,
                None => Err(ApiError::from(ErrorCode::NotFound)),
            }
        },
    );
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(person) => {
                        view! { <Loaded person reload=Callback::new(move |()| loaded.refetch()) /> }.into_any()
                    }
                    Err(error) => view! { <Failed error retry=Callback::new(move |()| loaded.refetch()) /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Loaded(person: PersonDetails, reload: Callback<()>) -> impl IntoView {
    let t = use_texts();
    let words = &t.people;
    let session = use_session();
    let may_write = session.may(Action::Write, access::Resource::People);
    let may_open = session.may(Action::Write, access::Resource::Ticket { requester: Some(person.id) });
    let id = person.id;
    let edit = format!("/people/{id}/edit");
    let navigate = use_navigate();
    let to_edit = edit.clone();
    on_key(move |key, _| {
        if matches!(key, "e" | "E") && may_write {
            navigate(&to_edit, Default::default());
            write_into(NAME);
            return true;
        }
        false
    });
    let name = person.draft.name.clone();
    let active = person.active;
    let ending = Ending { id, version: person.version, name: name.clone() };
    let acts = ActivationActs::<PersonId, PersonDetails>::new(
        |input| Box::pin(api::set_person_active(input)),
        Callback::new(move |_| reload.run(())),
        reload,
    );
    let no_email = person.draft.email.is_none();
    let under = [(words.kind_name)(person.draft.kind).to_owned(), person.draft.social_name.clone()]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let note = person.draft.note.clone();
    view! {
        <PageTitle text=name.clone() />
        <div class="page-head">
            <div class="grow">
                <nav class="crumbs" aria-label=words.title>
                    <a href="/people">{words.title}</a>
                    {sized_icon("chevron-right", "ic ic--12")}
                    <span aria-current="page">{name.clone()}</span>
                </nav>
                <div class="pp-head">
                    <Avatar name=name.clone() />
                    <div>
                        <h1 tabindex="-1">{name}</h1>
                        <p class="sub">
                            {under}
                            {(!person.active)
                                .then(|| {
                                    view! {
                                        " "
                                        <span class="tag" data-tone="grey">
                                            {words.inactive}
                                        </span>
                                    }
                                })}
                        </p>
                    </div>
                </div>
            </div>
            <div class="btn-group">
                {may_write
                    .then(|| {
                        view! {
                            <button type="button" class="btn btn--ghost" on:click=move |_| acts.toggle(ending.clone(), active)>
                                {icon(if active { "power-off" } else { "rotate-ccw" })}
                                {if active { t.settings.deactivate } else { t.settings.activate }}
                            </button>
                            <a class="btn" href=edit aria-keyshortcuts="E">
                                {icon("pencil")}
                                {t.common.edit}
                                <kbd aria-hidden="true">"E"</kbd>
                            </a>
                        }
                    })}
                {may_open
                    .then(|| {
                        view! {
                            <a class="btn btn--primary" href=format!("/tickets/new?requester={id}")>
                                {icon("plus")}
                                {words.new_ticket}
                            </a>
                        }
                    })}
            </div>
        </div>
        <DeactivateDialog acts id="person-deactivate" text=words.deactivate_text />
        <div class="page-body grow scroll" tabindex="0" role="region" aria-label=words.identification>
            {no_email
                .then(|| view! { <Notice tone="amber" icon_name="mail-x" title=words.no_email_warning /> })}
            <div class="pp-cols">
                <Tickets id />
                <div class="form">
                    <section class="card">
                        <div class="card__head">
                            <h2>{words.phones}</h2>
                        </div>
                        <div class="card__body">
                            <Phones phones=person.draft.phones.clone() />
                        </div>
                    </section>
                    <section class="card">
                        <div class="card__head">
                            <h2>{words.identification}</h2>
                        </div>
                        <div class="card__body">
                            <Facts person />
                        </div>
                    </section>
                    {(!note.is_empty())
                        .then(|| {
                            view! {
                                <section class="card">
                                    <div class="card__head">
                                        <h2>{words.note}</h2>
                                    </div>
                                    <div class="card__body">
                                        <p class="pre">{note}</p>
                                    </div>
                                </section>
                            }
                        })}
                </div>
            </div>
        </div>
    }
}
