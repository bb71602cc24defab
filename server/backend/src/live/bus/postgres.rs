//! The bus over LISTEN and NOTIFY: one channel, small payloads, told by one task and heard by another.
//!
//! NOTIFY is sent on a connection of its own, in no transaction of a use-case: inside one, the commits of all writers would
//! queue behind PostgreSQL's lock for notifications. The listener has a connection outside the pool. It is built anew after
//! any error (sqlx 0.9 gives back a reset connection as one) and after a silence in which even the own heartbeat was not
//! heard; after that every screen is asked to read again.

use std::{
    sync::{
        Arc, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use sqlx::{
    PgPool,
    postgres::{PgListener, PgPoolOptions},
};
use tokio::{
    sync::{mpsc, watch},
    time::{MissedTickBehavior, interval, sleep, timeout},
};

use super::{
    super::{
        hub::Inner,
        note::{self, Note},
    },
    Bus,
};
use crate::error::StoreError;

const CHANNEL: &str = "balcao";
/// Name of the listener's connection in `pg_stat_activity`.
pub(in crate::live) const LISTENER_NAME: &str = "balcao-listener";
/// How long notes are gathered before they are told together.
const GATHER: Duration = Duration::from_millis(15);
/// Notes that may wait to be told.
const WAITING: usize = 4_096;
/// How often a process shows that it lives.
const BEAT: Duration = Duration::from_secs(20);
/// After so much silence a process, or the own connection, counts as gone.
const SILENCE: Duration = Duration::from_secs(65);
/// Shortest and longest wait before the listener is built anew.
const BACK_OFF: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(10));

/// The sending side.
pub(in crate::live) struct PostgresBus {
    outgoing: mpsc::Sender<Note>,
    /// A note could not be carried since the last success.
    lost: Arc<AtomicBool>,
}

impl Bus for PostgresBus {
    fn send(&self, note: Note) {
        if self.outgoing.try_send(note).is_err() {
            self.lost.store(true, Ordering::Relaxed);
        }
    }
}

/// What has to run behind the bus.
pub(in crate::live) struct Tasks {
    pool: PgPool,
    process: u64,
    outgoing: mpsc::Receiver<Note>,
    lost: Arc<AtomicBool>,
}

pub(super) fn new(pool: &PgPool, process: u64) -> (PostgresBus, Tasks) {
    let (sender, outgoing) = mpsc::channel(WAITING);
    let lost = Arc::new(AtomicBool::new(false));
    let bus = PostgresBus { outgoing: sender, lost: Arc::clone(&lost) };
    (bus, Tasks { pool: pool.clone(), process, outgoing, lost })
}

impl Tasks {
    /// Starts telling and listening. Both end when the hub is gone: the sender of `outgoing` and of `alive` go with it.
    pub(in crate::live) fn start(self, hub: Weak<Inner>, alive: watch::Receiver<()>) {
        tokio::spawn(listen(self.pool.clone(), hub, alive));
        tokio::spawn(self.tell());
    }

    async fn tell(mut self) {
        let mut beat = interval(BEAT);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let first = tokio::select! {
                note = self.outgoing.recv() => match note {
                    Some(note) => note,
                    None => return,
                },
                _ = beat.tick() => Note::Alive,
            };
            sleep(GATHER).await;
            let mut notes = vec![first];
            while notes.len() < WAITING
                && let Ok(note) = self.outgoing.try_recv()
            {
                notes.push(note);
            }
            if self.lost.swap(false, Ordering::Relaxed) {
                notes.push(Note::Resync);
            }
            for payload in note::pack(self.process, note::merge(notes)) {
                let told =
                    sqlx::query("select pg_notify($1, $2)").bind(CHANNEL).bind(payload).execute(&self.pool).await;
                if let Err(error) = told {
                    tracing::warn!(%error, "the other processes could not be told");
                    self.lost.store(true, Ordering::Relaxed);
                }
            }
        }
    }
}

async fn listen(pool: PgPool, hub: Weak<Inner>, mut alive: watch::Receiver<()>) {
    let mut wait = BACK_OFF.0;
    loop {
        let mut connected = false;
        let lost = tokio::select! {
            lost = listen_once(&pool, &hub, &mut connected) => lost,
            // Nothing is ever sent: this ends with the hub.
            _ = alive.changed() => return,
        };
        if hub.strong_count() == 0 {
            return;
        }
        if connected {
            wait = BACK_OFF.0;
        }
        let reason = lost.map_or_else(|error| error.to_string(), |()| "the connection was lost".to_owned());
        tracing::warn!(reason, wait_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX), "the bus is deaf");
        tokio::select! {
            () = sleep(wait) => {}
            _ = alive.changed() => return,
        }
        wait = (wait * 2).min(BACK_OFF.1);
    }
}

/// Listens until the connection is lost. `connected` tells whether it ever stood.
async fn listen_once(pool: &PgPool, hub: &Weak<Inner>, connected: &mut bool) -> Result<(), StoreError> {
    let options = pool.connect_options().as_ref().clone().application_name(LISTENER_NAME);
    let own = PgPoolOptions::new().max_connections(1).max_lifetime(None).idle_timeout(None).connect_lazy_with(options);
    let mut listener = PgListener::connect_with(&own).await?;
    listener.eager_reconnect(false);
    listener.listen(CHANNEL).await?;
    *connected = true;
    let Some(present) = hub.upgrade() else { return Ok(()) };
    // What was told until now was not heard. At the start there are no screens yet, and this reaches nobody.
    present.resync();
    present.say(Note::Hello);
    present.introduce();
    drop(present);
    loop {
        let heard = timeout(SILENCE, listener.try_recv()).await;
        let Some(present) = hub.upgrade() else { return Ok(()) };
        match heard {
            Ok(Ok(Some(notification))) => present.receive(notification.payload()),
            Ok(Ok(None)) | Err(_) => return Ok(()),
            Ok(Err(error)) => return Err(error.into()),
        }
        present.forget_silent(SILENCE);
    }
}
