//! As much of a WebSocket client as the tests need: the handshake, frames of any size, close codes, and rude things that no
//! proper client would send.

use std::{net::SocketAddr, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// Longest wait for a frame.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a client says first.
pub fn hello(user: i64) -> String {
    format!(r#"{{"t":"hello","user":{user}}}"#)
}

pub struct Socket(TcpStream);

/// What the server sent.
#[derive(Debug, PartialEq, Eq)]
pub enum Frame {
    Text(String),
    Close(u16),
    Other(u8),
}

impl Socket {
    /// Shakes hands; gives the status when the server refuses.
    pub async fn open(address: SocketAddr, origin: &str, cookie: &str) -> Result<Self, u16> {
        Self::try_open(address, origin, cookie).await.unwrap()
    }

    /// The same; also gives back that the server is not there.
    pub async fn try_open(address: SocketAddr, origin: &str, cookie: &str) -> std::io::Result<Result<Self, u16>> {
        let mut stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let request = format!(
            "GET /ws HTTP/1.1\r\nHost: {address}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
             Origin: {origin}\r\nCookie: {cookie}\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).await?;
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(stream.read_u8().await?);
        }
        let head = String::from_utf8_lossy(&head).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Ok(if status == 101 { Ok(Self(stream)) } else { Err(status) })
    }

    /// Sends a text.
    pub async fn send(&mut self, text: &str) {
        self.try_send(text).await.unwrap();
    }

    pub async fn try_send(&mut self, text: &str) -> std::io::Result<()> {
        self.send_as(1, text.as_bytes()).await
    }

    /// Sends a frame of any kind, masked with zeros.
    pub async fn send_as(&mut self, opcode: u8, payload: &[u8]) -> std::io::Result<()> {
        let mut frame = Self::head(opcode, payload.len());
        frame.extend_from_slice(payload);
        self.0.write_all(&frame).await
    }

    /// Announces a text of this size and sends only its beginning.
    pub async fn announce(&mut self, size: usize, beginning: &[u8]) -> std::io::Result<()> {
        self.0.write_all(&Self::head(1, size)).await?;
        self.0.write_all(beginning).await
    }

    /// Bytes that need not be frames.
    pub async fn send_raw(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.0.write_all(bytes).await
    }

    fn head(opcode: u8, length: usize) -> Vec<u8> {
        let mut head = vec![0x80 | opcode];
        match (u8::try_from(length), u16::try_from(length)) {
            (Ok(short), _) if short < 126 => head.push(0x80 | short),
            (_, Ok(middle)) => {
                head.push(0x80 | 126);
                head.extend(middle.to_be_bytes());
            }
            _ => {
                head.push(0x80 | 127);
                head.extend(u64::try_from(length).unwrap().to_be_bytes());
            }
        }
        head.extend([0; 4]);
        head
    }

    /// Waits until there is something to read. Safe to cancel, unlike reading a frame.
    pub async fn readable(&self) -> std::io::Result<()> {
        self.0.peek(&mut [0]).await.map(drop)
    }

    pub async fn next(&mut self) -> Frame {
        timeout(PATIENCE, self.try_next()).await.unwrap().unwrap()
    }

    /// The next frame; an error when the connection is gone.
    pub async fn try_next(&mut self) -> std::io::Result<Frame> {
        let opcode = self.0.read_u8().await? & 0x0f;
        let length = match self.0.read_u8().await? {
            126 => usize::from(self.0.read_u16().await?),
            127 => usize::try_from(self.0.read_u64().await?).unwrap(),
            short => usize::from(short),
        };
        let mut payload = vec![0; length];
        self.0.read_exact(&mut payload).await?;
        Ok(match opcode {
            1 => Frame::Text(String::from_utf8(payload).unwrap()),
            8 if payload.len() >= 2 => Frame::Close(u16::from_be_bytes([payload[0], payload[1]])),
            8 => Frame::Close(1005),
            other => Frame::Other(other),
        })
    }

    /// The next text that contains `part`; other texts are skipped.
    pub async fn text_with(&mut self, part: &str) -> String {
        let found = async {
            loop {
                match self.try_next().await.unwrap() {
                    Frame::Text(text) if text.contains(part) => return text,
                    Frame::Close(code) => panic!("closed with {code} before {part}"),
                    _ => {}
                }
            }
        };
        timeout(PATIENCE, found).await.unwrap_or_else(|_| panic!("{part} did not come"))
    }

    /// Waits until a text with each of these parts came, in whatever order; gives them in the order of the parts.
    pub async fn texts_with<const N: usize>(&mut self, parts: [&str; N]) -> [String; N] {
        let mut found: [Option<String>; N] = std::array::from_fn(|_| None);
        while found.iter().any(Option::is_none) {
            let text = self.text_with("").await;
            let place = (0..N).find(|at| found[*at].is_none() && text.contains(parts[*at]));
            if let Some(place) = place {
                found[place] = Some(text);
            }
        }
        found.map(Option::unwrap_or_default)
    }

    /// Waits for the end; texts before it are skipped. 0 when the connection just broke.
    pub async fn close_code(&mut self) -> u16 {
        let ended = async {
            loop {
                match self.try_next().await {
                    Ok(Frame::Close(code)) => return code,
                    Ok(_) => {}
                    Err(_) => return 0,
                }
            }
        };
        timeout(PATIENCE, ended).await.unwrap()
    }
}
