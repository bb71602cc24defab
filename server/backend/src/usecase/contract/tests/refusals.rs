//! The refusals as the server gives them, each with its sentence.

use domain::{
    contract::{AccessStatus, ContractSettings, ContractStatus, ReleaseChoice},
    i18n::Locale,
    ids::ContractId,
};

use super::{Scene, params};
use crate::{both_databases, usecase::contract::release};

async fn refused(scene: &Scene, caller: &crate::usecase::Caller, id: ContractId) -> (String, u16) {
    let error = release(&scene.desk, caller, scene.form(id)).await.unwrap_err();
    let status = error.code.http_status();
    (Locale::PtBr.texts().error(&error), status)
}

both_databases! {
    async fn each_refusal_has_its_sentence_and_status(db: TestDb) {
        let scene = Scene::new(&db).await;
        let fabio = &scene.finance;
        let id = scene.blocked(10).await;
        let agent = scene.agent(false).await;
        assert_eq!(
            refused(&scene, &agent, id).await,
            ("Você não tem permissão para liberar temporariamente.".to_owned(), 403)
        );
        scene.set(&ContractSettings { enabled: false, ..params() }).await;
        let off = "A liberação temporária está desabilitada em Parâmetros gerais › Contratos 2.";
        assert_eq!(refused(&scene, fabio, id).await, (off.to_owned(), 422));
        // Off stands before unknown.
        assert_eq!(refused(&scene, fabio, ContractId::new(99)).await.0, off);
        scene.set(&params()).await;
        assert_eq!(refused(&scene, fabio, ContractId::new(99)).await, ("Contrato não encontrado.".to_owned(), 404));
        scene.change(id, |contract| contract.status = ContractStatus::NegativeListed).await;
        assert_eq!(refused(&scene, fabio, id).await.0, "O contrato está negativado e não pode ser liberado.");
        let active = scene.contract(11, AccessStatus::Active).await;
        assert_eq!(refused(&scene, fabio, active).await.0, "O contrato não está bloqueado.");
        let manual = scene.contract(12, AccessStatus::Manual).await;
        assert_eq!(refused(&scene, fabio, manual).await.0, "O bloqueio manual não permite liberação temporária.");
        let restricted = scene.blocked(13).await;
        scene
            .change(restricted, |contract| {
                contract.choice = ReleaseChoice::Deny;
                contract.restriction = "acordo quebrado".to_owned();
            })
            .await;
        assert_eq!(
            refused(&scene, fabio, restricted).await.0,
            "Liberação restrita para este contrato: acordo quebrado."
        );
        let running = scene.blocked(14).await;
        scene.release(running).await;
        assert_eq!(
            refused(&scene, fabio, running).await,
            ("O contrato já está liberado temporariamente até 20/03/2026.".to_owned(), 409)
        );
        scene.desk.wait_minutes(60 * 24 * 5);
        assert_eq!(
            refused(&scene, fabio, running).await.0,
            "Nova liberação disponível a partir de 17/04/2026 (última em 18/03/2026)."
        );
        let with_permission = scene.agent(true).await;
        let free = scene.blocked(15).await;
        release(&scene.desk, &with_permission, scene.form(free)).await.unwrap();
    }
}
