//! The choices of the ticket forms and filters, in one statement: services, accountants and users who can be assignees.

use domain::{
    ids::{AccountantId, ServiceId, UserId},
    money::Money,
    search::fold,
    ticket::wire::{AccountantChoice, ServiceChoice, TicketChoices, UserChoice},
};

use crate::{db::Conn, error::StoreError, rows};

/// All choices, inactive ones included (a ticket may still carry one), by name.
pub async fn all(conn: &mut Conn) -> Result<TicketChoices, StoreError> {
    let found: Vec<(String, i64, String, String, i64, bool)> = rows!(
        conn,
        (String, i64, String, String, i64, bool),
        "select 'service' as kind, id, name, '' as detail, price_cents, active from services
         union all
         select 'accountant', id, label, office_name, cast(0 as bigint), active from accountants
         union all
         select 'user', id, name, '', cast(0 as bigint), active from users where role not in ('viewer', 'requester')"
    )?;
    let mut choices = TicketChoices::default();
    for (kind, id, name, detail, price, active) in found {
        match kind.as_str() {
            "service" => {
                let price = Money::from_cents(price).map_err(StoreError::corrupt)?;
                choices.services.push(ServiceChoice { id: ServiceId::new(id), name, price, active });
            }
            "accountant" => choices.accountants.push(AccountantChoice {
                id: AccountantId::new(id),
                label: name,
                name: detail,
                active,
            }),
            _ => choices.users.push(UserChoice { id: UserId::new(id), name, active }),
        }
    }
    // The two databases sort names differently, and neither as people do.
    choices.services.sort_by_cached_key(|one| (fold(&one.name), one.id));
    choices.accountants.sort_by_cached_key(|one| (fold(&one.label), one.id));
    choices.users.sort_by_cached_key(|one| (fold(&one.name), one.id));
    Ok(choices)
}
