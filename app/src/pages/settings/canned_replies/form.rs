//! The dialog of a new or changed canned reply.

use domain::chat::canned::{CannedReply, CannedReplyForm};
use leptos::{prelude::*, task::spawn_local};

use super::{
    super::{
        dialog_form::{DialogForm, DialogFormBody, TextField},
        rows::was_text,
    },
    Replies,
};
use crate::{
    api::chat::{list_canned_replies, save_canned_reply},
    session::use_texts,
    ui::{dialog::Dialog, dom, field::Field, toasts::use_toasts},
};

/// The dialog; open while an entry is being edited.
#[component]
pub fn ReplyDialog(state: Replies) -> impl IntoView {
    let words = &use_texts().chat;
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        let editing = state.editing.with(Option::is_some);
        open.set(editing);
        if editing {
            dom::focus_soon("reply-name");
        }
    });
    Effect::new(move |_| {
        // Only when there is something to end: a signal that is set tells its listeners, also when it stays the same.
        if !open.get() && state.editing.with_untracked(Option::is_some) {
            state.editing.set(None);
        }
    });
    let title = move || {
        let is_new = state.editing.with(|editing| matches!(editing, Some(None)));
        (if is_new { words.reply_new } else { words.reply_edit }).to_owned()
    };
    view! {
        <Dialog id="reply-dialog" open title=Signal::derive(title)>
            <Form state />
        </Dialog>
    }
}

#[component]
fn Form(state: Replies) -> impl IntoView {
    let texts = use_texts();
    let (t, words) = (&texts.settings, &texts.chat);
    let toasts = use_toasts();
    let form = DialogForm::new("reply");
    // What is saved; after a stale save, what somebody else saved.
    let base = RwSignal::new(state.editing.get_untracked().flatten());
    let of = |get: fn(&CannedReply) -> String| {
        RwSignal::new(base.with_untracked(|entry| entry.as_ref().map(get)).unwrap_or_default())
    };
    let name = of(|entry| entry.name.clone());
    let text = of(|entry| entry.text.clone());
    let catch_up = move || async move {
        let Ok(list) = list_canned_replies().await else { return };
        let theirs =
            base.try_get_untracked().flatten().and_then(|mine| list.iter().find(|one| one.id == mine.id).cloned());
        base.set(theirs);
        state.list.set(list);
    };
    let submit = move |()| {
        let entry = base.get_untracked();
        let input = CannedReplyForm {
            key: form.key(),
            id: entry.as_ref().map(|entry| entry.id),
            version: entry.as_ref().map_or(0, |entry| entry.version),
            name: name.get_untracked(),
            text: text.get_untracked(),
        };
        if let Err(faults) = input.validate() {
            return form.refuse(faults);
        }
        form.errors.clear();
        form.busy.set(true);
        spawn_local(async move {
            let answer = save_canned_reply(input).await;
            form.busy.set(false);
            match answer {
                Ok(saved) => {
                    toasts.success((t.saved_name)(&saved.name));
                    state.put(saved);
                    state.editing.set(None);
                }
                Err(error) => {
                    if form.refused(error) {
                        catch_up().await;
                    }
                }
            }
        });
    };
    // While the entry is stale, each field that differs says what somebody else saved.
    let theirs = move |typed: RwSignal<String>, get: fn(&CannedReply) -> String, help: &'static str| {
        Signal::derive(move || {
            let saved = base.with(|entry| entry.as_ref().map(get)).unwrap_or_default();
            if form.stale.get() && saved != typed.get() { was_text(&saved) } else { help.to_owned() }
        })
    };
    view! {
        <DialogFormBody
            form
            on_submit=Callback::new(submit)
            on_cancel=Callback::new(move |()| state.editing.set(None))
        >
            <TextField
                form
                name="name"
                label=words.reply_name
                value=name
                help=theirs(name, |entry| entry.name.clone(), words.reply_name_help)
                required=true
                wide=true
            />
            <Field
                id="reply-text"
                label=words.reply_text
                required=true
                wide=true
                help=theirs(text, |entry| entry.text.clone(), words.reply_text_help)
                error=Signal::derive(move || form.errors.of("text"))
            >
                <textarea
                    class="input"
                    id="reply-text"
                    rows="6"
                    aria-describedby="reply-text-help reply-text-error"
                    aria-required="true"
                    aria-invalid=move || form.errors.of("text").map(|_| "true")
                    prop:value=move || text.get()
                    on:input=move |event| {
                        form.touched();
                        text.set(event_target_value(&event));
                    }
                ></textarea>
            </Field>
        </DialogFormBody>
    }
}
