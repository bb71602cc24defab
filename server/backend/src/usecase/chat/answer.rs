//! What a socket asked of the desk, and the frames it gets for it.

use domain::live::ServerFrame;

use super::{
    mark,
    send::{Draft, send_and},
};
use crate::{
    Desk,
    live::{Request, SocketHandle},
    usecase::Caller,
};

/// Does what a frame asked for. A message is acknowledged after it is stored for good, or its refusal is told; a mark that is
/// refused or fails is not worth a word, since the next one repairs it.
pub async fn answer(desk: &Desk, caller: &Caller, socket: &SocketHandle, request: Request) {
    match request {
        Request::Send { ticket, key, text, files } => {
            let (line, acknowledged) = (socket.line(), key.clone());
            let sent = send_and(desk, caller, Draft { ticket, key: &key, text: &text, files: &files }, move |sent| {
                line.answer(&ServerFrame::Ack { id: ticket, key: acknowledged, seq: sent.seq, at: sent.at });
            })
            .await;
            if let Err(error) = sent {
                socket.answer(&ServerFrame::NotSent { id: ticket, key, error });
            }
        }
        Request::Mark { ticket, marks } => {
            if let Err(error) = mark(desk, caller, ticket, marks).await {
                tracing::debug!(%error, "a mark was not taken");
            }
        }
    }
}
