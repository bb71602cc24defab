//! The conversations that wait for an answer, one press away from every screen.

use domain::chat::wire::UnreadChat;
use leptos::prelude::*;

use super::{dom, icon::icon, menu, scope::Scope};
use crate::{
    api::chat::unread_chats,
    session::{use_session, use_texts},
    unread::use_unread,
};

/// The popover's id.
const ID: &str = "inbox-menu";

/// The button of the top bar with its count, and the list below it, which is read at each opening.
#[component]
pub fn InboxMenu() -> impl IntoView {
    let t = &use_texts().chat;
    let unread = use_unread();
    let open = RwSignal::new(false);
    let chats = RwSignal::new(None::<Vec<UnreadChat>>);
    let scope = Scope::new();
    let read = move || {
        scope.spawn(async move {
            let found = unread_chats().await.map(|unread| unread.chats).unwrap_or_default();
            let _ = chats.try_set(Some(found));
            scope.next_frame(|| menu::focus_first_item(ID));
        });
    };
    let label = move || match unread.chats() {
        0 => t.inbox.to_owned(),
        count => format!("{}: {}", t.inbox, (t.unread_chats)(count)),
    };
    view! {
        <button
            type="button"
            class="topbtn"
            popovertarget=ID
            aria-haspopup="menu"
            aria-controls=ID
            aria-expanded=move || open.get().to_string()
            aria-label=label
            title=t.inbox
        >
            {icon("messages-square")}
            {move || {
                let count = unread.chats();
                (count > 0).then(|| view! { <span class="badge badge--brass" aria-hidden="true">{count.to_string()}</span> })
            }}
        </button>
        <div
            class="menu menu--lg menu--end"
            id=ID
            popover="auto"
            on:keydown=move |event| menu::on_menu_key(&event)
            on:toggle=move |_| {
                open.set(dom::is_popover_open(ID));
                if open.get_untracked() {
                    read();
                }
            }
        >
            <ul role="menu" aria-label=t.inbox>
                {move || match chats.get() {
                    Some(chats) if !chats.is_empty() => chats.into_iter().map(item).collect_view().into_any(),
                    Some(_) => {
                        view! {
                            <li role="none" class="menu__empty">
                                <span role="menuitem" tabindex="-1" aria-disabled="true">
                                    {t.inbox_empty}
                                </span>
                            </li>
                        }
                            .into_any()
                    }
                    None => ().into_any(),
                }}
            </ul>
        </div>
    }
}

fn item(chat: UnreadChat) -> AnyView {
    let t = &use_texts().chat;
    let since = chat.since.format_date_time(use_session().zone);
    let second = format!("{} · {}", chat.subject, (t.waits_since)(&since));
    view! {
        <li role="none">
            <a
                class="menu__item"
                role="menuitem"
                tabindex="-1"
                href=format!("/tickets/{}?tab=chat", chat.ticket)
                on:click=|_| dom::hide_popover(ID)
            >
                {icon("message-circle")}
                <span class="grow">{chat.requester_name} <small>{second}</small></span>
                <b class="badge badge--brass">
                    <span aria-hidden="true">{chat.count.to_string()}</span>
                    <span class="sr">{(t.unread)(chat.count)}</span>
                </b>
            </a>
        </li>
    }
    .into_any()
}
