//! As much of a WebSocket client as the load needs: many of them on one thread, so that the cores are the server's.

use std::{
    io::{Error, ErrorKind, Result},
    net::SocketAddr,
    ops::Range,
    sync::Arc,
};

use tokio::net::TcpStream;

/// Room for what one read may bring.
const READ: usize = 8 * 1024;

/// The half that writes.
pub struct Writer(Arc<TcpStream>);

/// The half that reads.
pub struct Reader {
    stream: Arc<TcpStream>,
    buffer: Vec<u8>,
    /// Up to where the buffer was looked at.
    done: usize,
}

/// Shakes hands.
pub async fn open(address: SocketAddr, cookie: &str) -> Result<(Writer, Reader)> {
    let stream = Arc::new(TcpStream::connect(address).await?);
    stream.set_nodelay(true)?;
    let writer = Writer(Arc::clone(&stream));
    let mut reader = Reader { stream, buffer: Vec::new(), done: 0 };
    let request = format!(
        "GET /ws HTTP/1.1\r\nHost: {address}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: http://{address}\r\nCookie: {cookie}\r\n\r\n"
    );
    writer.write(request.as_bytes()).await?;
    loop {
        if let Some(end) = reader.buffer.windows(4).position(|part| part == b"\r\n\r\n") {
            if !reader.buffer.starts_with(b"HTTP/1.1 101") {
                return Err(Error::other(String::from_utf8_lossy(&reader.buffer).into_owned()));
            }
            reader.done = end + 4;
            return Ok((writer, reader));
        }
        reader.more().await?;
    }
}

impl Writer {
    /// Sends a text, masked with zeros.
    pub async fn send(&self, text: &str) -> Result<()> {
        let length = u16::try_from(text.len()).map_err(Error::other)?;
        let mut frame = vec![0x81, 0x80 | 126];
        frame.extend(length.to_be_bytes());
        frame.extend([0; 4]);
        frame.extend(text.as_bytes());
        self.write(&frame).await
    }

    async fn write(&self, mut bytes: &[u8]) -> Result<()> {
        while !bytes.is_empty() {
            self.0.writable().await?;
            match self.0.try_write(bytes) {
                Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

impl Reader {
    /// The next text. What is no text is passed over; a close is an error.
    pub async fn next(&mut self) -> Result<&[u8]> {
        loop {
            while let Some((kind, payload)) = self.frame() {
                self.done = payload.end;
                match kind {
                    1 => return Ok(self.buffer.get(payload).unwrap_or_default()),
                    8 => return Err(Error::new(ErrorKind::ConnectionAborted, "closed by the server")),
                    _ => {}
                }
            }
            self.more().await?;
        }
    }

    /// Kind and place of the next frame when all of it is here.
    fn frame(&self) -> Option<(u8, Range<usize>)> {
        let bytes = self.buffer.get(self.done..)?;
        let (kind, short) = (bytes.first()? & 0x0f, *bytes.get(1)?);
        let (head, length) = match short {
            126 => (4, usize::from(u16::from_be_bytes(bytes.get(2..4)?.try_into().ok()?))),
            127 => (10, usize::try_from(u64::from_be_bytes(bytes.get(2..10)?.try_into().ok()?)).ok()?),
            short => (2, usize::from(short)),
        };
        let from = self.done + head;
        (self.buffer.len() >= from + length).then_some((kind, from..from + length))
    }

    async fn more(&mut self) -> Result<()> {
        self.buffer.drain(..self.done);
        self.done = 0;
        loop {
            self.stream.readable().await?;
            self.buffer.reserve(READ);
            match self.stream.try_read_buf(&mut self.buffer) {
                Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
                Ok(_) => return Ok(()),
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
        }
    }
}
