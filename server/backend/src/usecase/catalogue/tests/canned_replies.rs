use domain::{
    activation::{Activation, SetActive},
    chat::canned::{CannedReply, CannedReplyForm},
    error::{AppError, ErrorCode},
    ids::CannedReplyId,
};

use super::super::{list, save, set_active};
use crate::{both_databases, testing::key, usecase::chat::canned_choices};

fn form(id: Option<CannedReplyId>, version: i64, name: &str, text: &str) -> CannedReplyForm {
    CannedReplyForm { key: key(), id, version, name: name.to_owned(), text: text.to_owned() }
}

both_databases! {
    async fn replies_are_kept_by_administrators_and_used_by_the_team(db: TestDb) {
        let desk = db.desk();
        let (admin, agent) = (desk.caller(&desk.admin().await), desk.caller(&desk.agent("Bia").await));
        let saved = save::<CannedReply>(&desk, &admin, form(None, 0, "Saudação", "Olá, {primeiro_nome}.")).await.unwrap();
        save::<CannedReply>(&desk, &admin, form(None, 0, "Até logo", "Até logo.")).await.unwrap();
        let twin = save::<CannedReply>(&desk, &admin, form(None, 0, "saudacao", "x")).await;
        assert_eq!(twin, Err(AppError::on("name", ErrorCode::Taken)));
        let unknown = save::<CannedReply>(&desk, &admin, form(None, 0, "Outra", "{nome}")).await;
        assert_eq!(unknown, Err(AppError::on("text", ErrorCode::UnknownVariable { name: "nome".to_owned() })));
        let changed = save::<CannedReply>(&desk, &admin, form(Some(saved.id), 1, "Saudação", "Bom dia.")).await.unwrap();
        assert_eq!((changed.version, changed.text.as_str()), (2, "Bom dia."));

        let names = async || -> Vec<String> {
            canned_choices(&desk, &agent).await.unwrap().into_iter().map(|reply| reply.name).collect()
        };
        assert_eq!(names().await, ["Até logo", "Saudação"]);
        let off = Activation::Deactivate { reason: String::new() };
        set_active::<CannedReply>(&desk, &admin, SetActive { key: key(), id: saved.id, version: 2, act: off }).await.unwrap();
        assert_eq!(names().await, ["Até logo"]);
        assert_eq!(list::<CannedReply>(&desk, &admin).await.unwrap().len(), 2);
        assert_eq!(list::<CannedReply>(&desk, &agent).await, Err(ErrorCode::Forbidden.into()));
        assert_eq!(save::<CannedReply>(&desk, &agent, form(None, 0, "", "")).await, Err(ErrorCode::Forbidden.into()));
        let requester = desk.caller(&desk.requester(desk.person("Maria", None).await).await);
        assert_eq!(canned_choices(&desk, &requester).await, Err(ErrorCode::Forbidden.into()));
    }
}
