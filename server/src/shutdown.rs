//! Ending in good order: who is told, and who is waited for.

use tokio_util::sync::CancellationToken;

/// Told to everything that must end: the listener, the sockets, the jobs. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Shutdown(CancellationToken);

impl Shutdown {
    /// Begins the end.
    pub fn begin(&self) {
        self.0.cancel();
    }

    /// Waits until the end begins.
    pub async fn begun(&self) {
        self.0.cancelled().await;
    }

    /// Whether the end has begun.
    pub fn has_begun(&self) -> bool {
        self.0.is_cancelled()
    }

    /// For parts that know only the token.
    pub fn token(&self) -> CancellationToken {
        self.0.clone()
    }

    /// Waits for SIGTERM or Ctrl-C, then begins the end.
    pub async fn on_signal(self) {
        tokio::select! {
            () = interrupted() => tracing::info!("ending: interrupted"),
            () = terminated() => tracing::info!("ending: asked to terminate"),
            () = self.begun() => {}
        }
        self.begin();
    }
}

async fn interrupted() {
    if let Err(error) = tokio::signal::ctrl_c().await {
        tracing::warn!(%error, "Ctrl-C cannot be heard");
        std::future::pending::<()>().await;
    }
}

#[cfg(unix)]
async fn terminated() {
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut signal) => {
            signal.recv().await;
        }
        Err(error) => {
            tracing::warn!(%error, "SIGTERM cannot be heard");
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending::<()>().await;
}
