//! How the contracts of a view are read.

use domain::{
    contract::{Contract, ContractFilter},
    ids::{ContractId, PersonId, PlanId},
    time::UtcMillis,
};
use sea_query::{Alias, Query, SelectStatement};

use super::{batch_after, list};
use crate::{
    db::{Conn, Engine},
    error::StoreError,
    store::views::{Named, Viewed},
};

impl Viewed for Contract {
    /// A release counts until the job has ended it.
    fn found(engine: Engine, filter: &ContractFilter) -> SelectStatement {
        let mut select = Query::select();
        select.from_as("contracts", Alias::new("c"));
        list::add_filter(&mut select, engine, filter, UtcMillis::from_millis(i64::MIN));
        select
    }

    async fn behind(conn: &mut Conn, last: Option<&Self>, limit: i64) -> Result<Vec<Self>, StoreError> {
        batch_after(conn, last.map_or(ContractId::new(0), |contract| contract.id), limit).await
    }

    fn named(filter: &ContractFilter) -> Named {
        let (person, plan) = (filter.person.map_or(0, PersonId::get), filter.plan.map_or(0, PlanId::get));
        Named { person, plan, ..Named::default() }
    }
}
