//! Folded text and e-mail addresses.

use domain::email::Email;
use domain::search::{digits, fold, terms};
use proptest::prelude::*;

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in any::<String>(), near in "[A-Za-zÀ-ÿ@.'_+ -]{0,30}") {
        for text in [text, near] {
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded.as_str());
            prop_assert!(!folded.contains("  ") && folded.trim() == folded);
        }
    }

    #[test]
    fn case_does_not_matter(text in "[A-Za-zÀ-ÖØ-Þ0-9 ]{0,30}") {
        prop_assert_eq!(fold(&text), fold(&text.to_lowercase()));
    }

    #[test]
    fn portuguese_folds_to_ascii(text in "[A-Za-zÁÀÂÃÉÊÍÓÔÕÚÜÇáàâãéêíóôõúüç ]{0,30}") {
        prop_assert!(fold(&text).is_ascii());
    }

    #[test]
    fn every_term_is_found_in_the_folded_text(text in any::<String>()) {
        let folded = fold(&text);
        for term in terms(&text) {
            prop_assert!(folded.contains(&term));
        }
        prop_assert!(digits(&text).bytes().all(|b| b.is_ascii_digit()));
    }

    #[test]
    fn an_address_reads_back_and_holds_no_header(text in any::<String>(), near in "[a-zA-Z.+]{1,8}@[a-zA-Z.-]{1,12}(\r\n)?") {
        for text in [text, near] {
            if let Ok(email) = Email::parse(&text) {
                prop_assert_eq!(Email::parse(email.as_str()), Ok(email.clone()));
                prop_assert!(email.as_str().bytes().all(|b| b.is_ascii_graphic()));
                prop_assert_eq!(email.domain(), email.domain().to_lowercase());
            }
        }
    }
}
