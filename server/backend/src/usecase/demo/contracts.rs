//! The contracts of the demo: every status and every kind of block, unpaid invoices, and releases that run or are over.

use domain::{
    access::{Actor, Role},
    contract::{
        AccessStatus, Contract, ContractSettings, ContractStatus, Given, ReleaseChoice, ReleaseState, Wait,
        release::last_day,
        wire::{InvoiceStatus, LineKind},
    },
    error::AppError,
    i18n::Locale,
    ids::{ContractId, PlanId},
    money::Money,
    time::UtcMillis,
    zone::Zone,
};

use super::{
    calendar::Calendar,
    people::Person,
    random::Random,
    team::{FABIO, RENATA, Team},
};
use crate::{
    db::Tx,
    error::StoreError,
    store::{
        contracts::{
            self,
            history::{self, NewLine},
            invoices::{self, Typed},
            plans,
            releases::{self, NewRelease},
        },
        counters, people as people_store, protocols, settings, users,
    },
};

const ZONE: Zone = Zone::Brasilia;
/// Any number would do; apart from that of the tickets, so that neither moves the other.
const SEED: u64 = 20_260_319;
/// How many there are, those told by name included.
const CONTRACTS: usize = 140;
/// The number of the first one.
const FIRST_NUMBER: i64 = 10_188;
/// Days of a release and of the wait until the next one.
const DAYS: u32 = 3;
const RENEW: u32 = 30;

const PLANS: [(&str, i64); 5] = [
    ("Fibra 300 Mega", 8_990),
    ("Fibra 600 Mega", 11_990),
    ("Fibra Empresa 600", 24_990),
    ("Fibra Empresa 1 Giga", 38_900),
    ("Link dedicado 200", 189_000),
];

/// Contracts told by name: holder, number, plan, access, unpaid invoices, and days since the release that runs.
const TOLD: [(&str, i64, usize, AccessStatus, u32, Option<i64>); 8] = [
    ("Neide Aparecida Coutinho", 10_482, 1, AccessStatus::Automatic, 2, None),
    ("Kléber Antunes de Sá", 10_377, 0, AccessStatus::Overdue, 1, None),
    ("Ótica Visão São João Ltda.", 10_402, 2, AccessStatus::Manual, 4, None),
    ("Iolanda Brandão Teles", 10_455, 1, AccessStatus::Automatic, 1, Some(1)),
    ("Pousada Recanto do Mar", 10_461, 3, AccessStatus::AwaitingSignature, 0, None),
    ("Academia Corpo & Ritmo", 10_290, 2, AccessStatus::Deactivated, 3, None),
    ("Josefa Monteiro", 10_243, 1, AccessStatus::Overdue, 1, Some(0)),
    ("Transportadora Rio Doce", 10_188, 4, AccessStatus::Active, 0, None),
];

/// What is written for one contract.
struct Story {
    contract: Contract,
    holder: usize,
    unpaid: u32,
    /// Days ago that a release was given, and how it stands.
    release: Option<(i64, ReleaseState)>,
}

/// Writes them all.
pub(super) async fn write(tx: &mut Tx, people: &[Person], team: &Team, calendar: &Calendar) -> Result<(), AppError> {
    let now = calendar.now;
    let params =
        ContractSettings { enabled: true, renew_after_days: Some(RENEW), days: DAYS, ..ContractSettings::default() };
    settings::save(tx, &params, 0, now.plus_days(-60), "Caio Nakamura").await?;
    let (renata, _) = team.member(RENATA);
    users::set_may_release(tx, renata, true).await?;
    let mut plan_ids = Vec::with_capacity(PLANS.len());
    for (name, _) in PLANS {
        plan_ids.push(plans::named(tx, name, now).await?);
    }
    let mut random = Random::new(SEED);
    let mut told = Vec::new();
    for story in stories(&mut random, people, &plan_ids, now)? {
        told.push(tell(tx, &story, team, people, now).await?);
    }
    let changes: Vec<_> = told.iter().map(|contract| (None, contract)).collect();
    Ok(counters::follow(tx, &changes).await?)
}

fn stories(random: &mut Random, people: &[Person], plans: &[PlanId], now: UtcMillis) -> Result<Vec<Story>, StoreError> {
    let mut stories = Vec::with_capacity(CONTRACTS);
    for (name, number, plan, access, unpaid, released) in TOLD {
        let holder = people.iter().position(|person| person.name == name).unwrap_or_default();
        let release = released.map(|days| (days, ReleaseState::Active));
        stories.push(story(random, (number, holder, plan), access, unpaid, release, plans, now)?);
    }
    let taken: Vec<i64> = stories.iter().map(|story| story.contract.id.get()).collect();
    let numbers = (FIRST_NUMBER..).step_by(3).filter(|number| !taken.contains(number));
    for (number, index) in numbers.zip(0_usize..CONTRACTS - TOLD.len()) {
        let access = match random.below(20) {
            0..=8 => AccessStatus::Active,
            9..=12 => AccessStatus::Automatic,
            13..=15 => AccessStatus::Overdue,
            16 => AccessStatus::Manual,
            17 => AccessStatus::Deactivated,
            _ => AccessStatus::AwaitingSignature,
        };
        let money = matches!(access, AccessStatus::Automatic | AccessStatus::Overdue);
        let unpaid = if money { random.between(1, 3) } else { u32::from(random.chance(60)) };
        let release = match random.below(10) {
            0 if money => Some((i64::from(random.below(DAYS)), ReleaseState::Active)),
            1 if money => Some((i64::from(random.between(35, 70)), ReleaseState::Expired)),
            2 if money => Some((i64::from(random.between(5, 20)), ReleaseState::Expired)),
            3 if money => Some((i64::from(random.between(4, 20)), ReleaseState::Revoked)),
            _ => None,
        };
        let holder = (index * 7 + 3) % people.len().max(1);
        let plan = usize::try_from(random.below(4)).unwrap_or_default();
        let mut one = story(random, (number, holder, plan), access, unpaid, release, plans, now)?;
        one.contract.status = match random.below(24) {
            0 => ContractStatus::Inactive,
            1 => ContractStatus::NegativeListed,
            2 => ContractStatus::Withdrawn,
            3 => ContractStatus::PreContract,
            _ => ContractStatus::Active,
        };
        if money && random.chance(60) {
            one.contract.choice = ReleaseChoice::Deny;
            one.contract.restriction = "Acordo anterior não foi cumprido".to_owned();
        }
        stories.push(one);
    }
    Ok(stories)
}

fn story(
    random: &mut Random,
    (number, holder, plan): (i64, usize, usize),
    access: AccessStatus,
    unpaid: u32,
    release: Option<(i64, ReleaseState)>,
    plans: &[PlanId],
    now: UtcMillis,
) -> Result<Story, StoreError> {
    let blocked = access != AccessStatus::Active;
    let since = now.plus_days(-i64::from(random.between(2, 25))).plus_minutes(-i64::from(random.below(600)));
    let contract = Contract {
        id: ContractId::new(number),
        version: 1,
        person: domain::ids::PersonId::new(0),
        plan: plans[plan],
        value: Money::from_cents(PLANS[plan].1).map_err(StoreError::corrupt)?,
        status: ContractStatus::Active,
        access,
        blocked_at: blocked.then_some(since),
        state: None,
        city: String::new(),
        choice: ReleaseChoice::Follow,
        restriction: String::new(),
        running: None,
        last_release: None,
        interval_from: None,
    };
    Ok(Story { contract, holder, unpaid, release })
}

/// Stores one contract with everything around it.
async fn tell(
    tx: &mut Tx,
    story: &Story,
    team: &Team,
    people: &[Person],
    now: UtcMillis,
) -> Result<Contract, AppError> {
    let holder = &people[story.holder];
    let stored = people_store::find(tx, holder.id).await?;
    let (state, city) = stored.map(|person| (person.draft.state, person.draft.city)).unwrap_or_default();
    let mut contract = Contract { person: holder.id, state, city, ..story.contract.clone() };
    contracts::insert(tx, &contract, now.plus_days(-400)).await?;
    for month in 0..story.unpaid {
        let days = 8 + i64::from(month) * 30;
        let typed = Typed {
            number: &format!("{}-{}", contract.id, month + 1),
            contract: contract.id,
            due_on: now.plus_days(-days).local_date(ZONE),
            amount: contract.value,
            status: Some(InvoiceStatus::Open),
        };
        let issued = now.plus_days(-days - 20);
        invoices::put(tx, typed, issued.local_date(ZONE), issued).await?;
    }
    if let Some(at) = contract.blocked_at {
        line(tx, &contract, at, LineKind::Blocked, None, contract.access.code()).await?;
    }
    if let Some((days, how)) = story.release {
        contract = release(tx, &contract, team, now, days, how).await?;
    }
    Ok(contract)
}

async fn release(
    tx: &mut Tx,
    contract: &Contract,
    team: &Team,
    now: UtcMillis,
    days_ago: i64,
    how: ReleaseState,
) -> Result<Contract, AppError> {
    // So many days ago by the calendar, however soon after midnight the demo is made: the release still runs then.
    let day = now.plus_days(-days_ago).local_date(ZONE);
    let at = now.plus_days(-days_ago).plus_minutes(-35).max(UtcMillis::start_of_day(day, ZONE));
    let until = UtcMillis::end_of_day(last_day(day, DAYS), ZONE);
    let (id, name) = team.member(FABIO);
    let by = Actor {
        id,
        name: name.to_owned(),
        role: Role::Finance,
        locale: Locale::PtBr,
        person: None,
        may_release: false,
    };
    let protocol = protocols::next(tx, day).await?.to_string();
    let new = NewRelease {
        contract: contract.id,
        protocol: &protocol,
        at,
        until,
        days: DAYS,
        by: &by,
        note: "Prometeu pagar até sexta.",
        override_reason: "",
        interval_before: contract.interval_from,
    };
    let release = releases::insert(tx, new).await?;
    line(tx, contract, at, LineKind::Released, Some((id, name)), &protocol).await?;
    let mut after = contract.with_release(release, until, at);
    match how {
        ReleaseState::Active => {}
        ReleaseState::Settled => after = after.settle(Wait::Keep).map_or(after, |change| change.after),
        ReleaseState::Expired => {
            let end = until.plus_millis(1).min(now);
            releases::end(tx, release, how, end, "").await?;
            line(tx, contract, end, LineKind::Reblocked, None, contract.access.code()).await?;
            after = after.without_release();
        }
        ReleaseState::Revoked => {
            let end = at.plus_hours(3).min(UtcMillis::end_of_day(day, ZONE));
            releases::end(tx, release, how, end, name).await?;
            line(tx, contract, end, LineKind::Revoked, Some((id, name)), contract.access.code()).await?;
            let given = Given { at, interval_before: contract.interval_from };
            after = after.revoked(given, &ContractSettings::default(), end, ZONE);
        }
    }
    Ok(contracts::update(tx, contract, &after, now).await?.unwrap_or(after))
}

async fn line(
    tx: &mut Tx,
    contract: &Contract,
    at: UtcMillis,
    kind: LineKind,
    actor: Option<(domain::ids::UserId, &str)>,
    after: &str,
) -> Result<(), StoreError> {
    history::append(tx, NewLine { contract: contract.id, at, actor, kind, before: "", after, note: "" }).await
}
