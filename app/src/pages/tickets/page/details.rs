//! "Atendimento": the registration of a ticket as a form. Saving compares versions; a stale save opens the comparison.

use domain::{
    error::ErrorCode,
    ids::{AccountantId, PersonId, ServiceId},
    ticket::{
        command::{SUBJECT_MAX, TEXT_MAX},
        wire::EditTicket,
    },
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    PageState,
    conflict::{self, Conflict},
    fields::{Fields, Form},
    service_select::ServiceSelect,
};
use crate::{
    api::tickets as api,
    pages::tickets::find_person::PersonField,
    session::{use_session, use_texts},
    ui::{
        comparison::{Compared, Comparison},
        dom,
        drafts::{Draft, DraftMark, RestoredMark},
        field::{Field, FormErrors, Limit},
        icon::small_icon,
        keys::on_save,
        problems::use_problems,
        scope::Scope,
        toasts::use_toasts,
        unanswered::Unanswered,
    },
};

/// What the draft keeps while something is changed: the fields, and the version they were changed from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    version: i64,
    fields: Fields,
}

/// The tab.
#[component]
pub fn DetailsTab(state: PageState) -> impl IntoView {
    let t = use_texts();
    let words = &t.tickets;
    let zone = use_session().zone;
    let me = use_session().actor.map(|actor| actor.name).unwrap_or_default();
    let toasts = use_toasts();
    let problems = use_problems();
    let stored = move || state.details.with(|details| Fields::of(details, zone));
    let base = RwSignal::new(state.details.with_untracked(|details| (details.row.version, Fields::of(details, zone))));
    let form = Form::new(&base.with_untracked(|(_, fields)| fields.clone()));
    let errors = FormErrors::new();
    let scope = Scope::new();
    let busy = RwSignal::new(false);
    let unanswered = Unanswered::default();
    let conflict = RwSignal::new(None::<Conflict>);
    let changes = Memo::new(move |_| base.with(|(_, fields)| fields.differences(&form.fields())));
    let dirty = Memo::new(move |_| changes.get() > 0);
    let locked = !state.may_write || state.details.with_untracked(|details| details.row.merged_into.is_some());
    let draft = Draft::new(format!("ticket.{}.edit", state.id())).blank(&None::<Kept>);
    if !locked {
        draft.restore(move |kept: Option<Kept>| {
            let Some(kept) = kept else { return };
            if base.with_untracked(|(_, fields)| *fields == kept.fields) {
                return draft.discard();
            }
            // Over a newer version the save is refused, and both are compared.
            base.update(|(version, _)| *version = kept.version);
            form.set(kept.fields);
        });
        draft.keep(move || {
            dirty.get().then(|| Kept { version: base.with(|(version, _)| *version), fields: form.fields() })
        });
    }
    // Back to what is stored.
    let take_stored = move || {
        let (version, fields) =
            state.details.with_untracked(|details| (details.row.version, Fields::of(details, zone)));
        base.set((version, fields.clone()));
        form.set(fields);
        errors.clear();
        draft.discard();
    };
    // A change of somebody else goes into the form as long as nothing was typed; otherwise the form keeps its own.
    Effect::new(move |_| {
        let (version, fields) = (state.details.with(|details| details.row.version), stored());
        let untouched = !dirty.get_untracked();
        if untouched && base.with_untracked(|(known, _)| *known != version) {
            base.set((version, fields.clone()));
            form.set(fields);
        }
    });
    let send = move |version: i64, fields: Fields| {
        if busy.get_untracked() {
            return;
        }
        let Some(requester) = fields.requester.as_ref().map(|choice| PersonId::new(choice.value)) else {
            errors.set(vec![domain::error::AppError::on("requester", ErrorCode::Required)]);
            return;
        };
        busy.set(true);
        let request = EditTicket {
            key: unanswered.key_for(&(version, fields.clone())),
            id: state.id(),
            version,
            requester,
            service: ServiceId::new(fields.service.parse().unwrap_or_default()),
            accountant: fields.accountant.parse().ok().map(AccountantId::new),
            subject: fields.subject.clone(),
            description: fields.description.clone(),
            value: fields.value.clone(),
            due: fields.due.clone(),
        };
        let call = async move {
            let answer = api::edit_ticket(request).await;
            if let Ok(row) = &answer {
                toasts.success(if row.version == version { words.nothing_changed } else { words.edited });
            }
            answer
        };
        scope.act(call, move |answer| match answer {
            Ok(_) => {
                unanswered.answered();
                draft.discard();
                errors.clear();
                conflict.set(None);
                scope.spawn(async move {
                    if let Ok(fresh) = api::show_ticket(state.id()).await {
                        let fields = Fields::of(&fresh, zone);
                        base.set((fresh.row.version, fields.clone()));
                        form.set(fields);
                        state.details.set(fresh);
                    }
                    busy.set(false);
                });
            }
            Err(error) if error.0.code == ErrorCode::Stale => scope.spawn(async move {
                unanswered.answered();
                if let Ok(fresh) = api::show_ticket(state.id()).await {
                    conflict.set(Some(Conflict::new(&fresh, fields, zone)));
                    state.details.set(fresh);
                }
                busy.set(false);
            }),
            Err(error) => {
                busy.set(false);
                problems.note(&error);
                if let Some(field) = &error.0.field {
                    dom::focus_soon(format!("edit-{field}"));
                }
                errors.set(vec![error.0]);
            }
        });
    };
    let submit = move || send(base.with_untracked(|(version, _)| *version), untrack(|| form.fields()));
    let choices = state.choices;
    let compared_fields = move || conflict::fields(words, choices.get_untracked());
    let compared = Memo::new(move |_| {
        let found = conflict.get()?;
        Some(Compared {
            explanation: (t.common.conflict_text)(&found.who, &found.when),
            differences: found.versions.differences(&compared_fields()),
            authors: (found.who, me.clone()),
        })
    });
    view! {
        <form
            class="form"
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
            on:keydown=move |event| on_save(&event, submit)
        >
            <RestoredMark draft />
            <fieldset class="form-group" disabled=locked>
                <legend class="sr">{words.tab_ticket}</legend>
                <div class="form-grid">
                    <Field
                        id="edit-subject"
                        label=words.subject
                        required=true
                        wide=true
                        error=Signal::derive(move || errors.of("subject"))
                        limit=Limit::new(form.subject, SUBJECT_MAX)
                    >
                        <input
                            class="input"
                            id="edit-subject"
                            autocomplete="off"
                            aria-describedby="edit-subject-help edit-subject-error edit-subject-count"
                            aria-invalid=move || errors.of("subject").map(|_| "true")
                            prop:value=move || form.subject.get()
                            on:input=move |event| form.subject.set(event_target_value(&event))
                        />
                    </Field>
                    <Field id="edit-requester" label=words.requester required=true error=Signal::derive(move || errors.of("requester"))>
                        <PersonField id="edit-requester" chosen=form.requester />
                    </Field>
                    <Field id="edit-service" label=words.service required=true error=Signal::derive(move || errors.of("service"))>
                        <ServiceSelect id="edit-service" choices chosen=form.service errors />
                    </Field>
                    <Field
                        id="edit-value"
                        label=words.service_value
                        error=Signal::derive(move || errors.of("value"))
                        help=Signal::derive(move || {
                            let id = form.service.get();
                            choices
                                .with(|choices| choices.services.iter().find(|one| one.id.to_string() == id).map(|one| one.price))
                                .map(|price| (words.registered_value)(&price.formatted_currency()))
                                .unwrap_or_default()
                        })
                    >
                        <span class="input affix">
                            <span class="unit">"R$"</span>
                            <input
                                id="edit-value"
                                inputmode="decimal"
                                autocomplete="off"
                                aria-describedby="edit-value-help edit-value-error"
                                aria-invalid=move || errors.of("value").map(|_| "true")
                                prop:value=move || form.value.get()
                                on:input=move |event| form.value.set(event_target_value(&event))
                            />
                        </span>
                    </Field>
                    <Field
                        id="edit-due"
                        label=words.due
                        error=Signal::derive(move || errors.of("due"))
                        help=Signal::stored(words.due_help.to_owned())
                    >
                        <input
                            class="input"
                            id="edit-due"
                            inputmode="numeric"
                            autocomplete="off"
                            placeholder=words.due_format
                            aria-invalid=move || errors.of("due").map(|_| "true")
                            aria-describedby="edit-due-help edit-due-error"
                            prop:value=move || form.due.get()
                            on:input=move |event| form.due.set(event_target_value(&event))
                        />
                    </Field>
                    <Field id="edit-accountant" label=words.accountant error=Signal::derive(move || errors.of("accountant"))>
                        <span class="select">
                            <select
                                class="input"
                                id="edit-accountant"
                                aria-describedby="edit-accountant-help edit-accountant-error"
                                prop:value=move || form.accountant.get()
                                on:change=move |event| form.accountant.set(event_target_value(&event))
                            >
                                <option value="">{t.common.none}</option>
                                {move || {
                                    let present = form.accountant.get_untracked();
                                    choices
                                        .get()
                                        .accountants
                                        .into_iter()
                                        .filter(|one| one.active || one.id.to_string() == present)
                                        .map(|one| {
                                            let id = one.id.to_string();
                                            let selected = id == present;
                                            view! { <option value=id selected=selected>{one.label}</option> }
                                        })
                                        .collect_view()
                                }}
                            </select>
                            {small_icon("chevron-down")}
                        </span>
                    </Field>
                    <Field
                        id="edit-accountant-name"
                        label=words.accountant_name
                        help=Signal::stored(words.accountant_name_help.to_owned())
                    >
                        <input
                            class="input"
                            id="edit-accountant-name"
                            readonly
                            aria-describedby="edit-accountant-name-help"
                            prop:value=move || {
                                let id = form.accountant.get();
                                choices
                                    .with(|choices| {
                                        choices.accountants.iter().find(|one| one.id.to_string() == id).map(|one| one.name.clone())
                                    })
                                    .unwrap_or_default()
                            }
                        />
                    </Field>
                    <Field
                        id="edit-description"
                        label=words.description
                        wide=true
                        error=Signal::derive(move || errors.of("description"))
                        limit=Limit::new(form.description, TEXT_MAX)
                    >
                        <textarea
                            class="input"
                            id="edit-description"
                            rows="8"
                            aria-describedby="edit-description-help edit-description-error edit-description-count"
                            prop:value=move || form.description.get()
                            on:input=move |event| form.description.set(event_target_value(&event))
                        ></textarea>
                    </Field>
                </div>
            </fieldset>
            {move || errors.general().into_iter().map(|text| view! { <p class="error" role="alert">{text}</p> }).collect_view()}
            <div class="form-foot" hidden=locked>
                <span class="st" data-tone="brass" role="status">
                    {move || {
                        let count = changes.get();
                        (count > 0).then(|| view! { <span class="dot"></span> {(t.common.unsaved)(count)} })
                    }}
                </span>
                <DraftMark draft />
                <button
                    type="button"
                    class="btn btn--ghost"
                    disabled=move || !dirty.get()
                    on:click=move |_| take_stored()
                >
                    {t.common.discard}
                </button>
                <button
                    type="submit"
                    class="btn btn--primary"
                    disabled=move || !dirty.get()
                    aria-busy=move || busy.get().then_some("true")
                >
                    {t.common.save}
                    <kbd aria-hidden="true">"Ctrl"</kbd>
                    <kbd aria-hidden="true">"S"</kbd>
                </button>
            </div>
        </form>
        <Comparison
            compared
            keep=Callback::new(move |chosen: Vec<bool>| {
                let Some(found) = conflict.get_untracked() else { return };
                let fields = found.versions.merged(&compared_fields(), &chosen);
                conflict.set(None);
                form.set(fields.clone());
                send(found.version, fields);
            })
            take_theirs=Callback::new(move |()| {
                take_stored();
                conflict.set(None);
            })
            leave=Callback::new(move |()| conflict.set(None))
        />
    }
}
