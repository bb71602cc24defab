//! Saving the filters of a list under a name, and taking a saved view away after a question. The same for every list.

use domain::ids::{ClientKey, SavedViewId};
use leptos::prelude::*;

use super::{
    confirm::Confirm,
    dialog::Dialog,
    form::{DialogForm, Form, TextField},
    icon::small_icon,
    problems::{Problems, use_problems},
    toasts::{Toasts, use_toasts},
    view_tabs::Views,
};
use crate::{api::Answer, session::use_texts};

/// What the filters on the screen are.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shown {
    /// No view yet: they may be saved.
    Unsaved,
    /// A view of one's own, or one that one may take away.
    Own { id: SavedViewId, name: String },
    /// A view that stays.
    Fixed,
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
    views: Views,
    save: Callback<NewView, Answer<SavedViewId>>,
    saved: Callback<SavedViewId>,
    delete: fn(SavedViewId) -> Answer<()>,
    deleted: Callback<()>,
    open: RwSignal<bool>,
    deleting: RwSignal<bool>,
    busy: RwSignal<bool>,
    name: RwSignal<String>,
    shared: RwSignal<bool>,
    form: Form,
    toasts: Toasts,
    problems: Problems,
}

impl SavedView {
    /// `saved` and `deleted` are called when the server has done it.
    pub fn new(
        views: Views,
        save: Callback<NewView, Answer<SavedViewId>>,
        saved: Callback<SavedViewId>,
        delete: fn(SavedViewId) -> Answer<()>,
        deleted: Callback<()>,
    ) -> Self {
        Self {
            views,
            save,
            saved,
            delete,
            deleted,
            open: RwSignal::new(false),
            deleting: RwSignal::new(false),
            busy: RwSignal::new(false),
            name: RwSignal::new(String::new()),
            shared: RwSignal::new(false),
            form: Form::new("view"),
            toasts: use_toasts(),
            problems: use_problems(),
        }
    }

    fn shown(self) -> Shown {
        match self.views.links.run(()).into_iter().find(|link| (link.current)()) {
            None => Shown::Unsaved,
            Some(link) => link.own.map_or(Shown::Fixed, |id| Shown::Own { id, name: link.name }),
        }
    }

    fn ask_name(self) {
        self.name.set(String::new());
        self.shared.set(false);
        self.form.reopened();
        self.open.set(true);
    }

    fn send(self) {
        let form = self.form;
        form.busy.set(true);
        let name = self.name.get_untracked();
        let answer =
            self.save.run(NewView { key: form.key(), name: name.clone(), shared: self.shared.get_untracked() });
        let view_saved = use_texts().tickets.view_saved;
        form.scope.act(answer, move |answer| {
            form.busy.set(false);
            match answer {
                Ok(id) => {
                    self.open.set(false);
                    self.toasts.success(view_saved(name.trim()));
                    self.saved.run(id);
                }
                Err(error) => form.refused(error),
            }
        });
    }

    fn take_away(self, id: SavedViewId) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.form.scope.act((self.delete)(id), move |answer| {
            self.busy.set(false);
            match answer {
                Ok(()) => {
                    self.deleting.set(false);
                    self.deleted.run(());
                }
                Err(error) => self.problems.tell(&error),
            }
        });
    }
}

/// The button, once it is known which view is shown, and its dialogs.
#[component]
pub fn SaveView(view: SavedView) -> impl IntoView {
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let _ = view.views.ready.run(()).await;
                view! { <SavedViewButton view /> }
            })}
        </Transition>
        <SavedViewDialogs view />
    }
}

/// "Salvar visão" when the filters are nobody's view, "Excluir visão" when they are one's own.
#[component]
fn SavedViewButton(view: SavedView) -> impl IntoView {
    let t = &use_texts().tickets;
    let shown = Memo::new(move |_| view.shown());
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
fn SavedViewDialogs(view: SavedView) -> impl IntoView {
    let t = use_texts();
    let own = move || match view.shown() {
        Shown::Own { id, name } => Some((id, name)),
        Shown::Unsaved | Shown::Fixed => None,
    };
    view! {
        <Dialog
            id="save-view"
            open=view.open
            class="dialog dialog--sm"
            title=Signal::stored(t.tickets.save_view.to_owned())
        >
            <NameForm view />
        </Dialog>
        <Confirm
            id="delete-view"
            open=view.deleting
            title=t.tickets.delete_view
            text=Signal::derive(move || own().map(|(_, name)| (t.tickets.delete_view_question)(&name)).unwrap_or_default())
            act=t.tickets.delete_view
            busy=view.busy
            on_act=Callback::new(move |()| {
                if let Some((id, _)) = own() {
                    view.take_away(id);
                }
            })
        />
    }
}

#[component]
fn NameForm(view: SavedView) -> impl IntoView {
    let t = use_texts();
    let may_share =
        crate::session::use_session().may(domain::access::Action::Write, domain::access::Resource::SharedViews);
    let form = view.form;
    view! {
        <DialogForm
            form
            act=t.common.save
            on_submit=Callback::new(move |()| view.send())
            on_leave=Callback::new(move |()| view.open.set(false))
        >
            <TextField form name="name" label=t.tickets.view_name value=view.name required=true max=60_usize />
            {may_share
                .then(|| {
                    view! {
                        <label class="check">
                            <input
                                type="checkbox"
                                class="cbx"
                                prop:checked=move || view.shared.get()
                                on:change=move |event| {
                                    form.touched();
                                    view.shared.set(event_target_checked(&event));
                                }
                            />
                            <span>{t.tickets.share_view}</span>
                        </label>
                    }
                })}
        </DialogForm>
    }
}
