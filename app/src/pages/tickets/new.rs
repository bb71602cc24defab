//! The drawer "Novo atendimento" beside the grid (seed 004, item 1).
//!
//! The value comes from the service and may be changed; the name comes from the accountant. What is typed is kept as a
//! draft on the server until the ticket is opened.

mod form;
mod parts;
mod quick_create;

use domain::{
    ids::{AccountantId, PersonId, ServiceId, UserId},
    ticket::{
        command::{SUBJECT_MAX, TEXT_MAX},
        wire::{self, TicketChoices},
    },
};
use leptos::{ev, prelude::*};
use leptos_router::hooks::use_navigate;

use self::{
    form::{Content, Form, choose_requester_of_address, missing_fields, warn_without_email},
    parts::{FilesPart, Part, PartTabs},
    quick_create::QuickCreate,
};
use super::find_person::PersonField;
use crate::{
    api::tickets as api,
    pages::failed::Failed,
    session::{use_session, use_texts},
    ui::{
        dom,
        drafts::{Draft, DraftMark, RestoredMark},
        field::{Field, FormErrors, Limit},
        icon::{icon, small_icon},
        keys::{go_on_in, on_send},
        notice::Notice,
        problems::use_problems,
        scope::Scope,
        title::PageTitle,
        toasts::use_toasts,
    },
};

const ID: &str = "new-ticket";

/// The list without a drawer.
#[component]
pub fn NoDrawer() -> impl IntoView {}

/// The drawer.
#[component]
pub fn NewTicket() -> impl IntoView {
    let t = use_texts();
    let choices = Resource::new(|| (), |()| api::ticket_choices());
    let navigate = use_navigate();
    let leave = Callback::new(move |()| navigate("/tickets", Default::default()));
    let scope = Scope::new();
    Effect::new(move |_| {
        scope.next_frame(|| {
            dom::show_modal(ID);
            go_on_in(ID);
        });
    });
    on_cleanup(|| {
        if cfg!(feature = "hydrate") {
            dom::close_modal(ID);
        }
    });
    view! {
        <PageTitle text=t.tickets.new_title.to_owned() />
        <dialog
            id=ID
            class="drawer drawer--wide nt"
            aria-labelledby="new-ticket-title"
            on:cancel=move |event: ev::Event| {
                event.prevent_default();
                leave.run(());
            }
        >
            <Transition>
                {move || Suspend::new(async move {
                    match choices.await {
                        Ok(choices) => view! { <NewTicketForm choices leave /> }.into_any(),
                        Err(error) => view! { <Failed error /> }.into_any(),
                    }
                })}
            </Transition>
        </dialog>
    }
}

#[component]
fn NewTicketForm(choices: TicketChoices, leave: Callback<()>) -> impl IntoView {
    let t = use_texts();
    let words = &t.tickets;
    let session = use_session();
    let toasts = use_toasts();
    let problems = use_problems();
    let navigate = use_navigate();
    let me = session.actor.as_ref().map(|actor| actor.id.to_string()).unwrap_or_default();
    let mine = me.clone();
    let form = Form::new(me);
    let errors = FormErrors::new();
    let busy = RwSignal::new(false);
    let scope = Scope::new();
    let another = RwSignal::new(false);
    let part = RwSignal::new(Part::Ticket);
    let uploads = form.uploads;
    // "Salvar" was pressed while files were on their way.
    let early = RwSignal::new(false);
    let no_email = RwSignal::new(None::<PersonId>);
    let creating = RwSignal::new(None::<String>);
    let key = StoredValue::new(None);
    let draft = Draft::new("ticket.new");
    Effect::new(|_| dom::focus_soon("new-requester"));
    draft.restore(move |content: Content| form.restore(content));
    draft.keep(move || form.content());
    choose_requester_of_address(form, draft.looked);
    warn_without_email(form, no_email);

    let services = StoredValue::new(choices.services.clone());
    let price_of = move |id: &str| {
        services.with_value(|services| {
            services.iter().find(|service| service.id.to_string() == id).map(|service| service.price)
        })
    };
    Effect::new(move |_| {
        let service = form.service.get();
        if let (Some(price), false) = (price_of(&service), form.value_typed.get_untracked()) {
            form.value.set(price.formatted());
        }
    });
    let accountants = StoredValue::new(choices.accountants.clone());
    let accountant_name = move || {
        let id = form.accountant.get();
        accountants
            .with_value(|all| all.iter().find(|one| one.id.to_string() == id).map(|one| one.name.clone()))
            .unwrap_or_default()
    };
    let submit = move || {
        if busy.get_untracked() {
            return;
        }
        let request = wire::NewTicket {
            key: key.get_value().unwrap_or_else(|| {
                let fresh = dom::fresh_key();
                key.set_value(Some(fresh.clone()));
                fresh
            }),
            requester: form.requester.get_untracked().map(|choice| PersonId::new(choice.value)),
            service: form.service.get_untracked().parse().ok().map(ServiceId::new),
            accountant: form.accountant.get_untracked().parse().ok().map(AccountantId::new),
            assignee: form.assignee.get_untracked().parse().ok().map(UserId::new),
            subject: form.subject.get_untracked(),
            description: form.description.get_untracked(),
            value: form.value.get_untracked(),
            files: uploads.ids(),
        };
        let missing = missing_fields(&request);
        errors.set(missing);
        if let Some(field) = errors.first_field() {
            part.set(Part::Ticket);
            dom::focus_soon(format!("new-{field}"));
            return;
        }
        early.set(untrack(|| uploads.is_busy()));
        if early.get_untracked() {
            part.set(Part::Files);
            return;
        }
        busy.set(true);
        let navigate = navigate.clone();
        let mine = mine.clone();
        let call = async move {
            let answer = api::create_ticket(request).await;
            if let Ok((id, protocol)) = &answer {
                toasts.success((t.tickets.created)(id.get(), protocol));
            }
            answer
        };
        // Whoever went elsewhere meanwhile stays there.
        scope.act(call, move |answer| {
            busy.set(false);
            match answer {
                Ok((id, _)) => {
                    draft.finish();
                    key.set_value(None);
                    uploads.clear();
                    if another.get_untracked() {
                        form.restore(Content { assignee: mine, ..Content::default() });
                        dom::focus_soon("new-requester");
                    } else {
                        navigate(&format!("/tickets/{id}"), Default::default());
                    }
                }
                Err(error) => {
                    problems.note(&error);
                    if let Some(field) = &error.0.field {
                        part.set(if field == "files" { Part::Files } else { Part::Ticket });
                        dom::focus_soon(format!("new-{field}"));
                    }
                    errors.set(vec![error.0]);
                }
            }
        });
    };
    let submit = StoredValue::new(submit);
    let may_create = session
        .may(domain::access::Action::Write, domain::access::Resource::People)
        .then(|| Callback::new(move |name: String| creating.set(Some(name))));
    let files_error = Signal::derive(move || {
        let waits = early.get() && uploads.is_busy();
        errors.of("files").or_else(|| waits.then(|| t.files.still_sending.to_owned()))
    });
    let invalid = move |field: &'static str| move || errors.of(field).map(|_| "true");
    view! {
        <div class="dialog__head">
            <h2 id="new-ticket-title">{words.new_title}</h2>
            <DraftMark draft />
            <button
                type="button"
                class="btn btn--ghost btn--icon"
                aria-label=t.common.close
                on:click=move |_| leave.run(())
            >
                {icon("x")}
            </button>
        </div>
        <form
            class="dialog__form"
            id="new-ticket-form"
            on:submit=move |event| {
                event.prevent_default();
                submit.with_value(|submit| submit());
            }
            on:keydown=move |event| on_send(&event, move || submit.with_value(|submit| submit()))
        >
            <RestoredMark
                draft
                on_discard=Callback::new(move |()| {
                    draft.discard();
                    form.restore(Content::default());
                })
            />
            <PartTabs part uploads />
            <div
                class="nt-body form"
                role="tabpanel"
                id="new-tab-ticket-panel"
                aria-labelledby="new-tab-ticket"
                hidden=move || part.get() != Part::Ticket
            >
                <Field
                    id="new-requester"
                    label=words.requester
                    required=true
                    error=Signal::derive(move || errors.of("requester"))
                >
                    <PersonField
                        id="new-requester"
                        chosen=form.requester
                        create=may_create
                        invalid=Signal::derive(move || errors.of("requester").is_some())
                    />
                </Field>
                {move || {
                    no_email
                        .get()
                        .map(|person| {
                            view! {
                                <Notice
                                    tone="amber"
                                    icon_name="mail-x"
                                    title=words.no_email_title
                                    detail=words.no_email_text
                                >
                                    <a class="btn btn--sm" href=format!("/people/{person}/edit")>
                                        {words.complete_person}
                                    </a>
                                </Notice>
                            }
                        })
                }}
                <div class="form-grid">
                    <Field
                        id="new-service"
                        label=words.service
                        required=true
                        error=Signal::derive(move || errors.of("service"))
                    >
                        <span class="select">
                            <select
                                class="input"
                                id="new-service"
                                aria-describedby="new-service-help new-service-error"
                                aria-invalid=invalid("service")
                                prop:value=move || form.service.get()
                                on:change=move |event| form.service.set(event_target_value(&event))
                            >
                                <option value="">{words.choose}</option>
                                {choices
                                    .services
                                    .iter()
                                    .filter(|service| service.active)
                                    .map(|service| {
                                        view! { <option value=service.id.to_string()>{service.name.clone()}</option> }
                                    })
                                    .collect_view()}
                            </select>
                            {small_icon("chevron-down")}
                        </span>
                    </Field>
                    <Field
                        id="new-value"
                        label=words.service_value
                        error=Signal::derive(move || errors.of("value"))
                        help=Signal::derive(move || {
                            price_of(&form.service.get())
                                .map(|price| (words.registered_value)(&price.formatted_currency()))
                                .unwrap_or_default()
                        })
                    >
                        <span class="input affix">
                            <span class="unit">"R$"</span>
                            <input
                                id="new-value"
                                inputmode="decimal"
                                autocomplete="off"
                                aria-describedby="new-value-help new-value-error"
                                aria-invalid=invalid("value")
                                prop:value=move || form.value.get()
                                on:input=move |event| {
                                    form.value_typed.set(true);
                                    form.value.set(event_target_value(&event));
                                }
                            />
                        </span>
                    </Field>
                    <Field id="new-accountant" label=words.accountant error=Signal::derive(move || errors.of("accountant"))>
                        <span class="select">
                            <select
                                class="input"
                                id="new-accountant"
                                aria-describedby="new-accountant-help new-accountant-error"
                                prop:value=move || form.accountant.get()
                                on:change=move |event| form.accountant.set(event_target_value(&event))
                            >
                                <option value="">{t.common.none}</option>
                                {choices
                                    .accountants
                                    .iter()
                                    .filter(|accountant| accountant.active)
                                    .map(|accountant| {
                                        view! { <option value=accountant.id.to_string()>{accountant.label.clone()}</option> }
                                    })
                                    .collect_view()}
                            </select>
                            {small_icon("chevron-down")}
                        </span>
                    </Field>
                    <Field
                        id="new-accountant-name"
                        label=words.accountant_name
                        help=Signal::stored(words.accountant_name_help.to_owned())
                    >
                        <input
                            class="input"
                            id="new-accountant-name"
                            readonly
                            aria-describedby="new-accountant-name-help"
                            prop:value=accountant_name
                        />
                    </Field>
                </div>
                <Field id="new-assignee" label=words.assignee error=Signal::derive(move || errors.of("assignee"))>
                    <span class="select">
                        <select
                            class="input"
                            id="new-assignee"
                            aria-describedby="new-assignee-help new-assignee-error"
                            prop:value=move || form.assignee.get()
                            on:change=move |event| form.assignee.set(event_target_value(&event))
                        >
                            <option value="">{words.no_assignee}</option>
                            {choices
                                .users
                                .iter()
                                .filter(|user| user.active)
                                .map(|user| view! { <option value=user.id.to_string()>{user.name.clone()}</option> })
                                .collect_view()}
                        </select>
                        {small_icon("chevron-down")}
                    </span>
                </Field>
                <Field
                    id="new-subject"
                    label=words.subject
                    required=true
                    error=Signal::derive(move || errors.of("subject"))
                    limit=Limit::new(form.subject, SUBJECT_MAX)
                >
                    <input
                        class="input"
                        id="new-subject"
                        autocomplete="off"
                        aria-describedby="new-subject-help new-subject-error new-subject-count"
                        aria-invalid=invalid("subject")
                        prop:value=move || form.subject.get()
                        on:input=move |event| form.subject.set(event_target_value(&event))
                    />
                </Field>
                <Field
                    id="new-description"
                    label=words.description
                    error=Signal::derive(move || errors.of("description"))
                    limit=Limit::new(form.description, TEXT_MAX)
                >
                    <textarea
                        class="input"
                        id="new-description"
                        rows="6"
                        aria-describedby="new-description-help new-description-error new-description-count"
                        prop:value=move || form.description.get()
                        on:input=move |event| form.description.set(event_target_value(&event))
                    ></textarea>
                </Field>
                {move || {
                    errors.general().into_iter().map(|text| view! { <p class="error" role="alert">{text}</p> }).collect_view()
                }}
            </div>
            <FilesPart part uploads error=files_error />
            <div class="dialog__foot">
                <label class="check push-end">
                    <input
                        type="checkbox"
                        class="cbx"
                        prop:checked=move || another.get()
                        on:change=move |event| another.set(event_target_checked(&event))
                    />
                    <span>{words.add_another}</span>
                </label>
                <span class="push"></span>
                <button type="button" class="btn" on:click=move |_| leave.run(())>
                    {t.common.cancel}
                    <kbd aria-hidden="true">"Esc"</kbd>
                </button>
                <button type="submit" class="btn btn--primary" aria-busy=move || busy.get().then_some("true")>
                    {t.common.save}
                    <kbd aria-hidden="true">"Ctrl"</kbd>
                    <kbd aria-hidden="true">"Enter"</kbd>
                </button>
            </div>
        </form>
        <QuickCreate name=creating chosen=form.requester />
    }
}
