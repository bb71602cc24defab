//! The mail server of the configuration, and a connection to it that is ready for a mail.

use std::time::Duration;

use lettre::transport::smtp::{
    SMTP_PORT, SUBMISSION_PORT, SUBMISSIONS_PORT,
    authentication::{Credentials, DEFAULT_MECHANISMS},
    client::{AsyncSmtpConnection, Tls, TlsParameters},
    extension::ClientId,
};
use percent_encoding::percent_decode_str;
use url::Url;

use super::{MailConfigError, refusal::Refusal, verdict::Stage};

/// Where and how to connect.
#[derive(Debug, Clone)]
pub(super) struct Server {
    host: String,
    port: u16,
    tls: Tls,
    /// How this machine calls itself.
    hello: ClientId,
    login: Option<Credentials>,
}

impl Server {
    /// Reads `smtp://` or `smtps://`, with user and password, `?tls=required` or `?tls=opportunistic`, and a path as the
    /// name of this machine.
    pub(super) fn parse(address: &str) -> Result<Self, MailConfigError> {
        let url = Url::parse(address).map_err(|_| MailConfigError)?;
        let host = url.host_str().ok_or(MailConfigError)?.to_owned();
        let asked = url.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned());
        let parameters = || TlsParameters::new(host.clone()).map_err(|_| MailConfigError);
        let (tls, usual_port) = match (url.scheme(), asked.as_deref()) {
            ("smtp", None) => (Tls::None, SMTP_PORT),
            ("smtp", Some("opportunistic")) => (Tls::Opportunistic(parameters()?), SUBMISSION_PORT),
            ("smtp", Some("required")) => (Tls::Required(parameters()?), SUBMISSION_PORT),
            ("smtps", _) => (Tls::Wrapper(parameters()?), SUBMISSIONS_PORT),
            _ => return Err(MailConfigError),
        };
        let name = url.path().trim_matches('/');
        let hello = if name.is_empty() { ClientId::default() } else { ClientId::Domain(name.to_owned()) };
        let decoded = |text: &str| match percent_decode_str(text).decode_utf8() {
            Ok(text) => Ok(text.into_owned()),
            Err(_) => Err(MailConfigError),
        };
        let login = match url.password() {
            Some(password) => Some(Credentials::new(decoded(url.username())?, decoded(password)?)),
            None => None,
        };
        Ok(Self { port: url.port().unwrap_or(usual_port), host, tls, hello, login })
    }

    /// Connects, asks for TLS and signs in, as the address says.
    pub(super) async fn connect(&self, limit: Duration) -> Result<AsyncSmtpConnection, Refusal> {
        let wrapped = match &self.tls {
            Tls::Wrapper(parameters) => Some(parameters.clone()),
            _ => None,
        };
        let place = (self.host.as_str(), self.port);
        let mut connection = AsyncSmtpConnection::connect_tokio1(place, Some(limit), &self.hello, wrapped, None)
            .await
            .map_err(Refusal::at(Stage::Hello))?;
        let parameters = match &self.tls {
            Tls::Required(parameters) => Some(parameters),
            Tls::Opportunistic(parameters) if connection.can_starttls() => Some(parameters),
            _ => None,
        };
        if let Some(parameters) = parameters {
            connection.starttls(parameters.clone(), &self.hello).await.map_err(Refusal::at(Stage::Hello))?;
        }
        if let Some(login) = &self.login {
            connection.auth(DEFAULT_MECHANISMS, login).await.map_err(Refusal::at(Stage::Login))?;
        }
        Ok(connection)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_others_refused() {
        let port = |address: &str| Server::parse(address).map(|server| server.port);
        assert_eq!(port("smtp://mail.example.test"), Ok(25));
        assert_eq!(port("smtp://me:pw@mail.example.test?tls=required"), Ok(587));
        assert_eq!(port("smtps://me:pw@mail.example.test"), Ok(465));
        assert_eq!(port("smtp://mail.example.test:1025"), Ok(1025));
        for address in ["mail.example.test:25", "http://mail.example.test", "smtp://x.test?tls=maybe", "smtp:///x"] {
            assert_eq!(port(address), Err(MailConfigError), "{address}");
        }
        let server = Server::parse("smtp://user%40x:p%3A%20w@mail.example.test/desk.example.test").unwrap();
        assert_eq!(server.hello, ClientId::Domain("desk.example.test".to_owned()));
        assert_eq!(server.login, Some(Credentials::new("user@x".to_owned(), "p: w".to_owned())));
    }
}
