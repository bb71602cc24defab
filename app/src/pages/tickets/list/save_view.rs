//! Saving the present filter under a name, and taking a saved view away. Offered only when the filters differ.

use domain::{
    access::{Action, Resource},
    ticket::wire::ViewTab,
};
use leptos::{prelude::*, task::spawn_local};

use super::{super::address::address_of, ListState};
use crate::{
    api::tickets as api,
    session::{use_session, use_texts},
    ui::{
        dialog::Dialog,
        dom,
        field::{Field, FormErrors},
        icon::small_icon,
        problems::use_problems,
        toasts::use_toasts,
    },
};

/// The button "Salvar visão" or "Excluir visão", with its dialog.
#[component]
pub fn SaveView(state: ListState) -> impl IntoView {
    let t = use_texts();
    let session = use_session();
    let toasts = use_toasts();
    let problems = use_problems();
    let navigate = leptos_router::hooks::use_navigate();
    let may_share = session.may(Action::Write, Resource::SharedViews);
    let open = RwSignal::new(false);
    let deleting = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    let shared = RwSignal::new(false);
    let errors = FormErrors::new();
    let busy = RwSignal::new(false);
    // The tab whose filter is on the screen, once the tabs are here.
    let current = move || -> Option<ViewTab> {
        let tabs = state.tabs.get().or_else(|| Some(state.page.get()?.ok()?.views))?;
        let filter = state.query.with(|query| query.filter.clone());
        tabs.into_iter().find(|tab| tab.filter == filter)
    };
    let save = {
        let navigate = navigate.clone();
        move || {
            if busy.get_untracked() {
                return;
            }
            busy.set(true);
            let navigate = navigate.clone();
            let mut query = state.query.get_untracked().first_page();
            spawn_local(async move {
                let title = name.get_untracked();
                let answer =
                    api::save_view(dom::fresh_key(), title.clone(), query.filter.clone(), shared.get_untracked()).await;
                busy.set(false);
                match answer {
                    Ok(id) => {
                        open.set(false);
                        toasts.success((t.tickets.view_saved)(title.trim()));
                        query.view = Some(id.to_string());
                        navigate(&address_of(&query), Default::default());
                    }
                    Err(error) => {
                        problems.note(&error);
                        errors.set(vec![error.0]);
                    }
                }
            });
        }
    };
    let delete = {
        let navigate = navigate.clone();
        move |tab: ViewTab| {
            let Some(id) = tab.saved else { return };
            let navigate = navigate.clone();
            spawn_local(async move {
                match api::delete_view(id).await {
                    Ok(()) => {
                        deleting.set(false);
                        navigate("/tickets", Default::default());
                        state.page.refetch();
                    }
                    Err(error) => problems.tell(&error),
                }
            });
        }
    };
    let save = StoredValue::new(save);
    let delete = StoredValue::new(delete);
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let _ = state.page.await;
                view! {
                    {move || match current() {
                        None => {
                            view! {
                                <button
                                    type="button"
                                    class="btn btn--ghost btn--sm"
                                    on:click=move |_| {
                                        name.set(String::new());
                                        errors.clear();
                                        open.set(true);
                                        dom::focus_soon("view-name");
                                    }
                                >
                                    {small_icon("bookmark")}
                                    {t.tickets.save_view}
                                </button>
                            }
                                .into_any()
                        }
                        Some(tab) if tab.saved.is_some() && tab.editable => {
                            view! {
                                <button
                                    type="button"
                                    class="btn btn--ghost btn--sm"
                                    on:click=move |_| deleting.set(true)
                                >
                                    {small_icon("trash-2")}
                                    {t.tickets.delete_view}
                                </button>
                            }
                                .into_any()
                        }
                        Some(_) => ().into_any(),
                    }}
                }
            })}
        </Transition>
        <Dialog id="save-view" open class="dialog dialog--sm" title=Signal::stored(t.tickets.save_view.to_owned())>
            <form
                class="dialog__form"
                on:submit=move |event| {
                    event.prevent_default();
                    save.with_value(|save| save());
                }
            >
                <div class="dialog__body form">
                    <Field
                        id="view-name"
                        label=t.tickets.view_name
                        required=true
                        error=Signal::derive(move || errors.of("name"))
                    >
                        <input
                            class="input"
                            id="view-name"
                            maxlength="60"
                            aria-describedby="view-name-help view-name-error"
                            prop:value=move || name.get()
                            on:input=move |event| name.set(event_target_value(&event))
                        />
                    </Field>
                    {may_share
                        .then(|| {
                            view! {
                                <label class="check">
                                    <input
                                        type="checkbox"
                                        class="cbx"
                                        prop:checked=move || shared.get()
                                        on:change=move |event| shared.set(event_target_checked(&event))
                                    />
                                    <span>{t.tickets.share_view}</span>
                                </label>
                            }
                        })}
                </div>
                <div class="dialog__foot">
                    <button type="button" class="btn" on:click=move |_| open.set(false)>
                        {t.common.cancel}
                    </button>
                    <button type="submit" class="btn btn--primary" aria-busy=move || busy.get().then_some("true")>
                        {t.common.save}
                    </button>
                </div>
            </form>
        </Dialog>
        <Dialog
            id="delete-view"
            open=deleting
            class="dialog dialog--sm"
            title=Signal::stored(t.tickets.delete_view.to_owned())
        >
            {move || {
                let tab = current()?;
                let question = (t.tickets.delete_view_question)(tab.name.as_deref().unwrap_or_default());
                Some(
                    view! {
                        <div class="dialog__body">
                            <p>{question}</p>
                        </div>
                        <div class="dialog__foot">
                            <button type="button" class="btn" autofocus on:click=move |_| deleting.set(false)>
                                {t.common.back}
                            </button>
                            <button
                                type="button"
                                class="btn btn--danger"
                                on:click=move |_| delete.with_value(|delete| delete(tab.clone()))
                            >
                                {t.tickets.delete_view}
                            </button>
                        </div>
                    },
                )
            }}
        </Dialog>
    }
}
