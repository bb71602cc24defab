//! Random tokens and their hashes. A token is shown once (cookie, link); only its hash is stored.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// A fresh 256-bit token as 43 characters that are safe in cookies and addresses.
pub fn fresh() -> String {
    let bytes: [u8; 32] = rand::random();
    URL_SAFE_NO_PAD.encode(bytes)
}

/// What is stored of a token.
pub fn hash(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(token.as_bytes()))
}

#[cfg(test)]
mod tests {
    #[test]
    fn tokens_differ_and_are_not_stored_as_they_are() {
        let (one, two) = (super::fresh(), super::fresh());
        assert_eq!(one.len(), 43);
        assert_ne!(one, two);
        assert_ne!(super::hash(&one), one);
        assert_eq!(super::hash(&one), super::hash(&one));
    }
}
