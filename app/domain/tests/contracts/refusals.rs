//! The ten refusals with their texts, in their order, and the exact end of a release.

use domain::{
    contract::{
        AccessStatus, Contract, ContractSettings, ContractStatus, Decision, Given, Question, Refusal, ReleaseChoice,
        decide, release::last_day, wire::ReleaseTerms,
    },
    error::ErrorCode,
    i18n::Locale,
    ids::ReleaseId,
    time::UtcMillis,
};

use crate::world::{ZONE, at, blocked, day, params};

fn ask(allowed: bool, params: &ContractSettings, contract: Option<&Contract>, now: UtcMillis) -> Decision {
    decide(&Question { allowed, params, contract, given_today: 0, now, zone: ZONE })
}

fn now() -> UtcMillis {
    at("2026-03-18", 14, 32, 0)
}

fn released() -> Contract {
    blocked().with_release(ReleaseId::new(1), at("2026-03-20", 23, 59, 59), at("2026-03-18", 9, 0, 0))
}

#[test]
fn each_refusal_has_its_place_and_its_sentence() {
    let off = ContractSettings { enabled: false, ..params() };
    let never_entered = ContractSettings { renew_after_days: None, ..params() };
    let of = |contract: Contract| Some(contract);
    let table: Vec<(bool, ContractSettings, Option<Contract>, &str)> = vec![
        (false, params(), of(blocked()), "Você não tem permissão para liberar temporariamente."),
        (true, off, of(blocked()), "A liberação temporária está desabilitada em Parâmetros gerais › Contratos 2."),
        (
            true,
            never_entered,
            of(Contract { choice: ReleaseChoice::Allow, ..blocked() }),
            "A liberação temporária está desabilitada em Parâmetros gerais › Contratos 2.",
        ),
        (true, params(), None, "Contrato não encontrado."),
        (
            true,
            params(),
            of(Contract { status: ContractStatus::Inactive, ..blocked() }),
            "O contrato está inativo e não pode ser liberado.",
        ),
        (
            true,
            params(),
            of(Contract { access: AccessStatus::Active, blocked_at: None, ..blocked() }),
            "O contrato não está bloqueado.",
        ),
        (true, params(), of(released()), "O contrato já está liberado temporariamente até 20/03/2026."),
        (
            true,
            params(),
            of(Contract { access: AccessStatus::Manual, ..blocked() }),
            "O bloqueio manual não permite liberação temporária.",
        ),
        (
            true,
            params(),
            of(Contract { access: AccessStatus::AwaitingSignature, ..blocked() }),
            "O bloqueio Aguardando assinatura não permite liberação temporária.",
        ),
        (
            true,
            params(),
            of(Contract { choice: ReleaseChoice::Deny, restriction: "Acordo em juízo.".to_owned(), ..blocked() }),
            "Liberação restrita para este contrato: Acordo em juízo.",
        ),
        (
            true,
            params(),
            of(Contract { interval_from: Some(at("2026-03-03", 18, 0, 0)), ..blocked() }),
            "Nova liberação disponível a partir de 02/04/2026 (última em 03/03/2026).",
        ),
    ];
    for (allowed, params, contract, sentence) in table {
        let refusal = ask(allowed, &params, contract.as_ref(), now()).allow().unwrap_err();
        let said = Locale::PtBr.texts().error(&ErrorCode::Release(refusal.clone()).into());
        assert_eq!(said, sentence);
        assert!(!Locale::En.texts().error(&ErrorCode::Release(refusal).into()).is_empty());
    }
    assert!(ask(true, &params(), Some(&blocked()), now()).allow().is_ok());
}

#[test]
fn every_reason_is_listed_in_the_order_of_the_product() {
    let everything = Contract {
        status: ContractStatus::NegativeListed,
        access: AccessStatus::Deactivated,
        choice: ReleaseChoice::Deny,
        restriction: "x".to_owned(),
        ..released()
    };
    let off = ContractSettings { enabled: false, daily_limit: Some(5), ..params() };
    let question =
        Question { allowed: false, params: &off, contract: Some(&everything), given_today: 5, now: now(), zone: ZONE };
    assert_eq!(
        decide(&question).reasons,
        [
            Refusal::NotAllowed,
            Refusal::Disabled,
            Refusal::ContractStatus { status: ContractStatus::NegativeListed },
            Refusal::AlreadyReleased { until: day("2026-03-20") },
            Refusal::BlockNotReleasable { access: AccessStatus::Deactivated },
            Refusal::Restricted { reason: "x".to_owned() },
            Refusal::TooSoon { from: day("2026-04-17"), last: day("2026-03-18") },
            Refusal::DailyLimit { limit: 5 },
        ]
    );
    assert_eq!(Refusal::AlreadyReleased { until: day("2026-03-20") }.http_status(), 409);
}

#[test]
fn one_day_is_today_and_the_last_second_counts() {
    let one = ContractSettings { days: 1, renew_after_days: Some(0), ..params() };
    for (hour, minute, second) in [(0, 0, 0), (14, 32, 0), (23, 59, 59)] {
        let decision = ask(true, &one, Some(&blocked()), at("2026-03-18", hour, minute, second)).allow().unwrap();
        assert_eq!(decision.until.format_date_time(ZONE), "18/03/2026 23:59");
        assert_eq!(decision.until.plus_millis(1), at("2026-03-19", 0, 0, 0));
    }
    // At midnight in Brasília it is 03:00 UTC: the company's day decides.
    let midnight = ask(true, &one, Some(&blocked()), at("2026-03-19", 0, 0, 0)).allow().unwrap();
    assert_eq!(midnight.until.format_date_time(ZONE), "19/03/2026 23:59");
    let contract = blocked().with_release(ReleaseId::new(1), at("2026-03-18", 23, 59, 59).plus_millis(999), now());
    assert!(contract.released(at("2026-03-18", 23, 59, 59)).is_some());
    assert!(contract.is_blocked(at("2026-03-19", 0, 0, 0)));
    assert_eq!(last_day(day("2026-03-18"), 3), day("2026-03-20"));
    assert_eq!(last_day(day("2026-12-31"), 30), day("2027-01-29"));
}

#[test]
fn the_wait_counts_calendar_days_from_the_start() {
    let contract = |date: &str| Contract { interval_from: Some(at(date, 23, 59, 59)), ..blocked() };
    let first = contract("2026-03-01");
    let wait = |now| ask(true, &params(), Some(&first), now).allow();
    let refusal = Refusal::TooSoon { from: day("2026-03-31"), last: day("2026-03-01") };
    assert_eq!(wait(at("2026-03-30", 23, 59, 59)), Err(refusal));
    assert!(wait(at("2026-03-31", 0, 0, 0)).is_ok());
    let at_once = ContractSettings { renew_after_days: Some(0), ..params() };
    assert!(ask(true, &at_once, Some(&contract("2026-03-18")), now()).allow().is_ok());
    let decision = ask(true, &params(), Some(&contract("2026-03-18")), now());
    assert!(decision.only_too_soon());
    assert!(decision.overridden().allow().is_ok());
}

#[test]
fn a_release_revoked_on_its_day_makes_nobody_wait() {
    let given = |interval_before| Given { at: at("2026-03-18", 0, 0, 0), interval_before };
    let last_year = at("2025-03-18", 9, 0, 0);
    let running = blocked().with_release(ReleaseId::new(1), at("2026-03-20", 23, 59, 59), given(None).at);
    let counts = ContractSettings { same_day_revocation_free: false, ..params() };
    let next = |params: &ContractSettings, given: Given, now: UtcMillis| {
        let terms = ReleaseTerms { params: params.clone(), given_today: 0 };
        let revoked = running.revoked(given, params, now, ZONE);
        // What the dialog says before is what is decided after.
        let decision = terms.after_revocation(&running, given, now, ZONE);
        assert_eq!(decision, ask(true, params, Some(&revoked), now));
        assert_eq!((revoked.running, revoked.last_release), (None, running.last_release));
        (decision.reasons, decision.free_from)
    };
    let too_soon = vec![Refusal::TooSoon { from: day("2026-04-17"), last: day("2026-03-18") }];
    // To the last second of the company's day, whatever day it is in London.
    let last_second = at("2026-03-18", 23, 59, 59);
    assert_eq!(next(&params(), given(None), last_second), (vec![], None));
    let midnight = at("2026-03-19", 0, 0, 0);
    assert_eq!(next(&params(), given(None), midnight), (too_soon.clone(), Some(day("2026-04-17"))));
    assert_eq!(next(&counts, given(None), last_second), (too_soon, Some(day("2026-04-17"))));
    // An older wait that was over stays over; one that a supervisor went over stands again.
    assert_eq!(next(&params(), given(Some(last_year)), last_second), (vec![], Some(day("2025-04-17"))));
    let gone_over = given(Some(at("2026-03-10", 9, 0, 0)));
    let waits = vec![Refusal::TooSoon { from: day("2026-04-09"), last: day("2026-03-10") }];
    assert_eq!(next(&params(), gone_over, last_second), (waits, Some(day("2026-04-09"))));
}

#[test]
fn the_contract_s_own_choice_stands_over_the_general_one() {
    let off = ContractSettings { enabled: false, ..params() };
    let with = |choice| Contract { choice, restriction: "motivo".to_owned(), ..blocked() };
    assert!(ask(true, &off, Some(&with(ReleaseChoice::Allow)), now()).allow().is_ok());
    assert_eq!(ask(true, &off, Some(&with(ReleaseChoice::Follow)), now()).allow(), Err(Refusal::Disabled));
    let refused = ask(true, &params(), Some(&with(ReleaseChoice::Deny)), now()).allow();
    assert_eq!(refused, Err(Refusal::Restricted { reason: "motivo".to_owned() }));
}

#[test]
fn blocks_by_hand_are_released_only_where_the_company_allows_it() {
    let manual = Contract { access: AccessStatus::Manual, ..blocked() };
    let allowed = ContractSettings { manual_too: true, ..params() };
    assert!(ask(true, &allowed, Some(&manual), now()).allow().is_ok());
}
