//! Linking to, or merging into, another ticket: both ask for its number.

use domain::{
    error::{AppError, ErrorCode},
    palette::Question,
};
use leptos::prelude::*;

use super::PageState;
use crate::{
    api::tickets as api,
    session::use_texts,
    ui::{
        dialog::Dialog,
        form::{DialogForm, Form, TextField},
        kept_texts::KeptTexts,
    },
};

/// Both dialogs.
#[component]
pub fn TieDialogs(state: PageState) -> impl IntoView {
    let t = &use_texts().tickets;
    let id = state.id().get();
    view! {
        <NumberDialog state merge=false open=state.linking title=(t.link_title)(id) label=t.link_other help="" act=t.link />
        <NumberDialog
            state
            merge=true
            open=state.merging
            title=(t.merge_title)(id)
            label=t.merge_into
            help=t.merge_help
            act=t.merge
        />
    }
}

#[component]
fn NumberDialog(
    state: PageState,
    merge: bool,
    open: RwSignal<bool>,
    title: String,
    label: &'static str,
    help: &'static str,
    act: &'static str,
) -> impl IntoView {
    let t = use_texts();
    let (id, prefix, field) = if merge { ("merge-dialog", "merge", "into") } else { ("link-dialog", "link", "other") };
    let typed = RwSignal::new(String::new());
    let form = Form::new(prefix);
    Effect::new(move |_| {
        if open.get() {
            typed.set(String::new());
            form.reopened();
        }
    });
    let submit = move |()| {
        // Read as in the palette: digits from anywhere in the text would be another ticket's number.
        let Some(other) = Question::parse(&typed.get_untracked()).ticket() else {
            return form.refuse(vec![AppError::on(field, ErrorCode::Required)]);
        };
        form.busy.set(true);
        let (key, id, version) = (form.key(), state.id(), state.version());
        let call = async move {
            if merge {
                api::merge_ticket(key, id, version, other).await.map(|_| ())
            } else {
                api::link_tickets(key, id, other).await
            }
        };
        form.scope.act(call, move |answer| {
            form.busy.set(false);
            match answer {
                Ok(()) => {
                    form.done();
                    open.set(false);
                    state.reload();
                }
                Err(error) => form.refused(error),
            }
        });
    };
    view! {
        <Dialog id open class="dialog dialog--sm" title=Signal::stored(title)>
            <DialogForm
                form
                act
                leave=t.common.back
                on_submit=Callback::new(submit)
                on_leave=Callback::new(move |()| open.set(false))
            >
                <KeptTexts form record=format!("ticket.{}.{prefix}", state.id()) parts=vec![typed.into()] />
                <TextField form name=field label value=typed help required=true inputmode="numeric" class="input code" />
            </DialogForm>
        </Dialog>
    }
}
