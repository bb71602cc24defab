//! The menu of the signed-in user: own account, language, theme, signing out.
//!
//! The theme changes at once; a language needs the page anew, since the server writes most of its words. Signing out is a
//! plain form, so it works without JavaScript.

use domain::{
    account::{Appearance, Theme},
    i18n::Locale,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{avatar::Avatar, dom, icon::icon, menu, problems::use_problems, scope::DOCUMENT};
use crate::{
    api::account::set_appearance,
    session::{marked, use_session, use_texts},
};

const MENU: &str = "user-menu";
/// The form that signs out; the palette submits it too.
pub const SIGN_OUT_FORM: &str = "sign-out";

/// Keeps a choice of language or theme with the user, and shows it.
pub fn choose_appearance(wanted: Appearance) {
    let present = use_session().locale();
    let problems = use_problems();
    show_theme(wanted.theme);
    DOCUMENT.act(set_appearance(wanted), move |answer| match answer {
        Ok(()) if wanted.locale != present => {
            let _ = window().location().reload();
        }
        Ok(()) => {}
        Err(error) => problems.tell(&error),
    });
}

fn show_theme(theme: Theme) {
    let Some(html) = document().document_element() else { return };
    let _ = match theme {
        Theme::System => html.remove_attribute("data-theme"),
        Theme::Light | Theme::Dark => html.set_attribute("data-theme", theme.code()),
    };
}

/// The theme that is shown now.
pub fn present_theme() -> Theme {
    let shown = document().document_element().and_then(|html| html.get_attribute("data-theme"));
    shown.and_then(|code| Theme::from_code(&code)).unwrap_or_default()
}

/// The words of a theme.
pub fn theme_name(theme: Theme) -> &'static str {
    let t = &use_texts().common;
    match theme {
        Theme::System => t.theme_system,
        Theme::Light => t.theme_light,
        Theme::Dark => t.theme_dark,
    }
}

/// The icon of a theme.
pub const fn theme_icon(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "monitor",
        Theme::Light => "sun",
        Theme::Dark => "moon",
    }
}

/// The avatar in the top bar with its menu.
#[component]
pub fn UserMenu() -> impl IntoView {
    let t = use_texts();
    let session = use_session();
    let locale = session.locale();
    let name = session.actor.as_ref().map(|actor| actor.name.clone()).unwrap_or_default();
    let theme = RwSignal::new(Theme::from_code(&session.theme).unwrap_or_default());
    let open = RwSignal::new(false);
    let navigate = use_navigate();
    let to_account = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        dom::hide_popover(MENU);
        navigate("/account", NavigateOptions::default());
    };
    let languages = Locale::ALL
        .into_iter()
        .map(|one| {
            view! {
                <li role="none">
                    <button
                        type="button"
                        class="menu__item"
                        role="menuitemradio"
                        tabindex="-1"
                        lang=one.code()
                        aria-checked=(one == locale).to_string()
                        on:click=move |_| {
                            dom::hide_popover(MENU);
                            if one != locale {
                                choose_appearance(Appearance { locale: one, theme: theme.get_untracked() });
                            }
                        }
                    >
                        <span class="grow">{(t.shell.language_name)(one)}</span>
                        <Tick />
                    </button>
                </li>
            }
        })
        .collect_view();
    let themes = Theme::ALL
        .into_iter()
        .map(|one| {
            view! {
                <li role="none">
                    <button
                        type="button"
                        class="menu__item"
                        role="menuitemradio"
                        tabindex="-1"
                        aria-checked=move || (theme.get() == one).to_string()
                        on:click=move |_| {
                            theme.set(one);
                            choose_appearance(Appearance { locale, theme: one });
                        }
                    >
                        {icon(theme_icon(one))}
                        <span class="grow">{theme_name(one)}</span>
                        <Tick />
                    </button>
                </li>
            }
        })
        .collect_view();
    view! {
        <button
            type="button"
            class="topbtn"
            popovertarget=MENU
            aria-haspopup="menu"
            aria-controls=MENU
            aria-expanded=move || open.get().to_string()
        >
            <Avatar name=name.clone() />
            <span class="sr">{(t.common.account_of)(&name)}</span>
        </button>
        <form id=SIGN_OUT_FORM method="post" action=marked("/logout") hidden></form>
        <div
            class="menu menu--md menu--end"
            id=MENU
            popover="auto"
            on:keydown=move |event| menu::on_menu_key(&event)
            on:toggle=move |_| {
                open.set(dom::is_popover_open(MENU));
                if open.get_untracked() {
                    // The palette may have changed it.
                    theme.set(present_theme());
                    menu::focus_first_item(MENU);
                }
            }
        >
            <ul role="menu" aria-label=(t.common.account_of)(&name)>
                <li role="none">
                    <a class="menu__item" role="menuitem" tabindex="-1" href="/account" on:click=to_account>
                        {icon("user-round")}
                        <span class="grow">{t.shell.my_account} <small>{name.clone()}</small></span>
                    </a>
                </li>
                <li role="separator" class="menu__sep"></li>
                <li role="none">
                    <div class="menu__group" aria-hidden="true">
                        {t.common.language}
                    </div>
                    <ul role="group" aria-label=t.common.language>
                        {languages}
                    </ul>
                </li>
                <li role="separator" class="menu__sep"></li>
                <li role="none">
                    <div class="menu__group" aria-hidden="true">
                        {t.common.theme}
                    </div>
                    <ul role="group" aria-label=t.common.theme>
                        {themes}
                    </ul>
                </li>
                <li role="separator" class="menu__sep"></li>
                <li role="none">
                    <button type="submit" class="menu__item" role="menuitem" tabindex="-1" form=SIGN_OUT_FORM>
                        {icon("log-out")}
                        <span class="grow">{t.common.sign_out}</span>
                    </button>
                </li>
            </ul>
        </div>
    }
}

/// The mark of the chosen entry; the style sheet hides it at the others.
#[component]
fn Tick() -> impl IntoView {
    super::icon::sized_icon("check", "ic tick")
}
