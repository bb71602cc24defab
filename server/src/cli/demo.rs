//! `balcao demo`

use backend::usecase::demo;
use clap::Args;

use crate::{failure::Failure, open, settings::Settings};

#[derive(Debug, Args)]
pub(super) struct DemoOptions {
    /// How many tickets; more for measuring.
    #[arg(long, value_name = "N", default_value_t = demo::TICKETS)]
    tickets: u32,
}

pub(super) async fn run(options: &DemoOptions, settings: &Settings) -> Result<(), Failure> {
    let desk = open::desk(settings).await?;
    let made = demo::fill(&desk, options.tickets).await?;
    desk.db().close().await;
    match made {
        Some(made) => println!("Made {} people and {} tickets.\n", made.people, made.tickets),
        None => println!("The demo data is there already.\n"),
    }
    println!("  {:<22} {:<26} role", "e-mail", "name");
    for user in demo::USERS.into_iter().chain(demo::REQUESTERS) {
        println!("  {:<22} {:<26} {}", user.email, user.name, user.role.code());
    }
    println!("\n  Password of all of them: {}", demo::PASSWORD);
    Ok(())
}
