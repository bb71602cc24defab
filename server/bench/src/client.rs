//! A signed-in agent with one connection.

use std::{net::SocketAddr, time::Duration};

use domain::{
    ids::UserId,
    page_user::HEADER,
    ticket::{
        TicketQuery,
        wire::{ChangeStatus, StatusChanged, TicketPage},
    },
};

use crate::{
    Outcome,
    http::{Answer, Connection},
    program::Program,
};

/// The supervisor of the demo: sees and changes everything.
const EMAIL: &str = "sofia%40balcao.demo";
const PASSWORD: &str = backend::usecase::demo::PASSWORD;

/// How a page travels.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Plain,
    /// As a browser asks for it.
    Compressed,
}

pub struct Client {
    address: SocketAddr,
    /// `name=value`
    cookie: String,
    user: UserId,
    connection: Connection,
}

impl Client {
    /// Signs in through the form.
    pub fn sign_in(program: &Program) -> Outcome<Self> {
        let mut connection = Connection::open(program.address)?;
        let form = format!("email={EMAIL}&password={PASSWORD}");
        let answer = connection.send("POST", "/login", "content-type: application/x-www-form-urlencoded\r\n", &form)?;
        let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
        let cookie = cookie.ok_or_else(|| format!("signing in gave no cookie but {}", answer.status))?.to_owned();
        let mut client = Self { address: program.address, cookie, user: UserId::new(0), connection };
        client.user = serde_json::from_slice(&client.post("/api/session/who_am_i", &serde_json::json!({}))?.body)?;
        Ok(client)
    }

    /// The same session on a connection of its own.
    pub fn again(&self) -> Outcome<Self> {
        let connection = Connection::open(self.address)?;
        Ok(Self { address: self.address, cookie: self.cookie.clone(), user: self.user, connection })
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    /// A page as HTML. One that is not compressed must show a ticket.
    pub fn page(&mut self, path: &str, encoding: Encoding) -> Outcome<Answer> {
        let encodings = if encoding == Encoding::Compressed { "accept-encoding: gzip, deflate, br\r\n" } else { "" };
        let headers = format!("accept: text/html\r\n{encodings}cookie: {}\r\n", self.cookie);
        let answer = self.connection.send("GET", path, &headers, "")?;
        let compressed = answer.header("content-encoding").is_some();
        if answer.status != 200 || compressed != (encoding == Encoding::Compressed) {
            return Err(format!("{path} answered {} {:?}", answer.status, answer.head).into());
        }
        if !compressed && !contains(&answer.body, b"id=\"ticket-") {
            return Err(format!("{path} shows no ticket").into());
        }
        Ok(answer)
    }

    /// The rows behind the page as the browser's program reads them.
    pub fn list(&mut self, query: &TicketQuery) -> Outcome<(Duration, TicketPage)> {
        let answer = self.post("/api/tickets/list", &serde_json::json!({ "query": query }))?;
        Ok((answer.took, serde_json::from_slice(&answer.body)?))
    }

    pub fn change_status(&mut self, form: &ChangeStatus) -> Outcome<(Duration, StatusChanged)> {
        let answer = self.post("/api/tickets/change_status", &serde_json::json!({ "form": form }))?;
        Ok((answer.took, serde_json::from_slice(&answer.body)?))
    }

    fn post(&mut self, path: &str, body: &serde_json::Value) -> Outcome<Answer> {
        let headers = format!(
            "accept: application/json\r\ncontent-type: application/json\r\ncookie: {}\r\n{HEADER}: {}\r\n",
            self.cookie, self.user
        );
        let answer = self.connection.send("POST", path, &headers, &body.to_string())?;
        if answer.status == 200 {
            return Ok(answer);
        }
        Err(format!("{path} answered {}: {}", answer.status, String::from_utf8_lossy(&answer.body)).into())
    }
}

fn contains(body: &[u8], part: &[u8]) -> bool {
    body.windows(part.len()).any(|window| window == part)
}
