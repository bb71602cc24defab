//! The catalogue "Serviços": what a ticket is about, what it costs and how long it may take.
//!
//! A price is a proposal for new tickets. Changing it never touches a ticket that exists.

use serde::{Deserialize, Serialize};

use crate::{
    catalogue::kept_entry,
    error::{AppError, ErrorCode},
    form::{self, Faults},
    ids::{ClientKey, ServiceId},
    money::Money,
};

/// Longest name, in characters.
pub const NAME_MAX: usize = 80;
/// Longest term, in working hours.
pub const TERM_MAX_HOURS: u32 = 2_000;

/// A service as the settings show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    pub id: ServiceId,
    pub version: i64,
    pub name: String,
    pub price: Money,
    /// Term in working minutes.
    pub term: Option<u32>,
    pub active: bool,
}

/// The form of a new or changed service, everything as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceForm {
    pub key: ClientKey,
    /// `None` = a new one.
    pub id: Option<ServiceId>,
    /// The version that was on the screen; 0 for a new one.
    pub version: i64,
    pub name: String,
    /// `1.234,56`; empty = 0,00.
    pub price: String,
    /// Working hours: `8`, `1:30` or `1,5`; empty = no term.
    pub term: String,
}

/// A service that may be stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceDraft {
    pub name: String,
    pub price: Money,
    /// Term in working minutes.
    pub term: Option<u32>,
}

kept_entry!(Service, ServiceId, ServiceForm, ServiceDraft, name, { name, price, term });

impl ServiceForm {
    /// Reads the form.
    ///
    /// # Errors
    /// The faults of all fields.
    pub fn validate(&self) -> Result<ServiceDraft, Vec<AppError>> {
        let mut faults = Faults::default();
        let name = faults.keep(form::required("name", &self.name, NAME_MAX));
        let price = faults.keep(read_price(&self.price));
        let term = faults.keep(read_term(&self.term));
        faults.finish(ServiceDraft { name, price, term })
    }
}

fn read_price(text: &str) -> Result<Money, AppError> {
    if text.trim().is_empty() {
        return Ok(Money::ZERO);
    }
    let price = Money::parse(text).map_err(|fault| AppError::on("price", ErrorCode::Money(fault)))?;
    if price < Money::ZERO {
        return Err(AppError::on("price", ErrorCode::OutOfRange { min: 0, max: Money::MAX.cents() / 100 }));
    }
    Ok(price)
}

/// Reads a term in working hours into minutes.
fn read_term(text: &str) -> Result<Option<u32>, AppError> {
    let text = text.trim().trim_end_matches(['h', 'H']).trim_end();
    if text.is_empty() {
        return Ok(None);
    }
    let range = || AppError::on("term", ErrorCode::OutOfRange { min: 1, max: TERM_MAX_HOURS.into() });
    let minutes = if let Some((hours, minutes)) = text.split_once(':') {
        let within = digits(minutes).filter(|count| minutes.len() == 2 && *count < 60).ok_or_else(range)?;
        digits(hours).ok_or_else(range)?.checked_mul(60).and_then(|whole| whole.checked_add(within))
    } else if let Some((hours, tenths)) = text.split_once([',', '.']) {
        let part = digits(tenths).filter(|_| tenths.len() == 1).ok_or_else(range)?;
        digits(hours).ok_or_else(range)?.checked_mul(60).and_then(|whole| whole.checked_add(part * 6))
    } else {
        digits(text).ok_or_else(range)?.checked_mul(60)
    };
    minutes.filter(|minutes| (1..=TERM_MAX_HOURS * 60).contains(minutes)).map(Some).ok_or_else(range)
}

fn digits(text: &str) -> Option<u32> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// A term as it is typed: `8`, or `1:30` when it is no whole number of hours.
pub fn format_term(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (hours, 0) => hours.to_string(),
        (hours, minutes) => format!("{hours}:{minutes:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::MoneyError;

    fn form(name: &str, price: &str, term: &str) -> ServiceForm {
        ServiceForm {
            key: ClientKey::parse("0123456789abcdef").unwrap(),
            id: None,
            version: 0,
            name: name.to_owned(),
            price: price.to_owned(),
            term: term.to_owned(),
        }
    }

    #[test]
    fn prices_and_terms_are_read_as_typed() {
        for (term, minutes) in [
            ("", None),
            ("8", Some(480)),
            ("1:30", Some(90)),
            ("1,5", Some(90)),
            ("0:05", Some(5)),
            ("24 h", Some(1440)),
        ] {
            let draft = form("Certidão", "R$ 1.234,56", term).validate().unwrap();
            assert_eq!((draft.price.cents(), draft.term), (123_456, minutes), "{term}");
            if let Some(minutes) = minutes {
                assert_eq!(read_term(&format_term(minutes)), Ok(Some(minutes)));
            }
        }
        assert_eq!(form("Dúvida", "", "").validate().unwrap().price, Money::ZERO);
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let range = ErrorCode::OutOfRange { min: 1, max: 2_000 };
        let faults = form("", "1,234", "2001").validate().unwrap_err();
        assert_eq!(
            faults,
            [
                AppError::on("name", ErrorCode::Required),
                AppError::on("price", ErrorCode::Money(MoneyError::Ambiguous)),
                AppError::on("term", range.clone()),
            ]
        );
        for term in ["0", "0:00", "1:60", "1:5", "oito", "-1", "+1", "1,25", "99999999999"] {
            let refused = form("x", "-1,00", term).validate().unwrap_err();
            assert_eq!(refused.last().unwrap(), &AppError::on("term", range.clone()), "{term}");
        }
    }
}
