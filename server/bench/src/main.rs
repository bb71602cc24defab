//! `make bench`: measures the program in `dist/` over HTTP as its users meet it, and the database without the program.
//!
//! This file is the order of a run; each module beside it measures one thing. Everything runs in rounds that take turns, so
//! that a busy machine is as unkind to one figure as to the other, and every figure is a median with its spread. A slow figure
//! is no failure; something that does not work is.
//!
//! Usage: `bench FOLDER [contracts]`, an empty folder on the disk to measure. The database is PostgreSQL when BALCAO_TEST_POSTGRES_URL
//! names a throw-away server (its settings are changed), otherwise SQLite in the folder.

mod browser;
mod chat;
mod client;
mod contracts;
mod database;
mod disk;
mod http;
mod lists;
mod memory;
mod noise;
mod program;
mod report;
mod rounds;
mod rows;
mod samples;
mod start;
mod status;

use std::{error::Error, path::Path, process::ExitCode};

use crate::{client::Client, database::Database, program::Program, report::Report, rounds::Measured};

/// Whatever went wrong, as one sentence.
pub type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    match runtime.map_err(Box::from).and_then(|runtime| runtime.block_on(run())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Outcome<()> {
    let folder = std::env::args().nth(1).ok_or("usage: bench FOLDER")?;
    let folder = Path::new(&folder).canonicalize()?;
    let tickets: u32 = std::env::var("TICKETS").map_or(Ok(100_000), |number| number.parse())?;

    if std::env::args().nth(2).as_deref() == Some("contracts") {
        return contracts::measure(&folder).await;
    }
    let database = Database::create(&folder, "balcao").await?;
    let mut program = Program::new(&folder, &database)?;
    let filled = program.fill(tickets)?;
    database.settle().await?;
    database.allow_mails().await?;
    let mut report = Report::new(&database, tickets, filled);

    program.start()?;
    let mut client = Client::sign_in(&program)?;
    let memory_before = memory::of(program.pid()?)?;
    let measured = Measured::take(&mut client, &database, &folder).await?;
    report.rounds(&measured);
    report.memory(&memory_before, &memory::of(program.pid()?)?);
    report.chat(&chat::measure(&program, &database.open().await?).await?);

    // What was measured is shown even when the browser fails.
    let first_load = browser::first_load(&client);
    program.stop();
    report.start(&start::measure(&mut program, &client)?);
    if let Ok(first_load) = &first_load {
        report.first_load(first_load);
    }
    report.print();
    first_load.map(|_| ())
}
