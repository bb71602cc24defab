//! The program under test: the real binary with a port, a data folder and a database of its own.

use std::{
    fs::File,
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::{Outcome, database::Database, http::Connection};

/// Longest wait for the start and for the end.
const PATIENCE: Duration = Duration::from_secs(15);
/// Between two looks whether it answers: the precision of the start.
const LOOK: Duration = Duration::from_millis(1);

pub struct Program {
    pub address: SocketAddr,
    binary: PathBuf,
    environment: Vec<(&'static str, String)>,
    log: PathBuf,
    child: Option<Child>,
}

impl Program {
    /// Nothing runs yet.
    pub fn new(folder: &Path, database: &Database) -> Outcome<Self> {
        let binary = PathBuf::from(std::env::var("BALCAO_BINARY").unwrap_or_else(|_| "dist/balcao".to_owned()));
        let binary =
            binary.canonicalize().map_err(|error| format!("{}: {error}; `make dist` makes it", binary.display()))?;
        // A port that was free a moment ago.
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let environment = vec![
            ("BALCAO_ADDR", address.to_string()),
            ("BALCAO_PUBLIC_URL", format!("http://{address}")),
            ("BALCAO_DATA_DIR", folder.display().to_string()),
            ("BALCAO_DATABASE_URL", database.url.clone()),
            // No mail server: mails become files in the folder.
            ("BALCAO_SMTP_URL", String::new()),
        ];
        Ok(Self { address, binary, environment, log: folder.join("log"), child: None })
    }

    /// Makes the demo data; gives how long it took.
    pub fn fill(&self, tickets: u32) -> Outcome<Duration> {
        let began = Instant::now();
        let done = self.command(&["demo", "--tickets", &tickets.to_string()]).output()?;
        if !done.status.success() {
            return Err(format!("balcao demo failed: {}", String::from_utf8_lossy(&done.stderr)).into());
        }
        Ok(began.elapsed())
    }

    /// Starts it; gives how long it took until `/readyz` answered 200.
    pub fn start(&mut self) -> Outcome<Duration> {
        let log = File::options().create(true).append(true).open(&self.log)?;
        let began = Instant::now();
        self.child = Some(self.command(&["serve"]).stderr(log).spawn()?);
        while began.elapsed() < PATIENCE {
            if self.is_ready() {
                return Ok(began.elapsed());
            }
            if let Some(status) = self.child.as_mut().and_then(|child| child.try_wait().ok().flatten()) {
                return Err(format!("the program ended with {status}: {}", self.last_words()).into());
            }
            std::thread::sleep(LOOK);
        }
        Err(format!("the program did not get ready: {}", self.last_words()).into())
    }

    /// Every look is a connection of its own: the one before was refused.
    fn is_ready(&self) -> bool {
        Connection::open(self.address)
            .and_then(|mut connection| connection.send("GET", "/readyz", "", ""))
            .is_ok_and(|answer| answer.status == 200)
    }

    pub fn pid(&self) -> Outcome<u32> {
        Ok(self.child.as_ref().ok_or("the program does not run")?.id())
    }

    /// Asks it to end as a service manager does; ends it if it does not.
    pub fn stop(&mut self) {
        let Some(mut child) = self.child.take() else { return };
        let asked = Command::new("kill").arg(child.id().to_string()).status();
        let began = Instant::now();
        while asked.as_ref().is_ok_and(std::process::ExitStatus::success) && began.elapsed() < PATIENCE {
            if matches!(child.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(LOOK);
        }
        let _ = child.kill();
        let _ = child.wait();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command.args(arguments).envs(self.environment.iter().cloned()).stdin(Stdio::null()).stdout(Stdio::null());
        command
    }

    fn last_words(&self) -> String {
        let log = std::fs::read_to_string(&self.log).unwrap_or_default();
        log.lines().rev().take(3).collect::<Vec<_>>().join(" / ")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.stop();
    }
}
