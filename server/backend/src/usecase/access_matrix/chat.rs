//! Calls of the functions of conversations and canned replies.

use domain::{
    activation::{Activation, SetActive},
    chat::canned::{CannedReply, CannedReplyForm},
    error::AppError,
};

use super::calls::{Scene, Whose};
use crate::{
    testing::key,
    usecase::{Caller, catalogue, chat as usecase},
};

pub async fn chat(scene: &Scene, caller: &Caller, name: &str, whose: Whose) -> Result<(), AppError> {
    let desk = &scene.desk;
    let id = scene.ticket(whose).await;
    // Somebody has to read what the team writes.
    desk.requester(scene.requester(whose)).await;
    match name {
        "chat/open" => usecase::open(desk, caller, id).await.map(drop),
        "chat/older" => usecase::older(desk, caller, id, 9).await.map(drop),
        "chat/unread" => usecase::unread(desk, caller).await.map(drop),
        "/chat/messages" => usecase::send(desk, caller, id, &key(), "Bom dia").await.map(drop),
        other => panic!("say how to call {other}"),
    }
}

pub async fn replies(scene: &Scene, caller: &Caller, name: &str) -> Result<(), AppError> {
    let desk = &scene.desk;
    let form = || CannedReplyForm {
        key: key(),
        id: None,
        version: 0,
        name: format!("Resposta {}", key().as_str()),
        text: "Olá.".to_owned(),
    };
    match name {
        "canned_replies/choices" => usecase::canned_choices(desk, caller).await.map(drop),
        "canned_replies/list" => catalogue::list::<CannedReply>(desk, caller).await.map(drop),
        "canned_replies/save" => catalogue::save::<CannedReply>(desk, caller, form()).await.map(drop),
        "canned_replies/set_active" => {
            let id = catalogue::save::<CannedReply>(desk, &scene.admin, form()).await?.id;
            let act = Activation::Deactivate { reason: String::new() };
            catalogue::set_active::<CannedReply>(desk, caller, SetActive { key: key(), id, version: 1, act })
                .await
                .map(drop)
        }
        other => panic!("say how to call {other}"),
    }
}
