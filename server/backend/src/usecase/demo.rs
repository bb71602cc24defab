//! Made-up data to look at and to measure with: a company, its team, its customers with their contracts, and three months of tickets.
//!
//! Everybody in it is invented, every address ends in `.example` or `.demo`, which reach nobody. The same clock gives the
//! same data. It is written in one transaction: a demo is there completely or not at all.

mod calendar;
mod catalogues;
mod chats;
mod contracts;
mod documents;
mod life;
mod names;
mod people;
mod random;
mod subjects;
mod team;
mod tickets;
mod told;

use domain::error::AppError;

use self::{calendar::Calendar, random::Random};
pub use self::{
    chats::REQUESTERS,
    team::{DemoUser, PASSWORD, USERS},
};
use crate::{Desk, password, store};

/// How many tickets a demo has unless told otherwise.
pub const TICKETS: u32 = 1_284;
/// Any number would do; the data of this one was looked at.
const SEED: u64 = 20_260_318;

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    pub people: u32,
    pub tickets: u32,
}

/// Fills the database; `None` when the demo is there already.
///
/// # Errors
/// The database fails; then nothing was written.
pub async fn fill(desk: &Desk, tickets: u32) -> Result<Option<Made>, AppError> {
    let password_hash = password::hash(PASSWORD.to_owned()).await?;
    let calendar = Calendar::new(desk.clock().now());
    let mut random = Random::new(SEED);

    let mut tx = desk.db().begin().await?;
    if store::users::credentials(&mut tx, USERS[0].email).await?.is_some() {
        return Ok(None);
    }
    let team = team::write(&mut tx, &password_hash, &calendar).await?;
    let catalogues = catalogues::write(&mut tx, &calendar).await?;
    let people = people::write(&mut tx, &mut random, &calendar).await?;
    let cast = life::Cast { team: &team, catalogues: &catalogues, people: &people, calendar: &calendar };
    tickets::write(&mut tx, &mut random, &cast, &desk.config().public_url, tickets).await?;
    chats::write(&mut tx, &password_hash, &calendar, &team, &people).await?;
    contracts::write(&mut tx, &people, &team, &calendar).await?;
    tx.commit().await?;

    desk.hub().publish(crate::live::Event::CountsChanged);
    Ok(Some(Made { people: u32::try_from(people.len()).unwrap_or(u32::MAX), tickets }))
}

#[cfg(test)]
mod tests;
