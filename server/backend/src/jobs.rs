//! The background jobs: a loop for each, its record in the database, and the state for whoever watches.
//!
//! A run that fails or panics is recorded and stops neither its own next run nor another job. Within a process a job never
//! overlaps itself, since its loop waits for the run; across processes the record of the last start decides who runs.

use std::{future::Future, time::Duration};

use domain::{contract::Contract, error::AppError, ticket::Ticket, time::UtcMillis, zone::Zone};
use tokio::{sync::watch, task::JoinSet, time::sleep};

use crate::{
    Desk,
    db::Conn,
    error::StoreError,
    store::{self, jobs::JobRow},
    text_index, usecase,
};

const HOUR: i64 = 60 * 60 * 1000;
/// How long answers to client keys are kept: no browser retries for that long.
const COMMANDS_KEPT_DAYS: i64 = 7;
/// The local hour of nightly jobs.
const NIGHT_HOUR: u32 = 3;

/// A background job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Job {
    /// Mails that wait in the outbox.
    RetryMails,
    /// Answers of the chat that a requester has not read.
    ChatMails,
    /// Tickets that fell due.
    MarkLate,
    /// Releases whose time is over: their contracts are blocked again.
    ExpireReleases,
    /// Events that other systems are told.
    DeliverEvents,
    /// Sessions and links for signing in that ended.
    SweepSessions,
    /// Old answers to client keys.
    SweepCommands,
    /// Counts all kept counters anew and corrects them.
    Recount,
    /// Files nobody wants any more.
    SweepFiles,
    /// The search indexes, after a day of writing.
    TidySearch,
}

/// When a job runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Schedule {
    Every(Duration),
    /// Once a day, at night on the clocks of Brasília; sooner if it never ran or a night was missed.
    Nightly,
}

impl Job {
    pub const ALL: [Self; 10] = [
        Self::RetryMails,
        Self::ChatMails,
        Self::MarkLate,
        Self::ExpireReleases,
        Self::DeliverEvents,
        Self::SweepSessions,
        Self::SweepCommands,
        Self::Recount,
        Self::SweepFiles,
        Self::TidySearch,
    ];

    /// The name in the record, the log and the metrics.
    pub const fn name(self) -> &'static str {
        match self {
            Self::RetryMails => "retry_mails",
            Self::ChatMails => "chat_mails",
            Self::MarkLate => "mark_late",
            Self::ExpireReleases => "expire_releases",
            Self::DeliverEvents => "deliver_events",
            Self::SweepSessions => "sweep_sessions",
            Self::SweepCommands => "sweep_commands",
            Self::Recount => "recount",
            Self::SweepFiles => "sweep_files",
            Self::TidySearch => "tidy_search",
        }
    }

    const fn schedule(self) -> Schedule {
        match self {
            Self::RetryMails | Self::ChatMails => Schedule::Every(Duration::from_secs(20)),
            Self::MarkLate => Schedule::Every(Duration::from_secs(30)),
            // Screens compare the end with the clock themselves; this is for the network, which waits for the event.
            Self::ExpireReleases => Schedule::Every(Duration::from_secs(10)),
            Self::DeliverEvents => Schedule::Every(Duration::from_secs(15)),
            Self::SweepSessions => Schedule::Every(Duration::from_secs(10 * 60)),
            Self::SweepCommands => Schedule::Every(Duration::from_secs(60 * 60)),
            Self::Recount | Self::SweepFiles | Self::TidySearch => Schedule::Nightly,
        }
    }

    /// How often the loop looks whether a run is due.
    const fn step(self) -> Duration {
        match self.schedule() {
            Schedule::Every(interval) => interval,
            Schedule::Nightly => Duration::from_secs(5 * 60),
        }
    }

    /// A run is due if none was started after this instant.
    fn not_since(self, now: UtcMillis) -> UtcMillis {
        match self.schedule() {
            // A little less than the interval, since two clocks and a waking task are never exact.
            Schedule::Every(interval) => {
                let millis = i64::try_from(interval.as_millis()).unwrap_or(i64::MAX);
                now.plus_millis(-millis * 9 / 10)
            }
            Schedule::Nightly => {
                let is_night = chrono::Timelike::hour(&now.local(Zone::Brasilia)) == NIGHT_HOUR;
                now.plus_millis(if is_night { -20 * HOUR } else { -36 * HOUR })
            }
        }
    }

    /// Returns when there is work before the next run is due.
    async fn called(self, desk: &Desk) {
        match self {
            Self::RetryMails => desk.mail_waits().notified().await,
            Self::DeliverEvents => desk.events_wait().notified().await,
            _ => std::future::pending().await,
        }
    }

    async fn work(self, desk: Desk) -> Result<(), AppError> {
        match self {
            Self::RetryMails => usecase::mail::retry_due(&desk).await.map(drop),
            Self::ChatMails => usecase::chat::continue_by_mail(&desk).await.map(drop),
            Self::MarkLate => usecase::ticket::mark_late(&desk).await.map(drop),
            Self::ExpireReleases => usecase::contract::expire_due(&desk).await.map(drop),
            Self::DeliverEvents => usecase::webhook::deliver_due(&desk).await.map(drop),
            Self::SweepSessions => {
                let mut tx = desk.db().begin().await?;
                store::sessions::delete_expired(&mut tx, desk.clock().now().millis()).await?;
                store::sign_in_links::sweep(&mut tx, desk.clock().now()).await?;
                Ok(tx.commit().await?)
            }
            Self::SweepCommands => {
                let before = desk.clock().now().plus_days(-COMMANDS_KEPT_DAYS);
                let mut tx = desk.db().begin().await?;
                store::commands::delete_before(&mut tx, before.millis()).await?;
                Ok(tx.commit().await?)
            }
            Self::SweepFiles => {
                usecase::import::sweep(&desk).await?;
                usecase::file::sweep(&desk).await.map(drop)
            }
            Self::TidySearch => Ok(text_index::tidy(desk.db()).await?),
            Self::Recount => {
                usecase::view::recount::<Ticket>(&desk).await?;
                usecase::view::recount::<Contract>(&desk).await.map(drop)
            }
        }
    }
}

/// Runs all jobs until `stop` turns true or its sender is gone. A run that is going on then is finished first; whoever
/// has no time for that drops this future.
pub async fn run(desk: Desk, stop: watch::Receiver<bool>) {
    let mut loops = JoinSet::new();
    for job in Job::ALL {
        loops.spawn(repeat(desk.clone(), job, stop.clone()));
    }
    while loops.join_next().await.is_some() {}
}

async fn repeat(desk: Desk, job: Job, mut stop: watch::Receiver<bool>) {
    loop {
        if *stop.borrow() {
            return;
        }
        run_if_due(&desk, job).await;
        tokio::select! {
            () = sleep(job.step()) => {}
            () = job.called(&desk) => { run_now(&desk, job).await; }
            changed = stop.changed() => if changed.is_err() { return },
        }
    }
}

/// Runs a job now if no run of it was started lately, here or elsewhere; tells whether it ran.
pub async fn run_if_due(desk: &Desk, job: Job) -> bool {
    let now = desk.clock().now();
    supervise(desk, job.name(), job.not_since(now), job.work(desk.clone())).await
}

/// Runs a job without asking when the last run was.
async fn run_now(desk: &Desk, job: Job) -> bool {
    supervise(desk, job.name(), desk.clock().now(), job.work(desk.clone())).await
}

/// Starts `work` in a task of its own and records how it went.
async fn supervise(
    desk: &Desk,
    name: &'static str,
    not_since: UtcMillis,
    work: impl Future<Output = Result<(), AppError>> + Send + 'static,
) -> bool {
    match take(desk, name, not_since).await {
        Ok(true) => {}
        Ok(false) => return false,
        Err(error) => {
            tracing::warn!(job = name, %error, "a job could not be started");
            return false;
        }
    }
    let failure = match tokio::spawn(work).await {
        Ok(Ok(())) => None,
        Ok(Err(error)) => Some(error.to_string()),
        Err(error) if error.is_panic() => Some("panicked".to_owned()),
        Err(_cancelled) => Some("cancelled".to_owned()),
    };
    if let Some(failure) = &failure {
        tracing::error!(job = name, failure, "a job failed");
        metrics::counter!("balcao_job_failures_total", "job" => name).increment(1);
    }
    if let Err(error) = record(desk, name, failure.as_deref()).await {
        tracing::warn!(job = name, %error, "the run of a job could not be recorded");
    }
    true
}

async fn take(desk: &Desk, name: &str, not_since: UtcMillis) -> Result<bool, StoreError> {
    let mut tx = desk.db().begin().await?;
    let taken = store::jobs::start(&mut tx, name, desk.clock().now().millis(), not_since.millis()).await?;
    tx.commit().await?;
    Ok(taken)
}

async fn record(desk: &Desk, name: &str, failure: Option<&str>) -> Result<(), StoreError> {
    let mut tx = desk.db().begin().await?;
    match failure {
        None => store::jobs::succeed(&mut tx, name, desk.clock().now().millis()).await?,
        Some(failure) => store::jobs::fail(&mut tx, name, failure).await?,
    }
    tx.commit().await
}

/// The state of one job, for the self-check page and the metrics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobStatus {
    pub name: &'static str,
    pub last_started: Option<UtcMillis>,
    pub last_success: Option<UtcMillis>,
    /// What stopped the last run; empty when it succeeded.
    pub last_error: String,
    /// No success for three times the interval (for nightly jobs: for two days), although it should have run.
    pub overdue: bool,
}

/// The state of every job, also of those that never ran.
pub async fn status(conn: &mut Conn, now: UtcMillis) -> Result<Vec<JobStatus>, StoreError> {
    let rows = store::jobs::all(conn).await?;
    Ok(Job::ALL.into_iter().map(|job| describe(job, rows.iter().find(|row| row.name == job.name()), now)).collect())
}

fn describe(job: Job, row: Option<&JobRow>, now: UtcMillis) -> JobStatus {
    let patience = match job.schedule() {
        Schedule::Every(interval) => i64::try_from(interval.as_millis() * 3).unwrap_or(i64::MAX),
        Schedule::Nightly => 48 * HOUR,
    };
    let last_success = row.and_then(|row| row.last_success_at).map(UtcMillis::from_millis);
    JobStatus {
        name: job.name(),
        last_started: row.and_then(|row| row.last_started_at).map(UtcMillis::from_millis),
        last_success,
        last_error: row.map(|row| row.last_error.clone()).unwrap_or_default(),
        overdue: last_success.is_none_or(|at| now.millis_since(at) > patience),
    }
}

#[cfg(test)]
mod tests;
