//! The first start of an empty desk: how the administrator comes to be. Nobody can make one from the browser, since whoever
//! finds the address first would own the desk.

use leptos::prelude::*;

use crate::{
    session::use_texts,
    ui::{dom, icon::icon, logo::Logo, toasts::use_toasts},
};

/// The explanation with its command.
#[component]
pub fn FirstStart() -> impl IntoView {
    let t = use_texts();
    let toasts = use_toasts();
    let command = StoredValue::new(format!(
        "balcao user add \\\n  --email {} \\\n  --name '{}' \\\n  --role admin",
        t.shell.example_email, t.shell.example_name
    ));
    let hydrated = RwSignal::new(false);
    Effect::new(move |_| hydrated.set(true));
    view! {
        <div class="lg-box lg-box--wide">
            <Logo />
            <div>
                <h1>{t.common.first_start_title}</h1>
                <p class="muted">{t.common.first_start_text}</p>
            </div>
            <ol class="steps">
                <li aria-current="step">{t.shell.create_first_user}</li>
                <li>{t.common.sign_in}</li>
            </ol>
            <div class="field">
                <pre class="lg-cmd" tabindex="0" aria-label=t.shell.create_first_user role="region">
                    <code>{command.get_value()}</code>
                </pre>
                <p class="field__hint">{t.shell.run_there}</p>
            </div>
            <div class="btn-group">
                // A form, not a link: the question whether there is a user must be asked anew.
                <form method="get" action="/login">
                    <button type="submit" class="btn btn--primary">
                        {t.shell.user_created}
                    </button>
                </form>
                <Show when=move || hydrated.get()>
                    <button
                        type="button"
                        class="btn"
                        on:click=move |_| {
                            dom::copy(&command.get_value());
                            toasts.success(t.common.copied);
                        }
                    >
                        {icon("copy")}
                        {t.common.copy}
                    </button>
                </Show>
            </div>
            <p class="faint lg-foot">{t.shell.accesses_are_logged}</p>
        </div>
    }
}
