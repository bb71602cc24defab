//! Calls of the functions of tickets.

use domain::{
    error::AppError,
    ticket::{
        Status, Ticket, TicketFilter, TicketQuery,
        wire::{BulkAct, BulkChange, ChangeStatus, EditTicket, MoveTicket, SplitTicket},
    },
};

use super::calls::{Scene, Whose};
use crate::{
    testing::key,
    usecase::{Caller, mail, ticket, view},
};

pub async fn tickets(scene: &Scene, caller: &Caller, name: &str, whose: Whose) -> Result<(), AppError> {
    let (desk, admin) = (&scene.desk, &scene.admin);
    let (version, reason, note) = (1, String::new(), "nota".to_owned());
    match name {
        "tickets/list" => ticket::list(desk, caller, TicketQuery::default()).await.map(drop),
        "tickets/views" => ticket::tabs(desk, caller).await.map(drop),
        "tickets/choices" => ticket::choices(desk, caller).await.map(drop),
        "tickets/rows" => ticket::rows_of(desk, caller, &[scene.ticket(whose).await]).await.map(drop),
        "tickets/show" => ticket::show(desk, caller, scene.ticket(whose).await).await.map(drop),
        "tickets/history" => ticket::history_before(desk, caller, scene.ticket(whose).await, i64::MAX).await.map(drop),
        "tickets/create" => ticket::create(desk, caller, scene.form(whose)).await.map(drop),
        "tickets/edit" => {
            let form = EditTicket {
                key: key(),
                id: scene.ticket(whose).await,
                version,
                requester: scene.requester(whose),
                service: scene.service,
                accountant: None,
                subject: "Outro".to_owned(),
                description: String::new(),
                value: "1,00".to_owned(),
                due: String::new(),
            };
            ticket::edit(desk, caller, form).await.map(drop)
        }
        "tickets/change_status" => {
            let id = scene.ticket(whose).await;
            let form = ChangeStatus { key: key(), id, version, to: Status::Waiting, reason };
            ticket::change_status(desk, caller, form).await.map(drop)
        }
        "tickets/reopen" => {
            let id = scene.finished(whose).await;
            ticket::reopen(desk, caller, &key(), id, 2).await.map(drop)
        }
        "tickets/notify" => {
            let id = scene.ticket(whose).await;
            ticket::notify(desk, caller, &key(), id, version).await.map(drop)
        }
        "tickets/move" => {
            let id = scene.ticket(whose).await;
            let form = MoveTicket { key: key(), id, version, to: Some(scene.admin.actor.id), note };
            ticket::hand_over(desk, caller, form).await.map(drop)
        }
        "tickets/bulk" => {
            let tickets = vec![(scene.ticket(whose).await, version)];
            let change = BulkAct::Status { to: Status::Waiting, reason };
            let result = ticket::bulk_change(desk, caller, BulkChange { key: key(), tickets, change }).await?;
            result.refused.into_iter().next().map_or(Ok(()), |(_, error)| Err(error))
        }
        "tickets/add_note" => {
            let id = scene.ticket(whose).await;
            ticket::add_note(desk, caller, &key(), id, note).await.map(drop)
        }
        "tickets/merge" => {
            let (id, into) = (scene.ticket(whose).await, scene.ticket(whose).await);
            ticket::merge(desk, caller, &key(), id, version, into).await.map(drop)
        }
        "tickets/link" => {
            let (id, other) = (scene.ticket(whose).await, scene.ticket(whose).await);
            ticket::link(desk, caller, &key(), id, other).await
        }
        "tickets/unlink" => {
            let (id, other) = (scene.ticket(whose).await, scene.ticket(whose).await);
            ticket::link(desk, admin, &key(), id, other).await?;
            ticket::unlink(desk, caller, &key(), id, other).await
        }
        "tickets/split" => {
            let form = SplitTicket {
                key: key(),
                id: scene.ticket(whose).await,
                version,
                service: Some(scene.service),
                subject: "Outro".to_owned(),
                description: "Uma parte".to_owned(),
            };
            ticket::split(desk, caller, form).await.map(drop)
        }
        "tickets/resend_mail" => {
            let id = scene.finished(whose).await;
            mail::resend(desk, &caller.actor, id).await.map(drop)
        }
        "tickets/save_view" | "tickets/save_view (shared)" => {
            let shared = name.ends_with("(shared)");
            view::save::<Ticket>(desk, caller, &key(), "Visão", &TicketFilter::default(), shared).await.map(drop)
        }
        "tickets/delete_view" => {
            let id = view::save::<Ticket>(desk, admin, &key(), "Visão", &TicketFilter::default(), true).await?;
            view::delete::<Ticket>(desk, caller, id).await
        }
        other => panic!("say how to call {other}"),
    }
}
