//! Calls of the functions and routes of files and of the portal.

use std::convert::Infallible;

use bytes::Bytes;
use domain::{error::AppError, ids::FileId};
use futures::stream;

use super::calls::{Scene, Whose};
use crate::{
    testing::key,
    usecase::{
        Caller,
        file::{self, Upload},
        portal,
    },
};

/// A file of somebody's ticket, sent by the administrator.
async fn attached(scene: &Scene, whose: Whose, internal: bool) -> FileId {
    let ticket = Some(scene.ticket(whose).await);
    send(scene, &scene.admin, Upload { key: key(), name: "nota.txt", ticket, internal, length: None }).await.unwrap()
}

async fn send(scene: &Scene, caller: &Caller, upload: Upload<'_>) -> Result<FileId, AppError> {
    let parts = stream::iter([Ok::<_, Infallible>(Bytes::from_static(b"texto"))]);
    Ok(file::upload(&scene.desk, caller, upload, parts).await?.id)
}

pub async fn files(scene: &Scene, caller: &Caller, name: &str, whose: Whose) -> Result<(), AppError> {
    let desk = &scene.desk;
    let internal = name.ends_with("(internal)");
    match name {
        "files/list" => file::of_ticket(desk, caller, scene.ticket(whose).await).await.map(drop),
        "files/remove" => file::remove(desk, caller, &key(), attached(scene, whose, false).await).await,
        "/api/files" => {
            let upload = Upload { key: key(), name: "nota.txt", ticket: None, internal: false, length: None };
            send(scene, caller, upload).await.map(drop)
        }
        "/api/files (ticket)" | "/api/files (internal)" => {
            let ticket = Some(scene.ticket(whose).await);
            send(scene, caller, Upload { key: key(), name: "nota.txt", ticket, internal, length: None }).await.map(drop)
        }
        // A photo is shown by the rule by which it is kept.
        "/files/{id}" | "/files/{id} (internal)" | "/files/{id}/image" => {
            file::open(desk, caller, attached(scene, whose, internal).await).await.map(drop)
        }
        other => panic!("say how to call {other}"),
    }
}

pub async fn pages(scene: &Scene, caller: &Caller, name: &str, whose: Whose) -> Result<(), AppError> {
    let desk = &scene.desk;
    match name {
        "portal/home" => portal::home(desk, caller).await.map(drop),
        "portal/choices" => portal::choices(desk, caller).await.map(drop),
        "portal/reopen" => portal::reopen(desk, caller, &key(), scene.finished(whose).await, 2).await.map(drop),
        "portal/show" => portal::show(desk, caller, scene.ticket(whose).await).await.map(drop),
        other => panic!("say how to call {other}"),
    }
}
