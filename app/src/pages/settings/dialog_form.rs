//! The frame of a catalogue's dialog: title, what went wrong, fields, the two buttons. The fields are the child.

use domain::{
    error::{AppError, ErrorCode},
    ids::ClientKey,
};
use leptos::prelude::*;

use crate::{
    api::ApiError,
    session::use_texts,
    ui::{
        dom,
        field::{Field, FormErrors},
        notice::Notice,
        problems::{Problems, use_problems},
    },
};

/// What every dialog form holds beside its fields.
#[derive(Clone, Copy)]
pub struct DialogForm {
    /// Begins the ids of the controls.
    pub prefix: &'static str,
    pub errors: FormErrors,
    pub busy: RwSignal<bool>,
    pub stale: RwSignal<bool>,
    key: StoredValue<Option<ClientKey>>,
    problems: Problems,
}

impl DialogForm {
    #[must_use]
    pub fn new(prefix: &'static str) -> Self {
        Self {
            prefix,
            errors: FormErrors::new(),
            busy: RwSignal::new(false),
            stale: RwSignal::new(false),
            key: StoredValue::new(None),
            problems: use_problems(),
        }
    }

    /// The key of the present intent; the same until the server answered or a field changed.
    #[must_use]
    pub fn key(self) -> ClientKey {
        self.key.try_get_value().flatten().unwrap_or_else(|| {
            let key = dom::fresh_key();
            self.key.set_value(Some(key.clone()));
            key
        })
    }

    /// A field was changed: the next save is another intent.
    pub fn touched(self) {
        self.key.set_value(None);
    }

    /// Marks the faults; the first field gets the focus.
    pub fn refuse(self, faults: Vec<AppError>) {
        self.errors.set(faults);
        if let Some(field) = self.errors.first_field() {
            dom::focus_soon(format!("{}-{}", self.prefix, field.replace('_', "-")));
        }
    }

    /// Takes the server's refusal; `true` when somebody else changed the record first.
    pub fn refused(self, error: ApiError) -> bool {
        if error.0.code == ErrorCode::Stale {
            self.touched();
            self.stale.set(true);
            return true;
        }
        self.problems.note(&error);
        self.refuse(vec![error.0]);
        false
    }
}

/// One text field of a dialog, bound to a signal.
#[component]
pub fn TextField(
    form: DialogForm,
    name: &'static str,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional, into)] help: Signal<String>,
    #[prop(optional)] required: bool,
    #[prop(default = "text")] input_type: &'static str,
    #[prop(default = "text")] inputmode: &'static str,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(optional)] wide: bool,
    /// The unit before or behind the value, "R$" or "horas úteis".
    #[prop(optional)]
    unit: &'static str,
) -> impl IntoView {
    let id = format!("{}-{}", form.prefix, name.replace('_', "-"));
    let error = Signal::derive(move || form.errors.of(name));
    let described = format!("{id}-help {id}-error");
    let input = view! {
        <input
            class=if unit.is_empty() { "input" } else { "" }
            id=id.clone()
            type=input_type
            inputmode=inputmode
            autocomplete=autocomplete
            aria-describedby=described
            aria-required=required.then_some("true")
            aria-invalid=move || error.get().map(|_| "true")
            prop:value=move || value.get()
            on:input=move |event| {
                form.touched();
                value.set(event_target_value(&event));
            }
        />
    };
    let control = match unit {
        "" => input.into_any(),
        "R$" => view! { <span class="input affix"><span class="unit">{unit}</span>{input}</span> }.into_any(),
        _ => view! { <span class="input affix">{input}<span class="unit">{unit}</span></span> }.into_any(),
    };
    view! {
        <Field id label required help error wide>
            {control}
        </Field>
    }
}

/// Body and foot of the dialog.
#[component]
pub fn DialogFormBody(
    form: DialogForm,
    on_submit: Callback<()>,
    on_cancel: Callback<()>,
    children: Children,
) -> impl IntoView {
    let t = use_texts();
    view! {
        <form
            class="dialog__form"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                if !form.busy.get_untracked() {
                    on_submit.run(());
                }
            }
        >
            <div class="dialog__body">
                <div class="form-grid">
                    <Show when=move || form.stale.get()>
                        <Notice
                            tone="amber"
                            icon_name="triangle-alert"
                            title=t.settings.stale_title
                            detail=t.settings.stale_text
                        />
                    </Show>
                    {move || {
                        form.errors
                            .general()
                            .into_iter()
                            .map(|text| view! { <Notice tone="red" icon_name="circle-alert" title=text /> })
                            .collect_view()
                    }}
                    {children()}
                </div>
            </div>
            <div class="dialog__foot">
                <button type="button" class="btn" on:click=move |_| on_cancel.run(())>
                    {t.common.cancel}
                </button>
                <button type="submit" class="btn btn--primary" aria-busy=move || form.busy.get().then_some("true")>
                    {t.common.save}
                </button>
            </div>
        </form>
    }
}
