//! The catalogue "Respostas prontas".

mod form;

use domain::{chat::canned::CannedReply, ids::CannedReplyId, search::fold};
use leptos::{prelude::*, task::spawn_local};

use self::form::ReplyDialog;
use super::{
    catalogue::{ActivationActs, CatalogueBar, CatalogueFilter, DeactivateDialog, Ending, RowActions, StateMark},
    frame::{SectionHead, SectionSkeleton, SettingsFrame},
    place::Place,
};
use crate::{
    api::chat::{list_canned_replies, set_canned_reply_active},
    pages::failed::Failed,
    session::use_texts,
};

/// What the page holds.
#[derive(Clone, Copy)]
pub struct Replies {
    pub list: RwSignal<Vec<CannedReply>>,
    /// The entry in the dialog; `Some(None)` = a new one.
    pub editing: RwSignal<Option<Option<CannedReply>>>,
}

impl Replies {
    /// Takes an entry as it became, in its place by name.
    pub fn put(self, entry: CannedReply) {
        self.list.update(|list| {
            list.retain(|one| one.id != entry.id);
            list.push(entry);
            list.sort_by_cached_key(|one| (fold(&one.name), one.id));
        });
    }

    /// Reads all again; somebody else changed one.
    pub fn reload(self) {
        spawn_local(async move {
            if let Ok(list) = list_canned_replies().await {
                self.list.set(list);
            }
        });
    }
}

/// The page.
#[component]
pub fn CannedRepliesPage() -> impl IntoView {
    let loaded = Resource::new(|| (), |()| list_canned_replies());
    view! {
        <SettingsFrame place=Place::CannedReplies>
            <Suspense fallback=|| view! { <SectionSkeleton /> }>
                {move || Suspend::new(async move {
                    match loaded.await {
                        Ok(list) => view! { <Catalogue list /> }.into_any(),
                        Err(error) => {
                            view! { <Failed error retry=Callback::new(move |()| loaded.refetch()) /> }.into_any()
                        }
                    }
                })}
            </Suspense>
        </SettingsFrame>
    }
}

#[component]
fn Catalogue(list: Vec<CannedReply>) -> impl IntoView {
    let texts = use_texts();
    let (t, words) = (&texts.settings, &texts.chat);
    let state = Replies { list: RwSignal::new(list), editing: RwSignal::new(None) };
    let filter = CatalogueFilter::new();
    let acts = ActivationActs::<CannedReplyId, CannedReply>::new(
        |input| Box::pin(set_canned_reply_active(input)),
        Callback::new(move |entry| state.put(entry)),
        Callback::new(move |()| state.reload()),
    );
    let rows = move || {
        let shown: Vec<CannedReply> = state.list.with(|list| {
            let found_by = |entry: &CannedReply| format!("{} {}", entry.name, entry.text);
            list.iter().filter(|entry| filter.shows(entry.active, &found_by(entry))).cloned().collect()
        });
        if shown.is_empty() {
            return view! {
                <tr>
                    <td colspan="4" class="muted cell--full">
                        {words.replies_empty}
                    </td>
                </tr>
            }
            .into_any();
        }
        shown.into_iter().map(|entry| view! { <Row entry state acts /> }).collect_view().into_any()
    };
    view! {
        <div class="set-main set-main--one" tabindex="0" role="region" aria-label=words.replies>
            <SectionHead title=words.replies text=words.replies_text />
            <CatalogueBar
                filter
                new_label=words.reply_new
                on_new=Callback::new(move |()| state.editing.set(Some(None)))
            />
            <div class="cat">
                <div class="table-wrap">
                    <table class="table table--stack">
                        <thead>
                            <tr>
                                <th scope="col">{words.reply_name}</th>
                                <th scope="col">{words.reply_text}</th>
                                <th scope="col">{t.situation}</th>
                                <th scope="col" class="col-acts">
                                    <span class="sr">{t.actions}</span>
                                </th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </div>
            <ReplyDialog state />
            <DeactivateDialog acts id="reply-deactivate" text=words.reply_deactivate_text />
        </div>
    }
}

#[component]
fn Row(entry: CannedReply, state: Replies, acts: ActivationActs<CannedReplyId, CannedReply>) -> impl IntoView {
    let edited = entry.clone();
    let ending = Ending { id: entry.id, version: entry.version, name: entry.name.clone() };
    let active = entry.active;
    view! {
        <tr class:is-off=!active>
            <td class="cell--lead">{entry.name.clone()}</td>
            <td class="cell--sub wrap">{entry.text}</td>
            <td class="cell--end">
                <StateMark active />
            </td>
            <td class="col-acts cell--acts">
                <RowActions
                    name=entry.name
                    active
                    on_edit=Callback::new(move |()| state.editing.set(Some(Some(edited.clone()))))
                    on_toggle=Callback::new(move |()| acts.toggle(ending.clone(), active))
                />
            </td>
        </tr>
    }
}
