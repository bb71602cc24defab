//! The desk itself: what every use-case needs, in one value that is cheap to clone.

use std::sync::Arc;

use tokio::sync::Notify;

use crate::{Db, attempts::Attempts, clock::Clock, config::Config, files::FileStorage, live::Hub, mail::Mailer};

/// The running desk. Use-cases are functions that take it first.
#[derive(Clone)]
pub struct Desk(Arc<Inner>);

/// The parts; reached through `Deref`-like accessors of [`Desk`].
struct Inner {
    db: Db,
    clock: Clock,
    config: Config,
    mailer: Mailer,
    hub: Hub,
    attempts: Attempts,
    mail_waits: Notify,
    link_requests: Attempts,
    files: FileStorage,
    events_wait: Notify,
}

impl Desk {
    /// Puts the parts together. The database is open and migrated already.
    pub fn new(db: Db, clock: Clock, config: Config, mailer: Mailer, hub: Hub) -> Self {
        let files = FileStorage::new(&config);
        let (attempts, link_requests) = (Attempts::default(), Attempts::of_links());
        Self(Arc::new(Inner {
            db,
            clock,
            config,
            mailer,
            hub,
            attempts,
            link_requests,
            files,
            mail_waits: Notify::new(),
            events_wait: Notify::new(),
        }))
    }

    pub fn db(&self) -> &Db {
        &self.0.db
    }

    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    pub fn config(&self) -> &Config {
        &self.0.config
    }

    pub fn mailer(&self) -> &Mailer {
        &self.0.mailer
    }

    /// Where changes are told to open screens.
    pub fn hub(&self) -> &Hub {
        &self.0.hub
    }

    /// Failed sign-ins by address and account.
    pub fn attempts(&self) -> &Attempts {
        &self.0.attempts
    }

    /// Rung after a commit that left mails in the outbox for the job, which then starts at once instead of at its hour.
    pub fn mail_waits(&self) -> &Notify {
        &self.0.mail_waits
    }

    /// Links for signing in that were asked for, by address and account.
    pub fn link_requests(&self) -> &Attempts {
        &self.0.link_requests
    }

    /// Where the bytes of files are.
    pub fn files(&self) -> &FileStorage {
        &self.0.files
    }

    /// Rung after a commit that may have left events for other systems in their outbox.
    pub fn events_wait(&self) -> &Notify {
        &self.0.events_wait
    }
}
