//! Names and types of files, for any text and any bytes.

use domain::{
    error::ErrorCode,
    file::{Content, FileKind, FileName, judge, name::NAME_MAX},
};
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_name_never_leads_anywhere(text in any::<String>(), near in "[./\\\\: a-z\u{202e}\u{0}éß]{0,40}(\\.[a-z]{1,5})?") {
        for text in [text, near] {
            let Ok(name) = FileName::parse(&text) else { continue };
            let shown = name.as_str();
            prop_assert!(!shown.is_empty() && shown.chars().count() <= NAME_MAX);
            prop_assert!(!shown.contains(['/', '\\', ':']) && !shown.chars().any(char::is_control));
            prop_assert!(shown != "." && shown != ".." && shown.trim() == shown && !shown.ends_with('.'));
            prop_assert_eq!(FileName::parse(shown), Ok(name.clone()));
            prop_assert!(name.ascii().bytes().all(|byte| byte.is_ascii_graphic() || byte == b' '));
            prop_assert!(!name.ascii().contains(['"', '\\', ';']));
        }
    }

    #[test]
    fn a_long_name_keeps_its_extension(stem in "[a-z]{1,400}", extension in "[a-z]{1,5}") {
        let name = FileName::parse(&format!("{stem}.{extension}")).unwrap();
        prop_assert_eq!(name.extension(), Some(extension));
    }

    #[test]
    fn whatever_is_accepted_cannot_be_run_by_a_browser(stem in "[a-z]{1,8}", bytes in prop::collection::vec(any::<u8>(), 0..200), which in 0..FileKind::ALL.len()) {
        let kind = FileKind::ALL[which];
        let name = FileName::parse(&format!("{stem}.{}", kind.extensions()[0])).unwrap();
        let content = Content::of_text(&bytes);
        match judge(&name, content) {
            Ok(found) => prop_assert!(content == Content::Text && found.fits(Content::Text) && !found.shows_inline()),
            Err(refused) => prop_assert_eq!(refused, ErrorCode::FileDisguised),
        }
    }

    #[test]
    fn a_page_is_a_page_whatever_stands_around_it(before in "[ \t\r\n]{0,20}", after in any::<String>(), page in "(<html|<HTML|<!DOCTYPE html|<Svg|<SCRIPT|<iframe)") {
        let text = format!("{before}{page}{after}");
        let content = Content::of_text(text.as_bytes());
        prop_assert!(matches!(content, Content::Markup | Content::Other), "{content:?}");
    }
}
