//! "Minha conta": language and theme, and one's own password.

mod password;

use domain::{
    account::{Appearance, Theme},
    i18n::Locale,
};
use leptos::prelude::*;

use self::password::PasswordForm;
use crate::{
    session::{use_session, use_texts},
    ui::{
        title::PageTitle,
        user_menu::{choose_appearance, theme_name},
    },
};

/// The page.
#[component]
pub fn AccountPage() -> impl IntoView {
    let texts = use_texts();
    let t = &texts.settings;
    let who = use_session().actor.map(|actor| format!("{} · {}", actor.name, (t.role)(actor.role))).unwrap_or_default();
    view! {
        <PageTitle text=t.account.to_owned() />
        <div class="page-head">
            <div>
                <h1 tabindex="-1">{t.account}</h1>
                <p class="sub">{who}</p>
            </div>
        </div>
        <div class="set-main set-main--one scroll" tabindex="0" role="region" aria-label=t.account>
            <section aria-labelledby="appearance-title">
                <div class="set-sec">
                    <div>
                        <h2 id="appearance-title">{t.appearance}</h2>
                        <p class="muted">{t.appearance_text}</p>
                    </div>
                </div>
                <AppearanceRows />
            </section>
            <PasswordForm />
        </div>
    }
}

/// Two rows that are saved at once. Another language loads the page anew.
#[component]
fn AppearanceRows() -> impl IntoView {
    let texts = use_texts();
    let t = &texts.settings;
    let session = use_session();
    let locale = session.locale();
    let theme = RwSignal::new(Theme::from_code(&session.theme).unwrap_or_default());
    let languages = Locale::ALL
        .into_iter()
        .map(|one| {
            view! {
                <label lang=one.code()>
                    <input
                        type="radio"
                        name="locale"
                        value=one.code()
                        checked=one == locale
                        on:change=move |_| choose_appearance(Appearance { locale: one, theme: theme.get_untracked() })
                    />
                    {(t.language_name)(one)}
                </label>
            }
        })
        .collect_view();
    let themes = Theme::ALL
        .into_iter()
        .map(|one| {
            view! {
                <label>
                    <input
                        type="radio"
                        name="theme"
                        value=one.code()
                        checked=one == theme.get_untracked()
                        on:change=move |_| {
                            theme.set(one);
                            choose_appearance(Appearance { locale, theme: one });
                        }
                    />
                    {theme_name(one)}
                </label>
            }
        })
        .collect_view();
    view! {
        <div class="set-row set-row--wide">
            <h3 class="set-lab" id="account-language">
                {texts.common.language}
            </h3>
            <div>
                <span class="segmented" role="radiogroup" aria-labelledby="account-language">
                    {languages}
                </span>
            </div>
        </div>
        <div class="set-row set-row--wide">
            <h3 class="set-lab" id="account-theme">
                {texts.common.theme}
            </h3>
            <div>
                <span class="segmented" role="radiogroup" aria-labelledby="account-theme">
                    {themes}
                </span>
            </div>
        </div>
    }
}
