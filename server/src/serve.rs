//! `balcao serve`: from opening the desk to ending in good order.

use std::{future::IntoFuture, io, net::SocketAddr, time::Duration};

use axum::serve::ListenerExt;
use backend::{Desk, store};
use tokio::{
    net::{TcpListener, TcpSocket},
    sync::watch,
};

use crate::{failure::Failure, metrics, open, router::router, settings::Settings, shutdown::Shutdown, state::AppState};

/// How long running requests are waited for at the end.
const LAST_REQUESTS: Duration = Duration::from_secs(10);
/// How long sockets may take to say goodbye, and connections of the database to close.
const GOODBYE: Duration = Duration::from_secs(2);
/// How long a running job may take to end; it is done again after the start.
const LAST_JOBS: Duration = Duration::from_secs(5);
/// Connections the system holds until they are accepted. The usual 128 made half of a thousand browsers that come back after
/// a restart wait a second or more for their next try; the system lowers what is above its own limit.
const BACKLOG: u32 = 4096;
const TIDY: Duration = Duration::from_secs(30);
/// WebSocket close code: the server restarts.
const RESTARTING: u16 = 1012;

/// Serves until it is asked to end.
///
/// # Errors
/// The desk cannot be opened, or the address cannot be listened to.
pub async fn run(settings: &Settings) -> Result<(), Failure> {
    metrics::start();
    let shutdown = Shutdown::default();
    tokio::spawn(shutdown.clone().on_signal());

    let desk = open::desk(settings).await?;
    let listener =
        listen(settings.addr).map_err(|error| Failure::new(format!("cannot listen on {}: {error}", settings.addr)))?;
    let address = listener.local_addr().map_err(Failure::new)?;
    if !settings.site_dir().join("pkg").is_dir() {
        tracing::warn!(folder = %settings.site_dir().display(), "the browser's files are missing: set BALCAO_SITE_DIR");
    }
    explain_first_start(&desk).await;

    let (stop_jobs, stopping) = watch::channel(false);
    let jobs = tokio::spawn(backend::jobs::run(desk.clone(), stopping));
    tokio::spawn(tidy(shutdown.clone()));
    if let Err(error) = backend::usecase::import::resume_all(&desk).await {
        tracing::warn!(%error, "imports that were interrupted could not be continued");
    }
    tracing::info!(%address, url = desk.config().public_url, "serving");
    let served = until_shutdown(listener, AppState::new(desk.clone(), settings, shutdown.clone())).await;

    let _ = stop_jobs.send(true);
    let _ = tokio::time::timeout(LAST_JOBS, jobs).await;
    let _ = tokio::time::timeout(GOODBYE, desk.db().close()).await;
    tracing::info!("ended");
    served
}

/// Must be called inside the runtime.
fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // Connections of the program before this one may still be closing.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Serves on `listener` until `state.shutdown` begins, then lets requests and sockets end.
///
/// # Errors
/// The listener fails.
pub async fn until_shutdown(listener: TcpListener, state: AppState) -> Result<(), Failure> {
    let shutdown = state.shutdown.clone();
    let desk = state.desk.clone();
    let service = router(state).into_make_service_with_connect_info::<SocketAddr>();
    // Frames of the socket are small and must not wait for more.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection keeps its delay");
        }
    });
    let told = shutdown.clone();
    let serving = axum::serve(listener, service).with_graceful_shutdown(async move { told.begun().await });
    let mut serving = tokio::spawn(serving.into_future());

    tokio::select! {
        ended = &mut serving => return finished(ended),
        () = shutdown.begun() => {}
    }
    desk.hub().close_all(RESTARTING);
    let Ok(ended) = tokio::time::timeout(LAST_REQUESTS, &mut serving).await else {
        tracing::warn!("requests still ran after {} seconds and were cut off", LAST_REQUESTS.as_secs());
        serving.abort();
        return Ok(());
    };
    // Sockets live outside the listener.
    let _ = tokio::time::timeout(GOODBYE, async {
        while desk.hub().sockets() > 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await;
    finished(ended)
}

fn finished(ended: Result<std::io::Result<()>, tokio::task::JoinError>) -> Result<(), Failure> {
    ended.map_err(Failure::new)?.map_err(Failure::new)
}

async fn explain_first_start(desk: &Desk) {
    let nobody = async { store::users::none_exist(&mut desk.db().conn().await?).await }.await;
    if nobody.unwrap_or(false) {
        tracing::warn!("nobody can sign in yet: balcao user add --email you@example.com --name You --role admin");
    }
}

async fn tidy(shutdown: Shutdown) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(TIDY) => metrics::tidy(),
            () = shutdown.begun() => return,
        }
    }
}
