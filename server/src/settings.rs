//! How this process runs: each setting is an environment variable and an option of the command line.

use std::{
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};

use backend::config::Config;
use clap::{Args, ValueEnum};

/// The settings, as `--help` explains them.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Settings (each also as an environment variable)")]
pub struct Settings {
    /// The database: `sqlite:FILE` or `postgres://user:password@host/database`.
    #[arg(
        long,
        env = "BALCAO_DATABASE_URL",
        value_name = "URL",
        default_value = "sqlite:data/balcao.db",
        global = true,
        hide_env_values = true
    )]
    pub database_url: String,

    /// Folder of uploaded files, and of mails while there is no mail server.
    #[arg(long, env = "BALCAO_DATA_DIR", value_name = "FOLDER", default_value = "data", global = true)]
    pub data_dir: PathBuf,

    /// Where the server listens.
    #[arg(long, env = "BALCAO_ADDR", value_name = "IP:PORT", default_value = "127.0.0.1:3000", global = true)]
    pub addr: SocketAddr,

    /// The address people type: links in mails, secure cookies. Without it `http://localhost` and the port.
    #[arg(long, env = "BALCAO_PUBLIC_URL", value_name = "URL", global = true)]
    pub public_url: Option<String>,

    /// The mail server: `smtp://user:password@host:587` or `smtps://…`. Without it mails become files in the data folder.
    #[arg(long, env = "BALCAO_SMTP_URL", value_name = "URL", global = true, hide_env_values = true)]
    pub smtp_url: Option<String>,

    /// Bucket for uploaded files: `s3://bucket/prefix`, with the usual `AWS_…` variables. Without it they are in the data
    /// folder, under `files`.
    #[arg(long, env = "BALCAO_FILES_URL", value_name = "URL", global = true, hide_env_values = true)]
    pub files_url: Option<String>,

    /// Folder of the browser's files. Without it `site` beside the program, else `target/site`.
    #[arg(long, env = "BALCAO_SITE_DIR", value_name = "FOLDER", global = true)]
    pub site_dir: Option<PathBuf>,

    /// Proxies whose `X-Forwarded-For` is believed, with commas between them.
    #[arg(long, env = "BALCAO_TRUSTED_PROXIES", value_name = "IP,IP", value_delimiter = ',', global = true)]
    pub trusted_proxies: Vec<IpAddr>,

    /// Let everybody read /metrics, not only this machine and the trusted proxies.
    #[arg(long, env = "BALCAO_METRICS_PUBLIC", global = true)]
    pub metrics_public: bool,

    /// How much is logged: `info`, `debug`, or by module as in `info,backend=debug`.
    #[arg(long, env = "BALCAO_LOG", value_name = "FILTER", global = true)]
    pub log: Option<String>,

    /// One line of text or one JSON object for each event.
    #[arg(long, env = "BALCAO_LOG_FORMAT", value_name = "FORMAT", default_value = "text", global = true)]
    pub log_format: LogFormat,
}

/// The shape of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    Text,
    Json,
}

impl Settings {
    /// What the backend needs of them.
    pub fn config(&self) -> Config {
        Config {
            database_url: self.database_url.clone(),
            data_dir: self.data_dir.clone(),
            addr: self.addr,
            public_url: self.public_url(),
            smtp_url: self.smtp_url.clone().filter(|url| !url.is_empty()),
            files_url: self.files_url.clone().filter(|url| !url.is_empty()),
            trusted_proxies: self.trusted_proxies.clone(),
        }
    }

    /// The public address without a trailing slash.
    pub fn public_url(&self) -> String {
        match self.public_url.as_deref().map(|url| url.trim_end_matches('/')) {
            Some(url) if !url.is_empty() => url.to_owned(),
            _ if self.addr.ip().is_loopback() || self.addr.ip().is_unspecified() => {
                format!("http://localhost:{}", self.addr.port())
            }
            _ => format!("http://{}", self.addr),
        }
    }

    /// The folder of the browser's files, whether it exists or not.
    pub fn site_dir(&self) -> PathBuf {
        if let Some(folder) = &self.site_dir {
            return folder.clone();
        }
        program_folder()
            .map(|folder| folder.join("site"))
            .filter(|folder| folder.is_dir())
            .unwrap_or_else(|| PathBuf::from("target/site"))
    }
}

/// Whether the names of the browser's files carry hashes: then their list lies beside the program.
pub fn has_hashed_assets() -> bool {
    program_folder().is_some_and(|folder| folder.join("hash.txt").is_file())
}

fn program_folder() -> Option<PathBuf> {
    std::env::current_exe().ok()?.parent().map(Path::to_path_buf)
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Cli {
        #[command(flatten)]
        settings: Settings,
    }

    fn parse(args: &[&str]) -> Settings {
        Cli::try_parse_from(std::iter::once("balcao").chain(args.iter().copied())).unwrap().settings
    }

    #[test]
    fn the_public_address_follows_where_the_server_listens() {
        assert_eq!(parse(&["--addr", "127.0.0.1:4000"]).public_url(), "http://localhost:4000");
        assert_eq!(parse(&["--addr", "0.0.0.0:3000"]).public_url(), "http://localhost:3000");
        assert_eq!(parse(&["--addr", "10.0.0.5:3000"]).public_url(), "http://10.0.0.5:3000");
        assert_eq!(parse(&["--public-url", "https://desk.example.com/"]).public_url(), "https://desk.example.com");
    }

    #[test]
    fn proxies_are_separated_by_commas() {
        assert_eq!(parse(&["--trusted-proxies", "127.0.0.1,::1"]).trusted_proxies.len(), 2);
    }
}
