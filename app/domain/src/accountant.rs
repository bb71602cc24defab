//! The catalogue "Contadores": who does the books of a requester, and the name that fills the field "Nome" of a ticket.
//!
//! A ticket copies the name when it is opened; renaming an accountant changes no ticket.

use serde::{Deserialize, Serialize};

use crate::{
    catalogue::kept_entry,
    email::Email,
    error::{AppError, ErrorCode},
    form::{self, Faults},
    ids::{AccountantId, ClientKey},
};

/// Longest label and office name, in characters.
pub const NAME_MAX: usize = 120;
/// Longest CRC number, in characters: `SP-123456/O-7` and the older forms.
pub const CRC_MAX: usize = 20;

/// An accountant as the settings show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accountant {
    pub id: AccountantId,
    pub version: i64,
    /// How the accountant is called in lists.
    pub label: String,
    /// "Nome" of the ticket form.
    pub office_name: String,
    /// Number in the Conselho Regional de Contabilidade; may be empty.
    pub crc: String,
    pub email: Option<String>,
    pub active: bool,
}

/// The form of a new or changed accountant, everything as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountantForm {
    pub key: ClientKey,
    /// `None` = a new one.
    pub id: Option<AccountantId>,
    /// The version that was on the screen; 0 for a new one.
    pub version: i64,
    pub label: String,
    pub office_name: String,
    pub crc: String,
    pub email: String,
}

/// An accountant that may be stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountantDraft {
    pub label: String,
    pub office_name: String,
    pub crc: String,
    pub email: Option<String>,
}

kept_entry!(Accountant, AccountantId, AccountantForm, AccountantDraft, label, { label, office_name, crc, email });

impl AccountantForm {
    /// Reads the form.
    ///
    /// # Errors
    /// The faults of all fields.
    pub fn validate(&self) -> Result<AccountantDraft, Vec<AppError>> {
        let mut faults = Faults::default();
        let label = faults.keep(form::required("label", &self.label, NAME_MAX));
        let office_name = faults.keep(form::required("office_name", &self.office_name, NAME_MAX));
        let crc = faults.keep(form::optional("crc", &self.crc, CRC_MAX)).to_uppercase();
        let email = faults.keep(read_email(&self.email));
        faults.finish(AccountantDraft { label, office_name, crc, email })
    }
}

fn read_email(text: &str) -> Result<Option<String>, AppError> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let email = Email::parse(text).map_err(|fault| AppError::on("email", ErrorCode::Email(fault)))?;
    Ok(Some(email.as_str().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::email::EmailError;

    #[test]
    fn all_faults_are_told_at_once() {
        let mut form = AccountantForm {
            key: ClientKey::parse("0123456789abcdef").unwrap(),
            id: None,
            version: 0,
            label: "Rocha".to_owned(),
            office_name: "Rocha Assessoria Contábil".to_owned(),
            crc: " sp-123456/o-7 ".to_owned(),
            email: String::new(),
        };
        let draft = form.validate().unwrap();
        assert_eq!((draft.crc.as_str(), draft.email), ("SP-123456/O-7", None));
        form.label.clear();
        form.crc = "9".repeat(21);
        form.email = "rocha".to_owned();
        assert_eq!(
            form.validate().unwrap_err(),
            [
                AppError::on("label", ErrorCode::Required),
                AppError::on("crc", ErrorCode::TooLong { max: 20 }),
                AppError::on("email", ErrorCode::Email(EmailError::MissingAt)),
            ]
        );
    }
}
