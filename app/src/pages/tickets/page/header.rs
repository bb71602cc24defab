//! The head of a ticket: where it is, its subject, its status, and what can be done.

use domain::ticket::wire::TicketRow;
use leptos::{ev, prelude::*};
use leptos_router::hooks::use_navigate;

use super::PageState;
use crate::{
    session::use_texts,
    ui::{
        avatar::Avatar,
        dom,
        icon::{icon, sized_icon, small_icon},
        keys::on_key,
        status::{mark, status_icon},
    },
};

/// The head; messages and tabs are its children.
#[component]
pub fn Header(state: PageState, children: Children) -> impl IntoView {
    let t = use_texts();
    let words = &t.tickets;
    let id = state.id();
    let row = move || state.details.with(|details| details.row.clone());
    let merged = move || state.details.with(|details| details.row.merged_into);
    let may_act = move || state.may_write && merged().is_none();
    let open_menu = move || {
        if let (Some(button), true) = (dom::by_id("ticket-status"), may_act()) {
            let row = state.details.with_untracked(|details| details.row.clone());
            let targets = vec![(row.id, row.version)];
            state.acts.open_status_menu(&row, targets, &button);
        }
    };
    listen_to_keys(state, open_menu);
    view! {
        <div class="tp-head">
            <nav class="crumbs" aria-label=words.title>
                <a href="/tickets">{words.title}</a>
                {sized_icon("chevron-right", "ic ic--12")}
                <span class="code">{format!("#{id}")}</span>
            </nav>
            <div class="tp-title">
                <h1 tabindex="-1">{move || row().subject}</h1>
                <div class="btn-group tp-acts">
                    <Viewers state />
                    <button
                        type="button"
                        class="btn tp-status"
                        id="ticket-status"
                        data-st=move || mark(row().status)
                        aria-haspopup="menu"
                        aria-keyshortcuts="S"
                        aria-disabled=move || (!may_act()).then_some("true")
                        aria-label=move || (words.change_status_of)((words.status)(row().status), id.get())
                        on:click=move |_: ev::MouseEvent| open_menu()
                    >
                        {move || status_icon(row().status)}
                        {move || (words.status)(row().status)}
                        {small_icon("chevron-down")}
                    </button>
                    <button
                        type="button"
                        class="btn hide-sm"
                        aria-keyshortcuts="M"
                        aria-disabled=move || (!may_act()).then_some("true")
                        on:click=move |_| {
                            if may_act() {
                                state.acts.open_move(vec![(id, state.version())]);
                            }
                        }
                    >
                        {icon("arrow-right-left")}
                        {words.move_on}
                    </button>
                    <button
                        type="button"
                        class="btn btn--icon"
                        id="ticket-more"
                        popovertarget="ticket-options"
                        aria-haspopup="menu"
                        aria-label=words.options
                    >
                        {icon("ellipsis")}
                    </button>
                    <button
                        type="button"
                        class="btn btn--icon only-narrow"
                        popovertarget="ticket-facts"
                        aria-label=words.tab_ticket
                    >
                        {icon("info")}
                    </button>
                </div>
            </div>
            <MoreMenu state />
            {children()}
        </div>
    }
}

/// Who else has the ticket open.
#[component]
fn Viewers(state: PageState) -> impl IntoView {
    let t = use_texts();
    view! {
        <For each=move || state.viewers.get() key=|name| name.clone() let(name)>
            <span class="tp-seen">
                <Avatar name=name.clone() small=true />
                <span class="sr-md">{(t.tickets.viewing)(&name)}</span>
            </span>
        </For>
    }
}

/// The options of the seed and those beyond it; a refused one says why.
#[component]
fn MoreMenu(state: PageState) -> impl IntoView {
    let t = use_texts();
    let words = &t.tickets;
    let id = state.id();
    let row = move || -> TicketRow { state.details.with(|details| details.row.clone()) };
    let refused = move |code: domain::error::ErrorCode| t.error(&code.into());
    let merged = move || row().merged_into.map(|into| refused(domain::error::ErrorCode::Merged { into: into.get() }));
    let reopen_refused =
        move || merged().or_else(|| row().status.is_open().then(|| refused(domain::error::ErrorCode::AlreadyOpen)));
    let notify_refused = move || {
        let row = row();
        if let Some(reason) = merged() {
            Some(reason)
        } else if !row.is_new {
            Some(refused(domain::error::ErrorCode::NotNew))
        } else if row.assignee.is_none() {
            Some(refused(domain::error::ErrorCode::NoAssignee))
        } else {
            row.notified.then(|| words.notified.to_owned())
        }
    };
    let message_refused = move || (!row().chat_linked).then(|| words.not_linked.to_owned());
    let navigate = use_navigate();
    let open_chat = StoredValue::new(move || navigate(&format!("/tickets/{id}?tab=chat"), Default::default()));
    view! {
        <div class="menu menu--md menu--end" popover="auto" id="ticket-options">
            <ul role="menu" aria-label=words.options>
                <Item
                    icon_name="rotate-ccw"
                    label=words.reopen
                    may=state.may_write
                    refused=Signal::derive(reopen_refused)
                    act=Callback::new(move |()| state.acts.reopen(id, state.version()))
                />
                <Item
                    icon_name="concierge-bell"
                    label=words.notify
                    may=state.may_write
                    refused=Signal::derive(notify_refused)
                    act=Callback::new(move |()| state.acts.notify(id, state.version()))
                />
                <Item
                    icon_name="message-circle"
                    label=words.message
                    may=true
                    refused=Signal::derive(message_refused)
                    act=Callback::new(move |()| open_chat.with_value(|open| open()))
                />
                <Item
                    icon_name="arrow-right-left"
                    label=words.move_on
                    may=state.may_write
                    refused=Signal::derive(merged)
                    act=Callback::new(move |()| state.acts.open_move(vec![(id, state.version())]))
                />
                <li role="separator" class="menu__sep"></li>
                <Item
                    icon_name="external-link"
                    label=words.link
                    may=state.may_write
                    refused=Signal::derive(merged)
                    act=Callback::new(move |()| state.linking.set(true))
                />
                <Item
                    icon_name="merge"
                    label=words.merge
                    may=state.may_write
                    refused=Signal::derive(merged)
                    act=Callback::new(move |()| state.merging.set(true))
                />
                <Item
                    icon_name="split"
                    label=t.split.act
                    may=state.may_write
                    refused=Signal::derive(merged)
                    act=Callback::new(move |()| state.splitting.set(true))
                />
            </ul>
        </div>
    }
}

#[component]
fn Item(
    icon_name: &'static str,
    label: &'static str,
    may: bool,
    /// Why it is refused now; `None` = it may be done.
    refused: Signal<Option<String>>,
    act: Callback<()>,
) -> impl IntoView {
    view! {
        <li role="none">
            <button
                type="button"
                class="menu__item"
                role="menuitem"
                aria-disabled=move || (!may || refused.with(Option::is_some)).then_some("true")
                on:click=move |_| {
                    if may && refused.with_untracked(Option::is_none) {
                        dom::hide_popover("ticket-options");
                        act.run(());
                    }
                }
            >
                {icon(icon_name)}
                <span class="grow">{label} {move || refused.get().map(|why| view! { <small>{why}</small> })}</span>
            </button>
        </li>
    }
}

/// R reply, S status, M move, E edit, I note, Shift+R reopen, Esc back to the list.
fn listen_to_keys(state: PageState, open_menu: impl Fn() + Copy + 'static) {
    let navigate = use_navigate();
    on_key(move |key, shift| {
        let id = state.id();
        match (key, shift) {
            ("Escape", false) => navigate("/tickets", Default::default()),
            ("s", false) => open_menu(),
            ("m", false) if state.may_write => state.acts.open_move(vec![(id, state.version())]),
            ("R", true) if state.may_write => state.acts.reopen(id, state.version()),
            ("e", false) => {
                navigate(&format!("/tickets/{id}?tab=details"), Default::default());
                dom::focus_soon("edit-subject");
            }
            ("r", false) => {
                navigate(&format!("/tickets/{id}?tab=chat"), Default::default());
                state.scope.after(50, || dom::focus_soon("chat-text"));
            }
            ("i", false) => {
                navigate(&format!("/tickets/{id}?tab=notes"), Default::default());
                state.scope.after(50, || dom::focus_soon("note-text"));
            }
            _ => return false,
        }
        true
    });
}
