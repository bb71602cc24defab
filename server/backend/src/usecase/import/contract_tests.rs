//! Lists of contracts and invoices on both databases: created and changed by number, bad rows with their reasons.

use domain::{
    contract::{AccessStatus, Contract, ContractQuery, wire::LineKind},
    error::ErrorCode,
    ids::{ContractId, ImportId},
    person::import::{FaultReason, ImportKind, ImportState},
};
use futures::{StreamExt, stream};

use super::{begin, download_bad, preview, start, status, sweep};
use crate::{
    both_databases, rows, run,
    testing::TestDesk,
    usecase::{Caller, contract, view},
};

/// Sends a list and imports it.
async fn bring(desk: &TestDesk, caller: &Caller, kind: ImportKind, text: &str) -> ImportId {
    let parts = stream::iter([Ok::<_, std::io::Error>(text.as_bytes().to_vec())]);
    let id = begin(desk, caller, kind, "lista.csv", None, parts).await.unwrap();
    wait(desk, caller, id).await;
    start(desk, caller, id).await.unwrap();
    wait(desk, caller, id).await;
    assert_eq!(status(desk, caller, id).await.unwrap().state, ImportState::Done);
    id
}

async fn wait(desk: &TestDesk, caller: &Caller, id: ImportId) {
    while status(desk, caller, id).await.unwrap().state.is_running() {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
}

const HEADER: &str = "Contrato;CPF/CNPJ;Nome;Plano;Mensalidade;Status de acesso;Cidade;UF;S/N/P;Restrição\n";

both_databases! {
    async fn contracts_are_created_and_changed_by_number(db: TestDb) {
        let desk = db.desk();
        let sofia = desk.caller(&desk.supervisor().await);
        let list = format!(
            "{HEADER}10;529.982.247-25;Neide;Fibra 600;119,90;CA;Manaus;AM;;\n\
             11;12.ABC.345/01DE-35;Ótica;Fibra 600;249,90;A;Rio Claro;SP;N;acordo\n\
             12;11.222.333/0001-82;Quebrada;Fibra 600;1,00;A;;;;\n\
             10;529.982.247-25;Neide;Fibra 600;119,90;CA;Manaus;AM;;\n"
        );
        let id = bring(&desk, &sofia, ImportKind::Contracts, &list).await;
        let done = status(&desk, &sofia, id).await.unwrap();
        assert_eq!((done.created_rows, done.updated_rows, done.bad_rows), (2, 0, 2));
        let problems = preview(&desk, &sofia, id).await.unwrap().problems;
        assert_eq!((problems[0].line, problems[1].fault.reason.clone()), (4, FaultReason::Duplicate));
        let again = format!("{HEADER}10;529.982.247-25;Neide;;;A;;;;\n11;12.ABC.345/01DE-35;Ótica;Fibra 1 Giga;;;;;;\n");
        let id = bring(&desk, &sofia, ImportKind::Contracts, &again).await;
        assert_eq!(status(&desk, &sofia, id).await.unwrap().updated_rows, 2);
        let neide = contract::show(&desk, &sofia, ContractId::new(10)).await.unwrap();
        assert_eq!((neide.row.contract.access, neide.row.contract.blocked_at), (AccessStatus::Active, None));
        assert_eq!((neide.row.contract.city.as_str(), neide.history[0].kind), ("Manaus", LineKind::Unblocked));
        let otica = contract::show(&desk, &sofia, ContractId::new(11)).await.unwrap();
        assert_eq!((otica.row.plan_name.as_str(), otica.row.contract.restriction.as_str()), ("Fibra 1 Giga", "acordo"));
        assert_eq!(view::recount::<Contract>(&desk).await.unwrap(), Vec::<String>::new());
        let page = contract::list(&desk, &sofia, ContractQuery::default()).await.unwrap();
        assert_eq!(page.total, Some(2));
    }

    async fn invoices_follow_their_contract_and_payments_settle(db: TestDb) {
        let desk = db.desk();
        let sofia = desk.caller(&desk.supervisor().await);
        bring(&desk, &sofia, ImportKind::Contracts, &format!("{HEADER}10;529.982.247-25;Neide;;;CA;;;;\n")).await;
        let invoices = "Fatura;Contrato;Vencimento;Valor;Situação\nF1;10;10/02/2026;119,90;\nF2;99;10/02/2026;1,00;\n";
        let id = bring(&desk, &sofia, ImportKind::Invoices, invoices).await;
        let done = status(&desk, &sofia, id).await.unwrap();
        assert_eq!((done.created_rows, done.good_rows, done.bad_rows), (1, 1, 1));
        let bad: Vec<Vec<u8>> =
            download_bad(&desk, &sofia, id).await.unwrap().content.map(|part| part.unwrap()).collect().await;
        let bad = String::from_utf8(bad.concat()).unwrap();
        assert!(bad.contains("F2;99") && bad.contains("O contrato desta fatura não está cadastrado."), "{bad}");
        assert_eq!(contract::show(&desk, &sofia, ContractId::new(10)).await.unwrap().row.overdue_count, 1);
        let paid = "Fatura;Contrato;Vencimento;Valor;Situação\nF1;10;10/02/2026;119,90;paga\n";
        bring(&desk, &sofia, ImportKind::Invoices, paid).await;
        let neide = contract::show(&desk, &sofia, ContractId::new(10)).await.unwrap();
        assert_eq!((neide.row.contract.access, neide.row.overdue_count), (AccessStatus::Active, 0));
        assert_eq!(view::recount::<Contract>(&desk).await.unwrap(), Vec::<String>::new());
    }
    async fn a_block_ends_only_when_nothing_overdue_is_left_in_the_whole_list(db: TestDb) {
        let desk = db.desk();
        let sofia = desk.caller(&desk.supervisor().await);
        let two = "10;529.982.247-25;Neide;;;CA;;;;\n11;12.ABC.345/01DE-35;Ótica;;;CA;;;;\n";
        bring(&desk, &sofia, ImportKind::Contracts, &format!("{HEADER}{two}")).await;
        let head = "Fatura;Contrato;Vencimento;Valor;Situação\n";
        bring(&desk, &sofia, ImportKind::Invoices, &format!("{head}F1;10;10/02/2026;9,00;\nG1;11;10/02/2026;9,00;\n")).await;
        let access = async |number| contract::show(&desk, &sofia, ContractId::new(number)).await.unwrap().row.contract.access;
        // F1 is paid, but the same list brings another overdue one, a portion later.
        let filler: String = (0..600).map(|n| format!("X{n};11;10/12/2030;1,00;\n")).collect();
        let list = format!("{head}F1;10;10/02/2026;9,00;paga\n{filler}F2;10;10/01/2026;9,00;\n");
        bring(&desk, &sofia, ImportKind::Invoices, &list).await;
        assert_eq!(access(10).await, AccessStatus::Automatic);
        let neide = contract::show(&desk, &sofia, ContractId::new(10)).await.unwrap();
        assert_eq!((neide.history[0].kind, neide.history[0].after.as_str()), (LineKind::Paid, "F1"));
        // Paying what is not due yet, or a new invoice that is paid already, is no reason to unblock.
        let mut tx = db.db().begin().await.unwrap();
        run!(tx, "update invoices set status = 'cancelled' where number = 'F2'").unwrap();
        tx.commit().await.unwrap();
        let quiet = format!("{head}F3;10;10/02/2026;9,00;paga\nF4;10;10/12/2030;9,00;\n");
        bring(&desk, &sofia, ImportKind::Invoices, &quiet).await;
        bring(&desk, &sofia, ImportKind::Invoices, &format!("{head}F4;10;10/12/2030;9,00;paga\n")).await;
        assert_eq!(access(10).await, AccessStatus::Automatic);
        // Cancelling the last overdue one is.
        bring(&desk, &sofia, ImportKind::Invoices, &format!("{head}G1;11;10/02/2026;9,00;cancelada\n")).await;
        assert_eq!(access(11).await, AccessStatus::Active);
        assert_eq!(view::recount::<Contract>(&desk).await.unwrap(), Vec::<String>::new());
    }

    async fn an_invoice_that_is_open_again_is_not_paid_and_stays_with_its_contract(db: TestDb) {
        let desk = db.desk();
        let sofia = desk.caller(&desk.supervisor().await);
        let two = "10;529.982.247-25;Neide;;;CA;;;;\n11;12.ABC.345/01DE-35;Ótica;;;CA;;;;\n";
        bring(&desk, &sofia, ImportKind::Contracts, &format!("{HEADER}{two}")).await;
        let head = "Fatura;Contrato;Vencimento;Valor;Situação\n";
        let one = async |row: &str| bring(&desk, &sofia, ImportKind::Invoices, &format!("{head}{row}\n")).await;
        one("F1;10;10/02/2026;9,00;paga").await;
        one("F1;10;10/02/2026;9,00;aberta").await;
        let neide = contract::show(&desk, &sofia, ContractId::new(10)).await.unwrap();
        assert_eq!((neide.invoices[0].paid_at, neide.row.overdue_count), (None, 1));
        let id = one("F1;11;10/02/2026;9,00;paga").await;
        assert_eq!(status(&desk, &sofia, id).await.unwrap().bad_rows, 1);
        let problem = preview(&desk, &sofia, id).await.unwrap().problems.remove(0);
        assert_eq!(problem.fault.reason, FaultReason::InvoiceOfAnother);
        assert_eq!(problem.content, "F1;11;10/02/2026;9,00;paga");
        assert!(contract::show(&desk, &sofia, ContractId::new(11)).await.unwrap().invoices.is_empty());
    }

    async fn a_new_contract_that_is_blocked_is_told_as_a_block(db: TestDb) {
        let desk = db.desk();
        let sofia = desk.caller(&desk.supervisor().await);
        let two = "10;529.982.247-25;Neide;;;CA;;;;\n11;12.ABC.345/01DE-35;Ótica;;;A;;;;\n";
        bring(&desk, &sofia, ImportKind::Contracts, &format!("{HEADER}{two}")).await;
        let events = rows!(db.db().conn().await.unwrap(), (i64, String), "select contract_id, kind from contract_events");
        assert_eq!(events.unwrap(), [(10, "contract.blocked".to_owned())]);
    }
    async fn all_late_faults_are_in_the_file_of_bad_rows(db: TestDb) {
        let desk = db.desk();
        let sofia = desk.caller(&desk.supervisor().await);
        let rows: String = (0..1_201).map(|n| format!("F{n};99;10/02/2026;1,00;{}\n", if n == 7 { "?" } else { "" })).collect();
        let id = bring(&desk, &sofia, ImportKind::Invoices, &format!("Fatura;Contrato;Vencimento;Valor;Situação\n{rows}")).await;
        let parts: Vec<Vec<u8>> =
            download_bad(&desk, &sofia, id).await.unwrap().content.map(|part| part.unwrap()).collect().await;
        let text = String::from_utf8(parts.concat()).unwrap();
        assert_eq!(text.lines().count(), 1_202);
        assert_eq!(text.matches("O contrato desta fatura não está cadastrado.").count(), 1_200);
    }

    async fn files_of_old_imports_are_swept(db: TestDb) {
        let desk = db.desk();
        let sofia = desk.caller(&desk.supervisor().await);
        let id = bring(&desk, &sofia, ImportKind::Contracts, &format!("{HEADER}10;;Neide;;;CA;;;;\n")).await;
        let left = || std::fs::read_dir(desk.config().data_dir.join("imports")).unwrap().count();
        desk.wait_minutes(29 * 24 * 60);
        assert_eq!((sweep(&desk).await.unwrap(), left()), (0, 1));
        desk.wait_minutes(2 * 24 * 60);
        assert_eq!((sweep(&desk).await.unwrap(), left()), (1, 0));
        assert_eq!(sweep(&desk).await.unwrap(), 0);
        let refused = download_bad(&desk, &sofia, id).await.err().unwrap();
        assert_eq!(refused.code, ErrorCode::ImportFileGone);
        assert_eq!(status(&desk, &sofia, id).await.unwrap().bad_rows, 1);
    }
}
