//! CPF and CNPJ: generated ones are valid, forms can be read back, and exactly which typing errors get through.

use domain::document::{Cnpj, Cpf, Document, DocumentError};
use domain::written::without_leftover;
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
    base.prop_map(|base| complete(base, &CNPJ_FIRST, &CNPJ_SECOND))
        .prop_filter("repeated", |cnpj| is_varied(&cnpj[..12]))
}

/// The characters of a text, in upper case, without its marks and without the leftover of a spreadsheet.
fn bare(text: &str) -> String {
    without_leftover(text).chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// A document with some of the marks of its written form, each perhaps another dash or between spaces.
fn written() -> impl Strategy<Value = (String, Vec<usize>)> {
    let marks = prop::collection::vec(prop_oneof![Just(""), Just("mark"), Just(" "), Just("wide")], 4);
    let numbers = prop_oneof![
        cpfs().prop_map(|cpf| (cpf, &[(3, '.'), (6, '.'), (9, '-')][..])),
        cnpjs("[A-Z0-9]{12}").prop_map(|cnpj| (cnpj, &[(2, '.'), (5, '.'), (8, '/'), (12, '-')][..])),
    ];
    (numbers, marks).prop_map(|((number, form), marks)| {
        let mut text = String::new();
        for (at, c) in number.chars().enumerate() {
            if let Some(index) = form.iter().position(|(place, _)| *place == at) {
                match (marks[index], form[index].1) {
                    ("mark", mark) | ("wide", mark @ '/') => text.push(mark),
                    ("wide", '-') => text.push_str("\u{a0}\u{2013} "),
                    ("wide", mark) => text.extend([' ', mark, ' ']),
                    (other, _) => text.push_str(other),
                }
            }
            text.push(c);
        }
        (text, form.iter().map(|(at, _)| *at).collect())
    })
}

/// `text` with a mark behind so many of its letters and digits.
fn with_mark(text: &str, after: usize, mark: &str) -> String {
    let mut seen = 0;
    let mut marked = if after == 0 { mark.to_owned() } else { String::new() };
    for c in text.chars() {
        marked.push(c);
        if c.is_ascii_alphanumeric() {
            seen += 1;
            if seen == after {
                marked.push_str(mark);
            }
        }
    }
    marked
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

    /// A mark anywhere else than in the written form is no reading of the same number, and of no other one.
    #[test]
    fn a_mark_in_another_place_is_refused(
        (text, places) in written(),
        after in 0_usize..=14,
        mark in prop::sample::select(vec![".", "/", "-", " - ", " / ", "\u{2013}", "(", ")", "+", "..", "."]),
    ) {
        let document = Document::parse(&text).unwrap();
        prop_assert_eq!(document.as_str(), bare(&text));
        prop_assert_eq!(Document::parse(&format!(" \u{a0}{text}\u{200b} ")), Ok(document.clone()));
        let length = document.as_str().len();
        if after <= length && !places.contains(&after) {
            let marked = with_mark(&text, after, mark);
            prop_assert!(Document::parse(&marked).is_err(), "{:?} for {:?}", marked, text);
        }
    }

    /// The right place with another mark is not the written form either.
    #[test]
    fn another_mark_is_refused(cpf in cpfs(), cnpj in cnpjs("[0-9]{12}"), mark in "[./-]{1,2}|[,;:_|]") {
        for (number, at, right) in
            [(&cpf, 3, "."), (&cpf, 6, "."), (&cpf, 9, "-"), (&cnpj, 2, "."), (&cnpj, 8, "/"), (&cnpj, 12, "-")]
        {
            let marked = with_mark(number, at, &mark);
            prop_assert_eq!(Document::parse(&marked).is_ok(), mark == right, "{}", marked);
        }
    }

    #[test]
    fn what_a_spreadsheet_left_is_cut_as_a_whole(document in prop_oneof![cpfs(), cnpjs("[0-9]{12}")]) {
        let expected = Document::parse(&document);
        prop_assert_eq!(&Document::parse(&format!("{document}.0")), &expected);
        prop_assert_eq!(&Document::parse(&format!("{document},00")), &expected);
        for leftover in [".", ",", ",0", ".00", ".1", ".0.0", "/0", "-0", ",000"] {
            let text = format!("{document}{leftover}");
            prop_assert!(Document::parse(&text).is_err(), "{}", text);
            // Nor may the digits behind the mark complete a shorter number.
            let shorter = format!("{}{leftover}", &document[1..]);
            if let Ok(read) = Document::parse(&shorter) {
                prop_assert_eq!(read.as_str(), bare(&shorter));
                prop_assert!(leftover == "-0", "{}", shorter);
            }
        }
    }

    #[test]
    fn no_text_is_a_panic(text in any::<String>(), near in "[0-9A-Za-z./ -]{9,20}|[0-9]{9,14}[.,][0-9]{1,2}") {
        let _ = Document::parse(&text);
        if let Ok(document) = Document::parse(&near) {
            prop_assert_eq!(document.as_str(), bare(&near));
            prop_assert_eq!(Document::parse(document.as_str()), Ok(document));
        }
    }
}

/// Seen with real lists: each of these became a valid number of somebody else.
#[test]
fn nobody_else_is_found_behind_a_spreadsheets_number() {
    for (text, error, others) in [
        ("2157368183.0", DocumentError::Length, "215.736.818-30"),
        ("2157368183,0", DocumentError::Characters, "215.736.818-30"),
        ("215736818.30", DocumentError::Separators, "215.736.818-30"),
        ("2157368183/0", DocumentError::Separators, "215.736.818-30"),
        ("2129972000106.0", DocumentError::Length, "21.299.720/0010-60"),
        ("212997200010.60", DocumentError::Separators, "21.299.720/0010-60"),
    ] {
        assert_eq!(Document::parse(text), Err(error), "{text}");
        assert!(Document::parse(others).is_ok(), "{others}");
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
    // The check digits of a CNPJ do not repeat what stands before them.
    for character in ('0'..='9').chain('A'..='Z') {
        let cnpj = complete(character.to_string().repeat(12), &CNPJ_FIRST, &CNPJ_SECOND);
        assert_eq!(Document::parse(&cnpj), Err(DocumentError::Repeated), "{cnpj}");
    }
    for text in ["AAAAAAAAAAAA45", "aa.aaa.aaa/aaaa-45", "11.111.111/1111-80"] {
        assert_eq!(Document::parse(text), Err(DocumentError::Repeated), "{text}");
    }
    assert!(Document::parse("00.000.000/0001-91").is_ok());
}
