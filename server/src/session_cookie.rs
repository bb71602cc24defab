//! The cookie that carries the session's token.
//!
//! On https its name begins with `__Host-`: a browser then accepts it only from this very host, for all paths, secure. On
//! plain http (a desk on one's own machine) browsers refuse that, so the name is another.

use axum::http::HeaderMap;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use backend::config::Config;

/// The cookie's name on this desk.
pub fn name(config: &Config) -> &'static str {
    if config.is_https() { "__Host-balcao" } else { "balcao_session" }
}

/// The token a browser sent, if any.
pub fn token(config: &Config, headers: &HeaderMap) -> Option<String> {
    CookieJar::from_headers(headers).get(name(config)).map(|cookie| cookie.value().to_owned())
}

/// The cookie of a session just begun. It lasts as long as the browser; the session itself ends on the server.
pub fn begin(config: &Config, token: String) -> Cookie<'static> {
    shaped(config, token)
}

/// The cookie that takes the session's away.
pub fn end(config: &Config) -> Cookie<'static> {
    let mut cookie = shaped(config, String::new());
    cookie.make_removal();
    cookie
}

fn shaped(config: &Config, value: String) -> Cookie<'static> {
    Cookie::build((name(config), value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(config.is_https())
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_as_strict_as_the_address_allows() {
        let https = Config { public_url: "https://desk.example.com".to_owned(), ..Config::default() };
        let text = begin(&https, "t".to_owned()).to_string();
        assert_eq!(text, "__Host-balcao=t; HttpOnly; SameSite=Lax; Secure; Path=/");
        let text = begin(&Config::default(), "t".to_owned()).to_string();
        assert_eq!(text, "balcao_session=t; HttpOnly; SameSite=Lax; Path=/");
    }
}
