//! The life of one ticket: opened, handed over, analysed, waited for, closed, by the same rules as real ones.

use domain::{
    business_time::{add_working_minutes, working_minutes_between},
    error::AppError,
    ids::UserId,
    money::Money,
    ticket::{
        Command, Edit, Event, Field, FieldValue, MailMark, Rules, Status, Ticket,
        wire::{HistoryKind, MailFailure, MailFate},
    },
    time::UtcMillis,
    zone::Zone,
};

use super::{
    calendar::Calendar,
    catalogues::Catalogues,
    people::Person,
    random::Random,
    subjects::{MOVES, NOTES, REASONS},
    team::Team,
};
use crate::store::bulk::LineRow;

/// Everybody and everything a ticket may be about.
pub(super) struct Cast<'a> {
    pub(super) team: &'a Team,
    pub(super) catalogues: &'a Catalogues,
    pub(super) people: &'a [Person],
    pub(super) calendar: &'a Calendar,
}

/// Where a ticket's life has led to by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Nobody touched it yet.
    New,
    /// With this status, by way of others.
    Reached(Status),
}

/// A ticket with its past.
pub(super) struct Life<'a> {
    cast: &'a Cast<'a>,
    pub(super) ticket: Ticket,
    pub(super) lines: Vec<LineRow>,
    /// The last change of status that was told by mail: from, to, when, why.
    pub(super) told: Option<(Status, Status, UtcMillis, String)>,
    requester_email: Option<&'a str>,
    clock: UtcMillis,
}

impl<'a> Life<'a> {
    /// A ticket just opened by `opened_by`.
    pub(super) fn begin(
        cast: &'a Cast<'a>,
        ticket: Ticket,
        due_minutes: Option<u32>,
        requester_email: Option<&'a str>,
        opened_by: (UserId, &'static str),
        protocol: &str,
    ) -> Self {
        let at = ticket.opened_at;
        let due_at = due_minutes.and_then(|minutes| {
            let Calendar { hours, holidays, .. } = cast.calendar;
            add_working_minutes(at, minutes, hours, holidays, Zone::Brasilia)
        });
        let opened = LineRow {
            ticket: ticket.id,
            at,
            actor: Some(opened_by),
            kind: HistoryKind::Opened,
            field: None,
            before: String::new(),
            after: protocol.to_owned(),
            note: String::new(),
        };
        let ticket = Ticket { due_at, ..ticket };
        Self { cast, ticket, lines: vec![opened], told: None, requester_email, clock: at }
    }

    /// Lives until now.
    pub(super) fn reach(&mut self, random: &mut Random, outcome: Outcome) -> Result<(), AppError> {
        if let Outcome::Reached(status) = outcome {
            for step in path(random, status) {
                self.around(random)?;
                let reason = if step.asks_reason() { (*random.pick(&REASONS)).to_owned() } else { String::new() };
                self.act(random, Command::ChangeStatus { to: step, reason })?;
            }
        }
        self.ticket.late = self.ticket.late_at(self.cast.calendar.now);
        Ok(())
    }

    /// The last mail did not go out.
    pub(super) fn fail_mail(&mut self, failure: MailFailure) {
        if let Some(line) = self.lines.iter_mut().rev().find(|line| line.kind == HistoryKind::Mail) {
            line.after = MailFate::Failed(failure).code();
            self.ticket.mail = MailMark::Failed;
        }
    }

    /// What happens between two changes of status.
    fn around(&mut self, random: &mut Random) -> Result<(), AppError> {
        if self.ticket.assignee.is_none() {
            let (to, _) = self.cast.team.member(usize::try_from(random.between(1, 4)).unwrap_or(1));
            self.act(random, Command::Move { to, note: "Assumindo.".to_owned() })?;
        } else if random.chance(140) {
            let to = self.cast.team.member(usize::try_from(random.between(1, 6)).unwrap_or(1)).0;
            if self.ticket.assignee != Some(to) {
                let note = (*random.pick(&MOVES)).to_owned();
                self.act(random, Command::Move { to, note })?;
            }
        }
        if random.chance(60) && self.ticket.value.cents() > 0 {
            let raised = self.ticket.value.cents() + i64::from(random.between(1, 9)) * 1_000;
            let edit = Edit {
                requester: self.ticket.requester,
                service: self.ticket.service,
                accountant: self.ticket.accountant,
                subject: self.ticket.subject.clone(),
                description: self.ticket.description.clone(),
                value: Money::from_cents(raised).unwrap_or(self.ticket.value),
                due_at: self.ticket.due_at,
            };
            self.act(random, Command::Edit(Box::new(edit)))?;
        }
        if random.chance(280) {
            let text = (*random.pick(&NOTES)).to_owned();
            self.act(random, Command::AddNote { text })?;
        }
        Ok(())
    }

    /// Does one thing some time after the last, by whoever has the ticket.
    fn act(&mut self, random: &mut Random, command: Command) -> Result<(), AppError> {
        let at = self.next_moment(random);
        let actor = self.ticket.assignee.map(|id| (id, self.cast.team.name(id)));
        for event in self.ticket.apply(command, Rules::default())? {
            self.ticket.evolve(&event, at);
            self.ticket.version += 1;
            self.write(&event, at, actor);
        }
        Ok(())
    }

    /// Minutes to two days of work later, and never in the future.
    fn next_moment(&mut self, random: &mut Random) -> UtcMillis {
        let Calendar { now, hours, holidays, .. } = self.cast.calendar;
        let later = |minutes| add_working_minutes(self.clock, minutes, hours, holidays, Zone::Brasilia);
        let pause = if random.chance(300) { random.between(60, 1_200) } else { random.between(2, 90) };
        let seconds = i64::from(random.below(60));
        let latest = now.plus_minutes(-1);
        let free = later(pause).map(|at| at.plus_seconds(seconds)).filter(|at| *at < latest);
        self.clock = free.unwrap_or_else(|| {
            // Too late for today: squeezed into a part of the work that was left, so that the order stays.
            let left = working_minutes_between(self.clock, latest, hours, holidays, Zone::Brasilia);
            later(left / 3).map_or(self.clock, |at| at.min(latest))
        });
        self.clock
    }

    fn write(&mut self, event: &Event, at: UtcMillis, actor: Option<(UserId, &'static str)>) {
        let mut line = LineRow {
            ticket: self.ticket.id,
            at,
            actor,
            kind: HistoryKind::Changed,
            field: None,
            before: String::new(),
            after: String::new(),
            note: String::new(),
        };
        match event {
            Event::StatusChanged { from, to, reason } => {
                line.field = Some(Field::Status);
                line.before = from.code().to_owned();
                line.after = to.code().to_owned();
                line.note.clone_from(reason);
            }
            Event::FieldChanged { field, before, after } => {
                line.field = Some(*field);
                line.before = shown(before);
                line.after = shown(after);
            }
            Event::Moved { from, to, note } => {
                line.kind = HistoryKind::Moved;
                line.field = Some(Field::Assignee);
                line.before = from.map(|id| self.cast.team.name(id)).unwrap_or_default().to_owned();
                line.after = self.cast.team.name(*to).to_owned();
                line.note.clone_from(note);
            }
            Event::NoteAdded { text } => {
                line.kind = HistoryKind::Note;
                line.note.clone_from(text);
            }
            // Nothing else happens in a demo.
            _ => return,
        }
        self.lines.push(line);
        if let Event::StatusChanged { from, to, reason } = event {
            self.tell(*from, *to, at, reason);
        }
    }

    /// The mail of a change of status, which went out.
    fn tell(&mut self, from: Status, to: Status, at: UtcMillis, reason: &str) {
        let Some(address) = self.requester_email else { return };
        self.ticket.mail = MailMark::Sent;
        self.told = Some((from, to, at, reason.to_owned()));
        self.lines.push(LineRow {
            ticket: self.ticket.id,
            at: at.plus_seconds(2),
            actor: None,
            kind: HistoryKind::Mail,
            field: None,
            before: String::new(),
            after: MailFate::Sent.code(),
            note: address.to_owned(),
        });
    }
}

/// A field as the history shows it; only the value is ever edited here.
fn shown(value: &FieldValue) -> String {
    match value {
        FieldValue::Money(money) => money.formatted_currency(),
        FieldValue::Text(text) => text.clone(),
        _ => String::new(),
    }
}

/// The statuses on the way to the last one.
fn path(random: &mut Random, last: Status) -> Vec<Status> {
    let mut path = Vec::with_capacity(5);
    if last != Status::Analysing && last != Status::Open {
        path.push(Status::Analysing);
    }
    if random.chance(300) && !matches!(last, Status::Waiting | Status::Open) {
        path.push(Status::Waiting);
        if last != Status::Analysing {
            path.push(Status::Analysing);
        }
    }
    if last == Status::Reopened {
        path.push(Status::Finished);
    }
    path.push(last);
    path
}
