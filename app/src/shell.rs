//! The HTML document around the screens. Rendered on the server only; the browser hydrates what is inside `<body>`.

use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags};

use crate::{routes::App, session::SessionInfo};

/// All icons, once a page, behind the screens so that hydration starts at the first element of the body.
const SPRITE: &str = include_str!("ui/sprite.svg");

/// The whole document for one request.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let session = SessionInfo::of_request();
    let lang = session.locale().code();
    let theme = (session.theme != "system").then(|| session.theme.clone());
    let carried = serde_json::to_string(&session).unwrap_or_default();
    provide_context(session);
    view! {
        <!DOCTYPE html>
        <html lang=lang data-theme=theme data-session=carried>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)" />
                <meta name="theme-color" content="#12191c" media="(prefers-color-scheme: dark)" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/icons/apple-touch-icon.png" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <HashedStylesheet options=options.clone() id="style" />
                <AutoReload options=options.clone() />
                <HydrationScripts options />
                <MetaTags />
            </head>
            <body>
                <App />
                <div hidden inner_html=SPRITE></div>
            </body>
        </html>
    }
}
