//! Sending the events that are due.

use std::time::{Duration, Instant};

use domain::{
    error::AppError,
    ids::EventId,
    time::UtcMillis,
    webhook::{Attempt, EVENT_HEADER, SIGNATURE_HEADER, WebhookKey, WebhookSettings},
};
use futures::future::join_all;
use reqwest::{Client, Url, redirect};

use super::{CLAIM_SECONDS, MAX_ATTEMPTS, TIMEOUT_SECONDS, WAITS, guard, signature};
use crate::{
    Desk,
    db::Conn,
    error::StoreError,
    store::{
        events::{self, Claimed},
        settings,
    },
};

/// Events looked for at once, and sent side by side: a slow receiver must not hold the others up for long.
const LOOK: i64 = 8;

/// Sends everything that is due; gives the number of attempts. The job calls it at once after a commit, and every 15 seconds.
///
/// # Errors
/// The database fails; events stay in the outbox.
pub async fn deliver_due(desk: &Desk) -> Result<usize, AppError> {
    let mut attempts = 0;
    loop {
        // Looked at each time: while nobody is to be told, events wait as they are.
        if !Receiver::load(&mut desk.db().conn().await?).await?.is_set() {
            return Ok(attempts);
        }
        let due = events::due(&mut desk.db().conn().await?, desk.clock().now(), LOOK).await?;
        if due.is_empty() {
            return Ok(attempts);
        }
        for done in join_all(due.iter().map(|id| attempt(desk, *id))).await {
            attempts += usize::from(done?.is_some());
        }
    }
}

/// Where events go, and with which key.
pub(super) struct Receiver {
    webhook: WebhookSettings,
    key: WebhookKey,
}

impl Receiver {
    pub(super) async fn load(conn: &mut Conn) -> Result<Self, StoreError> {
        Ok(Self { webhook: settings::load(conn).await?, key: settings::load(conn).await? })
    }

    /// Sending is on, with an address and a key.
    pub(super) const fn is_set(&self) -> bool {
        self.webhook.enabled && !self.webhook.url.is_empty() && !self.key.key.is_empty()
    }
}

/// One attempt, unless somebody else has the event. While nobody is to be told the event is left alone.
pub(super) async fn attempt(desk: &Desk, id: EventId) -> Result<Option<Attempt>, StoreError> {
    let now = desk.clock().now();
    let mut tx = desk.db().begin().await?;
    let receiver = Receiver::load(&mut tx).await?;
    if !receiver.is_set() {
        return Ok(None);
    }
    let claimed = events::claim(&mut tx, id, now, now.plus_seconds(CLAIM_SECONDS)).await?;
    tx.commit().await?;
    let Some(event) = claimed else { return Ok(None) };
    let began = Instant::now();
    let met = send(&receiver, &event, now).await;
    let millis = i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX);
    let mut tx = desk.db().begin().await?;
    events::record(&mut tx, &event, &met, next_attempt(&met, event.attempts, now), now, millis).await?;
    tx.commit().await?;
    Ok(Some(met))
}

async fn send(Receiver { webhook, key }: &Receiver, event: &Claimed, now: UtcMillis) -> Attempt {
    let Ok(url) = Url::parse(&webhook.url) else { return Attempt::NotSet };
    let limit = Duration::from_secs(TIMEOUT_SECONDS);
    match tokio::time::timeout(limit, post(&url, webhook.allow_private, &key.key, event, now)).await {
        Ok(Ok(status)) if (200..300).contains(&status) => Attempt::Accepted { status },
        Ok(Ok(status)) => Attempt::Refused { status },
        Ok(Err(met)) => met,
        Err(_elapsed) => Attempt::Timeout,
    }
}

async fn post(url: &Url, allow_private: bool, key: &str, event: &Claimed, now: UtcMillis) -> Result<u16, Attempt> {
    let addresses = guard::addresses(url, allow_private).await?;
    let unreachable = |error: reqwest::Error| {
        tracing::info!(error = %error.without_url(), "a webhook was not reached");
        Attempt::Unreachable
    };
    // No proxy of the environment: it would go where the guard has not looked.
    let client = Client::builder()
        .redirect(redirect::Policy::none())
        .no_proxy()
        .user_agent("Balcao")
        .resolve_to_addrs(url.host_str().unwrap_or_default(), &addresses)
        .build()
        .map_err(unreachable)?;
    let answer = client
        .post(url.clone())
        .header("content-type", "application/json")
        .header(EVENT_HEADER, &event.event_key)
        .header(SIGNATURE_HEADER, signature(key, now.millis() / 1000, &event.body))
        .body(event.body.clone())
        .send()
        .await
        .map_err(unreachable)?;
    Ok(answer.status().as_u16())
}

/// When the next attempt is due after `attempts` of them; `None` ends it, well or not.
fn next_attempt(met: &Attempt, attempts: i64, now: UtcMillis) -> Option<UtcMillis> {
    // What is not set or not allowed is a person's matter; sending by hand tries it again.
    if matches!(met, Attempt::Accepted { .. } | Attempt::NotSet | Attempt::Private) || attempts >= MAX_ATTEMPTS {
        return None;
    }
    let wait = usize::try_from(attempts - 1).ok().and_then(|index| WAITS.get(index)).copied();
    Some(now.plus_minutes(wait.unwrap_or(WAITS[WAITS.len() - 1])))
}
