//! The settings of one process, from environment variables; the company's own parameters live in the database.

use std::{net::SocketAddr, path::PathBuf};

/// How this process runs. Every field has an environment variable `BALCAO_…` of the same name.
#[derive(Debug, Clone)]
pub struct Config {
    /// `sqlite:data/balcao.db` or `postgres://…`.
    pub database_url: String,
    /// Mails without a mail server, uploads and other files.
    pub data_dir: PathBuf,
    /// Where the server listens.
    pub addr: SocketAddr,
    /// The address people type, without a trailing slash: links in mails, origin checks, secure cookies.
    pub public_url: String,
    /// `smtp://user:password@host:587` or `smtps://…`; without it mails become `.eml` files under `data_dir/mail`.
    pub smtp_url: Option<String>,
    /// `s3://bucket/prefix` for the bytes of files, with the usual `AWS_…` variables; without it they are under
    /// `data_dir/files`.
    pub files_url: Option<String>,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<std::net::IpAddr>,
}

impl Config {
    /// The public address is https, so cookies are marked secure.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            database_url: "sqlite:data/balcao.db".to_owned(),
            data_dir: PathBuf::from("data"),
            addr: SocketAddr::from(([127, 0, 0, 1], 3000)),
            public_url: "http://localhost:3000".to_owned(),
            smtp_url: None,
            files_url: None,
            trusted_proxies: Vec::new(),
        }
    }
}
