//! What users change about themselves: language, theme, password.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    error::{AppError, ErrorCode},
    form::Faults,
    i18n::Locale,
    ids::ClientKey,
};

/// Shortest password, in characters.
pub const PASSWORD_MIN: usize = 10;
/// Longest password, in characters: more is no password but an attempt to keep the server busy.
pub const PASSWORD_MAX: usize = 200;

coded! {
    /// Light or dark.
    #[derive(Default)]
    pub enum Theme {
        /// As the device says.
        #[default]
        System = "system",
        Light = "light",
        Dark = "dark",
    }
}

/// A choice of language and theme; the same choice twice has the same effect, so it needs no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appearance {
    pub locale: Locale,
    pub theme: Theme,
}

/// A typed password. Never shown by `Debug`, so it cannot slip into a log.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    pub fn expose(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Checks that this can become somebody's password.
    ///
    /// # Errors
    /// Too short or too long, on `field`.
    pub fn check_new(&self, field: &str) -> Result<(), AppError> {
        let length = self.0.chars().count();
        if length < PASSWORD_MIN {
            let min = u32::try_from(PASSWORD_MIN).unwrap_or(u32::MAX);
            return Err(AppError::on(field, ErrorCode::PasswordTooShort { min }));
        }
        crate::form::at_most(field, &self.0, PASSWORD_MAX)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The form "Trocar senha".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangePassword {
    pub key: ClientKey,
    pub current: Secret,
    pub new: Secret,
}

impl ChangePassword {
    /// Looks at what the form alone can tell; whether the present password is right, only the server knows.
    ///
    /// # Errors
    /// The faults of both fields.
    pub fn validate(&self) -> Result<(), Vec<AppError>> {
        let mut faults = Faults::default();
        if self.current.is_empty() {
            faults.keep::<()>(Err(AppError::on("current", ErrorCode::Required)));
        }
        faults.keep(self.new.check_new("new"));
        faults.finish(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_told() {
        let secret = Secret::new("balcao-demo-2026".to_owned());
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        assert_eq!(secret.check_new("password"), Ok(()));
        assert_eq!(
            Secret::new("nove char".to_owned()).check_new("new"),
            Err(AppError::on("new", ErrorCode::PasswordTooShort { min: 10 }))
        );
    }

    #[test]
    fn codes_read_back() {
        for theme in Theme::ALL {
            assert_eq!(Theme::from_code(theme.code()), Some(theme));
            assert_eq!(serde_json::to_string(&theme).unwrap(), format!("\"{}\"", theme.code()));
        }
    }
}
