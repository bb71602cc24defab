//! Server functions of the events for other systems.

use domain::{
    ids::EventId,
    webhook::{Attempt, WebhookLog},
};
use leptos::server;

use super::{ApiError, wire::Wire};
#[cfg(feature = "ssr")]
use super::{asked, fail};
#[cfg(feature = "ssr")]
use backend::usecase::webhook as usecase;

/// The last events with what became of them.
#[server(endpoint = "webhook/log", protocol = Wire)]
pub async fn read_webhook_log() -> Result<WebhookLog, ApiError> {
    let asked = asked()?;
    usecase::log(&asked.desk, &asked.caller).await.map_err(fail)
}

/// Makes a new key and gives it, once.
#[server(endpoint = "webhook/make_key", protocol = Wire)]
pub async fn make_webhook_key() -> Result<String, ApiError> {
    let asked = asked()?;
    usecase::make_key(&asked.desk, &asked.caller).await.map_err(fail)
}

/// Sends an event that means nothing.
#[server(endpoint = "webhook/test", protocol = Wire)]
pub async fn test_webhook() -> Result<Attempt, ApiError> {
    let asked = asked()?;
    usecase::test(&asked.desk, &asked.caller).await.map_err(fail)
}

/// "Reenviar".
#[server(endpoint = "webhook/resend", protocol = Wire)]
pub async fn resend_event(id: EventId) -> Result<Attempt, ApiError> {
    let asked = asked()?;
    usecase::resend(&asked.desk, &asked.caller, id).await.map_err(fail)
}
