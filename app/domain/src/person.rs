//! People: customers and requesters, natural (PF) or legal (PJ) persons, with up to five phones.
//!
//! [`validate`] turns the form as typed into a [`PersonDraft`], or names every wrong field at once, so that nobody corrects a
//! form one refusal at a time. Rows of an imported list go through the same checks in [`import`]. Uniqueness of the document
//! is the database's rule. Lists are in [`query`], what travels to the screens in [`wire`].

pub mod import;
pub mod query;
pub mod wire;

use serde::{Deserialize, Serialize};

pub use self::{
    query::{PersonCursor, PersonQuery, PersonSort},
    wire::{PersonDetails, PersonPage, PersonRow},
};
use crate::{
    document::Document,
    email::Email,
    error::{AppError, ErrorCode},
    ids::{ClientKey, PersonId},
    phone::Phone,
    search,
    state::Uf,
    zone::Zone,
};

/// Phones of one person; the slots are numbered from 1.
pub const PHONE_SLOTS: usize = 5;
/// Longest name and social name, in characters.
pub const NAME_MAX: usize = 120;
/// Longest city, in characters.
pub const CITY_MAX: usize = 80;
/// Longest note, in characters.
pub const NOTE_MAX: usize = 2_000;

coded! {
    /// Natural or legal person.
    #[derive(Default)]
    pub enum PersonKind {
        /// Pessoa física (PF).
        #[default]
        Individual = "individual",
        /// Pessoa jurídica (PJ).
        Company = "company",
    }
}

impl PersonKind {
    /// Whose document this is.
    pub const fn of_document(document: &Document) -> Self {
        match document {
            Document::Cpf(_) => Self::Individual,
            Document::Cnpj(_) => Self::Company,
        }
    }
}

coded! {
    /// What is known about a phone of a person.
    #[derive(Default)]
    pub enum PhoneState {
        #[default]
        Ok = "ok",
        /// Somebody else answers, or the number does not exist.
        Wrong = "wrong",
        /// "Não perturbe": must not be dialled.
        DoNotCall = "do_not_call",
    }
}

/// A phone in its slot, 1 to [`PHONE_SLOTS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonPhone {
    pub slot: u8,
    pub number: Phone,
    pub state: PhoneState,
}

/// A phone as typed; an empty number leaves the slot free.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PhoneForm {
    pub number: String,
    pub state: PhoneState,
}

/// The form of a person, everything as typed. `phones[0]` is slot 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonForm {
    pub key: ClientKey,
    /// `None` for a new person.
    pub id: Option<PersonId>,
    /// The version the form was filled from; not looked at for a new person.
    pub version: i64,
    /// Counts only without a document: a CPF is of a natural person, a CNPJ of a legal one, whatever was chosen.
    pub kind: PersonKind,
    pub name: String,
    pub social_name: String,
    pub document: String,
    pub email: String,
    pub state: String,
    pub city: String,
    pub zone: String,
    pub note: String,
    pub phones: Vec<PhoneForm>,
}

impl PersonForm {
    /// An empty form of a new person.
    pub fn empty(key: ClientKey) -> Self {
        Self {
            key,
            id: None,
            version: 0,
            kind: PersonKind::default(),
            name: String::new(),
            social_name: String::new(),
            document: String::new(),
            email: String::new(),
            state: String::new(),
            city: String::new(),
            zone: String::new(),
            note: String::new(),
            phones: vec![PhoneForm::default(); PHONE_SLOTS],
        }
    }

    /// The form filled from what is stored.
    pub fn of(person: &PersonDetails, key: ClientKey) -> Self {
        let draft = &person.draft;
        let mut phones = vec![PhoneForm::default(); PHONE_SLOTS];
        for phone in &draft.phones {
            if let Some(form) = usize::from(phone.slot).checked_sub(1).and_then(|index| phones.get_mut(index)) {
                *form = PhoneForm { number: phone.number.formatted(), state: phone.state };
            }
        }
        Self {
            key,
            id: Some(person.id),
            version: person.version,
            kind: draft.kind,
            name: draft.name.clone(),
            social_name: draft.social_name.clone(),
            document: draft.document.as_ref().map(Document::formatted).unwrap_or_default(),
            email: draft.email.as_ref().map(ToString::to_string).unwrap_or_default(),
            state: draft.state.map(|state| state.code().to_owned()).unwrap_or_default(),
            city: draft.city.clone(),
            zone: draft.zone.map(|zone| zone.code().to_owned()).unwrap_or_default(),
            note: draft.note.clone(),
            phones,
        }
    }
}

/// The checked content of a person, ready to be stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonDraft {
    pub kind: PersonKind,
    pub name: String,
    pub social_name: String,
    pub document: Option<Document>,
    pub email: Option<Email>,
    pub state: Option<Uf>,
    pub city: String,
    /// `None` = the company's zone.
    pub zone: Option<Zone>,
    pub note: String,
    /// Only the slots in use, in their order.
    pub phones: Vec<PersonPhone>,
}

impl PersonDraft {
    /// The folded text a person is found by: names, document, address and the digits of the phones.
    pub fn search_body(&self) -> String {
        let mut body = search::fold(&format!(
            "{} {} {} {}",
            self.name,
            self.social_name,
            self.document.as_ref().map_or("", Document::as_str),
            self.email.as_ref().map_or("", Email::as_str),
        ));
        for phone in &self.phones {
            body.push(' ');
            body.push_str(&search::digits(phone.number.e164()));
        }
        body
    }
}

/// What a form or a row of a list says about a person, as typed.
struct Typed<'a> {
    kind: PersonKind,
    name: &'a str,
    social_name: &'a str,
    document: &'a str,
    email: &'a str,
    state: &'a str,
    city: &'a str,
    zone: &'a str,
    note: &'a str,
    phones: &'a [PhoneForm],
}

/// Checks a form. The fields of the errors are those of [`PersonForm`]; a phone's is `phones.` and its slot (`phones.2`).
///
/// # Errors
/// One error for each wrong field, in the order of the form.
pub fn validate(form: &PersonForm) -> Result<PersonDraft, Vec<AppError>> {
    check(&Typed {
        kind: form.kind,
        name: &form.name,
        social_name: &form.social_name,
        document: &form.document,
        email: &form.email,
        state: &form.state,
        city: &form.city,
        zone: &form.zone,
        note: &form.note,
        phones: &form.phones,
    })
}

fn check(form: &Typed<'_>) -> Result<PersonDraft, Vec<AppError>> {
    let mut errors = Vec::new();
    let name = one_line(form.name);
    if name.is_empty() {
        errors.push(AppError::on("name", ErrorCode::Required));
    }
    check_length(&mut errors, "name", &name, NAME_MAX);
    let social_name = one_line(form.social_name);
    check_length(&mut errors, "social_name", &social_name, NAME_MAX);
    let document =
        optional(&mut errors, "document", form.document, |typed| Document::parse(typed).map_err(ErrorCode::Document));
    let email = optional(&mut errors, "email", form.email, |typed| Email::parse(typed).map_err(ErrorCode::Email));
    let state =
        optional(&mut errors, "state", form.state, |typed| Uf::parse(typed).map_err(|_| ErrorCode::NotAvailable));
    let city = one_line(form.city);
    check_length(&mut errors, "city", &city, CITY_MAX);
    let zone =
        optional(&mut errors, "zone", form.zone, |typed| Zone::parse(typed).map_err(|_| ErrorCode::NotAvailable));
    let note = many_lines(form.note);
    check_length(&mut errors, "note", &note, NOTE_MAX);
    let phones = phones(&mut errors, form.phones);
    if !errors.is_empty() {
        return Err(errors);
    }
    let kind = document.as_ref().map_or(form.kind, PersonKind::of_document);
    Ok(PersonDraft { kind, name, social_name, document, email, state, city, zone, note, phones })
}

fn phones(errors: &mut Vec<AppError>, forms: &[PhoneForm]) -> Vec<PersonPhone> {
    let mut phones: Vec<PersonPhone> = Vec::new();
    for (slot, form) in (1_u8..).zip(forms) {
        let field = format!("phones.{slot}");
        if form.number.trim().is_empty() {
            continue;
        }
        match Phone::parse(&form.number) {
            _ if usize::from(slot) > PHONE_SLOTS => errors.push(AppError::on(field, ErrorCode::NotAvailable)),
            Ok(number) if phones.iter().any(|known| known.number == number) => {
                errors.push(AppError::on(field, ErrorCode::Taken));
            }
            Ok(number) => phones.push(PersonPhone { slot, number, state: form.state }),
            Err(reason) => errors.push(AppError::on(field, ErrorCode::Phone(reason))),
        }
    }
    phones
}

/// Text of one line: no control characters (PostgreSQL refuses NUL), single spaces.
pub(crate) fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn many_lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    text.trim().chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect()
}

fn check_length(errors: &mut Vec<AppError>, field: &str, text: &str, max: usize) {
    if text.chars().count() > max {
        errors.push(AppError::on(field, ErrorCode::TooLong { max: u32::try_from(max).unwrap_or(u32::MAX) }));
    }
}

fn optional<T>(
    errors: &mut Vec<AppError>,
    field: &str,
    typed: &str,
    parse: impl FnOnce(&str) -> Result<T, ErrorCode>,
) -> Option<T> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    parse(typed).map_err(|code| errors.push(AppError::on(field, code))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{document::DocumentError, email::EmailError, phone::PhoneError};

    fn form(name: &str) -> PersonForm {
        PersonForm { name: name.to_owned(), ..PersonForm::empty(ClientKey::parse("0190c2f0-7c1e-7abc").unwrap()) }
    }

    fn phone(number: &str) -> PhoneForm {
        PhoneForm { number: number.to_owned(), state: PhoneState::Ok }
    }

    #[test]
    fn codes_read_back() {
        for kind in PersonKind::ALL {
            assert_eq!(PersonKind::from_code(kind.code()), Some(kind));
        }
        for state in PhoneState::ALL {
            assert_eq!(PhoneState::from_code(state.code()), Some(state));
        }
    }

    #[test]
    fn a_good_form_becomes_a_draft() {
        let draft = validate(&PersonForm {
            document: "12.abc.345/01de-35".to_owned(),
            email: " Maria@Exemplo.com ".to_owned(),
            state: "sp".to_owned(),
            zone: "America/Manaus".to_owned(),
            note: " linha 1\r\nlinha\0 2 ".to_owned(),
            phones: vec![phone(""), phone("(11) 98765-4321"), phone("1134567890")],
            ..form("  Padaria \t São  João ")
        })
        .unwrap();
        assert_eq!((draft.name.as_str(), draft.note.as_str()), ("Padaria São João", "linha 1\nlinha 2"));
        assert_eq!(draft.kind, PersonKind::Company, "the document decides");
        assert_eq!(draft.document.as_ref().map(Document::as_str), Some("12ABC34501DE35"));
        assert_eq!((draft.state, draft.zone), (Some(Uf::SP), Some(Zone::Amazonas)));
        assert_eq!(draft.phones.iter().map(|phone| phone.slot).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(draft.search_body(), "padaria sao joao 12abc34501de35 maria@exemplo.com 5511987654321 551134567890");
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let errors = validate(&PersonForm {
            social_name: "x".repeat(NAME_MAX + 1),
            document: "529.982.247-24".to_owned(),
            email: "maria@gmail".to_owned(),
            state: "XX".to_owned(),
            zone: "Europe/Lisbon".to_owned(),
            phones: vec![phone("1134567890"), phone("(11) 8765-4321"), phone("11 3456-7890"), phone("abc")],
            ..form(" ")
        })
        .unwrap_err();
        let fields: Vec<&str> = errors.iter().filter_map(|error| error.field.as_deref()).collect();
        assert_eq!(
            fields,
            ["name", "social_name", "document", "email", "state", "zone", "phones.2", "phones.3", "phones.4"]
        );
        assert_eq!(errors[2].code, ErrorCode::Document(DocumentError::CheckDigits));
        assert_eq!(errors[3].code, ErrorCode::Email(EmailError::MissingDot));
        let ErrorCode::Phone(PhoneError::MissingNinthDigit { suggestion }) = &errors[6].code else {
            panic!("{errors:?}")
        };
        assert_eq!(suggestion.formatted(), "(11) 98765-4321");
        assert_eq!(errors[7].code, ErrorCode::Taken, "the same number twice");
    }
}
