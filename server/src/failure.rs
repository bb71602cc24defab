//! Why a command of the program failed.

use std::fmt;

use domain::{error::AppError, i18n::Locale};

/// Why a command failed, as one sentence.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    /// From anything that can say itself.
    pub fn new(reason: impl fmt::Display) -> Self {
        Self(reason.to_string())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<AppError> for Failure {
    /// The sentence of the screens, with the field it belongs to.
    fn from(error: AppError) -> Self {
        let sentence = Locale::En.texts().error(&error);
        error.field.map_or_else(|| Self::new(&sentence), |field| Self::new(format!("{field}: {sentence}")))
    }
}
