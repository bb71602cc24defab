//! Rows of lists of contracts and invoices: what enters, and the one fault of what does not.

use domain::{
    contract::{AccessStatus, Change, Contract, ContractStatus, ReleaseChoice, ReleaseState, wire::LineKind},
    document::DocumentError,
    error::ErrorCode,
    ids::ReleaseId,
    money::MoneyError,
    person::import::{FaultReason, ImportKind, ImportRow, RowFault, Target, decide_row, guess_mapping},
};

use crate::world::{ZONE, at, blocked, day};

fn cells(text: &str) -> Vec<String> {
    text.split(';').map(str::to_owned).collect()
}

fn read(kind: ImportKind, header: &str, row: &str) -> Result<ImportRow, RowFault> {
    let header = cells(header);
    decide_row(kind, &guess_mapping(kind, &header), header.len(), &cells(row))
}

const CONTRACTS: &str =
    "Contrato;CPF/CNPJ;Nome;Plano;Mensalidade;Status;Status de acesso;Bloqueado desde;Cidade;UF;S/N/P;Restrição";

#[test]
fn a_row_of_contracts_is_read() {
    let row = "10482;12.ABC.345/01DE-35;Ótica Visão;Fibra 600;249,90;Ativo;CM;02/03/2026;Rio Claro;SP;N;Acordo";
    let Ok(ImportRow::Contract(line)) = read(ImportKind::Contracts, CONTRACTS, row) else { panic!("not read") };
    assert_eq!((line.number.get(), line.document.as_str()), (10_482, "12ABC34501DE35"));
    assert_eq!(line.value.map(domain::money::Money::cents), Some(24_990));
    assert_eq!((line.status, line.access), (Some(ContractStatus::Active), Some(AccessStatus::Manual)));
    assert_eq!((line.blocked_on, line.choice), (Some(day("2026-03-02")), Some(ReleaseChoice::Deny)));
}

/// What a row with this access and choice makes of a contract.
fn change(contract: &Contract, access: &str, choice: &str) -> Change {
    let row = format!("10482;529.982.247-25;A;;;;{access};;;;{choice};");
    let Ok(ImportRow::Contract(line)) = read(ImportKind::Contracts, CONTRACTS, &row) else { panic!("not read: {row}") };
    line.change(contract, contract.person, contract.plan, at("2026-03-18", 9, 0, 0), ZONE)
}

#[test]
fn a_list_ends_a_release_unless_it_repeats_a_block_for_money() {
    let now = at("2026-03-18", 9, 0, 0);
    let released = blocked().with_release(ReleaseId::new(1), now, now);
    for (access, kind, ends) in [
        ("", LineKind::Imported, None),
        ("CA", LineKind::Imported, None),
        ("FA", LineKind::Blocked, None),
        ("CM", LineKind::Blocked, Some(ReleaseState::Revoked)),
        ("A", LineKind::Unblocked, Some(ReleaseState::Settled)),
    ] {
        let change = change(&released, access, "");
        assert_eq!(
            (change.kind, change.ends, change.after.running.is_some()),
            (kind, ends, ends.is_none()),
            "{access}"
        );
    }
    assert_eq!(change(&released, "CA", "").after, released, "nothing new");
    assert_eq!(change(&released, "FA", "").after.blocked_at, Some(now));
}

#[test]
fn a_restriction_is_one_of_a_no_only() {
    let denied = Contract { choice: ReleaseChoice::Deny, restriction: "Acordo".to_owned(), ..blocked() };
    assert_eq!(change(&denied, "", "").after.restriction, "Acordo");
    assert_eq!(change(&denied, "", "S").after.restriction, "");
}

#[test]
fn each_bad_contract_has_one_fault_with_its_field() {
    let code = |field, code| RowFault { field: Some(field), reason: FaultReason::Field(code) };
    let range = ErrorCode::OutOfRange { min: 1, max: 999_999_999_999 };
    for (row, fault) in [
        (";529.982.247-25;A;;;;;;;;;", code(Target::Number, ErrorCode::Required)),
        ("X1;529.982.247-25;A;;;;;;;;;", code(Target::Number, range.clone())),
        ("1;11.222.333/0001-82;A;;;;;;;;;", code(Target::Document, ErrorCode::Document(DocumentError::CheckDigits))),
        ("1;5.299.822-4725;A;;;;;;;;;", code(Target::Document, ErrorCode::Document(DocumentError::Separators))),
        ("1;11111111111180;A;;;;;;;;;", code(Target::Document, ErrorCode::Document(DocumentError::Repeated))),
        ("10.482;529.982.247-25;A;;;;;;;;;", code(Target::Number, range)),
        ("1;529.982.247-25;A;;10 20;;;;;;;", code(Target::Value, ErrorCode::Money(MoneyError::Format))),
        ("1;529.982.247-25;A;;;Ligado;;;;;;", code(Target::ContractStatus, ErrorCode::NotAvailable)),
        ("1;529.982.247-25;A;;;;XX;;;;;", code(Target::Access, ErrorCode::NotAvailable)),
        ("1;529.982.247-25;A;;;;;31/02/2026;;;;", code(Target::BlockedOn, ErrorCode::BadDate)),
        ("1;529.982.247-25;A;;;;;;;;N;", code(Target::Restriction, ErrorCode::ReasonRequired)),
    ] {
        assert_eq!(read(ImportKind::Contracts, CONTRACTS, row), Err(fault), "{row}");
    }
}

#[test]
fn a_contract_never_goes_to_whoever_has_the_digits_of_a_spreadsheet() {
    let holder = |cell: &str| {
        let row = format!("10482.0;{cell};A;;;;;;;;;");
        let Ok(ImportRow::Contract(line)) = read(ImportKind::Contracts, CONTRACTS, &row) else { panic!("{cell}") };
        assert_eq!(line.number.get(), 10_482);
        String::from(line.document)
    };
    assert_eq!(holder("2157368183.0"), "02157368183");
    assert_eq!(holder("2129972000106,00"), "02129972000106");
    assert_eq!(holder("52998224725.0"), "52998224725");
}

#[test]
fn a_row_of_invoices_is_read_or_refused() {
    let header = "Fatura;Contrato;Vencimento;Valor;Situação";
    let Ok(ImportRow::Invoice(line)) = read(ImportKind::Invoices, header, "F-1;10482;10/02/2026;119,90;paga") else {
        panic!("not read")
    };
    assert_eq!((line.number.as_str(), line.due_on), ("F-1", day("2026-02-10")));
    let faulty = read(ImportKind::Invoices, header, "F-1;10482;ontem;119,90;").unwrap_err();
    assert_eq!(faulty.field, Some(Target::Due));
}
