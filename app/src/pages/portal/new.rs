//! A new ticket: what about, in a few words, and the documents. Service and price are the team's business beyond the choice.

use domain::{
    error::{AppError, ErrorCode},
    file::wire::FileRow,
    ids::ServiceId,
    portal::PortalService,
    ticket::wire::NewTicket,
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use serde::{Deserialize, Serialize};

use crate::{
    api::{portal as api, tickets::create_ticket},
    pages::failed::Failed,
    session::{use_session, use_texts},
    ui::{
        dom,
        drafts::{Draft, DraftMark},
        field::{Field, FormErrors},
        icon::{sized_icon, small_icon},
        problems::use_problems,
        scope::Scope,
        title::PageTitle,
        toasts::use_toasts,
        upload::{UploadBox, Uploads},
    },
};

/// What the draft keeps; it ends when the ticket is opened, as that of the team's form does.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
struct Content {
    service: String,
    subject: String,
    description: String,
    files: Vec<FileRow>,
}

/// The page.
#[component]
pub fn NewPortalTicket() -> impl IntoView {
    let t = &use_texts().portal;
    let services = Resource::new(|| (), |()| api::services_for_me());
    view! {
        <PageTitle text=t.new_title.to_owned() />
        <section class="po-chat" aria-labelledby="portal-new-title">
            <header class="po-chat__head">
                <a class="btn btn--ghost btn--icon btn--lg po-back" href="/portal" aria-label=t.back>
                    {sized_icon("chevron-left", "ic ic--24")}
                </a>
                <h1 id="portal-new-title" class="grow" tabindex="-1">
                    {t.new_title}
                </h1>
            </header>
            <Transition>
                {move || Suspend::new(async move {
                    match services.await {
                        Ok(services) => view! { <Form services /> }.into_any(),
                        Err(error) => view! { <Failed error /> }.into_any(),
                    }
                })}
            </Transition>
        </section>
    }
}

#[component]
fn Form(services: Vec<PortalService>) -> impl IntoView {
    let texts = use_texts();
    let t = &texts.portal;
    let toasts = use_toasts();
    let problems = use_problems();
    let navigate = use_navigate();
    let me = use_session().actor.and_then(|actor| actor.person);
    let typed = |id| RwSignal::new(dom::typed_before(id));
    let (service, subject, description) =
        (typed("portal-service"), typed("portal-subject"), typed("portal-description"));
    let uploads = Uploads::pending();
    let errors = FormErrors::new();
    let busy = RwSignal::new(false);
    let scope = Scope::new();
    let early = RwSignal::new(false);
    let key = StoredValue::new(None);
    let draft = Draft::new("ticket.new").blank(&Content::default());
    draft.restore(move |kept: Content| {
        service.set(kept.service);
        subject.set(kept.subject);
        description.set(kept.description);
        uploads.restore(kept.files);
    });
    draft.keep(move || Content {
        service: service.get(),
        subject: subject.get(),
        description: description.get(),
        files: uploads.done(),
    });
    let submit = move || {
        if busy.get_untracked() {
            return;
        }
        let sent = key.get_value().unwrap_or_else(dom::fresh_key);
        key.set_value(Some(sent.clone()));
        let form = NewTicket {
            key: sent,
            requester: me,
            service: service.get_untracked().parse().ok().map(ServiceId::new),
            accountant: None,
            assignee: None,
            subject: subject.get_untracked(),
            description: description.get_untracked(),
            value: String::new(),
            files: uploads.ids(),
        };
        let missing = missing_fields(&form);
        errors.set(missing);
        early.set(untrack(|| uploads.is_busy()));
        if let Some(field) = errors.first_field() {
            dom::focus_soon(format!("portal-{field}"));
            return;
        }
        if early.get_untracked() {
            return;
        }
        busy.set(true);
        let navigate = navigate.clone();
        let call = async move {
            let answer = create_ticket(form).await;
            if let Ok((id, protocol)) = &answer {
                toasts.success((t.created)(id.get(), protocol));
            }
            answer
        };
        // Whoever went elsewhere meanwhile stays there.
        scope.act(call, move |answer| {
            busy.set(false);
            match answer {
                Ok((id, _)) => {
                    draft.finish();
                    uploads.clear();
                    navigate(&format!("/portal/tickets/{id}"), Default::default());
                }
                Err(error) => {
                    problems.note(&error);
                    if let Some(field) = &error.0.field {
                        dom::focus_soon(format!("portal-{field}"));
                    }
                    errors.set(vec![error.0]);
                }
            }
        });
    };
    let general = move || {
        let waits = early.get() && uploads.is_busy();
        let still = waits.then(|| texts.files.still_sending.to_owned());
        errors.general().into_iter().chain(errors.of("files")).chain(still).collect::<Vec<_>>()
    };
    let options =
        services.into_iter().map(|one| view! { <option value=one.id.to_string()>{one.name}</option> }).collect_view();
    view! {
        <form
            class="po-scroll form"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <Field
                id="portal-service"
                label=texts.tickets.service
                required=true
                error=Signal::derive(move || errors.of("service"))
            >
                <span class="select">
                    <select
                        class="input"
                        id="portal-service"
                        aria-describedby="portal-service-help portal-service-error"
                        aria-invalid=move || errors.of("service").map(|_| "true")
                        prop:value=move || service.get()
                        on:change=move |event| service.set(event_target_value(&event))
                    >
                        <option value="">{texts.tickets.choose}</option>
                        {options}
                    </select>
                    {small_icon("chevron-down")}
                </span>
            </Field>
            <Field
                id="portal-subject"
                label=t.what_about
                required=true
                help=Signal::stored(t.subject_help.to_owned())
                error=Signal::derive(move || errors.of("subject"))
            >
                <input
                    class="input"
                    id="portal-subject"
                    maxlength="160"
                    autocomplete="off"
                    aria-describedby="portal-subject-help portal-subject-error"
                    aria-invalid=move || errors.of("subject").map(|_| "true")
                    prop:value=move || subject.get()
                    on:input=move |event| subject.set(event_target_value(&event))
                />
            </Field>
            <Field id="portal-description" label=t.tell_more error=Signal::derive(move || errors.of("description"))>
                <textarea
                    class="input"
                    id="portal-description"
                    rows="5"
                    aria-describedby="portal-description-help portal-description-error"
                    prop:value=move || description.get()
                    on:input=move |event| description.set(event_target_value(&event))
                ></textarea>
            </Field>
            <UploadBox uploads id="portal-files" />
            <div role="alert">{move || general().into_iter().map(|text| view! { <p class="error">{text}</p> }).collect_view()}</div>
            <DraftMark draft />
            <button type="submit" class="btn btn--primary btn--lg btn--block" aria-busy=move || busy.get().then_some("true")>
                {t.send}
            </button>
        </form>
    }
}

/// What the server would refuse at once.
fn missing_fields(form: &NewTicket) -> Vec<AppError> {
    let mut missing = Vec::new();
    if form.service.is_none() {
        missing.push(AppError::on("service", ErrorCode::Required));
    }
    if form.subject.trim().is_empty() {
        missing.push(AppError::on("subject", ErrorCode::Required));
    }
    missing
}
