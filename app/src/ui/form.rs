//! The form in a dialog: what it holds beside its fields, its text fields, and its frame with the refusals and the two buttons.

use domain::{error::AppError, ids::ClientKey};
use leptos::prelude::*;

use super::{
    dom,
    drafts::Draft,
    field::{Field, FormErrors, Limit},
    notice::Notice,
    problems::{Problems, use_problems},
    scope::Scope,
};
use crate::{api::ApiError, session::use_texts};

/// What every form holds beside its fields. The control of a field has the id `{prefix}-{field}`.
#[derive(Clone, Copy)]
pub struct Form {
    prefix: &'static str,
    pub errors: FormErrors,
    /// It is on its way to the server.
    pub busy: RwSignal<bool>,
    key: StoredValue<Option<ClientKey>>,
    /// The life of the form.
    pub scope: Scope,
    /// Keeps what is typed while the form is open.
    draft: StoredValue<Option<Draft>>,
    problems: Problems,
}

impl Form {
    pub fn new(prefix: &'static str) -> Self {
        Self {
            prefix,
            errors: FormErrors::new(),
            busy: RwSignal::new(false),
            key: StoredValue::new(None),
            scope: Scope::new(),
            draft: StoredValue::new(None),
            problems: use_problems(),
        }
    }

    /// The id of the control of `field`.
    pub fn id(self, field: &str) -> String {
        format!("{}-{}", self.prefix, field.replace(['_', '.'], "-"))
    }

    /// The key of the present intent; the same until a field is changed or the form is opened again.
    pub fn key(self) -> ClientKey {
        self.key.try_get_value().flatten().unwrap_or_else(|| {
            let key = dom::fresh_key();
            self.key.set_value(Some(key.clone()));
            key
        })
    }

    /// A field was changed: sending it is another intent.
    pub fn touched(self) {
        self.key.set_value(None);
    }

    /// The form is opened again.
    pub fn reopened(self) {
        self.touched();
        self.errors.clear();
    }

    /// What is typed is kept by this draft while the form is open.
    pub fn keep(self, draft: Draft) {
        self.draft.set_value(Some(draft));
    }

    /// The server has what was typed: nothing of it is kept.
    pub fn done(self) {
        if let Some(draft) = self.draft.try_update_value(Option::take).flatten() {
            draft.discard();
        }
    }

    /// Marks what the form lacks; the first field gets the focus.
    pub fn refuse(self, faults: Vec<AppError>) {
        self.errors.set(faults);
        if let Some(field) = self.errors.first_field() {
            dom::focus_soon(self.id(&field));
        }
    }

    /// The same for what the server answered.
    pub fn refused(self, error: ApiError) {
        self.problems.note(&error);
        self.refuse(vec![error.0]);
    }
}

/// One text field, bound to a signal.
#[component]
pub fn TextField(
    form: Form,
    name: &'static str,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional, into)] help: Signal<String>,
    #[prop(optional)] required: bool,
    /// Lines of a field for longer text.
    #[prop(optional, into)]
    rows: Option<u8>,
    /// How many characters it may have; counted, never cut.
    #[prop(optional, into)]
    max: Option<usize>,
    /// The focus starts here when the dialog opens, instead of at the first field.
    #[prop(optional)]
    autofocus: bool,
    /// Classes of the control.
    #[prop(default = "input")]
    class: &'static str,
    #[prop(default = "text")] input_type: &'static str,
    #[prop(default = "text")] inputmode: &'static str,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(optional)] wide: bool,
    /// The unit before or behind the value, "R$" or "horas úteis".
    #[prop(optional)]
    unit: &'static str,
) -> impl IntoView {
    let id = form.id(name);
    let error = Signal::derive(move || form.errors.of(name));
    let limit = max.map(|most| Limit::new(value, most));
    let described = format!("{id}-help {id}-error {id}-count");
    let invalid = move || error.get().map(|_| "true");
    let typed = move |event| {
        form.touched();
        value.set(event_target_value(&event));
    };
    let input = match rows {
        None => view! {
            <input
                class=if unit.is_empty() { class } else { "" }
                autofocus=autofocus
                id=id.clone()
                type=input_type
                inputmode=inputmode
                autocomplete=autocomplete
                aria-describedby=described
                aria-required=required.then_some("true")
                aria-invalid=invalid
                prop:value=move || value.get()
                on:input=typed
            />
        }
        .into_any(),
        Some(rows) => view! {
            <textarea
                class=class
                autofocus=autofocus
                id=id.clone()
                rows=rows.to_string()
                aria-describedby=described
                aria-required=required.then_some("true")
                aria-invalid=invalid
                prop:value=move || value.get()
                on:input=typed
            ></textarea>
        }
        .into_any(),
    };
    let control = match unit {
        "" => input,
        "R$" => view! { <span class="input affix"><span class="unit">{unit}</span>{input}</span> }.into_any(),
        _ => view! { <span class="input affix">{input}<span class="unit">{unit}</span></span> }.into_any(),
    };
    view! {
        <Field id label required help error wide limit>
            {control}
        </Field>
    }
}

/// Body and foot of a dialog with a form. A second press while the first is on its way does nothing.
#[component]
pub fn DialogForm(
    form: Form,
    /// What the act is called.
    #[prop(into)]
    act: Signal<String>,
    #[prop(default = "btn btn--primary")] act_class: &'static str,
    /// The colour of a status for the act.
    #[prop(optional, into)]
    act_status: Signal<Option<&'static str>>,
    /// What leaving is called; "Cancelar" unless said otherwise.
    #[prop(optional)]
    leave: Option<&'static str>,
    on_submit: Callback<()>,
    on_leave: Callback<()>,
    /// Fields side by side where there is room.
    #[prop(optional)]
    grid: bool,
    children: Children,
) -> impl IntoView {
    let t = use_texts();
    view! {
        <form
            class="dialog__form"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                // A dialog can lie inside another form, which is not meant.
                event.stop_propagation();
                if !form.busy.get_untracked() {
                    on_submit.run(());
                }
            }
        >
            <div class="dialog__body">
                {if grid {
                    view! { <div class="form-grid">{children()}</div> }.into_any()
                } else {
                    children().into_any()
                }}
                {move || {
                    form.errors
                        .general()
                        .into_iter()
                        .map(|text| view! { <Notice tone="red" icon_name="circle-alert" title=text /> })
                        .collect_view()
                }}
            </div>
            <div class="dialog__foot">
                <button type="button" class="btn" on:click=move |_| on_leave.run(())>
                    {leave.unwrap_or(t.common.cancel)}
                </button>
                <button
                    type="submit"
                    class=act_class
                    data-st=move || act_status.get()
                    aria-busy=move || form.busy.get().then_some("true")
                >
                    {move || act.get()}
                </button>
            </div>
        </form>
    }
}
