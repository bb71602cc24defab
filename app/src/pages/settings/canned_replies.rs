//! The catalogue "Respostas prontas".

mod form;

use domain::chat::canned::CannedReply;
use leptos::prelude::*;

use self::form::ReplyForm;
use super::{
    catalogue::{CatalogueSection, Entries, EntryDialog, LoadedPage, StateMark, Words},
    place::Place,
};
use crate::{
    api::chat::{list_canned_replies, set_canned_reply_active},
    session::use_texts,
};

/// The page.
#[component]
pub fn CannedRepliesPage() -> impl IntoView {
    view! {
        <LoadedPage
            place=Place::CannedReplies
            load=|| Box::pin(list_canned_replies())
            body=|list| view! { <Catalogue list /> }.into_any()
        />
    }
}

#[component]
fn Catalogue(list: Vec<CannedReply>) -> impl IntoView {
    let texts = use_texts();
    let t = &texts.chat;
    let entries = Entries::new(list, || Box::pin(list_canned_replies()));
    let words = Words {
        title: t.replies,
        text: t.replies_text,
        new_label: t.reply_new,
        empty: t.replies_empty,
        deactivate_text: t.reply_deactivate_text,
    };
    let head = view! {
        <th scope="col">{t.reply_name}</th>
        <th scope="col">{t.reply_text}</th>
        <th scope="col">{texts.settings.situation}</th>
    }
    .into_any();
    view! {
        <CatalogueSection
            entries
            words
            head
            columns=3
            found_by=|entry| format!("{} {}", entry.name, entry.text)
            cells
            set_active=|input| Box::pin(set_canned_reply_active(input))
            deactivate_id="reply-deactivate"
        >
            <EntryDialog entries id="reply-dialog" first="reply-name" new_title=t.reply_new edit_title=t.reply_edit>
                <ReplyForm entries />
            </EntryDialog>
        </CatalogueSection>
    }
}

fn cells(entry: CannedReply) -> AnyView {
    view! {
        <td class="cell--lead">{entry.name}</td>
        <td class="cell--sub wrap">{entry.text}</td>
        <td class="cell--end">
            <StateMark active=entry.active />
        </td>
    }
    .into_any()
}
