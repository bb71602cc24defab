//! The dialog in which an entry is made or changed, and what happens around its fields.

use domain::{
    catalogue::Entry,
    error::{AppError, ErrorCode},
    ids::{ClientKey, RowId},
};
use leptos::prelude::*;

use super::{super::rows::was_text, Entries};
use crate::{
    api::Answer,
    session::use_texts,
    ui::{
        dialog::Dialog,
        dom,
        form::{DialogForm, Form},
        kept_texts::{KeptTexts, Part},
        notice::Notice,
        toasts::{Toasts, use_toasts},
    },
};

/// The dialog; open while an entry is being edited. The child is the form.
#[component]
pub fn EntryDialog<T: Entry>(
    entries: Entries<T>,
    id: &'static str,
    /// The id of the control that gets the focus.
    first: &'static str,
    new_title: &'static str,
    edit_title: &'static str,
    #[prop(default = "dialog")] class: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        let editing = entries.editing.with(Option::is_some);
        open.set(editing);
        if editing {
            dom::focus_soon(first);
        }
    });
    Effect::new(move |_| {
        // Only when there is something to end: a signal that is set tells its listeners, also when it stays the same.
        if !open.get() && entries.editing.with_untracked(Option::is_some) {
            entries.editing.set(None);
        }
    });
    let title = move || {
        let is_new = entries.editing.with(|editing| matches!(editing, Some(None)));
        (if is_new { new_title } else { edit_title }).to_owned()
    };
    view! {
        <Dialog id open class title=Signal::derive(title)>
            {children()}
        </Dialog>
    }
}

/// The entry that a form changes, and the way to the server and back.
pub struct EntryEdit<T: Entry> {
    pub form: Form,
    entries: Entries<T>,
    /// Somebody else saved it first; the form shows what.
    stale: RwSignal<bool>,
    /// What is saved, `None` for a new entry; after a stale save, what somebody else saved.
    base: RwSignal<Option<T>>,
    prefix: &'static str,
    /// What the draft keeps.
    parts: StoredValue<Vec<Part>>,
    toasts: Toasts,
}

impl<T: Entry> Clone for EntryEdit<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Entry> Copy for EntryEdit<T> {}

impl<T: Entry> EntryEdit<T> {
    /// `prefix` begins the ids of the controls.
    pub fn new(entries: Entries<T>, prefix: &'static str) -> Self {
        let base = RwSignal::new(entries.editing.get_untracked().flatten());
        Self {
            form: Form::new(prefix),
            entries,
            stale: RwSignal::new(false),
            base,
            prefix,
            parts: StoredValue::new(Vec::new()),
            toasts: use_toasts(),
        }
    }

    /// What is known of the entry now.
    pub fn known(self) -> Option<T> {
        self.base.get_untracked()
    }

    /// Reads something of the saved entry, and again when somebody else's change arrives; the default for a new one.
    pub fn saved<R: Default>(self, get: impl FnOnce(&T) -> R) -> R {
        self.base.with(|entry| entry.as_ref().map(get)).unwrap_or_default()
    }

    /// A field that begins with what is saved.
    pub fn field(self, get: fn(&T) -> String) -> RwSignal<String> {
        let field = RwSignal::new(untrack(|| self.saved(get)));
        self.keep(field);
        field
    }

    /// Another value that the draft of the form keeps; a password is none.
    pub fn keep(self, part: impl Into<Part>) {
        self.parts.update_value(|parts| parts.push(part.into()));
    }

    /// What the draft is called: `service.12`, `service.new`.
    fn record(self) -> String {
        let id = self.base.with_untracked(|entry| entry.as_ref().map(|entry| entry.id().number().to_string()));
        format!("{}.{}", self.prefix, id.as_deref().unwrap_or("new"))
    }

    /// The help under a field; while the entry is stale, what somebody else saved where it differs.
    pub fn help(self, typed: RwSignal<String>, get: fn(&T) -> String, help: &'static str) -> Signal<String> {
        Signal::derive(move || {
            let saved = self.saved(get);
            if self.stale.get() && saved != typed.get() { was_text(&saved) } else { help.to_owned() }
        })
    }

    /// Key, id and version that go with what was typed.
    pub fn intent(self) -> (ClientKey, Option<T::Id>, i64) {
        let known = self.base.with_untracked(|entry| entry.as_ref().map(|entry| (entry.id(), entry.version())));
        (self.form.key(), known.map(|(id, _)| id), known.map_or(0, |(_, version)| version))
    }

    /// Sends the form unless it has `faults`. What is typed stays until the server has it.
    pub fn send<I: 'static>(self, input: I, faults: Option<Vec<AppError>>, save: fn(I) -> Answer<T>) {
        if let Some(faults) = faults {
            return self.form.refuse(faults);
        }
        self.form.errors.clear();
        self.form.busy.set(true);
        let saved_name = use_texts().settings.saved_name;
        self.form.scope.act(save(input), move |answer| {
            self.form.busy.set(false);
            match answer {
                Ok(saved) => {
                    self.form.done();
                    self.toasts.success(saved_name(saved.name()));
                    self.entries.put(saved);
                    self.entries.editing.set(None);
                }
                Err(error) if error.0.code == ErrorCode::Stale => {
                    self.form.touched();
                    self.stale.set(true);
                    let id = self.base.get_untracked().map(|mine| mine.id());
                    self.form.scope.spawn(async move {
                        if let Some(theirs) = self.entries.reread(id).await {
                            self.base.set(Some(theirs));
                        }
                    });
                }
                Err(error) => self.form.refused(error),
            }
        });
    }
}

/// The form of an entry. The fields are the child.
#[component]
pub fn EntryForm<T: Entry>(edit: EntryEdit<T>, on_submit: Callback<()>, children: Children) -> impl IntoView {
    let t = use_texts();
    view! {
        <DialogForm
            form=edit.form
            act=t.common.save
            on_submit
            on_leave=Callback::new(move |()| edit.entries.editing.set(None))
            grid=true
        >
            <Show when=move || edit.stale.get()>
                <Notice
                    tone="amber"
                    icon_name="triangle-alert"
                    title=t.settings.stale_title
                    detail=t.settings.stale_text
                />
            </Show>
            <KeptTexts
                form=edit.form
                record=edit.record()
                parts=edit.parts.get_value()
                version=edit.base.with_untracked(|entry| entry.as_ref().map_or(0, Entry::version))
                on_stale=Callback::new(move |()| edit.stale.set(true))
            />
            {children()}
        </DialogForm>
    }
}
