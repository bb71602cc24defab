//! The way between the processes of one desk. It may lose and repeat notes; the hub knows how to live with both.

mod postgres;

use sqlx::PgPool;

use self::postgres::{PostgresBus, Tasks};
use super::note::Note;

/// Tells notes to the other processes. Never waits.
pub trait Bus: Send + Sync {
    /// Takes a note for the other processes; one that cannot be carried becomes a `resync` there.
    fn send(&self, note: Note);
}

/// There is no other process.
#[derive(Debug, Clone, Copy)]
pub struct Local;

impl Bus for Local {
    fn send(&self, _note: Note) {}
}

/// The bus over PostgreSQL's LISTEN and NOTIFY, and the tasks that make it run.
pub(super) fn postgres(pool: &PgPool, process: u64) -> (PostgresBus, Tasks) {
    postgres::new(pool, process)
}
