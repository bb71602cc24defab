//! The command line.

mod backup;
mod check;
mod demo;
mod user;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

use crate::{failure::Failure, logging, open, serve, settings::Settings};

const EXAMPLES: &str = "\
Examples:
  Look at it, with made-up data (never on a desk that others can reach):
    balcao demo && balcao serve

  Begin in earnest: the first administrator, then the server:
    balcao user add --email ana@example.com --name 'Ana Lima' --role admin
    BALCAO_PUBLIC_URL=https://desk.example.com BALCAO_SMTP_URL=smtps://user:password@mail.example.com balcao serve

  On PostgreSQL:
    BALCAO_DATABASE_URL=postgres://balcao:password@127.0.0.1/balcao balcao serve

  Copy a SQLite database while the desk works:
    balcao backup /backup/balcao.db";

/// A customer-service desk: one program, one database.
#[derive(Debug, Parser)]
#[command(name = "balcao", version, after_help = EXAMPLES, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    settings: Settings,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve until asked to end (SIGTERM or Ctrl-C); brings the database up to date first.
    Serve,
    /// Bring the database up to date and end.
    Migrate,
    /// Users.
    #[command(subcommand)]
    User(user::UserCommand),
    /// Fill the database with made-up people and tickets, once; prints the logins.
    Demo(demo::DemoOptions),
    /// Check the settings, the database and the folders, and say how to repair each.
    Check,
    /// Copy a SQLite database while the desk works.
    Backup {
        /// The file to write; it must not exist.
        #[arg(value_name = "TARGET")]
        target: PathBuf,
    },
}

/// Runs the command that was typed.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    logging::start(&cli.settings);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(execute(cli)) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

async fn execute(cli: Cli) -> Result<ExitCode, Failure> {
    let settings = &cli.settings;
    match cli.command {
        Command::Serve => serve::run(settings).await?,
        Command::Migrate => {
            open::database(settings).await?.close().await;
            println!("The database is up to date.");
        }
        Command::User(command) => user::run(command, settings).await?,
        Command::Demo(options) => demo::run(&options, settings).await?,
        Command::Check => return check::run(settings).await,
        Command::Backup { target } => backup::run(&target, settings).await?,
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_holds_together() {
        super::Cli::command().debug_assert();
    }
}
