//! The rail: the places of the desk. On a narrow window the style sheet makes it a bar at the bottom; what does not fit
//! there is in the menu "Mais".

use domain::access::{Action, Resource};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};

use super::{dom, icon::icon, logo::Mark, menu, shell_state::use_shell, user_menu::SIGN_OUT_FORM};
use crate::{
    session::{use_session, use_texts},
    unread::use_unread,
};

const MORE: &str = "rail-more";

/// The rail.
#[component]
pub fn Rail() -> impl IntoView {
    let t = use_texts();
    let session = use_session();
    let people = session.may(Action::Read, Resource::People);
    let contracts = session.may(Action::Read, Resource::Contracts);
    let settings = session.may(Action::Write, Resource::Settings);
    let path = use_location().pathname;
    let elsewhere = move || ["/settings", "/account"].into_iter().any(|href| is_current(path, href));
    view! {
        <nav class="rail" aria-label=t.common.main_navigation>
            <a class="rail__logo" href="/tickets" aria-label=t.common.product>
                <Mark />
            </a>
            <ul>
                <RailLink href="/tickets" icon_name="inbox" label=t.common.tickets>
                    <UnreadMark />
                </RailLink>
                {contracts
                    .then(|| view! { <RailLink href="/contracts" icon_name="file-text" label=t.contracts.title /> })}
                {people.then(|| view! { <RailLink href="/people" icon_name="users" label=t.common.people /> })}
                <li class="rail__more">
                    <button
                        type="button"
                        popovertarget=MORE
                        aria-haspopup="menu"
                        aria-current=move || elsewhere().then_some("true")
                    >
                        {icon("ellipsis")}
                        <span>{t.common.more}</span>
                    </button>
                </li>
            </ul>
            <ul class="rail__end">
                {settings
                    .then(|| view! { <RailLink href="/settings" icon_name="sliders-horizontal" label=t.common.settings /> })}
            </ul>
        </nav>
    }
}

/// Whether the address is `href` or below it. The start page is the list of tickets.
fn is_current(path: Memo<String>, href: &'static str) -> bool {
    path.with(|path| {
        let below = path.strip_prefix(href).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        below || (href == "/tickets" && path == "/")
    })
}

/// One entry of the rail.
#[component]
fn RailLink(
    href: &'static str,
    icon_name: &'static str,
    label: &'static str,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let path = use_location().pathname;
    view! {
        <li>
            <a href=href aria-current=move || is_current(path, href).then_some("page")>
                {icon(icon_name)}
                <span>{label}</span>
                {children.map(|children| children())}
            </a>
        </li>
    }
}

/// How many conversations have unread messages.
#[component]
fn UnreadMark() -> impl IntoView {
    let t = use_texts();
    let unread = use_unread();
    move || {
        let count = unread.chats();
        (count > 0).then(|| {
            view! {
                <b class="badge badge--brass">
                    <span aria-hidden="true">{count.to_string()}</span>
                    <span class="sr">{(t.chat.unread_chats)(count)}</span>
                </b>
            }
        })
    }
}

/// "Mais": what the bottom bar has no room for. It stands beside the rail, whose style its entries must not take.
#[component]
pub fn MoreMenu() -> impl IntoView {
    let t = use_texts();
    let shell = use_shell();
    let settings = use_session().may(Action::Write, Resource::Settings);
    view! {
        <nav
            class="menu menu--md menu--up"
            id=MORE
            popover="auto"
            aria-label=t.common.more
            on:keydown=move |event| menu::on_menu_key(&event)
            on:toggle=move |_| menu::focus_first_item(MORE)
        >
            <ul role="menu" aria-label=t.common.more>
                {settings.then(|| view! { <MoreLink href="/settings" icon_name="sliders-horizontal" label=t.common.settings /> })}
                <MoreLink href="/account" icon_name="user-round" label=t.shell.my_account />
                <li role="none">
                    <button
                        type="button"
                        class="menu__item"
                        role="menuitem"
                        tabindex="-1"
                        on:click=move |_| {
                            dom::hide_popover(MORE);
                            shell.shortcuts.set(true);
                        }
                    >
                        {icon("keyboard")}
                        <span class="grow">{t.common.shortcuts}</span>
                    </button>
                </li>
                <li role="separator" class="menu__sep"></li>
                <li role="none">
                    <button type="submit" class="menu__item" role="menuitem" tabindex="-1" form=SIGN_OUT_FORM>
                        {icon("log-out")}
                        <span class="grow">{t.common.sign_out}</span>
                    </button>
                </li>
            </ul>
        </nav>
    }
}

#[component]
fn MoreLink(href: &'static str, icon_name: &'static str, label: &'static str) -> impl IntoView {
    let path = use_location().pathname;
    let navigate = use_navigate();
    let go = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        dom::hide_popover(MORE);
        navigate(href, NavigateOptions::default());
    };
    view! {
        <li role="none">
            <a
                class="menu__item"
                role="menuitem"
                tabindex="-1"
                href=href
                aria-current=move || is_current(path, href).then_some("page")
                on:click=go
            >
                {icon(icon_name)}
                <span class="grow">{label}</span>
            </a>
        </li>
    }
}
