use super::*;
use crate::{
    document::{Document, DocumentError},
    error::ErrorCode,
    person::PhoneState,
    phone::PhoneError,
};

fn texts(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

const MAPPING: [Option<Target>; 6] = [
    Some(Target::Name),
    Some(Target::Document),
    Some(Target::Phone(1)),
    Some(Target::Phone(2)),
    None,
    Some(Target::State),
];

fn row(cells: &[&str]) -> Result<PersonDraft, RowFault> {
    decide(&MAPPING, 6, &texts(cells))
}

#[test]
fn headers_are_guessed_in_both_languages() {
    let header =
        texts(&["Razão Social", "CPF/CNPJ", "E-mail", "Telefone", "TELEFONE 2", "Celular", "Município", "UF", "Obs."]);
    assert_eq!(
        guess_mapping(ImportKind::People, &header),
        [
            Some(Target::Name),
            Some(Target::Document),
            Some(Target::Email),
            Some(Target::Phone(1)),
            Some(Target::Phone(2)),
            Some(Target::Phone(3)),
            Some(Target::City),
            Some(Target::State),
            Some(Target::Note),
        ]
    );
    let header = texts(&["full name", "Phone1", "notes", "City", "Contact", "name", ""]);
    assert_eq!(
        guess_mapping(ImportKind::People, &header),
        [Some(Target::Name), Some(Target::Phone(1)), Some(Target::Note), Some(Target::City), None, None, None]
    );
    let many = texts(&["fone 1", "fone 2", "fone 3", "fone 4", "fone 5", "fone 6", "telefonista"]);
    assert_eq!(guess_mapping(ImportKind::People, &many)[4..], [Some(Target::Phone(5)), None, None]);
}

#[test]
fn a_mapping_has_a_name_and_no_field_twice() {
    assert!(check_mapping(ImportKind::People, &MAPPING).is_ok());
    assert_eq!(check_mapping(ImportKind::People, &[None]).unwrap_err().field.as_deref(), Some("name"));
    let twice = [Some(Target::Name), Some(Target::City), Some(Target::City)];
    assert_eq!(check_mapping(ImportKind::People, &twice).unwrap_err(), AppError::on("city", ErrorCode::Taken));
}

#[test]
fn a_good_row_becomes_a_person() {
    let draft = row(&["MARIA  SILVA", "529982247-25", "11 98765-4321", "(11) 98765-4321", "x", "São Paulo", " ", ""]);
    let draft = draft.unwrap();
    assert_eq!(draft.name, "MARIA SILVA");
    assert_eq!(draft.phones.len(), 1, "the repeated number is dropped");
    assert_eq!(draft.state.map(crate::state::Uf::code), Some("SP"));
}

#[test]
fn the_mark_against_formulas_is_taken_away() {
    assert_eq!(row(&["A", "", "'+5511987654321", "", "", ""]).unwrap().phones[0].number.e164(), "+5511987654321");
    assert_eq!(row(&["'Ndrangheta", "", "", "", "", ""]).unwrap().name, "'Ndrangheta");
}

#[test]
fn zeros_lost_in_a_spreadsheet_come_back() {
    // 012.345.678-90 without its zero.
    assert_eq!(row(&["A", "1234567890", "", "", "", ""]).unwrap().document.unwrap().as_str(), "01234567890");
    let fault = row(&["A", "1234567891", "", "", "", ""]).unwrap_err();
    assert_eq!(fault.reason, FaultReason::Field(ErrorCode::Document(DocumentError::Length)));
}

#[test]
fn what_a_spreadsheet_left_behind_a_number_makes_nobody_else() {
    let document = |cell| row(&["A", cell, "", "", "", ""]).map(|draft| draft.document.map(String::from));
    // 021.573.681-83 without its zero, and never 215.736.818-30, which is somebody's as well.
    assert!(Document::parse("21573681830").is_ok());
    for cell in ["2157368183.0", "2157368183,00", "2157368183"] {
        assert_eq!(document(cell), document("02157368183"), "{cell}");
    }
    assert!(Document::parse("21299720001060").is_ok());
    for cell in ["2129972000106.0", "2129972000106,00"] {
        assert_eq!(document(cell), document("02129972000106"), "{cell}");
    }
    assert_eq!(document("52998224725.0").unwrap().as_deref(), Some("52998224725"));
    let fault = row(&["A", "", "984560203.0", "", "", ""]).unwrap_err();
    assert_eq!(fault.reason, FaultReason::Field(ErrorCode::Phone(PhoneError::Ddd)));
}

#[test]
fn two_phones_of_one_cell_take_two_places_or_are_a_fault() {
    let phones = |one, two| {
        let draft = row(&["A", "", one, two, "", ""])?;
        Ok(draft.phones.iter().map(|phone| (phone.slot, phone.number.formatted())).collect::<Vec<_>>())
    };
    let (home, own, shop) = ("(11) 3456-7890", "(11) 98765-4321", "(92) 3234-5678");
    let places = |found: &[(u8, &str)]| Ok(found.iter().map(|(slot, text)| (*slot, (*text).to_owned())).collect());
    assert_eq!(phones("(11) 3456-7890 / 11 98765-4321", ""), places(&[(1, home), (2, own)]));
    assert_eq!(phones("1134567890/11987654321", shop), places(&[(1, home), (2, shop), (3, own)]));
    assert_eq!(phones("1134567890 / 11987654321 / 9232345678", own), places(&[(1, home), (2, own), (4, shop)]));
    let two = RowFault {
        field: Some(Target::Phone(1)),
        reason: FaultReason::Field(ErrorCode::Phone(PhoneError::TwoNumbers)),
    };
    for cell in ["(41) 9000-0502/3", "(11) 3456-7890 / 98765-4321", "(11) 3456-7890/"] {
        assert!(phones(cell, "").is_err(), "{cell}");
    }
    assert_eq!(phones("(41) 9000-0502/3", ""), Err(two.clone()));
    let six = ["1134567890", "1134567891", "1134567892", "1134567893", "1134567894", "1134567895"].join(" / ");
    assert_eq!(phones(&six, ""), Err(two));
}

#[test]
fn faults_have_their_field() {
    for (cells, field, reason) in [
        (["", "", "", "", "", ""], Target::Name, FaultReason::Field(ErrorCode::Required)),
        (
            ["A", "52998224724", "", "", "", ""],
            Target::Document,
            FaultReason::Field(ErrorCode::Document(DocumentError::CheckDigits)),
        ),
        (["A", "", "", "123", "", ""], Target::Phone(2), FaultReason::Field(ErrorCode::Phone(PhoneError::Length))),
        (["A", "", "", "", "", "Lisboa"], Target::State, FaultReason::UnknownState),
    ] {
        assert_eq!(row(&cells).unwrap_err(), RowFault { field: Some(field), reason });
    }
    assert_eq!(row(&["A"]).unwrap_err().reason, FaultReason::ShortRow { expected: 6, found: 1 });
    assert_eq!(
        row(&["A", "", "", "", "", "", "", "x"]).unwrap_err().reason,
        FaultReason::LongRow { expected: 6, found: 8 }
    );
}

#[test]
fn the_same_person_is_known_by_document_or_by_name_and_phone() {
    let by_document = |name| Identity::of(&row(&[name, "529.982.247-25", "", "", "", ""]).unwrap());
    assert_eq!(by_document("Maria"), by_document("M. Silva"));
    let by_phone = |name| Identity::of(&row(&[name, "", "(11) 98765-4321", "", "", ""]).unwrap());
    assert_eq!(by_phone("João"), by_phone("JOAO"));
    assert_ne!(by_phone("João"), by_phone("José"));
    assert_eq!(Identity::of(&row(&["Maria", "", "", "", "", ""]).unwrap()), None);
}

#[test]
fn a_row_about_a_stored_person_adds_and_replaces_but_empties_nothing() {
    let mut stored = row(&["Maria", "529.982.247-25", "1134567890", "", "", "SP"]).unwrap();
    stored.phones[0].state = PhoneState::DoNotCall;
    stored.city = "Santos".to_owned();
    let merged = merge(&stored, &row(&["Maria Silva", "529.982.247-25", "11987654321", "1134567890", "", ""]).unwrap());
    assert_eq!((merged.name.as_str(), merged.city.as_str()), ("Maria Silva", "Santos"));
    assert_eq!(merged.state, stored.state);
    let phones: Vec<_> = merged.phones.iter().map(|phone| (phone.slot, phone.number.e164(), phone.state)).collect();
    assert_eq!(phones, [(1, "+551134567890", PhoneState::DoNotCall), (2, "+5511987654321", PhoneState::Ok)]);
}

#[test]
fn codes_read_back() {
    for target in Target::ALL {
        assert_eq!(Target::from_code(target.code()), Some(target));
    }
    for state in ImportState::ALL {
        assert_eq!(ImportState::from_code(state.code()), Some(state));
    }
    for separator in Separator::ALL {
        assert_eq!(Separator::from_code(separator.code()), Some(separator));
    }
    for encoding in Encoding::ALL {
        assert_eq!(Encoding::from_code(encoding.code()), Some(encoding));
    }
    for failure in ImportFailure::ALL {
        assert_eq!(ImportFailure::from_code(failure.code()), Some(failure));
    }
    let fault = RowFault { field: Some(Target::Phone(3)), reason: FaultReason::ShortRow { expected: 3, found: 1 } };
    let text = serde_json::to_string(&fault).unwrap();
    assert_eq!(serde_json::from_str::<RowFault>(&text).unwrap(), fault);
}
