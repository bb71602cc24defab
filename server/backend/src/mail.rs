//! Sending one mail: over SMTP, or as a file when no mail server is configured.
//!
//! What is due, when it is tried again and what the screens are told lives in [`crate::usecase::mail`]; here is only the
//! one attempt, its hard limit in time, and the reading of its failure. The mail server's own words go to the log.

mod dialogue;
mod message;
mod refusal;
mod server;
mod verdict;

use std::{future::ready, path::PathBuf, time::Duration};

use domain::{
    ticket::wire::{MailFailure, MailFate},
    time::UtcMillis,
};

use self::server::Server;
use crate::config::Config;

/// The longest that one attempt takes, from looking up the server's name to its last answer.
pub const ATTEMPT_LIMIT: Duration = Duration::from_secs(5);

/// Who a mail comes from: the company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    pub name: String,
    pub address: String,
}

/// One mail, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingMail {
    pub to: String,
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// Without angle brackets; the same at every attempt, so that a mail server can drop a repetition.
    pub message_id: String,
    pub date: UtcMillis,
}

/// The setting `BALCAO_SMTP_URL` is not understood. Its text is not repeated here, since it holds a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("BALCAO_SMTP_URL is not of the form smtp://user:password@host:587 or smtps://user:password@host:465")]
pub struct MailConfigError;

/// Sends mails. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Mailer(Transport);

#[derive(Debug, Clone)]
enum Transport {
    Smtp(Box<Server>),
    /// The folder of the `.eml` files.
    Folder(PathBuf),
}

impl Mailer {
    /// The mailer that the configuration asks for. Nothing is connected yet.
    ///
    /// # Errors
    /// The address of the mail server is not understood.
    pub fn from_config(config: &Config) -> Result<Self, MailConfigError> {
        config.smtp_url.as_deref().map_or_else(|| Ok(Self::to_folder(config.data_dir.join("mail"))), Self::to_server)
    }

    /// Writes mails as files into `folder`, which is made when the first one comes.
    pub const fn to_folder(folder: PathBuf) -> Self {
        Self(Transport::Folder(folder))
    }

    /// Sends over SMTP to the server named by `url`.
    fn to_server(url: &str) -> Result<Self, MailConfigError> {
        Ok(Self(Transport::Smtp(Box::new(Server::parse(&protect_password(url))?))))
    }

    /// Mails really leave this machine.
    pub const fn has_server(&self) -> bool {
        matches!(self.0, Transport::Smtp(_))
    }

    /// Makes one attempt, of at most [`ATTEMPT_LIMIT`], and tells what became of the mail.
    pub async fn deliver(&self, sender: &Sender, mail: &OutgoingMail) -> MailFate {
        self.deliver_noting(sender, mail, ready(true)).await
    }

    /// As [`Mailer::deliver`]; `before_text` runs when a mail server waits for the text, after which this attempt can no
    /// longer be repeated without thought: somebody who reads that it ran, and nothing else, knows that the mail may have
    /// arrived. When it gives `false` the text is not sent. Writing a file needs no such note, since it may be repeated.
    pub async fn deliver_noting(
        &self,
        sender: &Sender,
        mail: &OutgoingMail,
        before_text: impl Future<Output = bool> + Send,
    ) -> MailFate {
        let message = match message::compose(sender, mail) {
            Ok(message) => message,
            Err(reason) => return MailFate::Failed(reason),
        };
        let message_id = &mail.message_id;
        match &self.0 {
            Transport::Smtp(server) => dialogue::hand_over(server, message_id, &message, before_text).await,
            Transport::Folder(folder) => match write_file(folder, message_id, &message.formatted()).await {
                Ok(()) => MailFate::Written,
                Err(error) => {
                    tracing::error!(message_id, %error, "a mail could not be written as a file");
                    MailFate::Failed(MailFailure::Unreachable)
                }
            },
        }
    }
}

/// Asks for TLS where a password would otherwise cross a network in the clear. A server on this machine is exempt, and an
/// explicit `?tls=` in the address is respected.
fn protect_password(url: &str) -> String {
    let Some(rest) = url.strip_prefix("smtp://") else { return url.to_owned() };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let Some((_user, host)) = authority.rsplit_once('@') else { return url.to_owned() };
    let local = ["localhost", "127.", "[::1]"].iter().any(|name| host.starts_with(name));
    if local || rest.contains("tls=") {
        return url.to_owned();
    }
    let separator = if rest.contains('?') { '&' } else { '?' };
    format!("{url}{separator}tls=required")
}

/// Writes beside and renames, so that nobody ever reads half a mail. The name is the Message-ID's own part, so a second
/// attempt replaces the file of the first.
async fn write_file(folder: &std::path::Path, message_id: &str, bytes: &[u8]) -> std::io::Result<()> {
    let name: String = message_id
        .chars()
        .take_while(|c| *c != '@')
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
        .collect();
    tokio::fs::create_dir_all(folder).await?;
    let unfinished = folder.join(format!("{name}.part"));
    tokio::fs::write(&unfinished, bytes).await?;
    tokio::fs::rename(&unfinished, folder.join(format!("{name}.eml"))).await
}

#[cfg(test)]
mod tests;
