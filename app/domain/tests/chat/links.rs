use domain::chat::link::{Piece, pieces};
use proptest::prelude::*;

/// Texts that look like addresses more often than chance would make them.
fn texts() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("https://".to_owned()),
        Just("HTTP://".to_owned()),
        Just("www.".to_owned()),
        Just("javascript:".to_owned()),
        Just("exemplo.com".to_owned()),
        Just("@".to_owned()),
        Just("\u{202e}".to_owned()),
        "[a-zà-ú0-9./?=&()<>\"' \\n-]{0,8}",
        any::<String>(),
    ];
    prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn the_parts_are_the_text_and_links_lead_to_the_web(text in texts()) {
        let parts = pieces(&text);
        let together: String = parts.iter().map(Piece::text).collect();
        prop_assert_eq!(together, text.as_str());
        for part in parts {
            if let Piece::Link(link) = part {
                let href = link.href();
                let lower = href.to_ascii_lowercase();
                prop_assert!(lower.starts_with("https://") || lower.starts_with("http://"), "{}", href);
                prop_assert!(!href.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"'`".contains(c)), "{}", href);
                prop_assert!(href.contains(link.text));
            }
        }
    }
}
