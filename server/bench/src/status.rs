//! A change of status through the real server: by a requester with an e-mail address, whose mail becomes a file before the
//! answer is given (no mail server is configured), and by one without, where no mail is due.

use std::{collections::VecDeque, time::Duration};

use domain::{
    ids::{ClientKey, UserId},
    ticket::{
        BuiltInView, Cursor, Status, TicketQuery,
        wire::{ChangeStatus, MailOutcome, TicketRow},
    },
};

use crate::{Outcome, client::Client, samples::Samples};

/// Tickets taken in turns, each of another requester, as at a real desk.
const TICKETS: usize = 150;
const PAGES: usize = 60;

/// A queue of tickets whose status goes back and forth.
pub struct Changes {
    tickets: VecDeque<TicketRow>,
    with_mail: bool,
    count: u32,
    pub took: Samples,
}

impl Changes {
    /// Finds the tickets to change: those with an e-mail address, and those without.
    pub fn find(client: &mut Client) -> Outcome<(Self, Self)> {
        let filter = BuiltInView::All.filter(UserId::new(0));
        let mut query = TicketQuery { filter, page_size: 100, ..TicketQuery::default() };
        let (mut with, mut without) = (VecDeque::new(), VecDeque::new());
        for _ in 0..PAGES {
            let (_, page) = client.list(&query)?;
            let last = page.rows.last().map(|row| (row.id, row.sort_value(query.sort)));
            for row in page.rows.into_iter().filter(|row| row.status == Status::Finished && row.merged_into.is_none()) {
                let queue = if row.requester_email.is_some() { &mut with } else { &mut without };
                if queue.len() < TICKETS && !queue.iter().any(|other: &TicketRow| other.requester == row.requester) {
                    queue.push_back(row);
                }
            }
            let Some((id, value)) = last.filter(|_| page.has_next) else { break };
            query.cursor = Some(Cursor { value, id, start: 1, backwards: false });
        }
        if with.is_empty() || without.is_empty() {
            return Err("no finished tickets to change".into());
        }
        let queue = |tickets, with_mail| Self { tickets, with_mail, count: 0, took: Samples::default() };
        Ok((queue(with, true), queue(without, false)))
    }

    /// Changes the next ticket.
    pub fn change(&mut self, client: &mut Client) -> Outcome<Duration> {
        let Some(row) = self.tickets.pop_front() else { return Err("no ticket to change".into()) };
        self.count += 1;
        let to = if row.status == Status::Analysing { Status::Waiting } else { Status::Analysing };
        let key = ClientKey::parse(&format!("bench-{}-{:010}", u8::from(self.with_mail), self.count))?;
        let form = ChangeStatus { key, id: row.id, version: row.version, to, reason: String::new() };
        let (took, changed) = client.change_status(&form)?;
        let mail_is_right = match &changed.mail {
            Some(MailOutcome::Written { .. }) => self.with_mail,
            Some(MailOutcome::Failed { .. }) => !self.with_mail,
            _ => false,
        };
        if changed.row.status != to || !mail_is_right {
            return Err(format!("the change of status gave {changed:?}").into());
        }
        self.tickets.push_back(changed.row);
        Ok(took)
    }
}
