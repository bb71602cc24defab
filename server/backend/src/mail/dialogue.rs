//! One mail handed to a mail server, step by step, so that it is known at which step the dialogue ended.
//!
//! The step decides what is true of the mail. Before its text was given, it did not go out, whatever happened. Once the
//! text is on its way only the server's own word tells: "yes", "no", or nothing, and nothing means that it may have arrived
//! (RFC 1047).

use std::time::Duration;

use domain::ticket::wire::{MailFailure, MailFate};
use lettre::{
    Message,
    transport::smtp::{
        client::AsyncSmtpConnection,
        commands::{Data, Mail, Rcpt},
        extension::{Extension, MailBodyParameter, MailParameter},
    },
};
use tokio::time::{Instant, timeout, timeout_at};

use super::{
    ATTEMPT_LIMIT,
    refusal::{Refusal, reason},
    server::Server,
    verdict::Stage,
};

/// How long a server is given to say good-bye, while nobody waits.
const GOODBYE: Duration = Duration::from_secs(2);

/// Hands `message` over, in [`ATTEMPT_LIMIT`] at most. `before_text` runs when the server has asked for the text; when it gives
/// `false` the text is not sent.
pub(super) async fn hand_over(
    server: &Server,
    message_id: &str,
    message: &Message,
    before_text: impl Future<Output = bool> + Send,
) -> MailFate {
    let deadline = Instant::now() + ATTEMPT_LIMIT;
    let mut connection = match timeout_at(deadline, ready_for_text(server, message, before_text)).await {
        Ok(Ok(connection)) => connection,
        Ok(Err(Refusal { reason, words })) => {
            tracing::warn!(message_id, words, "the mail server did not take a mail");
            return MailFate::Failed(reason);
        }
        Err(_elapsed) => {
            tracing::warn!(message_id, "the mail server did not answer in time");
            return MailFate::Failed(MailFailure::Timeout);
        }
    };
    match timeout_at(deadline, connection.message(&message.formatted())).await {
        Ok(Ok(_yes)) => {
            say_goodbye(connection);
            MailFate::Sent
        }
        Ok(Err(error)) if error.status().is_some() => {
            tracing::warn!(message_id, %error, "the mail server did not take a mail");
            say_goodbye(connection);
            MailFate::Failed(reason(Stage::Text, &error))
        }
        Ok(Err(error)) => {
            tracing::warn!(message_id, %error, "the mail server broke off without saying whether it took a mail");
            MailFate::Unanswered
        }
        Err(_elapsed) => {
            tracing::warn!(message_id, "the mail server did not say in time whether it took a mail");
            MailFate::Unanswered
        }
    }
}

/// Everything up to the server's "go on".
async fn ready_for_text(
    server: &Server,
    message: &Message,
    before_text: impl Future<Output = bool> + Send,
) -> Result<AsyncSmtpConnection, Refusal> {
    let mut connection = server.connect(ATTEMPT_LIMIT).await?;
    match introduce(&mut connection, message).await {
        Ok(()) => {}
        Err(refusal) => {
            say_goodbye(connection);
            return Err(refusal);
        }
    }
    // A connection that is dropped here gives the server no text: it has nothing to keep.
    if before_text.await {
        Ok(connection)
    } else {
        Err(Refusal { reason: MailFailure::Unreachable, words: "given up by the desk before the text".to_owned() })
    }
}

/// Sender, receiver and the wish to send.
async fn introduce(connection: &mut AsyncSmtpConnection, message: &Message) -> Result<(), Refusal> {
    let envelope = message.envelope();
    let addresses = || envelope.from().into_iter().chain(envelope.to());
    let mut parameters = Vec::new();
    if addresses().any(|address| !AsRef::<str>::as_ref(address).is_ascii()) {
        if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            let words = "the server takes no address beyond ASCII".to_owned();
            return Err(Refusal { reason: MailFailure::AddressRefused, words });
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    if !message.formatted().is_ascii() {
        parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    let from = Mail::new(envelope.from().cloned(), parameters);
    connection.command(from).await.map_err(Refusal::at(Stage::Sender))?;
    for address in envelope.to() {
        let to = Rcpt::new(address.clone(), Vec::new());
        connection.command(to).await.map_err(Refusal::at(Stage::Recipient))?;
    }
    connection.command(Data).await.map_err(Refusal::at(Stage::Data))?;
    Ok(())
}

/// Ends the dialogue as one should. The fate of the mail is known already, so nobody waits for it.
fn say_goodbye(mut connection: AsyncSmtpConnection) {
    tokio::spawn(async move {
        let _in_time = timeout(GOODBYE, connection.abort()).await;
    });
}
