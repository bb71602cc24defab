//! The real program on a database of its own, killed without warning and started again.

use std::{
    net::SocketAddr,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use domain::page_user::HEADER;

use super::support::database::{Database, free_port};

const PATIENCE: Duration = Duration::from_secs(30);

pub struct Program {
    pub address: SocketAddr,
    environment: Vec<(&'static str, String)>,
    log: std::path::PathBuf,
    child: Option<Child>,
}

impl Program {
    /// Nothing runs yet.
    pub async fn new(database: &Database, port: Option<u16>) -> Self {
        let address = SocketAddr::from(([127, 0, 0, 1], port.unwrap_or_else(free_port)));
        let data = database.folder.path();
        let environment = vec![
            ("BALCAO_ADDR", address.to_string()),
            ("BALCAO_PUBLIC_URL", format!("http://{address}")),
            ("BALCAO_DATA_DIR", data.display().to_string()),
            ("BALCAO_DATABASE_URL", database.url.clone()),
        ];
        Self { address, environment, log: data.join(format!("log-{}", address.port())), child: None }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_balcao"));
        command.args(arguments).env_clear().envs(self.environment.iter().cloned()).stdin(Stdio::null());
        command
    }

    pub fn demo(&self) {
        let done = self.command(&["demo", "--tickets", "40"]).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }

    /// Starts it and waits until it answers.
    pub async fn start(&mut self) {
        let log = std::fs::File::options().create(true).append(true).open(&self.log).unwrap();
        self.child = Some(self.command(&["serve"]).stdout(Stdio::null()).stderr(log).spawn().unwrap());
        let began = Instant::now();
        let ready = format!("http://{}/readyz", self.address);
        while !reqwest::get(&ready).await.is_ok_and(|answer| answer.status() == 200) {
            let ended = self.child.as_mut().and_then(|child| child.try_wait().unwrap());
            let log = || std::fs::read_to_string(&self.log).unwrap_or_default();
            assert!(ended.is_none(), "it ended by itself: {}", log());
            assert!(began.elapsed() < PATIENCE, "it does not answer: {}", log());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// SIGKILL: no goodbye, no tidying up.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// Changes the status of a ticket through this program.
    pub async fn change_a_ticket(&self, database: &Database, ticket: i64) {
        let db = database.open().await;
        let sql = "select version from tickets where id = $1";
        let version = backend::scalar!(db.conn().await.unwrap(), i64, sql, ticket).unwrap();
        db.close().await;
        let client = reqwest::Client::builder().cookie_store(true).build().unwrap();
        let login = [("email", "sofia@balcao.demo"), ("password", backend::usecase::demo::PASSWORD)];
        client.post(format!("http://{}/login", self.address)).form(&login).send().await.unwrap();
        let form = serde_json::json!({ "form": {
            "key": "0123456789abcdef0123456789abcdef", "id": ticket, "version": version, "to": "waiting", "reason": "" } });
        let url = format!("http://{}/api/tickets/change_status", self.address);
        let who = client.post(format!("http://{}/api/session/who_am_i", self.address)).json(&serde_json::json!({}));
        let user: i64 = who.send().await.unwrap().json().await.unwrap();
        let answer = client.post(url).header(HEADER, user).json(&form).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{}", answer.text().await.unwrap());
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
