//! Limits on sign-in attempts, by account and by network address, in memory.
//!
//! Each attempt is counted before its password is checked, so that many at once cannot slip through, and given back when
//! it succeeds: people who know their password are never locked out by signing in often. (The crate `governor` was
//! looked at: it cannot give back, and reads a clock of its own.) The rule is a leaky bucket: a burst, then one attempt
//! each interval.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use domain::time::UtcMillis;

/// How many attempts in a row, on one account and from one network address.
#[derive(Debug, Clone, Copy)]
struct Bursts {
    account: i64,
    address: i64,
}

/// Passwords: people mistype.
const PASSWORDS: Bursts = Bursts { account: 10, address: 60 };
/// Links by mail: more would only fill somebody's mailbox.
const LINKS: Bursts = Bursts { account: 3, address: 20 };
/// Reports of pages that died: enough to see a pattern, too few to fill a log.
const CLIENT_ERRORS: Bursts = Bursts { account: 60, address: 6 };
/// The time in which a used-up burst comes back, in milliseconds.
const WINDOW: i64 = 10 * 60_000;
/// Forgotten buckets are swept when there are more than this.
const SWEEP_ABOVE: usize = 4_096;

/// The sign-in attempts of the last minutes.
#[derive(Debug)]
pub struct Attempts {
    accounts: Mutex<Buckets>,
    addresses: Mutex<Buckets>,
}

impl Default for Attempts {
    fn default() -> Self {
        Self::limited(PASSWORDS)
    }
}

impl Attempts {
    /// For requests of links.
    pub fn of_links() -> Self {
        Self::limited(LINKS)
    }

    /// For reports of pages that died.
    pub fn of_client_errors() -> Self {
        Self::limited(CLIENT_ERRORS)
    }

    fn limited(bursts: Bursts) -> Self {
        Self {
            accounts: Mutex::new(Buckets::new(WINDOW / bursts.account)),
            addresses: Mutex::new(Buckets::new(WINDOW / bursts.address)),
        }
    }

    /// Counts one attempt on `account` (the e-mail as looked up) from `address`.
    ///
    /// # Errors
    /// The seconds to wait when either is used up; then nothing is counted.
    pub fn take(&self, account: &str, address: &str, now: UtcMillis) -> Result<(), u32> {
        let network = network(address);
        let mut addresses = self.addresses.lock().unwrap_or_else(PoisonError::into_inner);
        let mut accounts = self.accounts.lock().unwrap_or_else(PoisonError::into_inner);
        addresses.check(&network, now)?;
        accounts.check(account, now)?;
        addresses.add(&network, now);
        accounts.add(account, now);
        Ok(())
    }

    /// Gives back an attempt that succeeded.
    pub fn give_back(&self, account: &str, address: &str) {
        self.addresses.lock().unwrap_or_else(PoisonError::into_inner).remove(&network(address));
        self.accounts.lock().unwrap_or_else(PoisonError::into_inner).remove(account);
    }
}

/// IPv6 customers own a whole /64, so that is what is limited.
fn network(address: &str) -> String {
    match address.parse() {
        Ok(IpAddr::V6(v6)) if v6.to_ipv4_mapped().is_none() => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        _ => address.to_owned(),
    }
}

/// For each key the instant at which its bucket is empty again.
#[derive(Debug)]
struct Buckets {
    empty_at: HashMap<String, i64>,
    /// What one attempt adds to that instant, in milliseconds.
    interval: i64,
}

impl Buckets {
    fn new(interval: i64) -> Self {
        Self { empty_at: HashMap::new(), interval }
    }

    fn check(&self, key: &str, now: UtcMillis) -> Result<(), u32> {
        let Some(empty_at) = self.empty_at.get(key) else { return Ok(()) };
        let wait = empty_at + self.interval - now.millis() - WINDOW;
        if wait <= 0 {
            return Ok(());
        }
        // Rounded up: after the seconds named, the attempt is allowed.
        Err(u32::try_from((wait + 999) / 1000).unwrap_or(u32::MAX))
    }

    fn add(&mut self, key: &str, now: UtcMillis) {
        if self.empty_at.len() > SWEEP_ABOVE {
            self.empty_at.retain(|_, empty_at| *empty_at > now.millis());
        }
        let empty_at = self.empty_at.entry(key.to_owned()).or_insert(0);
        *empty_at = (*empty_at).max(now.millis()) + self.interval;
    }

    fn remove(&mut self, key: &str) {
        if let Some(empty_at) = self.empty_at.get_mut(key) {
            *empty_at -= self.interval;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UtcMillis = UtcMillis::from_millis(1_790_000_000_000);

    #[test]
    fn the_eleventh_attempt_on_an_account_waits_a_minute() {
        let attempts = Attempts::default();
        for turn in 0..10 {
            // From ever different addresses: the account itself is what is limited.
            assert_eq!(attempts.take("renata@balcao.demo", &format!("10.0.0.{turn}"), NOW), Ok(()));
        }
        assert_eq!(attempts.take("renata@balcao.demo", "10.0.0.99", NOW), Err(60));
        assert_eq!(attempts.take("bianca@balcao.demo", "10.0.0.99", NOW), Ok(()));
        assert_eq!(attempts.take("renata@balcao.demo", "10.0.0.99", NOW.plus_seconds(60)), Ok(()));
        assert_eq!(attempts.take("renata@balcao.demo", "10.0.0.99", NOW.plus_seconds(60)), Err(60));
    }

    #[test]
    fn an_address_that_tries_many_accounts_is_stopped() {
        let attempts = Attempts::default();
        for turn in 0..60 {
            assert_eq!(attempts.take(&format!("{turn}@balcao.demo"), "2001:db8::1", NOW), Ok(()));
        }
        // Another host of the same /64.
        assert_eq!(attempts.take("61@balcao.demo", "2001:db8::ffff", NOW), Err(10));
        assert_eq!(attempts.take("61@balcao.demo", "2001:db8:0:1::1", NOW), Ok(()));
    }

    #[test]
    fn a_refused_attempt_does_not_prolong_the_wait() {
        let attempts = Attempts::default();
        for _ in 0..200 {
            let _ = attempts.take("renata@balcao.demo", "10.0.0.1", NOW);
        }
        assert_eq!(attempts.take("renata@balcao.demo", "10.0.0.1", NOW), Err(60));
    }

    #[test]
    fn signing_in_rightly_is_never_limited() {
        let attempts = Attempts::default();
        for _ in 0..500 {
            assert_eq!(attempts.take("renata@balcao.demo", "10.0.0.1", NOW), Ok(()));
            attempts.give_back("renata@balcao.demo", "10.0.0.1");
        }
    }
}
