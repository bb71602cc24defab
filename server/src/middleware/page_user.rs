//! Whether the page that asks was made for the user who is signed in. The tabs of a browser share one session: a page that was
//! left open would otherwise act as whoever signed in after its own user.
//!
//! It is decided here for every route at once. The page says for whom it was made ([`domain::page_user`]); what changes
//! something and does not say so is refused as well, so that nothing new can forget it. The socket says it in its `hello`.

use axum::http::{Method, request::Parts};
use backend::usecase::session::Session;
use domain::{
    error::{AppError, ErrorCode},
    page_user::{HEADER, PARAMETER},
};

/// What any page may ask: signing in, and who is signed in. That a page died is told for nobody.
const OF_ANY_PAGE: [&str; 6] = [
    "/login",
    "/login/link",
    "/login/enter",
    "/api/session/first_start",
    "/api/session/who_am_i",
    "/api/client_errors",
];

/// Lets through what comes from the page of the session's user. Reading by an address needs no page: whoever follows a link is
/// shown their own view.
///
/// # Errors
/// `AnotherUser`, with the name of who is signed in.
pub fn check(request: &Parts, session: &Session) -> Result<(), AppError> {
    if OF_ANY_PAGE.contains(&request.uri.path()) {
        return Ok(());
    }
    let reads = matches!(request.method, Method::GET | Method::HEAD);
    let is_own = match said(request) {
        Some(user) => user == session.actor.id.to_string(),
        None => reads,
    };
    if is_own { Ok(()) } else { Err(ErrorCode::AnotherUser { name: session.actor.name.clone() }.into()) }
}

/// For whom the page was made, in its own words.
fn said(request: &Parts) -> Option<&str> {
    if let Some(header) = request.headers.get(HEADER) {
        return Some(header.to_str().unwrap_or_default());
    }
    let pairs = request.uri.query().unwrap_or_default().split('&');
    pairs.filter_map(|pair| pair.split_once('=')).find(|(name, _)| *name == PARAMETER).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use axum::http::Request;
    use domain::{
        access::{Actor, Role},
        i18n::Locale,
        ids::UserId,
        settings::{Company, TicketSettings},
    };

    use super::*;

    fn bianca() -> Session {
        let actor = Actor {
            id: UserId::new(7),
            name: "Bianca".to_owned(),
            role: Role::Agent,
            locale: Locale::PtBr,
            person: None,
            may_release: false,
        };
        Session {
            actor,
            theme: String::new(),
            company: Company::default(),
            tickets: TicketSettings::default(),
            token_hash: String::new(),
        }
    }

    fn passes(method: &str, address: &str, header: Option<&str>) -> bool {
        let mut request = Request::builder().method(method).uri(address);
        if let Some(header) = header {
            request = request.header(HEADER, header);
        }
        check(&request.body(()).unwrap().into_parts().0, &bianca()).is_ok()
    }

    #[test]
    fn what_changes_something_names_its_user() {
        let api = "/api/tickets/add_note";
        assert!(passes("POST", api, Some("7")) && passes("POST", "/chat/messages?page_user=7", None));
        for header in [None, Some("8"), Some(""), Some("77"), Some("\u{e9}")] {
            assert!(!passes("POST", api, header), "{header:?}");
        }
        assert!(!passes("POST", "/chat/messages?page_user=8", None) && !passes("DELETE", "/tickets/1", None));
        // The header is the page's own; an address may have come from elsewhere.
        assert!(!passes("POST", "/api/tickets/add_note?page_user=7", Some("8")));
    }

    #[test]
    fn a_link_is_followed_by_whoever_is_there() {
        assert!(passes("GET", "/tickets/4?tab=notes", None) && passes("GET", "/ws", None));
        assert!(passes("GET", "/export/tickets.csv?q=via&page_user=7", None));
        assert!(!passes("GET", "/export/tickets.csv?q=via&page_user=8", None));
        for open in OF_ANY_PAGE {
            assert!(passes("POST", open, Some("8")), "{open}");
        }
    }
}
