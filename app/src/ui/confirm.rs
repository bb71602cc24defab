//! A question before something that cannot be taken back. The focus starts on the safe answer.

use leptos::prelude::*;

use super::dialog::Dialog;
use crate::session::use_texts;

/// The question; open while `open` is true.
#[component]
pub fn Confirm(
    id: &'static str,
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    /// What follows.
    #[prop(into)]
    text: Signal<String>,
    /// What the act is called.
    #[prop(into)]
    act: Signal<String>,
    /// What leaving it is called; "Voltar" unless said otherwise.
    #[prop(optional)]
    leave: Option<&'static str>,
    /// The act is on its way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Closes the dialog itself when it is done.
    on_act: Callback<()>,
) -> impl IntoView {
    let t = use_texts();
    view! {
        <Dialog id open class="dialog dialog--sm" title>
            <div class="dialog__body">
                <p>{move || text.get()}</p>
            </div>
            <div class="dialog__foot">
                <button type="button" class="btn" autofocus on:click=move |_| open.set(false)>
                    {leave.unwrap_or(t.common.back)}
                </button>
                <button
                    type="button"
                    class="btn btn--danger"
                    aria-busy=move || busy.get().then_some("true")
                    on:click=move |_| on_act.run(())
                >
                    {move || act.get()}
                </button>
            </div>
        </Dialog>
    }
}
