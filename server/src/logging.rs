//! The log of the process: to standard error, as text or JSON.

use tracing_subscriber::EnvFilter;

use crate::settings::{LogFormat, Settings};

/// What is logged unless something else is asked for.
const DEFAULT: &str = "info,sqlx=warn,hyper=warn,tower_http=warn";

/// Starts logging. A second call does nothing, so tests may call it.
pub fn start(settings: &Settings) {
    let wanted = settings.log.clone().or_else(|| std::env::var("RUST_LOG").ok()).filter(|filter| !filter.is_empty());
    let filter = wanted.map_or_else(
        || EnvFilter::new(DEFAULT),
        |filter| {
            EnvFilter::try_new(&filter).unwrap_or_else(|error| {
                eprintln!("warning: the log filter {filter:?} is not understood ({error}); using {DEFAULT}");
                EnvFilter::new(DEFAULT)
            })
        },
    );
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // An error means that somebody else logs already.
    let _ = match settings.log_format {
        LogFormat::Text => builder.try_init(),
        LogFormat::Json => builder.json().flatten_event(true).with_span_list(false).try_init(),
    };
}
