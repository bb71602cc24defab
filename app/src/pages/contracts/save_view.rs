//! Saving the present filter under a name, and taking a saved view away. Offered only when the filters differ.

use domain::{
    access::{self, Action},
    contract::wire::ContractTab,
};
use leptos::{prelude::*, task::spawn_local};

use super::list::ListState;
use crate::{
    api::contracts as api,
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

/// The button "Salvar visão" or "Excluir visão", with the dialog of the first.
#[component]
pub fn SaveView(state: ListState) -> impl IntoView {
    let t = use_texts();
    let toasts = use_toasts();
    let problems = use_problems();
    let may_share = use_session().may(Action::Write, access::Resource::SharedViews);
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    let shared = RwSignal::new(false);
    let errors = FormErrors::new();
    // The tab whose filter is on the screen, once the tabs are here.
    let current = move || -> Option<ContractTab> {
        let tabs = state.tabs.get().map(|(tabs, _)| tabs).or_else(|| Some(state.page.get()?.ok()?.tabs))?;
        let filter = state.query.with(|query| query.filter.clone());
        tabs.into_iter().find(|tab| tab.filter == filter)
    };
    let save = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let filter = state.query.with_untracked(|query| query.filter.clone());
        spawn_local(async move {
            let title = name.get_untracked();
            let answer = api::save_contract_view(dom::fresh_key(), title.clone(), filter, shared.get_untracked()).await;
            busy.set(false);
            match answer {
                Ok(_) => {
                    open.set(false);
                    toasts.success((t.tickets.view_saved)(title.trim()));
                    state.page.refetch();
                }
                Err(error) => {
                    problems.note(&error);
                    errors.set(vec![error.0]);
                }
            }
        });
    };
    let delete = move |tab: ContractTab| {
        let Some(id) = tab.saved else { return };
        spawn_local(async move {
            match api::delete_contract_view(id).await {
                Ok(()) => state.go.run("/contracts".to_owned()),
                Err(error) => problems.tell(&error),
            }
            state.page.refetch();
        });
    };
    let button = move || match current() {
        None => view! {
            <button
                type="button"
                class="btn btn--ghost btn--sm"
                on:click=move |_| {
                    name.set(String::new());
                    errors.clear();
                    open.set(true);
                }
            >
                {small_icon("bookmark")}
                {t.tickets.save_view}
            </button>
        }
        .into_any(),
        Some(tab) if tab.saved.is_some() && tab.editable => view! {
            <button type="button" class="btn btn--ghost btn--sm" on:click=move |_| delete(tab.clone())>
                {small_icon("trash-2")}
                {t.tickets.delete_view}
            </button>
        }
        .into_any(),
        Some(_) => ().into_any(),
    };
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let _ = state.page.await;
                view! { {button} }
            })}
        </Transition>
        <Dialog id="save-contract-view" open class="dialog dialog--sm" title=Signal::stored(t.tickets.save_view.to_owned())>
            <form
                class="dialog__form"
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                <div class="dialog__body form">
                    <Field
                        id="contract-view-name"
                        label=t.tickets.view_name
                        required=true
                        error=Signal::derive(move || errors.of("name"))
                    >
                        <input
                            class="input"
                            id="contract-view-name"
                            maxlength="60"
                            aria-describedby="contract-view-name-help contract-view-name-error"
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
    }
}
