//! The form of a person, for a new one and for a change. What is typed survives every refusal, a reload and another device.

mod conflict;
mod fields;
mod phones;
mod state;

use domain::{
    access::{self, Action},
    error::ErrorCode,
    ids::PersonId,
    person::PersonDetails,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::{fields::Fields, phones::PhoneRows, state::FormState};
use crate::{
    api::{ApiError, people as api},
    pages::failed::Failed,
    session::{use_session, use_texts},
    ui::{
        comparison::Comparison,
        drafts::{DraftMark, RestoredMark},
        icon::{icon, sized_icon},
        keys::on_save,
        title::PageTitle,
    },
};

/// The first field, for a selector.
pub const NAME: &str = "#person-name";

/// `/people/new`
#[component]
pub fn NewPersonPage() -> impl IntoView {
    let t = use_texts();
    if !use_session().may(Action::Write, access::Resource::People) {
        return view! { <Failed error=ErrorCode::Forbidden.into() /> }.into_any();
    }
    let state = FormState::new(None);
    view! { <FormPage state title=t.people.new_title.to_owned() back="/people".to_owned() /> }.into_any()
}

/// `/people/:id/edit`
#[component]
pub fn EditPersonPage() -> impl IntoView {
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
                    Ok(person) => view! { <Edit person /> }.into_any(),
                    Err(error) => view! { <Failed error retry=Callback::new(move |()| loaded.refetch()) /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Edit(person: PersonDetails) -> impl IntoView {
    let t = use_texts();
    if !use_session().may(Action::Write, access::Resource::People) {
        return view! { <Failed error=ErrorCode::Forbidden.into() /> }.into_any();
    }
    let title = (t.people.edit_title)(&person.draft.name);
    let back = format!("/people/{}", person.id);
    let state = FormState::new(Some(person));
    view! { <FormPage state title back /> }.into_any()
}

#[component]
fn FormPage(state: FormState, title: String, back: String) -> impl IntoView {
    let t = use_texts();
    let words = &t.people;
    let busy = state.busy;
    view! {
        <PageTitle text=title.clone() />
        <div class="page-head">
            <div class="grow">
                <nav class="crumbs" aria-label=words.title>
                    <a href="/people">{words.title}</a>
                    {sized_icon("chevron-right", "ic ic--12")}
                    <span aria-current="page">{title.clone()}</span>
                </nav>
                <h1 tabindex="-1">{title}</h1>
            </div>
        </div>
        <div class="page-body grow scroll">
            <form
                class="form"
                id="person-form"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    state.submit();
                }
                on:keydown=move |event| on_save(&event, move || state.submit())
            >
                <RestoredMark draft=state.draft on_discard=Callback::new(move |()| state.discard()) />
                <Fields state />
                <PhoneRows state />
                <div role="alert">
                    {move || {
                        state
                            .general()
                            .into_iter()
                            .map(|text| view! { <p class="error">{text}</p> })
                            .collect_view()
                    }}
                    {move || state.summary().map(|text| view! { <p class="error">{text}</p> })}
                </div>
                <div class="form-foot">
                    <DraftMark draft=state.draft />
                    <a class="btn" href=back>
                        {t.common.cancel}
                    </a>
                    <button
                        type="submit"
                        class="btn btn--primary"
                        aria-keyshortcuts="Control+Enter"
                        aria-busy=move || busy.get().then_some("true")
                    >
                        {icon("check")}
                        {words.save}
                    </button>
                </div>
            </form>
        </div>
        <Comparison
            compared=Signal::derive(move || state.compared())
            keep=Callback::new(move |chosen: Vec<bool>| state.keep(&chosen))
            take_theirs=Callback::new(move |()| state.take_stored())
            leave=Callback::new(move |()| state.conflict.set(None))
        />
    }
}

/// The id of the control of a field: `person-phones-2`.
fn id_of(field: &str) -> String {
    format!("person-{}", field.replace('.', "-"))
}
