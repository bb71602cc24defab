//! Reading the grid: one page with its tabs in four statements, and single rows for live updates.

use std::collections::HashMap;

use domain::{
    access::{Action, Resource},
    contract::{
        Contract, ContractFilter, ContractQuery, ContractSettings,
        view::END_COUNTERS,
        wire::{ContractPage, ContractRow, CurrentRows, ReleaseTerms},
    },
    error::{AppError, ErrorCode},
    ids::ContractId,
    list::page_size,
    settings::{Company, Setting},
    time::UtcMillis,
    view::{self, ViewTab},
};

use crate::{
    Desk,
    db::Conn,
    error::StoreError,
    store::{
        contracts::{
            list::{self as list_store, Moment},
            releases,
        },
        counters,
        listing::Place,
        settings,
        views::{self, Named, Viewed},
    },
    usecase::{Caller, view::tabs as tabs_of},
};

/// Rows that one question for single rows may ask for.
const ROWS_MAX: usize = 200;

/// Parameters and clock, in one statement.
pub(super) struct Terms {
    pub params: ContractSettings,
    pub moment: Moment,
}

impl Terms {
    pub(super) async fn load(conn: &mut Conn, now: UtcMillis) -> Result<Self, StoreError> {
        let stored = settings::all_stored(conn).await?;
        let body = |name: &str| stored.iter().find(|one| one.name == name).map(|one| one.body.as_str());
        let company: Company = read(body(Company::NAME))?;
        let params = read(body(ContractSettings::NAME))?;
        Ok(Self { params, moment: Moment { now, today: now.local_date(company.zone) } })
    }

    pub(super) async fn of_releases(&self, conn: &mut Conn) -> Result<ReleaseTerms, StoreError> {
        // Only a limit makes it a matter how many there are.
        let given_today =
            if self.params.daily_limit.is_some() { releases::given_on(conn, self.moment.today).await? } else { 0 };
        Ok(ReleaseTerms { params: self.params.clone(), given_today })
    }
}

fn read<T: Setting>(body: Option<&str>) -> Result<T, StoreError> {
    body.map_or_else(|| Ok(T::default()), |body| serde_json::from_str(body).map_err(StoreError::corrupt))
}

/// One page of the grid.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn list(desk: &Desk, caller: &Caller, mut query: ContractQuery) -> Result<ContractPage, AppError> {
    caller.may(Action::Read, Resource::Contracts)?;
    query.page_size = page_size(query.page_size);
    let mut conn = desk.db().conn().await?;
    let terms = Terms::load(&mut conn, desk.clock().now()).await?;
    let mut page = list_store::page(&mut conn, &query, terms.moment).await?;
    if page.rows.is_empty() && query.cursor.is_some() {
        // What the address points behind is gone: the first page says more than an empty one.
        query.cursor = None;
        page = list_store::page(&mut conn, &query, terms.moment).await?;
    }
    let (saved, names) =
        views::visible_to::<Contract>(&mut conn, caller.actor.id, Contract::named(&query.filter)).await?;
    let counts = counters::with_prefix(&mut conn, &view::counters::<Contract>()).await?;
    let release_terms = terms.of_releases(&mut conn).await?;
    let tabs = tabs_of::<Contract>(caller, &counts, saved);
    let total = tabs.iter().find(|tab| tab.filter == query.filter).and_then(|tab| tab.count);
    let Place { start, has_previous, has_next } = page.place(query.cursor.as_ref());
    Ok(ContractPage {
        has_previous,
        has_next,
        query,
        rows: page.rows,
        start,
        total,
        tabs,
        ends_today: ends_on(&counts, terms.moment),
        names,
        terms: release_terms,
        now: terms.moment.now,
    })
}

/// Releases that end on the company's day.
fn ends_on(counts: &HashMap<String, (i64, i64)>, moment: Moment) -> i64 {
    let day = 24 * 60 * 60 * 1000;
    let ends = counts.iter().filter_map(|(name, (count, _))| {
        let until: i64 = name.strip_prefix(END_COUNTERS)?.parse().ok()?;
        Some((until, *count))
    });
    ends.filter(|(until, _)| (0..day).contains(&(until - moment.now.millis()))).map(|(_, count)| count).sum()
}

/// The tabs with their counts, after counts moved; and how many releases end today.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn tabs(desk: &Desk, caller: &Caller) -> Result<(Vec<ViewTab<ContractFilter>>, i64), AppError> {
    caller.may(Action::Read, Resource::Contracts)?;
    let mut conn = desk.db().conn().await?;
    let terms = Terms::load(&mut conn, desk.clock().now()).await?;
    let (saved, _) = views::visible_to::<Contract>(&mut conn, caller.actor.id, Named::default()).await?;
    let counts = counters::with_prefix(&mut conn, &view::counters::<Contract>()).await?;
    Ok((tabs_of::<Contract>(caller, &counts, saved), ends_on(&counts, terms.moment)))
}

/// The present rows of some contracts, for live updates, with the terms and the clock of this moment.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn rows_of(desk: &Desk, caller: &Caller, ids: &[ContractId]) -> Result<CurrentRows, AppError> {
    caller.may(Action::Read, Resource::Contracts)?;
    let ids = &ids[..ids.len().min(ROWS_MAX)];
    let mut conn = desk.db().conn().await?;
    let terms = Terms::load(&mut conn, desk.clock().now()).await?;
    let rows = list_store::by_ids(&mut conn, ids, terms.moment).await?;
    Ok(CurrentRows { rows, terms: terms.of_releases(&mut conn).await?, now: terms.moment.now })
}

/// One row, after it was changed by somebody who may.
pub(super) async fn row_of(desk: &Desk, id: ContractId) -> Result<ContractRow, AppError> {
    let mut conn = desk.db().conn().await?;
    let terms = Terms::load(&mut conn, desk.clock().now()).await?;
    let rows = list_store::by_ids(&mut conn, &[id], terms.moment).await?;
    rows.into_iter().next().ok_or_else(|| ErrorCode::NotFound.into())
}
