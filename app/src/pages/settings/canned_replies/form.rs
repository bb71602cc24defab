//! The form of a new or changed canned reply.

use domain::chat::{
    MESSAGE_MAX,
    canned::{CannedReply, CannedReplyForm as Input, NAME_MAX},
};
use leptos::prelude::*;

use super::super::catalogue::{Entries, EntryEdit, EntryForm};
use crate::{api::chat::save_canned_reply, session::use_texts, ui::form::TextField};

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
        <EntryForm edit on_submit=Callback::new(submit)>
            <TextField
                form
                name="name"
                label=t.reply_name
                value=name
                help=edit.help(name, name_of, t.reply_name_help)
                required=true
                wide=true
                max=NAME_MAX
            />
            <TextField
                form
                name="text"
                label=t.reply_text
                value=text
                help=edit.help(text, text_of, t.reply_text_help)
                required=true
                wide=true
                rows=6
                max=MESSAGE_MAX
            />
        </EntryForm>
    }
}
