//! Passwords: argon2id hashes, made and checked off the async threads.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use domain::error::{AppError, ErrorCode};

/// Shortest password, in characters.
pub const MIN_LENGTH: usize = 10;

/// Refuses a password that is too short.
///
/// # Errors
/// [`ErrorCode::PasswordTooShort`] on `password`.
pub fn check_strength(password: &str) -> Result<(), AppError> {
    if password.chars().count() < MIN_LENGTH {
        let min = u32::try_from(MIN_LENGTH).unwrap_or(u32::MAX);
        return Err(AppError::on("password", ErrorCode::PasswordTooShort { min }));
    }
    Ok(())
}

/// Hashes a password; takes some tens of milliseconds by design.
///
/// # Errors
/// The hasher fails or its thread is gone; both are internal.
pub async fn hash(password: String) -> Result<String, AppError> {
    tokio::task::spawn_blocking(move || {
        Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string())
    })
    .await
    .ok()
    .and_then(Result::ok)
    .ok_or_else(|| ErrorCode::Internal.into())
}

/// Whether `password` is the one behind `hash`. Without a hash it works as long and says no, so that an unknown
/// account cannot be told from a wrong password by time.
pub async fn verify(password: String, hash: Option<String>) -> bool {
    tokio::task::spawn_blocking(move || {
        let Some(hash) = hash else {
            let _ = Argon2::default().hash_password(password.as_bytes());
            return false;
        };
        PasswordHash::new(&hash)
            .is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
    })
    .await
    .unwrap_or(false)
}

#[cfg(test)]
mod tests {
    #[tokio::test]
    async fn only_the_right_password_passes() {
        let hash = super::hash("balcao-demo-2026".to_owned()).await.unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(super::verify("balcao-demo-2026".to_owned(), Some(hash.clone())).await);
        assert!(!super::verify("balcao-demo-2025".to_owned(), Some(hash)).await);
        assert!(!super::verify("balcao-demo-2026".to_owned(), None).await);
    }
}
