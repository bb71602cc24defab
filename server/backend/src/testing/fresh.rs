//! What nobody used before, counted instead of drawn: a test that fails does so with the same values again.

use std::sync::atomic::{AtomicU64, Ordering};

use domain::ids::ClientKey;

static NEXT: AtomicU64 = AtomicU64::new(1);

/// A number that no test of this process got before.
pub fn number() -> u64 {
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// The key of a command that was never sent.
pub fn key() -> ClientKey {
    ClientKey::parse(&format!("{:032x}", number())).unwrap()
}
