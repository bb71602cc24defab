//! CPF and CNPJ: generated ones are valid, forms can be read back, and exactly which typing errors get through.

use domain::document::{Cnpj, Cpf, Document, DocumentError};
use proptest::prelude::*;

const CPF_FIRST: [u32; 9] = [10, 9, 8, 7, 6, 5, 4, 3, 2];
const CPF_SECOND: [u32; 10] = [11, 10, 9, 8, 7, 6, 5, 4, 3, 2];
const CNPJ_FIRST: [u32; 12] = [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
const CNPJ_SECOND: [u32; 13] = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];

/// Written apart from the code under test: appends the check digit of the sum.
fn append_digit(text: &mut String, weights: &[u32]) {
    let sum: u32 = text.bytes().zip(weights).map(|(c, weight)| (u32::from(c) - 48) * weight).sum();
    let digit = if sum % 11 < 2 { 0 } else { 11 - sum % 11 };
    text.push_str(&digit.to_string());
}

fn complete(mut base: String, first: &[u32], second: &[u32]) -> String {
    append_digit(&mut base, first);
    append_digit(&mut base, second);
    base
}

fn is_varied(text: &str) -> bool {
    text.bytes().any(|c| Some(c) != text.bytes().next())
}

fn cpfs() -> impl Strategy<Value = String> {
    "[0-9]{9}".prop_map(|base| complete(base, &CPF_FIRST, &CPF_SECOND)).prop_filter("repeated", |cpf| is_varied(cpf))
}

fn cnpjs(base: &'static str) -> impl Strategy<Value = String> {
    base.prop_map(|base| complete(base, &CNPJ_FIRST, &CNPJ_SECOND)).prop_filter("repeated", |cnpj| is_varied(cnpj))
}

fn replaced(text: &str, position: usize, character: char) -> String {
    text.chars().enumerate().map(|(at, c)| if at == position { character } else { c }).collect()
}

/// Difference of the values of the characters at one position, without sign.
fn distance(a: &str, b: &str, position: usize) -> u8 {
    a.as_bytes()[position].abs_diff(b.as_bytes()[position])
}

proptest! {
    #[test]
    fn a_generated_cpf_is_valid_and_reads_back(cpf in cpfs()) {
        let document = Document::parse(&cpf).unwrap();
        prop_assert_eq!(document.as_str(), cpf.as_str());
        prop_assert_eq!(document.formatted().len(), 14);
        prop_assert_eq!(document.masked().matches(|c: char| c.is_ascii_digit()).count(), 6);
        prop_assert_eq!(Document::parse(&document.formatted()), Ok(document));
    }

    #[test]
    fn a_generated_cnpj_is_valid_and_reads_back(cnpj in cnpjs("[A-Z0-9]{12}")) {
        let document = Document::parse(&cnpj.to_lowercase()).unwrap();
        prop_assert_eq!(document.as_str(), cnpj.as_str());
        prop_assert_eq!(document.formatted().len(), 18);
        prop_assert!(document.masked().starts_with("**.") && document.masked().ends_with("/****-**"));
        prop_assert_eq!(Document::parse(&document.formatted()), Ok(document));
    }

    /// Every single-digit error of a CPF at once: 99 per case. The exceptions are those named in the module.
    #[test]
    fn a_wrong_digit_of_a_cpf_is_found(cpf in cpfs()) {
        for position in 0..11 {
            for digit in ('0'..='9').filter(|digit| !cpf[position..].starts_with(*digit)) {
                let wrong = replaced(&cpf, position, digit);
                let off = distance(&cpf, &wrong, position);
                let blind_first = position == 0 && off == 1 && cpf[9..].starts_with('0');
                let blind_sixth = position == 5 && matches!(off, 2 | 9) && cpf.ends_with("00");
                if !blind_first && !blind_sixth {
                    prop_assert!(Cpf::parse(&wrong).is_err(), "{} for {}", wrong, cpf);
                }
            }
        }
    }

    /// Every single-character error of a CNPJ at once. The exceptions are those named in the module.
    #[test]
    fn a_wrong_character_of_a_cnpj_is_found(cnpj in cnpjs("[A-Z0-9]{12}")) {
        for position in 0..14 {
            for character in ('0'..='9').chain('A'..='Z').filter(|c| !cnpj[position..].starts_with(*c)) {
                let wrong = replaced(&cnpj, position, character);
                let off = distance(&cnpj, &wrong, position) % 11;
                let same_value = off == 0 && position < 12;
                let zeros = cnpj.ends_with("00");
                let blind_by_two = zeros && matches!(position, 0 | 8) && matches!(off, 2 | 9);
                let blind_by_five = zeros && position == 4 && matches!(off, 5 | 6);
                if !same_value && !blind_by_two && !blind_by_five {
                    prop_assert!(Cnpj::parse(&wrong).is_err(), "{} for {}", wrong, cnpj);
                }
            }
        }
    }

    #[test]
    fn no_text_is_a_panic(text in any::<String>(), near in "[0-9A-Za-z./ -]{9,20}") {
        let _ = Document::parse(&text);
        if let Ok(document) = Document::parse(&near) {
            prop_assert_eq!(Document::parse(document.as_str()), Ok(document));
        }
    }
}

#[test]
fn the_named_exceptions_exist() {
    // One per kind, so that the list in the module is not longer than the truth. Searched, not assumed.
    let mut first = 0;
    let mut sixth = 0;
    for base in (0..999_999_999).step_by(9_973).map(|base| format!("{base:09}")) {
        let cpf = complete(base, &CPF_FIRST, &CPF_SECOND);
        for (position, count) in [(0, &mut first), (5, &mut sixth)] {
            let others = ('0'..='9').filter(|digit| !cpf[position..].starts_with(*digit));
            *count += others.filter(|digit| Cpf::parse(&replaced(&cpf, position, *digit)).is_ok()).count();
        }
    }
    assert!(first > 0 && sixth > 0, "{first} {sixth}");
    let cnpj = complete("A2ABC34501DE".into(), &CNPJ_FIRST, &CNPJ_SECOND);
    assert!(Cnpj::parse(&cnpj).is_ok() && Cnpj::parse(&replaced(&cnpj, 0, 'L')).is_ok());
}

#[test]
fn every_repeated_number_is_refused() {
    for digit in '0'..='9' {
        for length in [11, 14] {
            assert_eq!(Document::parse(&digit.to_string().repeat(length)), Err(DocumentError::Repeated));
        }
    }
}
