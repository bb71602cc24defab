use domain::chat::{
    Delivery, MESSAGE_MAX, Marks, MessageText, Side, SideMarks,
    canned::{Values, fill},
    delivery,
};
use proptest::prelude::*;

fn side_marks() -> impl Strategy<Value = SideMarks> {
    (0_i64..50, 0_i64..50).prop_map(|(received, read)| SideMarks { received, read })
}

fn marks() -> impl Strategy<Value = Marks> {
    (side_marks(), side_marks()).prop_map(|(staff, requester)| Marks { staff, requester })
}

proptest! {
    #[test]
    fn a_stored_text_can_be_stored_again(typed in any::<String>()) {
        if let Ok(text) = MessageText::parse(&typed) {
            let stored = text.as_str();
            prop_assert!(!stored.is_empty() && stored.chars().count() <= MESSAGE_MAX);
            prop_assert!(stored.chars().all(|c| c == '\n' || c == '\t' || !c.is_control()));
            prop_assert_eq!(MessageText::parse(stored).unwrap(), text.clone());
        }
    }

    #[test]
    fn marks_only_grow(one in marks(), two in marks(), seq in 1_i64..50) {
        let both = one.merged(two);
        prop_assert_eq!(both, two.merged(one));
        prop_assert_eq!(both.merged(one), both);
        let rank = |marks: &Marks| match delivery(seq, Side::Staff, marks) {
            Delivery::Sent => 0,
            Delivery::Delivered => 1,
            Delivery::Read => 2,
        };
        prop_assert!(rank(&both) >= rank(&one).max(rank(&two)));
    }

    #[test]
    fn filling_in_never_loses_what_is_no_variable(before in "[^{}]{0,20}", value in any::<String>(), after in "[^{}]{0,20}") {
        let values = Values { subject: &value, ..Values::default() };
        prop_assert_eq!(fill(&format!("{before}{{assunto}}{after}"), &values), format!("{before}{value}{after}"));
    }
}
