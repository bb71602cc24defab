//! Random tickets, commands and filters, drawn from few ids so that they meet.

use domain::{
    ids::{AccountantId, PersonId, ServiceId, TicketId, UserId},
    list::PAGE_SIZES,
    money::Money,
    ticket::{
        AssigneeFilter, Command, Cursor, Edit, Event, MailMark, Rules, SortKey, Status, Ticket, TicketFilter,
        TicketQuery,
        command::{SUBJECT_MAX, TEXT_MAX},
        status::Flow,
    },
    time::UtcMillis,
};
use proptest::{collection::vec, option, prelude::*, sample::select};

/// A step of a history: somebody asks something at some minute.
#[derive(Debug, Clone)]
pub struct Step {
    /// Which of the tickets at hand, by position; wraps around.
    pub ticket: usize,
    pub command: Command,
    /// Minutes since the step before.
    pub later: i64,
}

pub fn flow() -> impl Strategy<Value = Flow> {
    select(vec![Flow::Free, Flow::Restricted])
}

pub fn status() -> impl Strategy<Value = Status> {
    select(Status::ALL.to_vec())
}

fn user() -> impl Strategy<Value = UserId> {
    (1_i64..4).prop_map(UserId::new)
}

/// Instants close together, so that terms fall due while a history goes on.
pub fn instant() -> impl Strategy<Value = UtcMillis> {
    (0_i64..400).prop_map(|minutes| UtcMillis::from_millis(1_700_000_000_000).plus_minutes(minutes))
}

/// Texts of all lengths that matter: none, blank, short, at the limit and beyond it.
fn text(max: usize) -> impl Strategy<Value = String> {
    prop_oneof![
        2 => Just(String::new()),
        1 => Just("  \n ".to_owned()),
        6 => "[a-zçã ]{1,12}",
        1 => Just("é".repeat(max)),
        1 => Just("é".repeat(max + 1)),
    ]
}

pub fn money() -> impl Strategy<Value = Money> {
    (-2_000_i64..200_000).prop_map(|cents| Money::from_cents(cents).expect("a small amount"))
}

fn edit() -> impl Strategy<Value = Edit> {
    let ids = ((1_i64..4).prop_map(PersonId::new), (1_i64..4).prop_map(ServiceId::new));
    (
        ids,
        option::of((1_i64..3).prop_map(AccountantId::new)),
        text(SUBJECT_MAX),
        text(20),
        money(),
        option::of(instant()),
    )
        .prop_map(|((requester, service), accountant, subject, description, value, due_at)| Edit {
            requester,
            service,
            accountant,
            subject,
            description,
            value,
            due_at,
        })
}

pub fn command() -> impl Strategy<Value = Command> {
    let other = || (1_i64..6).prop_map(TicketId::new);
    prop_oneof![
        6 => (status(), text(TEXT_MAX)).prop_map(|(to, reason)| Command::ChangeStatus { to, reason }),
        2 => Just(Command::Reopen),
        3 => edit().prop_map(|edit| Command::Edit(Box::new(edit))),
        2 => (user(), text(TEXT_MAX)).prop_map(|(to, note)| Command::Move { to, note }),
        2 => Just(Command::Notify),
        1 => text(TEXT_MAX).prop_map(|text| Command::AddNote { text }),
        1 => other().prop_map(|into| Command::MergeInto { into }),
        1 => other().prop_map(|other| Command::Link { other }),
        1 => other().prop_map(|other| Command::Unlink { other }),
    ]
}

pub fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let step = (0_usize..5, command(), 0_i64..90).prop_map(|(ticket, command, later)| Step { ticket, command, later });
    vec(step, 1..most)
}

/// A ticket as it is opened.
pub fn opened(id: i64) -> impl Strategy<Value = Ticket> {
    (option::of(user()), 1_i64..4, 1_i64..4, money(), instant(), option::of(instant())).prop_map(
        move |(assignee, requester, service, value, opened_at, due_at)| Ticket {
            id: TicketId::new(id),
            version: 1,
            status: Status::Open,
            requester: PersonId::new(requester),
            service: ServiceId::new(service),
            accountant: None,
            accountant_name: String::new(),
            assignee,
            subject: "Segunda via".to_owned(),
            description: String::new(),
            value,
            opened_at,
            updated_at: opened_at,
            due_at,
            touched: false,
            notified_at: None,
            merged_into: None,
            mail: MailMark::None,
            late: false,
        },
    )
}

/// A ticket in any state that storage could hold.
pub fn ticket(id: i64) -> impl Strategy<Value = Ticket> {
    let marks = (any::<bool>(), any::<bool>(), select(MailMark::ALL.to_vec()));
    (opened(id), status(), marks).prop_map(|(ticket, status, (touched, late, mail))| Ticket {
        status,
        touched: touched || status != Status::Open,
        late: late && status.is_open(),
        mail,
        ..ticket
    })
}

pub fn filter() -> impl Strategy<Value = TicketFilter> {
    let assignee = prop_oneof![Just(AssigneeFilter::Nobody), user().prop_map(AssigneeFilter::User)];
    let lists = (vec(status(), 0..3), vec((1_i64..4).prop_map(ServiceId::new), 0..3));
    let ids = (option::weighted(0.3, assignee), option::weighted(0.3, (1_i64..4).prop_map(PersonId::new)));
    let days = (option::weighted(0.3, instant()), option::weighted(0.3, instant()));
    let rare = || proptest::bool::weighted(0.2);
    let marks = (rare(), rare(), rare(), rare());
    let words = prop_oneof![3 => Just(String::new()), 1 => "[a-z0-9#&=ãé%]{1,8}( [a-z%+]{1,5})?"];
    (lists, ids, days, marks, words).prop_map(
        |((statuses, services), (assignee, requester), (opened_from, opened_to), marks, text)| TicketFilter {
            statuses,
            assignee,
            services,
            requester,
            opened_from,
            opened_to,
            only_open: marks.0,
            only_new: marks.1,
            only_late: marks.2,
            only_mail_failed: marks.3,
            text,
        },
    )
}

pub fn query() -> impl Strategy<Value = TicketQuery> {
    let cursor = (any::<i64>(), 1_i64..i64::MAX, 1_u64..u64::MAX, any::<bool>())
        .prop_map(|(value, id, start, backwards)| Cursor { value, id: TicketId::new(id), start, backwards });
    let view = option::of(prop_oneof![Just("mine".to_owned()), "[0-9]{1,6}"]);
    (view, filter(), select(SortKey::ALL.to_vec()), any::<bool>(), option::of(cursor), select(PAGE_SIZES.to_vec()))
        .prop_map(|(view, filter, sort, descending, cursor, page_size)| TicketQuery {
            view,
            filter,
            sort,
            descending,
            cursor,
            page_size,
        })
}

/// What a refused or idle command leaves: nothing. What an accepted one leaves: the evolved ticket and its events.
pub fn run(ticket: &Ticket, command: Command, flow: Flow, now: UtcMillis) -> Option<(Ticket, Vec<Event>)> {
    let events = ticket.apply(command, Rules { flow }).ok()?;
    let mut after = ticket.clone();
    for event in &events {
        after.evolve(event, now);
    }
    Some((after, events))
}
