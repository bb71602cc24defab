//! The language of answers given before anybody is signed in.

use axum::http::{HeaderMap, header};
use domain::i18n::Locale;

/// The first language of `Accept-Language` that the desk speaks; Portuguese when there is none.
pub fn of(headers: &HeaderMap) -> Locale {
    let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    wanted
        .split(',')
        .filter_map(|tag| tag.trim().get(..2))
        .find_map(|language| match language.to_ascii_lowercase().as_str() {
            "pt" => Some(Locale::PtBr),
            "en" => Some(Locale::En),
            _ => None,
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_known_language_wins() {
        for (wanted, locale) in [
            ("pt-BR,pt;q=0.9,en;q=0.8", Locale::PtBr),
            ("en-GB,pt;q=0.5", Locale::En),
            ("fr, en;q=0.5", Locale::En),
            ("*", Locale::PtBr),
            ("", Locale::PtBr),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, wanted.parse().unwrap());
            assert_eq!(of(&headers), locale, "{wanted}");
        }
    }
}
