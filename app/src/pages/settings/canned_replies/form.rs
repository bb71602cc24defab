//! The form of a new or changed canned reply.

use domain::chat::canned::{CannedReply, CannedReplyForm as Input};
use leptos::prelude::*;

use super::super::{
    catalogue::{Entries, EntryEdit},
    dialog_form::{DialogFormBody, TextField},
};
use crate::{api::chat::save_canned_reply, session::use_texts, ui::field::Field};

fn name_of(entry: &CannedReply) -> String {
    entry.name.clone()
}

fn text_of(entry: &CannedReply) -> String {
    entry.text.clone()
}

/// Name and text.
#[component]
pub fn ReplyForm(entries: Entries<CannedReply>) -> impl IntoView {
    let t = &use_texts().chat;
    let edit = EntryEdit::new(entries, "reply");
    let form = edit.form;
    let (name, text) = (edit.field(name_of), edit.field(text_of));
    let submit = move |()| {
        let (key, id, version) = edit.intent();
        let input = Input { key, id, version, name: name.get_untracked(), text: text.get_untracked() };
        let faults = input.validate().err();
        edit.send(input, faults, |input| Box::pin(save_canned_reply(input)));
    };
    view! {
        <DialogFormBody form on_submit=Callback::new(submit) on_cancel=edit.cancel()>
            <TextField
                form
                name="name"
                label=t.reply_name
                value=name
                help=edit.help(name, name_of, t.reply_name_help)
                required=true
                wide=true
            />
            <Field
                id="reply-text"
                label=t.reply_text
                required=true
                wide=true
                help=edit.help(text, text_of, t.reply_text_help)
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
