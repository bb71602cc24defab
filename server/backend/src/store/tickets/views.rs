//! How the tickets of a view are read.

use domain::{
    ids::{PersonId, TicketId},
    ticket::{AssigneeFilter, Ticket, TicketFilter},
};
use sea_query::{Alias, Query, SelectStatement};

use super::{batch_after, list};
use crate::{
    db::{Conn, Engine},
    error::StoreError,
    store::views::{Named, Viewed},
};

impl Viewed for Ticket {
    fn found(engine: Engine, filter: &TicketFilter) -> SelectStatement {
        let mut select = Query::select();
        select.from_as("tickets", Alias::new("t"));
        list::add_filter(&mut select, engine, filter);
        select
    }

    async fn behind(conn: &mut Conn, last: Option<&Self>, limit: i64) -> Result<Vec<Self>, StoreError> {
        batch_after(conn, last.map_or(TicketId::new(0), |ticket| ticket.id), limit).await
    }

    fn named(filter: &TicketFilter) -> Named {
        let user = match filter.assignee {
            Some(AssigneeFilter::User(id)) => id.get(),
            Some(AssigneeFilter::Nobody) | None => 0,
        };
        let person = filter.requester.map_or(0, PersonId::get);
        Named { user, person, services: !filter.services.is_empty(), ..Named::default() }
    }
}
