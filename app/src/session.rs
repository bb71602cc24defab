//! Who is signed in, in which language and zone: known before the first component renders, on both sides.
//!
//! The server takes it from the request and writes it into `<html data-session>`; the browser reads it from there. So
//! language and zone are decided once, on the server, and hydration sees the same values.

use domain::{
    access::{Action, Actor, Resource, Role, can},
    i18n::{Locale, Texts},
    ids::UserId,
    page_user,
    ticket::status::Flow,
    time::UtcMillis,
    zone::Zone,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What every screen may ask about the session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionInfo {
    /// `None` on the sign-in page.
    pub actor: Option<Actor>,
    /// Language before sign-in, from the browser; afterwards the user's own.
    pub guest_locale: Locale,
    /// `system`, `light` or `dark`.
    pub theme: String,
    pub company_name: String,
    pub zone: Zone,
    /// Which moves between statuses the menus offer.
    pub flow: Flow,
    /// The largest file that may be sent, in megabytes.
    pub file_max_mb: u32,
    /// Mails really leave this desk; without a mail server they become files.
    pub mail_leaves: bool,
}

impl Default for SessionInfo {
    fn default() -> Self {
        Self {
            actor: None,
            guest_locale: Locale::default(),
            theme: "system".to_owned(),
            company_name: String::new(),
            zone: Zone::Brasilia,
            flow: Flow::Free,
            file_max_mb: domain::file::MAX_MB,
            mail_leaves: true,
        }
    }
}

impl SessionInfo {
    pub fn locale(&self) -> Locale {
        self.actor.as_ref().map_or(self.guest_locale, |actor| actor.locale)
    }

    pub fn texts(&self) -> &'static Texts {
        self.locale().texts()
    }

    /// Whether the signed-in user may; nobody may nothing.
    pub fn may(&self, action: Action, resource: Resource) -> bool {
        self.actor.as_ref().is_some_and(|actor| can(actor, action, resource))
    }

    /// Where this user begins, and its name.
    pub fn home(&self) -> (&'static str, &'static str) {
        let t = self.texts();
        match &self.actor {
            Some(actor) if actor.role == Role::Requester => ("/portal", t.portal.my_tickets),
            _ => ("/tickets", t.common.tickets),
        }
    }

    /// An instant as lists show it: "hoje 14:31".
    pub fn moment(&self, at: UtcMillis, now: UtcMillis) -> String {
        self.texts().time.moment(at, now, self.zone)
    }

    /// From the request that is being answered; a guest when there is none (while routes are collected).
    #[cfg(feature = "ssr")]
    pub fn of_request() -> Self {
        use backend::usecase::session::RequestContext;
        let accepts_english_first = use_context::<axum::http::request::Parts>().is_some_and(|parts| {
            let header = parts.headers.get("accept-language").and_then(|value| value.to_str().ok());
            header.is_some_and(|languages| languages.trim_start().starts_with("en"))
        });
        let guest = Self {
            guest_locale: if accepts_english_first { Locale::En } else { Locale::PtBr },
            mail_leaves: use_context::<backend::Desk>().is_none_or(|desk| desk.mailer().has_server()),
            ..Self::default()
        };
        match use_context::<RequestContext>().and_then(|request| request.session) {
            Some(session) => Self {
                actor: Some(session.actor),
                theme: session.theme,
                company_name: session.company.name,
                zone: session.company.zone,
                flow: session.tickets.flow,
                file_max_mb: session.tickets.file_max_mb,
                ..guest
            },
            None => guest,
        }
    }

    /// From the document, as the server wrote it.
    #[cfg(not(feature = "ssr"))]
    pub fn of_request() -> Self {
        document()
            .document_element()
            .and_then(|html| html.get_attribute("data-session"))
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default()
    }
}

/// The session of this page.
pub fn use_session() -> SessionInfo {
    // A task that waited for the server has lost the context; the document still tells.
    use_context::<SessionInfo>().unwrap_or_else(SessionInfo::of_request)
}

/// The user for whom this page was made; nobody on the pages of guests. Asks the document alone: a page that died says it, too.
pub fn page_user() -> Option<UserId> {
    SessionInfo::of_request().actor.map(|actor| actor.id)
}

/// An address of this desk with the user of this page in it: for what changes something and cannot set a header.
pub fn marked(path: &str) -> String {
    page_user::marked(path, page_user())
}

/// The texts in the language of this page.
pub fn use_texts() -> &'static Texts {
    use_session().texts()
}
