//! The form "Empresa".

use serde::{Deserialize, Serialize};

use super::Company;
use crate::{
    document::Cnpj,
    email::Email,
    error::{AppError, ErrorCode},
    form::{self, Faults},
    phone::Phone,
    zone::Zone,
};

/// Longest name of the company, in characters.
pub const NAME_MAX: usize = 120;

/// Everything as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyForm {
    pub name: String,
    /// CNPJ, with or without punctuation; may be empty.
    pub document: String,
    /// Sender of every mail; may be empty, and then no mail goes out.
    pub email: String,
    pub phone: String,
    pub zone: Zone,
}

impl CompanyForm {
    /// The form as it is shown for stored values.
    pub fn of(company: &Company) -> Self {
        let document =
            Cnpj::parse(&company.document).map_or_else(|_| company.document.clone(), |cnpj| cnpj.formatted());
        let phone = Phone::parse(&company.phone).map_or_else(|_| company.phone.clone(), |phone| phone.formatted());
        Self { name: company.name.clone(), document, email: company.email.clone(), phone, zone: company.zone }
    }

    /// Reads the form.
    ///
    /// # Errors
    /// The faults of all fields.
    pub fn validate(&self) -> Result<Company, Vec<AppError>> {
        let mut faults = Faults::default();
        let name = faults.keep(form::required("name", &self.name, NAME_MAX));
        let document = faults.keep(unless_empty(&self.document, |text| {
            let cnpj = Cnpj::parse(text).map_err(|fault| AppError::on("document", ErrorCode::Document(fault)))?;
            Ok(cnpj.as_str().to_owned())
        }));
        let email = faults.keep(unless_empty(&self.email, |text| {
            let email = Email::parse(text).map_err(|fault| AppError::on("email", ErrorCode::Email(fault)))?;
            Ok(email.as_str().to_owned())
        }));
        let phone = faults.keep(unless_empty(&self.phone, |text| {
            let phone = Phone::parse(text).map_err(|fault| AppError::on("phone", ErrorCode::Phone(fault)))?;
            Ok(phone.e164().to_owned())
        }));
        faults.finish(Company { name, document, email, phone, zone: self.zone })
    }
}

fn unless_empty(text: &str, read: impl FnOnce(&str) -> Result<String, AppError>) -> Result<String, AppError> {
    if text.trim().is_empty() { Ok(String::new()) } else { read(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{document::DocumentError, email::EmailError, phone::PhoneError};

    fn form() -> CompanyForm {
        CompanyForm {
            name: " Prado Contabilidade ".to_owned(),
            document: "12.abc.345/01de-35".to_owned(),
            email: "contato@prado.com.br".to_owned(),
            phone: "(11) 3344-5566".to_owned(),
            zone: Zone::Brasilia,
        }
    }

    #[test]
    fn values_are_stored_bare_and_shown_formatted() {
        let company = form().validate().unwrap();
        assert_eq!(company.name, "Prado Contabilidade");
        assert_eq!((company.document.as_str(), company.phone.as_str()), ("12ABC34501DE35", "+551133445566"));
        let shown = CompanyForm::of(&company);
        assert_eq!((shown.document.as_str(), shown.phone.as_str()), ("12.ABC.345/01DE-35", "(11) 3344-5566"));
        assert_eq!(shown.validate(), Ok(company));
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let faulty = CompanyForm {
            name: " ".to_owned(),
            document: "11.222.333/0001-82".to_owned(),
            email: "contato@prado".to_owned(),
            phone: "3344".to_owned(),
            zone: Zone::Brasilia,
        };
        assert_eq!(
            faulty.validate().unwrap_err(),
            [
                AppError::on("name", ErrorCode::Required),
                AppError::on("document", ErrorCode::Document(DocumentError::CheckDigits)),
                AppError::on("email", ErrorCode::Email(EmailError::MissingDot)),
                AppError::on("phone", ErrorCode::Phone(PhoneError::Length)),
            ]
        );
        let bare =
            CompanyForm { document: String::new(), email: " ".to_owned(), phone: String::new(), ..form() }.validate();
        assert_eq!(bare.unwrap().email, "");
    }
}
