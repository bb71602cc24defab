//! A real mail server for tests: it listens on a port of this machine, speaks just enough SMTP, and keeps what it took.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// How the server treats a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Accept,
    /// This reply to the address (RCPT TO).
    RefuseAddress(u16),
    /// This reply after the text of the mail, as a full mailbox does.
    RefuseText(u16),
    /// This whole line instead of "fine" when the verb comes; `.` is the end of the text.
    Say(&'static str, &'static str),
    /// As [`Mode::Say`], but only to mails whose receiver has this name before the `@`.
    SayTo(&'static str, &'static str, &'static str),
    /// Asks for a password and refuses it with 535.
    RefusePassword,
    /// Takes the connection and never says a word.
    Stall,
    /// Says nothing after the text of the mail.
    StallAfterText,
    /// Breaks off after the text of the mail, which it took.
    DropAfterText,
    /// Takes the mail and never answers the good-bye.
    StallAtQuit,
    /// Breaks off in the middle of the dialogue.
    Drop,
}

impl Mode {
    /// What is said instead of "fine" to a verb about this receiver.
    fn says(self, verb: &str, to: &str) -> Option<&'static str> {
        match self {
            Self::Say(at, line) if at == verb => Some(line),
            Self::SayTo(name, at, line) if at == verb && to.split('@').next() == Some(name) => Some(line),
            _ => None,
        }
    }
}

/// What was really received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    pub from: String,
    pub to: String,
    /// Headers and body as they came, dots unstuffed.
    pub text: String,
}

/// The server; it ends when dropped.
pub struct SmtpServer {
    pub port: u16,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

struct Shared {
    mode: Mutex<Mode>,
    received: Mutex<Vec<Received>>,
    connections: AtomicUsize,
}

impl SmtpServer {
    /// Starts listening.
    pub async fn start(mode: Mode) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared =
            Arc::new(Shared { mode: Mutex::new(mode), received: Mutex::default(), connections: AtomicUsize::new(0) });
        let accepting = Arc::clone(&shared);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                accepting.connections.fetch_add(1, Ordering::SeqCst);
                let shared = Arc::clone(&accepting);
                tokio::spawn(async move {
                    let _broken_off = talk(stream, &shared).await;
                });
            }
        });
        Self { port, shared, task }
    }

    /// The value for `BALCAO_SMTP_URL`.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// Changes how the next mails are treated.
    pub fn behave(&self, mode: Mode) {
        *self.shared.mode.lock().unwrap() = mode;
    }

    /// What was taken, oldest first.
    pub fn received(&self) -> Vec<Received> {
        self.shared.received.lock().unwrap().clone()
    }

    /// Connections so far.
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn talk(mut stream: TcpStream, shared: &Shared) -> std::io::Result<()> {
    let mode = *shared.mode.lock().unwrap();
    let (reading, mut writing) = stream.split();
    let mut lines = BufReader::new(reading).lines();
    if mode == Mode::Stall {
        while lines.next_line().await?.is_some() {}
        return Ok(());
    }
    let greeting = mode.says("220", "").unwrap_or("220 test ready");
    writing.write_all(format!("{greeting}\r\n").as_bytes()).await?;
    let (mut from, mut to) = (String::new(), String::new());
    while let Some(line) = lines.next_line().await? {
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
        let reply = match verb.as_str() {
            "EHLO" if mode == Mode::RefusePassword => "250-test\r\n250 AUTH PLAIN LOGIN".to_owned(),
            "EHLO" => "250-test\r\n250 8BITMIME".to_owned(),
            "AUTH" => "535 5.7.8 no such user".to_owned(),
            "MAIL" => {
                from = address(&line);
                mode.says("MAIL", "").unwrap_or("250 fine").to_owned()
            }
            "RCPT" => {
                to = address(&line);
                match mode {
                    Mode::RefuseAddress(reply) => format!("{reply} nobody of this name"),
                    Mode::Drop => return Ok(()),
                    _ => mode.says("RCPT", &to).unwrap_or("250 fine").to_owned(),
                }
            }
            "DATA" if mode.says("DATA", &to).is_some() => mode.says("DATA", &to).unwrap_or_default().to_owned(),
            "DATA" => {
                writing.write_all(b"354 go on\r\n").await?;
                let mut text = String::new();
                while let Some(line) = lines.next_line().await? {
                    if line == "." {
                        break;
                    }
                    text.push_str(line.strip_prefix('.').unwrap_or(&line));
                    text.push_str("\r\n");
                }
                match mode {
                    Mode::RefuseText(reply) => format!("{reply} no room"),
                    _ if mode.says(".", &to).is_some() => mode.says(".", &to).unwrap_or_default().to_owned(),
                    _ => {
                        let mail = Received { from: from.clone(), to: to.clone(), text };
                        shared.received.lock().unwrap().push(mail);
                        if mode == Mode::StallAfterText {
                            while lines.next_line().await?.is_some() {}
                            return Ok(());
                        }
                        if mode == Mode::DropAfterText {
                            return Ok(());
                        }
                        "250 taken".to_owned()
                    }
                }
            }
            "QUIT" if mode == Mode::StallAtQuit => {
                while lines.next_line().await?.is_some() {}
                return Ok(());
            }
            "QUIT" => {
                writing.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => "250 fine".to_owned(),
        };
        writing.write_all(format!("{reply}\r\n").as_bytes()).await?;
    }
    Ok(())
}

/// The part between angle brackets.
fn address(line: &str) -> String {
    line.split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'))
        .map(|(inside, _)| inside.to_owned())
        .unwrap_or_default()
}
