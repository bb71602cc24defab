//! Numbers in lists, on both databases: a row never reaches whoever has the same digits by another reading of its marks.

use domain::{
    contract::{AccessStatus, Contract, wire::LineKind},
    document::DocumentError,
    error::ErrorCode,
    ids::{ContractId, ImportId},
    person::{
        PersonQuery,
        import::{FaultReason, ImportKind, ImportState, RowFault, Target},
    },
    phone::PhoneError,
};
use futures::stream;

use super::{begin, preview, start, status};
use crate::{
    both_databases,
    testing::TestDesk,
    usecase::{Caller, contract, person, view},
};

async fn wait(desk: &TestDesk, caller: &Caller, id: ImportId) {
    while status(desk, caller, id).await.unwrap().state.is_running() {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
}

/// Imports a list and gives the faults of its rows.
async fn bring(desk: &TestDesk, caller: &Caller, kind: ImportKind, text: &str) -> Vec<RowFault> {
    let parts = stream::iter([Ok::<_, std::io::Error>(text.as_bytes().to_vec())]);
    let id = begin(desk, caller, kind, "lista.csv", None, parts).await.unwrap();
    wait(desk, caller, id).await;
    start(desk, caller, id).await.unwrap();
    wait(desk, caller, id).await;
    assert_eq!(status(desk, caller, id).await.unwrap().state, ImportState::Done);
    preview(desk, caller, id).await.unwrap().problems.into_iter().map(|problem| problem.fault).collect()
}

fn fault(field: Target, code: ErrorCode) -> RowFault {
    RowFault { field: Some(field), reason: FaultReason::Field(code) }
}

/// Name and document of whose contract it is.
async fn holder(desk: &TestDesk, caller: &Caller, number: i64) -> (String, String) {
    let found = contract::show(desk, caller, ContractId::new(number)).await.unwrap();
    (found.row.person_name, found.document.unwrap())
}

const OTHERS: &str = "Nome;CPF/CNPJ;Telefone\n\
    Outra Pessoa;215.736.818-30;(98) 4560-2030\n\
    Outra Empresa;21.299.720/0010-60;(41) 90000-5023\n";
const CONTRACTS: &str = "Contrato;CPF/CNPJ;Nome;Status de acesso\n";
const INVOICES: &str = "Fatura;Contrato;Vencimento;Valor;Situação\n";

both_databases! {
    async fn a_contract_never_goes_to_another_person(db: TestDb) {
        let desk = db.desk();
        let sofia = desk.caller(&desk.supervisor().await);
        assert_eq!(bring(&desk, &sofia, ImportKind::People, OTHERS).await, []);
        let list = format!(
            "{CONTRACTS}10.0;2157368183.0;Dona do Número;A\n11;2129972000106,00;Empresa do Número;A\n\
             12;215736818.30;Ninguém;A\n13;215.736.818-30 / 111.444.777-35;Ninguém;A\n14;11.111.111/1111-80;Ninguém;A\n"
        );
        let document = |error| fault(Target::Document, ErrorCode::Document(error));
        assert_eq!(
            bring(&desk, &sofia, ImportKind::Contracts, &list).await,
            [
                document(DocumentError::Separators),
                document(DocumentError::TwoNumbers),
                document(DocumentError::Repeated),
            ]
        );
        let one = ("Dona do Número".to_owned(), "021.573.681-83".to_owned());
        assert_eq!(holder(&desk, &sofia, 10).await, one);
        assert_eq!(holder(&desk, &sofia, 11).await, ("Empresa do Número".to_owned(), "02.129.972/0001-06".to_owned()));
        // The same list again, as another program writes it, finds the same people.
        let again = format!("{CONTRACTS}10;02157368183;Dona do Número;CA\n11;21.299.720/0010-60;Outra Empresa;A\n");
        assert_eq!(bring(&desk, &sofia, ImportKind::Contracts, &again).await, []);
        assert_eq!(holder(&desk, &sofia, 10).await, one);
        assert_eq!(holder(&desk, &sofia, 11).await.0, "Outra Empresa");
        // Nor do its invoices: a number with a mark in it is no contract's.
        let bills = format!("{INVOICES}F1;10.0;10/02/2026;119,90;\nF2;1.0;10/02/2026;1,00;\nF3;1/0;10/02/2026;1,00;\n");
        let faults = bring(&desk, &sofia, ImportKind::Invoices, &bills).await;
        let unknown = RowFault { field: Some(Target::Number), reason: FaultReason::UnknownContract };
        let range = fault(Target::Number, ErrorCode::OutOfRange { min: 1, max: 999_999_999_999 });
        assert!(faults.len() == 2 && faults.contains(&unknown) && faults.contains(&range), "{faults:?}");
        let mine = contract::show(&desk, &sofia, ContractId::new(10)).await.unwrap();
        assert_eq!((mine.row.overdue_count, mine.row.overdue.cents()), (1, 11_990));
    }

    async fn a_row_of_people_never_changes_another_person(db: TestDb) {
        let desk = db.desk();
        let sofia = desk.caller(&desk.supervisor().await);
        bring(&desk, &sofia, ImportKind::People, OTHERS).await;
        let list = "Nome;CPF/CNPJ;Telefone\n\
            Dona do Número;2157368183.0;\n\
            Sem Documento;;984560203.0\n\
            Dois Ramais;;(41) 9000-0502/3\n\
            Dois Telefones;;(11) 3456-7890 / (11) 98765-4321\n\
            Planilha;;11987654322.0\n";
        let phone = |error| fault(Target::Phone(1), ErrorCode::Phone(error));
        let faults = bring(&desk, &sofia, ImportKind::People, list).await;
        assert_eq!(faults, [phone(PhoneError::Ddd), phone(PhoneError::TwoNumbers)]);
        let page = person::list(&desk, &sofia, PersonQuery::default()).await.unwrap();
        let names: Vec<&str> = page.rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["Dois Telefones", "Dona do Número", "Outra Empresa", "Outra Pessoa", "Planilha"]);
        let numbers = async |index: usize| {
            let found = person::show(&desk, &sofia, page.rows[index].id).await.unwrap();
            found.draft.phones.iter().map(|phone| (phone.slot, phone.number.formatted())).collect::<Vec<_>>()
        };
        let two = [(1, "(11) 3456-7890".to_owned()), (2, "(11) 98765-4321".to_owned())];
        assert_eq!(numbers(0).await, two);
        assert_eq!(numbers(4).await, [(1, "(11) 98765-4322".to_owned())]);
    }

    async fn a_list_of_bills_of_zero_owes_nothing(db: TestDb) {
        let desk = db.desk();
        let sofia = desk.caller(&desk.supervisor().await);
        let three = "10;529.982.247-25;Neide;CA\n11;111.444.777-35;Otto;CA\n12;123.456.789-09;Ana;CA\n";
        bring(&desk, &sofia, ImportKind::Contracts, &format!("{CONTRACTS}{three}")).await;
        let bills = format!(
            "{INVOICES}A1;10;10/02/2026;119,90;\nA2;10;10/02/2026;0,00;\nB1;11;10/02/2026;119,90;\n\
             C1;12;10/02/2026;119,90;\nC2;12;10/02/2026;0,01;\n"
        );
        assert_eq!(bring(&desk, &sofia, ImportKind::Invoices, &bills).await, []);
        let contract = async |number| contract::show(&desk, &sofia, ContractId::new(number)).await.unwrap();
        assert_eq!((contract(10).await.row.overdue_count, contract(12).await.row.overdue_count), (1, 2));
        // Paid; corrected to nothing; and one of which a cent is left.
        let list = "A1;10;10/02/2026;119,90;paga\nB1;11;10/02/2026;0,00;\nC1;12;10/02/2026;119,90;paga\n";
        bring(&desk, &sofia, ImportKind::Invoices, &format!("{INVOICES}{list}")).await;
        for number in [10, 11] {
            let free = contract(number).await;
            assert_eq!((free.row.contract.access, free.row.overdue_count), (AccessStatus::Active, 0), "{number}");
            assert_eq!(free.history[0].kind, LineKind::Settled);
        }
        let owing = contract(12).await;
        assert_eq!((owing.row.contract.access, owing.row.overdue.cents()), (AccessStatus::Automatic, 1));
        assert_eq!(view::recount::<Contract>(&desk).await.unwrap(), Vec::<String>::new());
    }
}
