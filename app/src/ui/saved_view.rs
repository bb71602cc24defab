//! Saving the filters of a list under a name, and taking a saved view away after a question. The same for every list.

use domain::ids::{ClientKey, SavedViewId};
use leptos::{prelude::*, task::spawn_local};

use super::{
    dialog::Dialog,
    dom,
    field::{Field, FormErrors},
    icon::small_icon,
    problems::{Problems, use_problems},
    toasts::{Toasts, use_toasts},
};
use crate::{api::Answer, session::use_texts};

/// What the filters on the screen are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// No view yet: they may be saved.
    Unsaved,
    /// A view of one's own, or one that one may take away.
    Own { id: SavedViewId, name: String },
    /// A view that stays.
    Fixed,
}

impl Shown {
    /// `tab` is the one with the filters of the screen: the view it stands for, whether one may take it away, its name.
    #[must_use]
    pub fn of(tab: Option<(Option<SavedViewId>, bool, Option<String>)>) -> Self {
        match tab {
            None => Self::Unsaved,
            Some((Some(id), true, name)) => Self::Own { id, name: name.unwrap_or_default() },
            Some(_) => Self::Fixed,
        }
    }
}

/// A view to be saved.
#[derive(Debug, Clone)]
pub struct NewView {
    pub key: ClientKey,
    pub name: String,
    pub shared: bool,
}

/// What the button and the dialogs of one list share.
#[derive(Clone, Copy)]
pub struct SavedView {
    shown: Callback<(), Shown>,
    save: Callback<NewView, Answer<SavedViewId>>,
    saved: Callback<SavedViewId>,
    delete: fn(SavedViewId) -> Answer<()>,
    deleted: Callback<()>,
    open: RwSignal<bool>,
    deleting: RwSignal<bool>,
    busy: RwSignal<bool>,
    name: RwSignal<String>,
    shared: RwSignal<bool>,
    errors: FormErrors,
    /// One for an opening of the dialog: pressing twice saves one view.
    key: StoredValue<Option<ClientKey>>,
    toasts: Toasts,
    problems: Problems,
}

impl SavedView {
    /// `shown` may read signals; `saved` and `deleted` are called when the server has done it.
    #[must_use]
    pub fn new(
        shown: Callback<(), Shown>,
        save: Callback<NewView, Answer<SavedViewId>>,
        saved: Callback<SavedViewId>,
        delete: fn(SavedViewId) -> Answer<()>,
        deleted: Callback<()>,
    ) -> Self {
        Self {
            shown,
            save,
            saved,
            delete,
            deleted,
            open: RwSignal::new(false),
            deleting: RwSignal::new(false),
            busy: RwSignal::new(false),
            name: RwSignal::new(String::new()),
            shared: RwSignal::new(false),
            errors: FormErrors::new(),
            key: StoredValue::new(None),
            toasts: use_toasts(),
            problems: use_problems(),
        }
    }

    fn ask_name(self) {
        self.name.set(String::new());
        self.errors.clear();
        self.key.set_value(Some(dom::fresh_key()));
        self.open.set(true);
        dom::focus_soon("view-name");
    }

    fn send(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let name = self.name.get_untracked();
        let key = self.key.get_value().unwrap_or_else(dom::fresh_key);
        let answer = self.save.run(NewView { key, name: name.clone(), shared: self.shared.get_untracked() });
        let view_saved = use_texts().tickets.view_saved;
        spawn_local(async move {
            let answer = answer.await;
            self.busy.set(false);
            match answer {
                Ok(id) => {
                    self.open.set(false);
                    self.toasts.success(view_saved(name.trim()));
                    let _ = self.saved.try_run(id);
                }
                Err(error) => {
                    self.problems.note(&error);
                    // A refused name is mended and sent again: that is another intent.
                    let _ = self.key.try_set_value(None);
                    self.errors.set(vec![error.0]);
                }
            }
        });
    }

    fn take_away(self, id: SavedViewId) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let answer = (self.delete)(id);
        spawn_local(async move {
            let answer = answer.await;
            self.busy.set(false);
            match answer {
                Ok(()) => {
                    self.deleting.set(false);
                    let _ = self.deleted.try_run(());
                }
                Err(error) => self.problems.tell(&error),
            }
        });
    }
}

/// "Salvar visão" when the filters are nobody's view, "Excluir visão" when they are one's own.
#[component]
pub fn SavedViewButton(view: SavedView) -> impl IntoView {
    let t = &use_texts().tickets;
    let shown = Memo::new(move |_| view.shown.run(()));
    move || match shown.get() {
        Shown::Unsaved => view! {
            <button type="button" class="btn btn--ghost btn--sm" on:click=move |_| view.ask_name()>
                {small_icon("bookmark")}
                {t.save_view}
            </button>
        }
        .into_any(),
        Shown::Own { .. } => view! {
            <button type="button" class="btn btn--ghost btn--sm" on:click=move |_| view.deleting.set(true)>
                {small_icon("trash-2")}
                {t.delete_view}
            </button>
        }
        .into_any(),
        Shown::Fixed => ().into_any(),
    }
}

/// The dialogs behind the button. They stay while the list is read again.
#[component]
pub fn SavedViewDialogs(view: SavedView) -> impl IntoView {
    let t = use_texts();
    view! {
        <Dialog
            id="save-view"
            open=view.open
            class="dialog dialog--sm"
            title=Signal::stored(t.tickets.save_view.to_owned())
        >
            <NameForm view />
        </Dialog>
        <Dialog
            id="delete-view"
            open=view.deleting
            class="dialog dialog--sm"
            title=Signal::stored(t.tickets.delete_view.to_owned())
        >
            {move || {
                let Shown::Own { id, name } = view.shown.run(()) else { return ().into_any() };
                view! {
                    <div class="dialog__body">
                        <p>{(t.tickets.delete_view_question)(&name)}</p>
                    </div>
                    <div class="dialog__foot">
                        <button type="button" class="btn" autofocus on:click=move |_| view.deleting.set(false)>
                            {t.common.back}
                        </button>
                        <button type="button" class="btn btn--danger" on:click=move |_| view.take_away(id)>
                            {t.tickets.delete_view}
                        </button>
                    </div>
                }
                .into_any()
            }}
        </Dialog>
    }
}

#[component]
fn NameForm(view: SavedView) -> impl IntoView {
    let t = use_texts();
    let may_share =
        crate::session::use_session().may(domain::access::Action::Write, domain::access::Resource::SharedViews);
    view! {
        <form
            class="dialog__form"
            on:submit=move |event| {
                event.prevent_default();
                view.send();
            }
        >
            <div class="dialog__body form">
                <Field
                    id="view-name"
                    label=t.tickets.view_name
                    required=true
                    error=Signal::derive(move || view.errors.of("name"))
                >
                    <input
                        class="input"
                        id="view-name"
                        maxlength="60"
                        aria-describedby="view-name-help view-name-error"
                        prop:value=move || view.name.get()
                        on:input=move |event| view.name.set(event_target_value(&event))
                    />
                </Field>
                {may_share
                    .then(|| {
                        view! {
                            <label class="check">
                                <input
                                    type="checkbox"
                                    class="cbx"
                                    prop:checked=move || view.shared.get()
                                    on:change=move |event| view.shared.set(event_target_checked(&event))
                                />
                                <span>{t.tickets.share_view}</span>
                            </label>
                        }
                    })}
            </div>
            <div class="dialog__foot">
                <button type="button" class="btn" on:click=move |_| view.open.set(false)>
                    {t.common.cancel}
                </button>
                <button type="submit" class="btn btn--primary" aria-busy=move || view.busy.get().then_some("true")>
                    {t.common.save}
                </button>
            </div>
        </form>
    }
}
