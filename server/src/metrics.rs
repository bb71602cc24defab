//! Numbers for Prometheus at `/metrics`.
//!
//! Only this machine and the trusted proxies may read them, unless `BALCAO_METRICS_PUBLIC` says otherwise.

use std::{sync::OnceLock, time::Duration};

use axum::{
    Extension,
    extract::State,
    http::{Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use backend::usecase::health;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use crate::{client_address::ClientAddress, state::AppState};

/// Upper bounds of the classes of duration, in seconds.
const BOUNDS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];
const FORMAT: &str = "text/plain; version=0.0.4; charset=utf-8";

static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// Starts recording; once for each process, later calls change nothing.
pub fn start() {
    let _ = recorder();
}

fn recorder() -> Option<&'static PrometheusHandle> {
    let handle = RECORDER.get_or_init(|| {
        let recorder = PrometheusBuilder::new().set_buckets(&BOUNDS).ok()?.build_recorder();
        let handle = recorder.handle();
        metrics::set_global_recorder(recorder).ok()?;
        metrics::describe_counter!("http_requests_total", "Requests by route template, method and status");
        metrics::describe_histogram!("http_request_duration_seconds", "Time until the answer began, by route template");
        metrics::describe_gauge!(
            "balcao_job_last_success_seconds",
            "When each background job last succeeded, Unix time"
        );
        metrics::describe_gauge!("balcao_outbox_queued", "Mails waiting to be sent");
        metrics::describe_counter!("balcao_client_errors_total", "Pages whose program died, by route template");
        Some(handle)
    });
    handle.as_ref()
}

/// Counts one request. `route` is the template.
pub fn count_request(method: &Method, route: &str, status: u16, took: Duration) {
    let method = method.as_str().to_owned();
    let route = route.to_owned();
    metrics::counter!("http_requests_total", "method" => method, "route" => route.clone(), "status" => status.to_string())
        .increment(1);
    metrics::histogram!("http_request_duration_seconds", "route" => route).record(took.as_secs_f64());
}

/// Folds what was recorded into its classes; called from time to time, so that memory stays small when nobody asks.
pub fn tidy() {
    if let Some(recorder) = recorder() {
        recorder.run_upkeep();
    }
}

/// `GET /metrics`
pub async fn show(State(state): State<AppState>, Extension(client): Extension<ClientAddress>) -> Response {
    let config = state.desk.config();
    let near = client.certain && (client.ip.is_loopback() || config.trusted_proxies.contains(&client.ip));
    if !near && !state.web.metrics_public {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Some(recorder) = recorder() else { return StatusCode::SERVICE_UNAVAILABLE.into_response() };
    // While the database is away the other numbers are wanted most.
    match health::numbers(&state.desk).await {
        Ok(numbers) => {
            #[expect(
                clippy::as_conversions,
                clippy::cast_precision_loss,
                reason = "gauges are floats; counts stay small"
            )]
            let gauge = |number: i64| number as f64;
            metrics::gauge!("balcao_outbox_queued").set(gauge(numbers.mails_queued));
            for (job, at) in numbers.last_successes {
                metrics::gauge!("balcao_job_last_success_seconds", "job" => job).set(gauge(at.millis() / 1000));
            }
        }
        Err(error) => tracing::warn!(%error, "numbers of the database are missing from /metrics"),
    }
    ([(header::CONTENT_TYPE, FORMAT)], recorder.render()).into_response()
}
