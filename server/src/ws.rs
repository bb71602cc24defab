//! The socket at `/ws`: carries frames between one browser tab and the live hub. Its texts and close codes are in
//! [`domain::live`].
//!
//! One task a socket. A frame that needs the database is worked on while others go out; the next one is read when it is done,
//! so what one client says takes effect in its order.

use std::{pin::Pin, time::Duration};

use axum::{
    Extension,
    body::Bytes,
    extract::{
        State,
        ws::{CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade},
    },
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use backend::{
    config::Config,
    live::{BrokenRule, Frame, Frames, SocketHandle},
    usecase::{
        Caller, chat,
        session::{self, RequestContext, Session},
    },
};
use domain::{
    error::ErrorCode,
    live::{MAX_FRAME, Problem, ServerFrame},
};
use futures::SinkExt;
use tokio::time::{Instant, MissedTickBehavior, interval_at, timeout};
use tungstenite::Error as WireError;

use crate::{refusal, state::AppState};

/// Proxies cut connections that are silent for a minute or so.
const PING: Duration = Duration::from_secs(25);
/// A browser answers every ping; one that did not for this long is gone.
const SILENCE: Duration = Duration::from_secs(60);
/// How often role and session are looked at again.
const RECHECK: Duration = Duration::from_secs(60);
/// How long one frame may take to go out.
const SEND: Duration = Duration::from_secs(10);
/// How long a connection is kept after its close frame.
const LINGER: Duration = Duration::from_millis(500);
/// Frames written together at most.
const TOGETHER: usize = 64;
/// What one socket reads and writes at once; the library's own 128 KiB each would be most of a socket's memory.
const READ_BUFFER: usize = 2 * 1024;
const WRITE_BUFFER: usize = 4 * 1024;

const GOING_AWAY: u16 = 1001;
const BROKEN_FRAME: u16 = 1002;
const NO_TEXT: u16 = 1003;
const TOO_LARGE: u16 = 1009;
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
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(WRITE_BUFFER)
        .on_upgrade(move |socket| converse(state, session, context.address, socket))
}

/// Browsers do not protect sockets from other sites, but they say where the page is from.
fn is_own_origin(headers: &HeaderMap, config: &Config) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(origin) = text(header::ORIGIN) else { return false };
    let authority = origin.split_once("://").map(|(_, authority)| authority);
    origin == config.public_url || (authority.is_some() && authority == text(header::HOST))
}

/// The life of one socket.
async fn converse(state: AppState, session: Session, address: String, mut socket: WebSocket) {
    let (handle, mut frames) = state.desk.hub().connect(session.actor.clone());
    let rechecks = frames.rechecks();
    let now = Instant::now();
    let mut ping = interval_at(now + PING, PING);
    ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut recheck = interval_at(now + RECHECK, RECHECK);
    recheck.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut heard = now;

    let code = {
        let mut work: Option<Work<'_>> = None;
        loop {
            tokio::select! {
                frame = frames.next() => match frame {
                    Ok(frame) => if !send_all(&mut socket, frame, &mut frames).await { return },
                    Err(code) => break code,
                },
                done = run(&mut work), if work.is_some() => {
                    work = None;
                    if let Err(code) = done {
                        break code;
                    }
                }
                message = socket.recv(), if work.is_none() => match message {
                    Some(Ok(Message::Text(text))) => {
                        heard = Instant::now();
                        work = Some(Box::pin(take(&state, &session, &address, &handle, text)));
                    }
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => heard = Instant::now(),
                    Some(Ok(Message::Binary(_))) => break NO_TEXT,
                    Some(Ok(Message::Close(_))) | None => return,
                    Some(Err(error)) => match code_of(error) {
                        Some(code) => break code,
                        None => return,
                    },
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
                () = rechecks.asked() => if !still_lasts(&state, &session, &handle).await { break SESSION_ENDED },
                () = state.shutdown.begun() => break RESTARTING,
            }
        }
    };
    if code == TOO_LARGE {
        handle.answer(&ServerFrame::Error { problem: Problem::TooLarge });
    }
    // What was answered last, so that the client learns why.
    while let Some(frame) = frames.try_next() {
        if !send(&mut socket, text_of(frame)).await {
            return;
        }
    }
    // The handle leaves its topics first: nothing more is meant for this socket.
    drop(handle);
    send(&mut socket, Message::Close(Some(CloseFrame { code, reason: "".into() }))).await;
    // Until the client answers. What it still sends is read: bytes left unread would make the system cut the close frame off.
    let answered = async {
        while let Some(Ok(_)) = socket.recv().await {}
        if code == TOO_LARGE {
            // The rest of that frame cannot be read past; the client gets a moment instead.
            std::future::pending::<()>().await;
        }
    };
    let _ = timeout(LINGER, answered).await;
}

/// A frame being worked on. In a box of its own: most sockets are silent most of the time.
type Work<'a> = Pin<Box<dyn Future<Output = Result<(), u16>> + Send + 'a>>;

/// Waits for the work at hand.
async fn run(work: &mut Option<Work<'_>>) -> Result<(), u16> {
    match work {
        Some(work) => work.await,
        None => std::future::pending().await,
    }
}

/// Takes one text of the client.
async fn take(
    state: &AppState,
    session: &Session,
    address: &str,
    handle: &SocketHandle,
    text: Utf8Bytes,
) -> Result<(), u16> {
    match handle.on_frame(&text).await {
        Ok(None) => Ok(()),
        Ok(Some(request)) => {
            let actor = handle.actor().unwrap_or_else(|| session.actor.clone());
            let caller = Caller { actor, address: address.to_owned() };
            chat::answer(&state.desk, &caller, handle, request).await;
            Ok(())
        }
        Err(rule) => {
            let user = session.actor.id.get();
            match rule {
                // Nobody's fault: a page outlived the session of its user.
                BrokenRule::AnotherUser => tracing::info!(user, "a socket of somebody else's page was refused"),
                _ => tracing::warn!(%rule, user, "a socket broke a rule"),
            }
            Err(rule.code())
        }
    }
}

/// The close code for what the wire brought; `None` when there is nobody left to tell.
fn code_of(error: axum::Error) -> Option<u16> {
    match error.into_inner().downcast_ref::<WireError>()? {
        WireError::Capacity(_) => Some(TOO_LARGE),
        WireError::Protocol(_) | WireError::Utf8(_) => Some(BROKEN_FRAME),
        _ => None,
    }
}

fn text_of(frame: Frame) -> Message {
    // Frames are made of strings, so this never fails; the bytes are shared, not copied.
    Message::Text(Utf8Bytes::try_from(frame.into_bytes()).unwrap_or_default())
}

/// Writes a frame and all that wait behind it, then flushes once. Whether they went out in time.
async fn send_all(socket: &mut WebSocket, first: Frame, frames: &mut Frames) -> bool {
    let writing = async {
        socket.feed(text_of(first)).await?;
        for _ in 1..TOGETHER {
            let Some(frame) = frames.try_next() else { break };
            socket.feed(text_of(frame)).await?;
        }
        socket.flush().await
    };
    matches!(timeout(SEND, writing).await, Ok(Ok(())))
}

/// Whether it went out in time.
async fn send(socket: &mut WebSocket, message: Message) -> bool {
    matches!(timeout(SEND, socket.send(message)).await, Ok(Ok(())))
}

/// Looks at session and role again. While the database is away the socket stays: what it could carry comes from there.
async fn still_lasts(state: &AppState, session: &Session, handle: &SocketHandle) -> bool {
    let look = async {
        match session::recheck(&state.desk, session).await {
            Ok(Some(now)) => {
                handle.recheck(now.actor).await;
                true
            }
            Ok(None) => false,
            Err(_) => true,
        }
    };
    Box::pin(look).await
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
