//! A question to the list is the same after it went through an address or through storage.

use domain::ticket::{TicketFilter, TicketQuery};
use proptest::prelude::*;

use crate::world;

proptest! {
    #[test]
    fn every_question_survives_its_address(query in world::query(), ticket in world::ticket(1)) {
        let pairs = query.to_pairs();
        let read = TicketQuery::from_pairs(pairs.iter().map(|(name, value)| (*name, value.as_str())));
        prop_assert_eq!(read.filter.matches(&ticket), query.filter.matches(&ticket));
        prop_assert_eq!(read, query);
    }

    #[test]
    fn every_filter_survives_storage(filter in world::filter(), ticket in world::ticket(1)) {
        let read: TicketFilter = serde_json::from_str(&serde_json::to_string(&filter).unwrap()).unwrap();
        prop_assert_eq!(read.matches(&ticket), filter.matches(&ticket));
        prop_assert_eq!(read, filter);
    }

    #[test]
    fn any_address_opens_a_list(pairs in proptest::collection::vec(("[a-z_]{1,9}", "\\PC{0,20}"), 0..12)) {
        let query = TicketQuery::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let again = query.to_pairs();
        prop_assert_eq!(TicketQuery::from_pairs(again.iter().map(|(name, value)| (*name, value.as_str()))), query);
    }

    #[test]
    fn a_narrower_filter_never_shows_more(filter in world::filter(), ticket in world::ticket(1)) {
        for wider in [
            TicketFilter { statuses: Vec::new(), ..filter.clone() },
            TicketFilter { assignee: None, ..filter.clone() },
            TicketFilter { services: Vec::new(), ..filter.clone() },
            TicketFilter { requester: None, ..filter.clone() },
            TicketFilter { opened_from: None, opened_to: None, ..filter.clone() },
            TicketFilter { only_open: false, only_new: false, only_late: false, only_mail_failed: false, ..filter.clone() },
        ] {
            prop_assert!(wider.matches(&ticket) || !filter.matches(&ticket));
        }
        prop_assert!(TicketFilter::default().matches(&ticket));
    }
}
