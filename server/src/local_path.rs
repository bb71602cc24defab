//! Addresses within this desk: where a sign-in returns to.
//!
//! Only a path of our own may be redirected to, or `/login?next=` would send people anywhere.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::access::Role;

/// Longest path that is returned to, in bytes.
const MAX_LENGTH: usize = 2_000;

/// A path with query on this desk, safe in a `Location` header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalPath(String);

impl LocalPath {
    /// Reads a path. `None` for anything that is, or that a browser might take for, an address elsewhere
    /// (`//host`, `/\host`, control characters, spaces), and for the sign-in pages themselves.
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix('/')?;
        if rest.starts_with(['/', '\\']) || text.len() > MAX_LENGTH {
            return None;
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') {
            return None;
        }
        let path = text.split(['?', '#']).next().unwrap_or_default();
        let no_place_to_be = matches!(path, "/login" | "/login/link" | "/logout" | "/ws") || path.starts_with("/api/");
        (!no_place_to_be).then(|| Self(text.to_owned()))
    }

    /// The start page.
    pub fn home() -> Self {
        Self("/".to_owned())
    }

    /// Where somebody of this role begins.
    pub fn home_of(role: Role) -> Self {
        if role == Role::Requester { Self("/portal".to_owned()) } else { Self::home() }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The sign-in page that returns here.
    pub fn through_login(&self) -> String {
        if self.0 == "/" { "/login".to_owned() } else { format!("/login?next={}", query_encoded(&self.0)) }
    }
}

/// A text as one value of a query.
pub fn query_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// 303 to a path made here. The next request is a GET, whatever this one was.
pub fn see_other(path: &str) -> Response {
    let location = HeaderValue::from_str(path).unwrap_or_else(|_| HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_desk_are_returned_to() {
        for good in ["/", "/tickets", "/tickets/48217?tab=history", "/tickets?q=a%20b&next=//x"] {
            assert_eq!(LocalPath::parse(good).as_ref().map(LocalPath::as_str), Some(good));
        }
        for bad in [
            "",
            "tickets",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "/tickets\r\nSet-Cookie: a=b",
            "https://evil.example/",
            "/a\\b",
            "/ação",
            "/login",
            "/login?next=/",
            "/login/link?token=x",
            "/logout",
            "/api/tickets",
        ] {
            assert_eq!(LocalPath::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn the_way_back_survives_the_query() {
        let path = LocalPath::parse("/tickets?view=mine&q=a%20b").unwrap();
        assert_eq!(path.through_login(), "/login?next=/tickets%3Fview%3Dmine%26q%3Da%2520b");
        assert_eq!(LocalPath::home().through_login(), "/login");
    }
}
