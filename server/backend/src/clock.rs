//! The one place that reads the clock, so that tests can hold it still or move it.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use domain::time::UtcMillis;

/// Where `now` comes from. Cheap to clone; clones of a manual clock move together.
#[derive(Debug, Clone)]
pub struct Clock(Source);

#[derive(Debug, Clone)]
enum Source {
    System,
    /// UTC milliseconds, set by hand.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    pub const fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands at `now` until it is moved.
    pub fn manual(now: UtcMillis) -> Self {
        Self(Source::Manual(Arc::new(AtomicI64::new(now.millis()))))
    }

    pub fn now(&self) -> UtcMillis {
        match &self.0 {
            Source::System => {
                #[expect(clippy::disallowed_methods, reason = "this is the injected clock itself")]
                let now = std::time::SystemTime::now();
                let millis = now.duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_millis());
                UtcMillis::from_millis(i64::try_from(millis).unwrap_or(i64::MAX))
            }
            Source::Manual(millis) => UtcMillis::from_millis(millis.load(Ordering::SeqCst)),
        }
    }

    /// Moves a manual clock; the system's clock does not listen.
    pub fn set(&self, now: UtcMillis) {
        if let Source::Manual(millis) = &self.0 {
            millis.store(now.millis(), Ordering::SeqCst);
        }
    }
}
