//! No sequence of releases, ends, payments, blocks and changed parameters reaches an illegal state.

use domain::{
    contract::{AccessStatus, Contract, ContractFilter, ContractSettings, Given, Question, Wait, decide},
    error::ErrorCode,
    ids::{ReleaseId, SavedViewId},
    time::UtcMillis,
    view::{self, CounterMoves},
};
use proptest::{collection::vec, prelude::*};

use crate::world::{ZONE, at, blocked, params};

#[derive(Debug, Clone)]
enum Act {
    Release,
    /// The job looks whether the end has passed.
    Expire,
    Revoke,
    Pay,
    Block,
    Unblock,
    /// Blocked by the billing system again.
    Bill,
    Params(ContractSettings),
}

fn act() -> impl Strategy<Value = Act> {
    let switches = (any::<bool>(), any::<bool>(), any::<bool>());
    let settings = (any::<bool>(), 1_u32..=30, 0_u32..40, switches).prop_map(
        |(enabled, days, renew, (manual_too, payment_ends_wait, same_day_revocation_free))| {
            Act::Params(ContractSettings {
                enabled,
                days,
                renew_after_days: Some(renew),
                manual_too,
                payment_ends_wait,
                same_day_revocation_free,
                daily_limit: None,
            })
        },
    );
    prop_oneof![
        6 => Just(Act::Release),
        3 => Just(Act::Expire),
        1 => Just(Act::Revoke),
        1 => Just(Act::Pay),
        1 => Just(Act::Block),
        1 => Just(Act::Unblock),
        2 => Just(Act::Bill),
        2 => settings,
    ]
}

/// One act on a contract; what is refused changes nothing. `given`: the last release that was given.
fn play(
    contract: &Contract,
    act: &Act,
    params: &ContractSettings,
    now: UtcMillis,
    (next, given): (i64, Option<Given>),
) -> Contract {
    match (act, given) {
        (Act::Release, _) => {
            let question =
                Question { allowed: true, params, contract: Some(contract), given_today: 0, now, zone: ZONE };
            match decide(&question).allow() {
                Ok(given) => contract.with_release(ReleaseId::new(next), given.until, now),
                Err(_) => contract.clone(),
            }
        }
        (Act::Expire, _) if contract.running.is_some_and(|running| running.until < now) => contract.without_release(),
        (Act::Revoke, Some(given)) if contract.released(now).is_some() => contract.revoked(given, params, now, ZONE),
        (Act::Expire | Act::Revoke | Act::Params(_), _) => contract.clone(),
        (Act::Pay, _) => {
            contract.settle(params.wait_after_payment()).map_or_else(|| contract.clone(), |change| change.after)
        }
        (Act::Block, _) => contract.block("", now).map_or_else(|_| contract.clone(), |change| change.after),
        (Act::Unblock, _) => contract.unblock("").map_or_else(|_| contract.clone(), |change| change.after),
        (Act::Bill, _) if contract.running.is_none() => {
            Contract { access: AccessStatus::Automatic, blocked_at: Some(now), ..contract.clone() }
        }
        (Act::Bill, _) => contract.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn releases_never_overlap_outlive_their_end_or_come_too_soon(steps in vec((act(), 0_i64..60 * 24 * 20), 1..80)) {
        let mut params = params();
        let mut now = at("2026-01-05", 8, 0, 0);
        let mut contract = blocked();
        let mut last_given = None;
        for (number, (act, later)) in (1_i64..).zip(steps) {
            now = now.plus_minutes(later);
            let before = contract.clone();
            contract = play(&before, &act, &params, now, (number, last_given));
            if contract.running.is_some() && before.running.is_none() {
                last_given = Some(Given { at: now, interval_before: before.interval_from });
            }
            if matches!(act, Act::Revoke) && before.running.is_some() && contract.running.is_none() {
                // A mistake put right on its day leaves the wait as it was; any other release goes on counting.
                let undone = last_given.filter(|given| {
                    params.same_day_revocation_free && given.at.local_date(ZONE) == now.local_date(ZONE)
                });
                let expected = undone.map_or(before.interval_from, |given| given.interval_before);
                prop_assert_eq!(contract.interval_from, expected);
                prop_assert_eq!(contract.last_release, before.last_release, "it was given all the same");
            }
            if let Act::Params(changed) = act {
                // Changed parameters leave a running release as it was given.
                prop_assert_eq!(&before, &contract);
                params = changed;
                continue;
            }
            let given = contract.running.filter(|running| running.id.get() == number);
            if let Some(given) = given {
                prop_assert!(before.released(now).is_none(), "two at once");
                prop_assert!(before.is_blocked(now));
                prop_assert!(now <= given.until);
                let days = (given.until.local_date(ZONE) - now.local_date(ZONE)).num_days();
                prop_assert_eq!(days + 1, i64::from(params.days));
                prop_assert_eq!(given.until.plus_millis(1).format_time(ZONE), "00:00");
                if let (Some(last), Some(renew)) = (before.interval_from, params.renew_after_days) {
                    let waited = (now.local_date(ZONE) - last.local_date(ZONE)).num_days();
                    prop_assert!(waited >= i64::from(renew), "waited {} of {}", waited, renew);
                }
                prop_assert_eq!(contract.access, before.access);
                // What was promised as the next possible day lies behind the release, then and now.
                let question = |contract| {
                    Question { allowed: true, params: &params, contract: Some(contract), given_today: 0, now, zone: ZONE }
                };
                let last_day = given.until.local_date(ZONE);
                let promised = decide(&question(&before)).next_after;
                prop_assert!(promised > last_day, "promised {} within a release until {}", promised, last_day);
                prop_assert_eq!(decide(&question(&contract)).free_from, Some(promised));
            } else if let (Some(was), Some(is)) = (before.running, contract.running) {
                prop_assert_eq!(was, is, "a running release is never changed");
            }
            if let Some(running) = contract.running {
                prop_assert!(contract.released(running.until).is_some());
                prop_assert!(contract.released(running.until.plus_millis(1)).is_none());
            }
            prop_assert!(contract.last_release >= before.last_release);
        }
    }

    #[test]
    fn the_moves_of_a_history_add_up_to_a_recount(steps in vec((act(), 0_i64..60 * 24 * 20), 1..40)) {
        let saved = vec![(SavedViewId::new(1), ContractFilter { city: "MANÁUS".to_owned(), ..ContractFilter::default() })];
        let mut now = at("2026-01-05", 8, 0, 0);
        let mut contract = blocked();
        let mut last_given = None;
        let mut kept = CounterMoves::new();
        view::add_moves(&mut kept, None, Some(&contract), &saved);
        for (number, (act, later)) in (1_i64..).zip(steps) {
            now = now.plus_minutes(later);
            let after = play(&contract, &act, &params(), now, (number, last_given));
            if after.running.is_some() && contract.running.is_none() {
                last_given = Some(Given { at: now, interval_before: contract.interval_from });
            }
            view::add_moves(&mut kept, Some(&contract), Some(&after), &saved);
            contract = after;
            let mut counted = CounterMoves::new();
            view::add_moves(&mut counted, None, Some(&contract), &saved);
            prop_assert_eq!(&kept, &counted);
        }
    }
}

#[test]
fn paying_ends_blocks_for_money_only() {
    let manual = blocked().block("", at("2026-03-18", 9, 0, 0)).unwrap().after;
    assert_eq!(manual.settle(Wait::End), None);
    let paid = blocked().settle(Wait::Keep).unwrap().after;
    assert!(!paid.is_blocked(at("2026-03-18", 9, 0, 0)));
}

#[test]
fn a_hand_neither_sets_nor_lifts_what_others_keep() {
    for access in [AccessStatus::Deactivated, AccessStatus::AwaitingSignature] {
        let kept = Contract { access, ..blocked() };
        assert_eq!(kept.block("", at("2026-03-18", 9, 0, 0)), Err(ErrorCode::BlockStays { access }));
        assert_eq!(kept.unblock(""), Err(ErrorCode::BlockStays { access }));
    }
}
