//! `balcao user …`

use std::io::{BufRead, IsTerminal, Write};

use backend::usecase::user::{NewAccount, create_user};
use clap::{Args, Subcommand, builder::PossibleValuesParser, builder::TypedValueParser};
use domain::access::Role;

use crate::{failure::Failure, open, settings::Settings};

/// Commands about users.
#[derive(Debug, Subcommand)]
pub(super) enum UserCommand {
    /// Add somebody who may sign in. This is how the first administrator comes to be.
    ///
    /// Example: balcao user add --email ana@example.com --name 'Ana Lima' --role admin
    #[command(verbatim_doc_comment)]
    Add(AddOptions),
}

#[derive(Debug, Args)]
pub(super) struct AddOptions {
    /// The address to sign in with.
    #[arg(long)]
    email: String,
    /// The name that colleagues and customers see.
    #[arg(long)]
    name: String,
    /// What they may do.
    #[arg(long, value_parser = staff_role())]
    role: Role,
    /// The password, at least 10 characters. Asked for when left out, which keeps it out of the shell's history.
    #[arg(long)]
    password: Option<String>,
}

/// Requesters are added with their person, on the screens.
fn staff_role() -> impl TypedValueParser<Value = Role> {
    let codes = Role::ALL.into_iter().filter(|role| *role != Role::Requester).map(Role::code);
    PossibleValuesParser::new(codes).map(|code| Role::from_code(&code).unwrap_or(Role::Viewer))
}

pub(super) async fn run(command: UserCommand, settings: &Settings) -> Result<(), Failure> {
    let UserCommand::Add(options) = command;
    let password = match options.password {
        Some(password) => password,
        None => ask_password().map_err(Failure::new)?,
    };
    let desk = open::desk(settings).await?;
    let account = NewAccount { email: options.email, name: options.name, role: options.role, password, person: None };
    let email = account.email.clone();
    create_user(&desk, None, account, "").await?;
    desk.db().close().await;
    println!("{email} can sign in as {} at {}/login", options.role.code(), desk.config().public_url);
    Ok(())
}

/// Reads a password from the terminal without showing it, or one line from a pipe.
fn ask_password() -> std::io::Result<String> {
    let terminal = std::io::stdin().is_terminal();
    if terminal {
        eprint!("Password (at least 10 characters): ");
        std::io::stderr().flush()?;
        show_typing("-echo");
    }
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line);
    if terminal {
        show_typing("echo");
        eprintln!();
    }
    read?;
    Ok(line.trim_end_matches(['\n', '\r']).to_owned())
}

/// Where there is no `stty`, the password shows; nothing worse.
fn show_typing(mode: &str) {
    let _ = std::process::Command::new("stty").arg(mode).status();
}
