//! The tickets of the demo: most of them closed long ago, some in work, the last ones those of the pictures in the manual.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    error::AppError,
    i18n::{Locale, mail::StatusMail},
    ids::TicketId,
    money::Money,
    protocol_number::ProtocolNumber,
    ticket::{MailMark, Status, Ticket, wire::MailFailure},
    time::UtcMillis,
    zone::Zone,
};

use super::{
    catalogues::Service,
    life::{Cast, Life, Outcome},
    people::Person,
    random::Random,
    subjects::{DESCRIPTIONS, MONTHS, SUBJECTS},
    team::{BIANCA, CAIO, DEBORA, FABIO, MARLON, RENATA},
    told::{MARINA, TOLD, Told},
};
use crate::{
    db::Tx,
    error::StoreError,
    store::{
        bulk::{self, LineRow, MailRow, TicketRow},
        counters, protocols,
        tickets::search_body,
    },
};

/// Days back to the first ticket.
const DAYS: u32 = 90;
/// Tickets in work, of a thousand.
const IN_WORK: u32 = 66;
/// The number of the last ticket, if there is room before it.
pub(super) const LAST_NUMBER: i64 = 48_231;
/// Tickets written at once.
const BATCH: usize = 1_000;

/// When a ticket was opened, and what became of it.
struct Opening {
    at: UtcMillis,
    outcome: Outcome,
}

/// Writes `count` tickets with everything around them.
pub(super) async fn write(
    tx: &mut Tx,
    random: &mut Random,
    cast: &Cast<'_>,
    public_url: &str,
    count: u32,
) -> Result<(), AppError> {
    let free = bulk::next_ticket_number(tx).await?;
    let first = free.max(LAST_NUMBER + 1 - i64::from(count));
    let openings = openings(random, cast, count);
    let mut days = BTreeMap::new();
    let mut numbers = first..;
    let mut left = count;
    for batch in openings.chunks(BATCH) {
        let mut written = Batch::default();
        for opening in batch {
            left -= 1;
            let id = TicketId::new(numbers.next().unwrap_or(first));
            let day = opening.at.local_date(Zone::Brasilia);
            let protocol = protocol(tx, &mut days, day).await?;
            written.add(
                random,
                cast,
                public_url,
                opening,
                id,
                protocol,
                TOLD.iter().find(|told| told.before_last == left),
            )?;
        }
        bulk::insert_tickets(tx, &written.tickets).await?;
        bulk::insert_lines(tx, &written.lines).await?;
        bulk::insert_mails(tx, &written.mails).await?;
        let changes: Vec<_> = written.tickets.iter().map(|row| (None, &row.ticket)).collect();
        counters::follow(tx, &changes).await?;
    }
    protocols::advance(tx, &days).await?;
    bulk::continue_ticket_numbers(tx).await?;
    Ok(())
}

/// The openings in the order of their time: numbers follow it.
fn openings(random: &mut Random, cast: &Cast<'_>, count: u32) -> Vec<Opening> {
    let mut openings: Vec<Opening> = (0..count)
        .map(|_| {
            let outcome = outcome(random);
            let days_ago = match outcome {
                Outcome::New => random.below(2),
                Outcome::Reached(status) if status.is_open() => {
                    *random.pick(&[0, 1, 1, 2, 2, 3, 3, 4, 5, 7, 9, 12, 16])
                }
                Outcome::Reached(_) => random.between(0, DAYS),
            };
            Opening { at: cast.calendar.moment(random, days_ago), outcome }
        })
        .collect();
    openings.sort_by_key(|opening| opening.at);
    for told in &TOLD {
        let index = usize::try_from(told.before_last).unwrap_or(usize::MAX);
        if let Some(opening) = openings.iter_mut().rev().nth(index) {
            opening.outcome = told.outcome;
        }
    }
    openings
}

fn outcome(random: &mut Random) -> Outcome {
    if random.chance(IN_WORK) {
        return match random.below(86) {
            0..=8 => Outcome::New,
            9..=15 => Outcome::Reached(Status::Reopened),
            16..=37 => Outcome::Reached(Status::Waiting),
            _ => Outcome::Reached(Status::Analysing),
        };
    }
    Outcome::Reached(match random.below(100) {
        0..=5 => Status::Cancelled,
        6..=10 => Status::Rejected,
        _ => Status::Finished,
    })
}

/// The next protocol number of a day, counted on from what the database has.
async fn protocol(tx: &mut Tx, days: &mut BTreeMap<NaiveDate, u32>, day: NaiveDate) -> Result<String, AppError> {
    let last = match days.get(&day) {
        Some(last) => *last,
        None => protocols::last(tx, day).await?,
    };
    days.insert(day, last + 1);
    Ok(ProtocolNumber::new(day, last + 1).map_err(StoreError::corrupt)?.to_string())
}

/// Rows waiting to be written.
#[derive(Default)]
struct Batch {
    tickets: Vec<TicketRow>,
    lines: Vec<LineRow>,
    mails: Vec<MailRow>,
}

impl Batch {
    #[expect(clippy::too_many_arguments, reason = "everything one ticket is made of")]
    fn add(
        &mut self,
        random: &mut Random,
        cast: &Cast<'_>,
        public_url: &str,
        opening: &Opening,
        id: TicketId,
        protocol: String,
        told: Option<&Told>,
    ) -> Result<(), AppError> {
        let (service, subject) = topic(random, cast, told);
        let requester = requester(random, cast, told);
        let assignee = match told {
            Some(told) => told.assignee,
            // Some new ones wait for somebody to take them.
            None if opening.outcome == Outcome::New && random.chance(600) => None,
            None => Some(*random.pick(&[RENATA, RENATA, BIANCA, BIANCA, MARLON, DEBORA, CAIO, FABIO])),
        };
        let accountant = random.chance(350).then(|| *random.pick(&cast.catalogues.accountants));
        let value = match told {
            Some(told) => Money::from_cents(told.cents).map_err(StoreError::corrupt)?,
            None => service.price,
        };
        let ticket = Ticket {
            id,
            version: 1,
            status: Status::Open,
            requester: requester.id,
            service: service.id,
            accountant: accountant.map(|(id, _)| id),
            accountant_name: accountant.map(|(_, office)| office).unwrap_or_default().to_owned(),
            assignee: assignee.map(|index| cast.team.member(index).0),
            subject,
            description: (*random.pick(&DESCRIPTIONS)).to_owned(),
            value,
            opened_at: opening.at,
            updated_at: opening.at,
            due_at: None,
            touched: false,
            notified_at: None,
            merged_into: None,
            mail: MailMark::None,
            late: false,
        };
        let opened_by = cast.team.member(*random.pick(&[RENATA, BIANCA, MARLON, DEBORA]));
        let email = requester.email.as_deref();
        let mut life = Life::begin(cast, ticket, service.due_minutes, email, opened_by, &protocol);
        life.reach(random, opening.outcome)?;
        let failure = failure(random, told, &life.ticket);
        if let Some(failure) = failure {
            life.fail_mail(failure);
        }
        self.mails.extend(mail(cast, public_url, requester, &protocol, &life, failure));
        let search_body = search_body(id.get(), &protocol, &life.ticket.subject, &requester.name);
        self.lines.append(&mut life.lines);
        self.tickets.push(TicketRow { ticket: life.ticket, protocol, opened_by: opened_by.0, search_body });
        Ok(())
    }
}

fn topic(random: &mut Random, cast: &Cast<'_>, told: Option<&Told>) -> (Service, String) {
    if let Some(told) = told {
        return (cast.catalogues.service(told.service), told.subject.to_owned());
    }
    let (service, subjects) = *random.pick(&SUBJECTS);
    let month = *random.pick(&MONTHS);
    let subject = random.pick(subjects).replace("{mes}", month);
    (cast.catalogues.service(service), subject)
}

/// A third of all tickets is about the fifth of the customers who write often.
fn requester<'a>(random: &mut Random, cast: &Cast<'a>, told: Option<&Told>) -> &'a Person {
    let named = told.and_then(|told| cast.people.iter().find(|person| person.name == told.requester));
    let often = &cast.people[..cast.people.len() / 5];
    named.unwrap_or_else(|| if random.chance(330) { random.pick(often) } else { random.pick(cast.people) })
}

/// Marina's mailbox is full, as in the manual; a few others did not get their mail either.
fn failure(random: &mut Random, told: Option<&Told>, ticket: &Ticket) -> Option<MailFailure> {
    if told.is_some_and(|told| told.before_last == MARINA) {
        return Some(MailFailure::MailboxFull);
    }
    let unlucky = ticket.status.is_open() && random.chance(30) || random.chance(2);
    unlucky.then(|| *random.pick(&[MailFailure::AddressRefused, MailFailure::MailboxFull, MailFailure::Unreachable]))
}

/// The last mail of the ticket, as it would have been written.
fn mail(
    cast: &Cast<'_>,
    public_url: &str,
    requester: &Person,
    protocol: &str,
    life: &Life<'_>,
    failure: Option<MailFailure>,
) -> Option<MailRow> {
    let (from, to, at, reason) = life.told.as_ref()?;
    let number = life.ticket.id.get();
    let link = format!("{public_url}/portal/tickets/{number}");
    let mail = StatusMail {
        number,
        protocol,
        subject: &life.ticket.subject,
        requester: &requester.name,
        company: &cast.catalogues.company.name,
        from: *from,
        to: *to,
        reason,
        link: &link,
    };
    let (subject, body) = mail.write(Locale::PtBr);
    let message_id = format!("demo-{number}@balcao.invalid");
    Some(MailRow { ticket: life.ticket.id, to: requester.email.clone()?, subject, body, message_id, at: *at, failure })
}
