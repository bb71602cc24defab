//! The HTML document around the screens. Rendered on the server only; the browser hydrates what is inside `<body>`.

use std::sync::LazyLock;

use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::{HashedStylesheet, MetaTags};

use crate::{routes::App, session::SessionInfo};

/// All icons, once a page, behind the screens so that hydration starts at the first element of the body.
const SPRITE: &str = include_str!("ui/sprite.svg");

/// Keeps what is clicked and typed before the page's program runs, as a script of the document itself.
const EARLY: &str = include_str!("ui/early.js");

/// The script without what only its readers need.
static EARLY_BARE: LazyLock<String> = LazyLock::new(|| bare(EARLY));

fn bare(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

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
                <script nonce=use_nonce() inner_html=EARLY_BARE.as_str()></script>
                <AutoReload options=options.clone() />
                <HydrationScripts options />
                <MetaTags />
            </head>
            <body>
                <App />
                <div hidden inner_html=SPRITE></div>
                // Seen until the page's program runs, and only where there will be one.
                <div class="arriving" aria-hidden="true"></div>
            </body>
        </html>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_of_the_document_stays_small_and_ends_nothing_early() {
        assert!(EARLY_BARE.len() < 3_000, "{} bytes", EARLY_BARE.len());
        assert!(!EARLY_BARE.contains("</"), "the browser would take it for the end of the script");
        assert!(!EARLY_BARE.contains("//"), "a comment behind code");
    }
}
