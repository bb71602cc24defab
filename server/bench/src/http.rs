//! One HTTP/1.1 connection that is kept, as small as measuring needs: it must cost next to nothing on a machine that it shares
//! with the server. An HTTP library would also change the features of hyper and tower, which the server is made of, and compile
//! all of that once more.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    time::{Duration, Instant},
};

use crate::Outcome;

const PATIENCE: Duration = Duration::from_secs(10);

pub struct Connection(BufReader<TcpStream>);

/// One answer: how long it took to its last byte, and what came.
pub struct Answer {
    pub took: Duration,
    pub status: u16,
    pub head: Vec<String>,
    pub body: Vec<u8>,
}

impl Answer {
    /// The value of a header; the name in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        let fields = self.head.iter().filter_map(|line| line.split_once(':'));
        fields.into_iter().find(|(field, _)| field.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }
}

impl Connection {
    pub fn open(address: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect_timeout(&address, PATIENCE)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(Self(BufReader::with_capacity(64 * 1024, stream)))
    }

    /// Sends one request and reads its whole answer. `headers` are lines, each with its end.
    pub fn send(&mut self, method: &str, path: &str, headers: &str, body: &str) -> Outcome<Answer> {
        let length = body.len();
        let request =
            format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\n{headers}content-length: {length}\r\n\r\n{body}");
        let began = Instant::now();
        self.0.get_mut().write_all(request.as_bytes())?;
        let status = self.line()?.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or("no HTTP answer")?;
        let mut head = Vec::new();
        loop {
            let line = self.line()?;
            if line.is_empty() {
                break;
            }
            head.push(line);
        }
        let mut answer = Answer { took: Duration::ZERO, status, head, body: Vec::new() };
        match answer.header("content-length").map(str::parse::<usize>).transpose()? {
            Some(length) => self.read(length, &mut answer.body)?,
            None => self.read_chunks(&mut answer.body)?,
        }
        answer.took = began.elapsed();
        Ok(answer)
    }

    fn read_chunks(&mut self, body: &mut Vec<u8>) -> Outcome<()> {
        loop {
            let size = usize::from_str_radix(&self.line()?, 16)?;
            self.read(size, body)?;
            self.line()?;
            if size == 0 {
                return Ok(());
            }
        }
    }

    fn read(&mut self, length: usize, body: &mut Vec<u8>) -> Outcome<()> {
        let read = (&mut self.0).take(u64::try_from(length)?).read_to_end(body)?;
        if read == length { Ok(()) } else { Err("the answer ended too early".into()) }
    }

    fn line(&mut self) -> Outcome<String> {
        let mut line = String::new();
        if self.0.read_line(&mut line)? == 0 {
            return Err("the connection was closed".into());
        }
        Ok(line.trim_end().to_owned())
    }
}
