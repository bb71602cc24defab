//! For random tickets and random questions: every page, forwards and backwards, against filtering and sorting in memory.

use domain::{
    ids::{PersonId, ServiceId, TicketId, UserId},
    money::Money,
    search,
    ticket::{AssigneeFilter, Cursor, MailMark, SortKey, Status, Ticket, TicketFilter, TicketQuery, wire::TicketRow},
    time::UtcMillis,
};
use rand::{RngExt, SeedableRng, rngs::StdRng};

use crate::{
    both_databases,
    db::Conn,
    store::tickets::{self, NewTicketRow, list, search_body},
    testing::TestDesk,
};

const TICKETS: usize = 300;
const QUESTIONS: usize = 120;
const NAMES: [&str; 5] = ["Maria José", "João Ávila", "Padaria São João Ltda", "D'Ávila & Filhos", "Conceição NF"];
const SUBJECTS: [&str; 6] =
    ["Segunda via do boleto", "Emissão de NF-e", "13º salário", "Certidão negativa", "100% de desconto_x", "IR 2026"];
/// Accents, parts of words, several words in another order, short ones, marks that SQL and FTS5 know, numbers.
const TEXTS: [&str; 24] = [
    "joao",
    "JOÃO",
    "são joão",
    "joao padaria",
    "avila",
    "d'avila",
    "conceicao",
    "ceic",
    "boleto via",
    "nf",
    "13",
    "ir",
    "nf emissao",
    "100%",
    "desconto_x",
    "\"boleto\"",
    "boleto OR via",
    "2026",
    "#17",
    "#9999999",
    "20260318",
    "17",
    "nada disso",
    "ir 2026 maria",
];

struct Stored {
    ticket: Ticket,
    body: String,
}

struct World {
    people: Vec<PersonId>,
    services: Vec<ServiceId>,
    users: Vec<UserId>,
    stored: Vec<Stored>,
}

fn instant(random: &mut StdRng) -> UtcMillis {
    // Few distinct ones, so that the number has to break ties.
    UtcMillis::from_millis(1_773_000_000_000).plus_minutes(random.random_range(0..40))
}

fn pick<T: Clone>(random: &mut StdRng, from: &[T]) -> T {
    from[random.random_range(0..from.len())].clone()
}

impl World {
    async fn new(desk: &TestDesk, random: &mut StdRng) -> Self {
        let (mut people, mut services, mut users) = (Vec::new(), Vec::new(), Vec::new());
        for name in NAMES {
            people.push(desk.person(name, None).await);
        }
        for name in ["Boleto", "Nota", "Certidão"] {
            services.push(desk.service(name, Money::ZERO).await);
            users.push(desk.agent(name).await.id);
        }
        let mut world = Self { people, services, users, stored: Vec::new() };
        let mut tx = desk.db().begin().await.unwrap();
        for number in 0..TICKETS {
            let ticket = world.ticket(random);
            let person = world.people.iter().position(|id| *id == ticket.requester).unwrap();
            let protocol = format!("20260318-{number:06}-{}", number % 10);
            let new = NewTicketRow { protocol: &protocol, opened_by: None, requester_name: NAMES[person] };
            let ticket = tickets::insert(&mut tx, &ticket, new).await.unwrap();
            let body = search_body(ticket.id.get(), &protocol, &ticket.subject, NAMES[person]);
            world.stored.push(Stored { ticket, body });
        }
        tx.commit().await.unwrap();
        world
    }

    fn ticket(&self, random: &mut StdRng) -> Ticket {
        let status = pick(random, &Status::ALL);
        Ticket {
            id: TicketId::new(0),
            version: 1,
            status,
            requester: pick(random, &self.people),
            service: pick(random, &self.services),
            accountant: None,
            accountant_name: String::new(),
            assignee: random.random_bool(0.7).then(|| pick(random, &self.users)),
            subject: pick(random, &SUBJECTS).to_owned(),
            description: String::new(),
            value: Money::from_cents(random.random_range(-3..20) * 100).unwrap(),
            opened_at: instant(random),
            updated_at: instant(random),
            due_at: random.random_bool(0.6).then(|| instant(random)),
            touched: random.random_bool(0.5),
            notified_at: None,
            merged_into: None,
            mail: pick(random, &MailMark::ALL),
            late: status.is_open() && random.random_bool(0.4),
        }
    }

    fn question(&self, random: &mut StdRng) -> TicketQuery {
        let mut filter = TicketFilter::default();
        if random.random_bool(0.3) {
            filter.statuses = (0..random.random_range(1..4)).map(|_| pick(random, &Status::ALL)).collect();
        }
        if random.random_bool(0.3) {
            let user = AssigneeFilter::User(pick(random, &self.users));
            filter.assignee = Some(if random.random_bool(0.4) { AssigneeFilter::Nobody } else { user });
        }
        if random.random_bool(0.3) {
            filter.services = (0..random.random_range(1..3)).map(|_| pick(random, &self.services)).collect();
        }
        filter.requester = random.random_bool(0.2).then(|| pick(random, &self.people));
        filter.opened_from = random.random_bool(0.2).then(|| instant(random));
        filter.opened_to = random.random_bool(0.2).then(|| instant(random));
        filter.only_open = random.random_bool(0.25);
        filter.only_new = random.random_bool(0.15);
        filter.only_late = random.random_bool(0.15);
        filter.only_mail_failed = random.random_bool(0.15);
        if random.random_bool(0.35) {
            filter.text = pick(random, &TEXTS).to_owned();
        }
        TicketQuery {
            filter,
            sort: pick(random, &SortKey::ALL),
            descending: random.random_bool(0.5),
            page_size: pick(random, &[1, 7, 25, 50, 400]),
            ..TicketQuery::default()
        }
    }

    /// The meaning of a question, as the rules say it.
    fn expected(&self, query: &TicketQuery) -> Vec<TicketId> {
        let words = search::fold(&query.filter.text);
        let found_by_text = |stored: &Stored| match query.filter.number() {
            Some(number) => stored.ticket.id == number,
            None => words.split_whitespace().all(|word| stored.body.contains(word)),
        };
        let value = |ticket: &Ticket| match query.sort {
            SortKey::Opened => ticket.opened_at.millis(),
            SortKey::Updated => ticket.updated_at.millis(),
            SortKey::Due => ticket.due_at.map_or(i64::MAX, UtcMillis::millis),
            SortKey::Value => ticket.value.cents(),
        };
        let matching =
            self.stored.iter().filter(|stored| query.filter.matches(&stored.ticket) && found_by_text(stored));
        let mut keys: Vec<(i64, TicketId)> = matching.map(|stored| (value(&stored.ticket), stored.ticket.id)).collect();
        keys.sort_unstable();
        if query.descending {
            keys.reverse();
        }
        keys.into_iter().map(|(_, id)| id).collect()
    }
}

fn cursor_at(row: &TicketRow, sort: SortKey, backwards: bool) -> Cursor {
    Cursor { value: row.sort_value(sort), id: row.id, start: 1, backwards }
}

/// All rows in the order of the screen: forwards page by page to the end, then backwards from there.
async fn walk(conn: &mut Conn, query: &TicketQuery) -> (Vec<TicketId>, Vec<TicketId>) {
    let (mut forwards, mut query) = (Vec::<TicketRow>::new(), query.clone());
    loop {
        let page = list::page(conn, &query).await.unwrap();
        assert!(page.rows.len() <= usize::try_from(query.page_size).unwrap());
        forwards.extend(page.rows);
        match forwards.last() {
            Some(last) if page.more => query.cursor = Some(cursor_at(last, query.sort, false)),
            _ => break,
        }
    }
    let mut backwards: Vec<TicketRow> = forwards.last().cloned().into_iter().collect();
    while let Some(first) = backwards.first() {
        query.cursor = Some(cursor_at(first, query.sort, true));
        let mut page = list::page(conn, &query).await.unwrap();
        let more = page.more;
        page.rows.append(&mut backwards);
        backwards = page.rows;
        if !more {
            break;
        }
    }
    let ids = |rows: Vec<TicketRow>| rows.iter().map(|row| row.id).collect();
    (ids(forwards), ids(backwards))
}

both_databases! {
    async fn every_page_holds_what_the_rules_say(db: TestDb) {
        let desk = db.desk();
        let mut random = StdRng::seed_from_u64(48_217);
        let world = World::new(&desk, &mut random).await;
        let mut conn = desk.db().conn().await.unwrap();
        let mut not_empty = 0;
        for _ in 0..QUESTIONS {
            let query = world.question(&mut random);
            let expected = world.expected(&query);
            let (forwards, backwards) = walk(&mut conn, &query).await;
            assert_eq!(forwards, expected, "forwards: {query:?}");
            assert_eq!(backwards, expected, "backwards: {query:?}");
            not_empty += usize::from(!expected.is_empty());
        }
        assert!(not_empty > QUESTIONS / 2, "the questions find too little to say anything: {not_empty}");
    }

    async fn every_text_finds_what_holds_all_its_words(db: TestDb) {
        let desk = db.desk();
        let mut random = StdRng::seed_from_u64(7);
        let world = World::new(&desk, &mut random).await;
        let mut conn = desk.db().conn().await.unwrap();
        for text in TEXTS {
            let filter = TicketFilter { text: text.to_owned(), ..TicketFilter::default() };
            let query = TicketQuery { filter, page_size: 25, ..TicketQuery::default() };
            let expected = world.expected(&query);
            let in_every_protocol = "20260318".contains(text);
            assert!(expected.len() < TICKETS || in_every_protocol, "{text:?} is no filter");
            assert_eq!(walk(&mut conn, &query).await.0, expected, "{text:?}");
        }
    }

    async fn rows_by_number_are_those_of_the_list(db: TestDb) {
        let desk = db.desk();
        let mut random = StdRng::seed_from_u64(9);
        let world = World::new(&desk, &mut random).await;
        let mut conn = desk.db().conn().await.unwrap();
        let query = TicketQuery { sort: SortKey::Opened, page_size: 100, ..TicketQuery::default() };
        let mut listed = list::page(&mut conn, &query).await.unwrap().rows;
        let ids: Vec<TicketId> = listed.iter().map(|row| row.id).collect();
        let mut rows = list::by_ids(&mut conn, &ids).await.unwrap();
        listed.sort_by_key(|row| row.id);
        rows.sort_by_key(|row| row.id);
        assert_eq!(rows, listed);
        for row in rows {
            let ticket = &world.stored.iter().find(|stored| stored.ticket.id == row.id).unwrap().ticket;
            assert_eq!((row.is_new, row.due_at, row.late), (ticket.is_new(), ticket.due_at, ticket.late));
        }
        assert!(list::by_ids(&mut conn, &[]).await.unwrap().is_empty());
    }
}
