//! How much one user may say, over all their sockets together: a burst, then a steady rate (a leaky bucket each).
//!
//! Far above what people do, far below what hurts others.

use tokio::time::Instant;

/// Messages at once, and a second for long.
const MESSAGES: (f64, f64) = (40.0, 10.0);
/// Frames at once, and a second for long.
const FRAMES: (f64, f64) = (160.0, 40.0);

/// The two limits of one user.
#[derive(Debug)]
pub(super) struct Limits {
    messages: Bucket,
    frames: Bucket,
}

impl Default for Limits {
    fn default() -> Self {
        let now = Instant::now();
        Self { messages: Bucket::new(MESSAGES, now), frames: Bucket::new(FRAMES, now) }
    }
}

impl Limits {
    /// Counts a frame.
    ///
    /// # Errors
    /// There were too many; nothing is counted.
    pub(super) fn frame(&mut self) -> Result<(), u32> {
        self.frames.take(Instant::now())
    }

    /// Counts a message.
    ///
    /// # Errors
    /// There were too many: the milliseconds to wait. Nothing is counted.
    pub(super) fn message(&mut self) -> Result<(), u32> {
        self.messages.take(Instant::now())
    }
}

#[derive(Debug)]
struct Bucket {
    left: f64,
    at: Instant,
    burst: f64,
    per_second: f64,
}

impl Bucket {
    const fn new((burst, per_second): (f64, f64), at: Instant) -> Self {
        Self { left: burst, at, burst, per_second }
    }

    fn take(&mut self, now: Instant) -> Result<(), u32> {
        let passed = now.saturating_duration_since(self.at).as_secs_f64();
        self.at = now;
        self.left = (self.left + passed * self.per_second).min(self.burst);
        if self.left >= 1.0 {
            self.left -= 1.0;
            return Ok(());
        }
        let wait = std::time::Duration::from_secs_f64((1.0 - self.left) / self.per_second);
        Err(u32::try_from(wait.as_millis()).unwrap_or(u32::MAX).max(1))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_burst_then_a_rate() {
        let begun = Instant::now();
        let mut bucket = Bucket::new((3.0, 2.0), begun);
        let taken = (0..10).filter(|_| bucket.take(begun).is_ok()).count();
        assert_eq!(taken, 3);
        assert_eq!(bucket.take(begun), Err(500));
        let later = begun + Duration::from_millis(500);
        assert!(bucket.take(later).is_ok());
        assert!(bucket.take(later).is_err());
    }
}
