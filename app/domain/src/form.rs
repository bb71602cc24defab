//! Reading forms: every field is looked at, so that a screen can mark all faults at once instead of one a time.

use crate::error::{AppError, ErrorCode};

/// Collects the faults of a form while its fields are read.
#[derive(Debug, Default)]
pub struct Faults(Vec<AppError>);

impl Faults {
    /// The value, or its default with the fault kept; [`Faults::finish`] then gives no draft.
    pub fn keep<T: Default>(&mut self, read: Result<T, AppError>) -> T {
        read.unwrap_or_else(|fault| {
            self.0.push(fault);
            T::default()
        })
    }

    /// The draft if no field was at fault.
    ///
    /// # Errors
    /// All faults, in the order in which the fields were read.
    pub fn finish<T>(self, draft: T) -> Result<T, Vec<AppError>> {
        if self.0.is_empty() { Ok(draft) } else { Err(self.0) }
    }
}

/// A text that must be there, without the white space around it and cleaned.
///
/// # Errors
/// [`ErrorCode::Required`] or [`ErrorCode::TooLong`] on `field`; `max` in characters.
pub fn required(field: &str, text: &str, max: usize) -> Result<String, AppError> {
    present(field, text, max, ErrorCode::Required)
}

/// The same for the reason of an act.
///
/// # Errors
/// [`ErrorCode::ReasonRequired`] or [`ErrorCode::TooLong`] on `field`.
pub fn reason(field: &str, text: &str, max: usize) -> Result<String, AppError> {
    present(field, text, max, ErrorCode::ReasonRequired)
}

/// The same where its absence has a name of its own.
///
/// # Errors
/// `missing` or [`ErrorCode::TooLong`] on `field`.
pub fn present(field: &str, text: &str, max: usize, missing: ErrorCode) -> Result<String, AppError> {
    let text = optional(field, text, max)?;
    if text.is_empty() { Err(AppError::on(field, missing)) } else { Ok(text) }
}

/// A text that may be empty, without the white space around it and cleaned.
///
/// # Errors
/// [`ErrorCode::TooLong`] on `field`; `max` in characters.
pub fn optional(field: &str, text: &str, max: usize) -> Result<String, AppError> {
    let text = clean(text);
    at_most(field, &text, max)?;
    Ok(text)
}

/// A text without the white space around it and without control characters: nobody sees them, and PostgreSQL refuses some.
/// Line breaks and tabs stay.
pub fn clean(text: &str) -> String {
    let kept: String = text.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect();
    kept.trim().to_owned()
}

/// How many characters of a text count against its limit: those that would be stored.
pub fn length(text: &str) -> usize {
    clean(text).chars().count()
}

/// A whole number within its bounds, both inclusive.
///
/// # Errors
/// [`ErrorCode::OutOfRange`] on `field`, also when the text is no number.
pub fn number(field: &str, text: &str, min: i64, max: i64) -> Result<i64, AppError> {
    let number = text.trim().parse().ok().filter(|number| (min..=max).contains(number));
    number.ok_or_else(|| AppError::on(field, ErrorCode::OutOfRange { min, max }))
}

/// The first fault of a form as the one error that a server function can give.
pub fn first(faults: Vec<AppError>) -> AppError {
    faults.into_iter().next().unwrap_or_else(|| ErrorCode::Internal.into())
}

/// Refuses a text of more than `max` characters.
///
/// # Errors
/// [`ErrorCode::TooLong`] on `field`.
pub fn at_most(field: &str, text: &str, max: usize) -> Result<(), AppError> {
    if text.chars().count() > max {
        return Err(AppError::on(field, ErrorCode::TooLong { max: u32::try_from(max).unwrap_or(u32::MAX) }));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_as_long_as_what_is_stored_of_it() {
        assert_eq!(length("  São\u{0} Paulo \r\n"), 9);
        for (text, fits) in [("é".repeat(10), true), (format!(" {} \n", "é".repeat(10)), true), ("é".repeat(11), false)]
        {
            assert_eq!(length(&text) <= 10, fits, "{text:?}");
            assert_eq!(optional("text", &text, 10).is_ok(), fits, "{text:?}");
        }
    }

    #[test]
    fn what_no_database_takes_is_dropped() {
        assert_eq!(optional("note", " a\u{0}b\r\n\tc\u{7}\u{9f} ", 9).unwrap(), "ab\n\tc");
        assert_eq!(required("note", "\u{0} \u{1}", 9), Err(AppError::on("note", ErrorCode::Required)));
        assert_eq!(reason("reason", " \u{0}\n", 9), Err(AppError::on("reason", ErrorCode::ReasonRequired)));
        assert_eq!(optional("note", "\u{0}\u{0}ab", 2).unwrap(), "ab", "measured as it is kept");
    }
}
