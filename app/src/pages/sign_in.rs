//! The sign-in page: a plain form that works without JavaScript.

use leptos::prelude::*;

use crate::{session::use_texts, ui::title::PageTitle};

/// The page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let t = use_texts();
    view! {
        <PageTitle text=t.common.sign_in.to_owned() />
        <form method="post" action="/login">
            <label>{t.common.email}<input name="email" type="email" /></label>
            <label>{t.common.password}<input name="password" type="password" /></label>
            <button type="submit">{t.common.sign_in}</button>
        </form>
    }
}
