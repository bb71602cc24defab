//! The socket at `/ws`: carries frames between one browser tab and the live hub. Its texts are in [`domain::live`].
//!
//! Close codes: 4401 the session ended, 1008 a rule was broken, 1012 the server restarts, 1001 nothing was heard for long.

use std::time::Duration;

use axum::{
    Extension,
    body::Bytes,
    extract::{
        State,
        ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade},
    },
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use backend::{
    config::Config,
    live::SocketHandle,
    usecase::session::{self, RequestContext, Session},
};
use domain::{error::ErrorCode, live::MAX_FRAME};
use tokio::time::{Instant, MissedTickBehavior, interval_at, timeout};

use crate::{refusal, state::AppState};

/// Proxies cut connections that are silent for a minute or so.
const PING: Duration = Duration::from_secs(25);
/// A browser answers every ping; one that did not for this long is gone.
const SILENCE: Duration = Duration::from_secs(60);
/// How often role and session are looked at again.
const RECHECK: Duration = Duration::from_secs(60);
/// How long one frame may take to go out.
const SEND: Duration = Duration::from_secs(10);

const GOING_AWAY: u16 = 1001;
const BROKEN_RULE: u16 = 1008;
const RESTARTING: u16 = 1012;
const SESSION_ENDED: u16 = 4401;

/// `GET /ws`
pub async fn open(
    State(state): State<AppState>,
    Extension(context): Extension<RequestContext>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    if !is_own_origin(&headers, state.desk.config()) {
        tracing::warn!("a socket from another site was refused");
        return StatusCode::FORBIDDEN.into_response();
    }
    let Some(session) = context.session else {
        return refusal::json(ErrorCode::SignedOut.into(), &context.request_id);
    };
    upgrade
        .max_message_size(MAX_FRAME)
        .max_frame_size(MAX_FRAME)
        .on_upgrade(move |socket| converse(state, session, socket))
}

/// Browsers do not protect sockets from other sites, but they say where the page is from.
fn is_own_origin(headers: &HeaderMap, config: &Config) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(origin) = text(header::ORIGIN) else { return false };
    let authority = origin.split_once("://").map(|(_, authority)| authority);
    origin == config.public_url || (authority.is_some() && authority == text(header::HOST))
}

/// The life of one socket.
async fn converse(state: AppState, session: Session, mut socket: WebSocket) {
    let (handle, mut frames) = state.desk.hub().connect(session.actor.clone());
    let now = Instant::now();
    let mut ping = interval_at(now + PING, PING);
    ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut recheck = interval_at(now + RECHECK, RECHECK);
    recheck.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut heard = now;

    let code = loop {
        tokio::select! {
            frame = frames.next() => match frame {
                Ok(text) => if !send(&mut socket, Message::text(&*text)).await { return },
                Err(code) => break code,
            },
            message = socket.recv() => match message {
                Some(Ok(Message::Text(text))) => {
                    heard = Instant::now();
                    if let Err(rule) = handle.on_frame(&text).await {
                        tracing::warn!(%rule, user = session.actor.id.get(), "a socket broke a rule");
                        break BROKEN_RULE;
                    }
                }
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => heard = Instant::now(),
                Some(Ok(Message::Binary(_))) => break BROKEN_RULE,
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
            },
            _ = ping.tick() => {
                if heard.elapsed() > SILENCE {
                    break GOING_AWAY;
                }
                if !send(&mut socket, Message::Ping(Bytes::new())).await {
                    return;
                }
            }
            _ = recheck.tick() => if !still_lasts(&state, &session, &handle).await { break SESSION_ENDED },
            () = state.shutdown.begun() => break RESTARTING,
        }
    };
    // The handle leaves its topics first: nothing more is meant for this socket.
    drop(handle);
    send(&mut socket, Message::Close(Some(CloseFrame { code, reason: "".into() }))).await;
}

/// Whether it went out in time.
async fn send(socket: &mut WebSocket, message: Message) -> bool {
    matches!(timeout(SEND, socket.send(message)).await, Ok(Ok(())))
}

/// Looks at session and role again. While the database is away the socket stays: it carries no content by itself.
async fn still_lasts(state: &AppState, session: &Session, handle: &SocketHandle) -> bool {
    match session::recheck(&state.desk, session).await {
        Ok(Some(now)) => {
            handle.recheck(now.actor).await;
            true
        }
        Ok(None) => false,
        Err(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_open_sockets() {
        let config = Config { public_url: "https://desk.example.com".to_owned(), ..Config::default() };
        let asks = |origin: Option<&str>, host: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, host.parse().unwrap());
            if let Some(origin) = origin {
                headers.insert(header::ORIGIN, origin.parse().unwrap());
            }
            is_own_origin(&headers, &config)
        };
        assert!(asks(Some("https://desk.example.com"), "inner:3000"));
        assert!(asks(Some("http://127.0.0.1:3000"), "127.0.0.1:3000"));
        assert!(!asks(Some("https://evil.example"), "desk.example.com"));
        assert!(!asks(Some("null"), "desk.example.com"));
        assert!(!asks(None, "desk.example.com"));
    }
}
