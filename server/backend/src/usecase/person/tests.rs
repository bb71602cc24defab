//! People on both databases: saving, refusing, finding, paging.

use domain::{
    access::Role,
    activation::{Activation, SetActive},
    document::DocumentError,
    error::{AppError, ErrorCode},
    ids::{ClientKey, PersonId},
    person::{PersonCursor, PersonForm, PersonPage, PersonQuery, PersonSort, PhoneForm, PhoneState, wire::PersonSaved},
    phone::PhoneError,
};

use super::{create, edit, find, list, set_active, show};
use crate::{
    both_databases,
    db::{Engine, Raw},
    row, run,
    store::people::list::page_sql,
    testing::TestDesk,
    usecase::Caller,
};

fn key(text: &str) -> ClientKey {
    let plain: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    ClientKey::parse(&format!("person-test-{plain:0>12}")).unwrap()
}

fn form(key_of: &str, name: &str) -> PersonForm {
    PersonForm { name: name.to_owned(), ..PersonForm::empty(key(key_of)) }
}

fn phone(number: &str) -> PhoneForm {
    PhoneForm { number: number.to_owned(), state: PhoneState::Ok }
}

async fn agent(desk: &TestDesk) -> Caller {
    desk.caller(&desk.agent("Aldo Atendente").await)
}

async fn add(desk: &TestDesk, caller: &Caller, name: &str) -> PersonSaved {
    create(desk, caller, &form(name, name)).await.unwrap()
}

fn names(page: &PersonPage) -> Vec<&str> {
    page.rows.iter().map(|row| row.name.as_str()).collect()
}

both_databases! {
    async fn a_person_is_stored_whole_and_read_back(db: TestDb) {
        let desk = db.desk();
        let caller = agent(&desk).await;
        let typed = PersonForm {
            document: "12.ABC.345/01DE-35".to_owned(),
            social_name: "Padoca".to_owned(),
            email: "contato@padaria.example".to_owned(),
            state: "AM".to_owned(),
            city: "Manaus".to_owned(),
            zone: "America/Manaus".to_owned(),
            note: "Só de manhã.".to_owned(),
            phones: vec![phone("(92) 98411-2076"), phone(""), phone("(92) 3234-5678")],
            ..form("whole", "Padaria São João")
        };
        let saved = create(&desk, &caller, &typed).await.unwrap();
        assert_eq!(saved.masked_document.as_deref(), Some("**.ABC.345/****-**"));
        let shown = show(&desk, &caller, saved.id).await.unwrap();
        let again = PersonForm::of(&shown, key("again"));
        let wanted = PersonForm {
            key: key("again"),
            id: Some(saved.id),
            version: 1,
            kind: domain::person::PersonKind::Company,
            phones: vec![phone("(92) 98411-2076"), phone(""), phone("(92) 3234-5678"), phone(""), phone("")],
            ..typed
        };
        assert_eq!(again, wanted);
        let mut conn = desk.db().conn().await.unwrap();
        let (audited,): (i64,) = row!(
            conn,
            (i64,),
            "select count(*) from audit where entity = 'person' and action = 'created' and entity_id = $1",
            saved.id.get()
        )
        .unwrap();
        assert_eq!(audited, 1);
    }

    async fn wrong_fields_are_all_named_and_nothing_is_stored(db: TestDb) {
        let desk = db.desk();
        let caller = agent(&desk).await;
        let errors = create(&desk, &caller, &PersonForm {
            document: "529.982.247-24".to_owned(),
            phones: vec![phone("11 3456-7890"), phone("(11) 8765-4321")],
            ..form("wrong", " ")
        })
        .await
        .unwrap_err();
        assert_eq!(errors[0], AppError::on("name", ErrorCode::Required));
        assert_eq!(errors[1], AppError::on("document", ErrorCode::Document(DocumentError::CheckDigits)));
        let ErrorCode::Phone(PhoneError::MissingNinthDigit { suggestion }) = &errors[2].code else { panic!("{errors:?}") };
        assert_eq!((errors[2].field.as_deref(), suggestion.formatted().as_str()), (Some("phones.2"), "(11) 98765-4321"));
        assert!(list(&desk, &caller, PersonQuery::default()).await.unwrap().rows.is_empty());
    }

    async fn a_document_belongs_to_one_person(db: TestDb) {
        let desk = db.desk();
        let caller = agent(&desk).await;
        let with_document = |key: &str, name: &str| PersonForm { document: "52998224725".to_owned(), ..form(key, name) };
        create(&desk, &caller, &with_document("one", "Maria")).await.unwrap();
        let refused = create(&desk, &caller, &with_document("two", "Outra")).await.unwrap_err();
        assert_eq!(refused, [AppError::on("document", ErrorCode::Taken)]);
        let other = add(&desk, &caller, "Ana").await;
        let change = PersonForm { id: Some(other.id), version: 1, ..with_document("three", "Ana") };
        assert_eq!(edit(&desk, &caller, &change).await.unwrap_err(), [AppError::on("document", ErrorCode::Taken)]);
        assert_eq!(show(&desk, &caller, other.id).await.unwrap().version, 1);
        // Two people without a document are no clash.
        add(&desk, &caller, "Sem Documento").await;
    }

    /// Repeated characters were accepted once: whoever was stored so must not take the whole list with them.
    async fn a_document_that_is_refused_today_can_be_seen_and_corrected(db: TestDb) {
        let desk = db.desk();
        let caller = agent(&desk).await;
        let id = add(&desk, &caller, "Letra Repetida").await.id;
        let mut tx = desk.db().begin().await.unwrap();
        run!(tx, "update people set document = 'AAAAAAAAAAAA45' where id = $1", id.get()).unwrap();
        tx.commit().await.unwrap();
        let row = list(&desk, &caller, PersonQuery::default()).await.unwrap().rows.remove(0);
        assert_eq!(row.masked_document.as_deref(), Some("**.AAA.AAA/****-**"));
        let mut change = PersonForm::of(&show(&desk, &caller, id).await.unwrap(), key("again"));
        let refused = [AppError::on("document", ErrorCode::Document(DocumentError::Repeated))];
        assert_eq!(edit(&desk, &caller, &change).await.unwrap_err(), refused);
        change.document = "12.ABC.345/01DE-35".to_owned();
        edit(&desk, &caller, &change).await.unwrap();
    }

    async fn the_same_key_acts_once(db: TestDb) {
        let desk = db.desk();
        let caller = agent(&desk).await;
        let typed = form("double", "Maria");
        let first = create(&desk, &caller, &typed).await.unwrap();
        assert_eq!(create(&desk, &caller, &typed).await.unwrap(), first);
        assert_eq!(list(&desk, &caller, PersonQuery::default()).await.unwrap().rows.len(), 1);
        let change = PersonForm { id: Some(first.id), version: 1, ..form("double-edit", "Maria Lima") };
        let changed = edit(&desk, &caller, &change).await.unwrap();
        assert_eq!((changed.version, edit(&desk, &caller, &change).await.unwrap()), (2, changed.clone()));
    }

    async fn a_stale_form_is_refused(db: TestDb) {
        let desk = db.desk();
        let caller = agent(&desk).await;
        let person = add(&desk, &caller, "Maria").await;
        let change = |key: &str, name: &str| PersonForm { id: Some(person.id), version: 1, ..form(key, name) };
        edit(&desk, &caller, &change("first", "Maria Lima")).await.unwrap();
        let refused = edit(&desk, &caller, &change("second", "Maria Souza")).await.unwrap_err();
        assert_eq!(refused, [AppError::new(ErrorCode::Stale)]);
        assert_eq!(show(&desk, &caller, person.id).await.unwrap().draft.name, "Maria Lima");
        let nobody = PersonForm { id: Some(PersonId::new(9_999)), ..change("third", "X") };
        assert_eq!(edit(&desk, &caller, &nobody).await.unwrap_err(), [AppError::new(ErrorCode::NotFound)]);
    }

    async fn a_form_without_changes_stores_nothing(db: TestDb) {
        let desk = db.desk();
        let caller = agent(&desk).await;
        let person = add(&desk, &caller, "Maria").await;
        let same = PersonForm { id: Some(person.id), version: 1, ..form("same", "Maria ") };
        assert_eq!(edit(&desk, &caller, &same).await.unwrap().version, 1);
    }

    async fn people_are_found_blind_to_accents_and_by_numbers(db: TestDb) {
        let desk = db.desk();
        let caller = agent(&desk).await;
        create(&desk, &caller, &PersonForm {
            document: "529.982.247-25".to_owned(),
            email: "joao.avila@exemplo.com".to_owned(),
            phones: vec![phone("(11) 98765-4321")],
            ..form("joao", "João D'Ávila")
        })
        .await
        .unwrap();
        add(&desk, &caller, "Maria João").await;
        for text in [
            "joao avila", "ÁVILA", "davila", "529.982.247-25", "52998224725", "982.247", "(11) 98765-4321", "98765-4321",
            "011 98765 4321", "joao.avila@exemplo.com",
        ] {
            let text = if text == "joao avila" { "joao davila" } else { text };
            let found = find(&desk, &caller, text).await.unwrap();
            let page = list(&desk, &caller, PersonQuery { text: text.to_owned(), ..PersonQuery::default() }).await.unwrap();
            assert_eq!(found.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["João D'Ávila"], "{text}");
            assert_eq!(names(&page), ["João D'Ávila"], "{text}");
            assert_eq!(found[0].masked_document.as_deref(), Some("***.982.247-**"));
        }
        // A name that begins with the text comes first, whoever is newer.
        let found = find(&desk, &caller, "joão").await.unwrap();
        assert_eq!(found.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["João D'Ávila", "Maria João"]);
        // Two letters are the beginning of a name.
        let short = list(&desk, &caller, PersonQuery { text: "jo".to_owned(), ..PersonQuery::default() }).await.unwrap();
        assert_eq!(names(&short), ["João D'Ávila"]);
        assert!(find(&desk, &caller, " - ").await.unwrap().is_empty());
        assert!(find(&desk, &caller, "ninguem").await.unwrap().is_empty());
    }

    async fn a_new_name_is_found_and_reaches_the_tickets(db: TestDb) {
        let desk = db.desk();
        let caller = agent(&desk).await;
        let person = add(&desk, &caller, "Maria").await;
        desk.bare_ticket(person.id, None).await;
        let change = PersonForm { id: Some(person.id), version: 1, ..form("rename", "Benedita") };
        edit(&desk, &caller, &change).await.unwrap();
        assert_eq!(find(&desk, &caller, "benedita").await.unwrap().len(), 1);
        assert!(find(&desk, &caller, "maria").await.unwrap().is_empty());
        let mut conn = desk.db().conn().await.unwrap();
        let tickets =
            crate::text_index::ids(&mut conn, crate::text_index::TextTable::Tickets, "benedita", 5).await.unwrap();
        assert_eq!(tickets.len(), 1);
    }

    async fn at_most_ten_are_offered(db: TestDb) {
        let desk = db.desk();
        let caller = agent(&desk).await;
        for number in 0..14 {
            add(&desk, &caller, &format!("Silva Pessoa {number:02}")).await;
        }
        assert_eq!(find(&desk, &caller, "silva").await.unwrap().len(), 10);
        assert_eq!(find(&desk, &caller, "pessoa").await.unwrap().len(), 10);
    }

    async fn the_list_is_paged_in_both_directions(db: TestDb) {
        let desk = db.desk();
        let caller = agent(&desk).await;
        for number in 0..60 {
            // Equal names are told apart by the id.
            add(&desk, &caller, &format!("Pessoa {:02} {}", number / 2, if number % 2 == 0 { "a" } else { "b" })).await;
        }
        let first = list(&desk, &caller, PersonQuery { page_size: 25, ..PersonQuery::default() }).await.unwrap();
        assert_eq!((first.rows.len(), first.start, first.has_previous, first.has_next), (25, 1, false, true));
        let cursor = |page: &PersonPage, backwards: bool, start: u64| {
            let row = if backwards { page.rows.first() } else { page.rows.last() }.unwrap();
            Some(PersonCursor { value: row.sort_value(page.query.sort), id: row.id, start, backwards })
        };
        let next = |page: &PersonPage, start| PersonQuery { cursor: cursor(page, false, start), ..page.query.clone() };
        let second = list(&desk, &caller, next(&first, 26)).await.unwrap();
        let third = list(&desk, &caller, next(&second, 51)).await.unwrap();
        assert_eq!((third.rows.len(), third.start, third.has_previous, third.has_next), (10, 51, true, false));
        let mut all: Vec<_> = [&first, &second, &third].into_iter().flat_map(|page| page.rows.clone()).collect();
        assert_eq!(all.len(), 60);
        assert!(all.is_sorted_by_key(|row| (row.sort_value(PersonSort::Name), row.id)));
        all.dedup_by_key(|row| row.id);
        assert_eq!(all.len(), 60);
        let back = PersonQuery { cursor: cursor(&third, true, 26), ..third.query.clone() };
        let back = list(&desk, &caller, back).await.unwrap();
        assert_eq!((names(&back), back.has_previous, back.has_next), (names(&second), true, true));
        let newest = PersonQuery { sort: PersonSort::Updated, descending: true, page_size: 25, ..PersonQuery::default() };
        let newest = list(&desk, &caller, newest).await.unwrap();
        let older = list(&desk, &caller, next(&newest, 26)).await.unwrap();
        assert!(newest.rows[24].id > older.rows[0].id);
    }

    async fn out_of_use_and_back(db: TestDb) {
        let desk = db.desk();
        let caller = agent(&desk).await;
        let maria = add(&desk, &caller, "Maria").await.id;
        let set = |key_of: &str, version, act| SetActive { key: key(key_of), id: maria, version, act };
        let out = set("out", 1, Activation::Deactivate { reason: String::new() });
        let gone = set_active(&desk, &caller, out.clone()).await.unwrap();
        assert_eq!((gone.active, gone.version), (false, 2));
        assert!(find(&desk, &caller, "maria").await.unwrap().is_empty(), "not offered any more");
        assert_eq!(names(&list(&desk, &caller, PersonQuery::default()).await.unwrap()), ["Maria"], "nothing is deleted");
        // The double click: one effect, no refusal.
        assert_eq!(set_active(&desk, &caller, out).await.unwrap().version, 2);
        let stale = set_active(&desk, &caller, set("stale", 1, Activation::Activate)).await.unwrap_err();
        assert_eq!(stale.code, ErrorCode::Stale);
        let back = set_active(&desk, &caller, set("back", 2, Activation::Activate)).await.unwrap();
        assert_eq!((back.active, back.version), (true, 3));
        assert_eq!(find(&desk, &caller, "maria").await.unwrap().len(), 1);
    }

    async fn roles_decide(db: TestDb) {
        let desk = db.desk();
        let admin = agent(&desk).await;
        let person = add(&desk, &admin, "Maria").await;
        let viewer = desk.caller(&desk.viewer().await);
        let forbidden = AppError::new(ErrorCode::Forbidden);
        assert!(list(&desk, &viewer, PersonQuery::default()).await.is_ok());
        assert!(show(&desk, &viewer, person.id).await.is_ok());
        assert_eq!(create(&desk, &viewer, &form("viewer", "X")).await.unwrap_err().first(), Some(&forbidden));
        let change = PersonForm { id: Some(person.id), version: 1, ..form("viewer-edit", "X") };
        assert_eq!(edit(&desk, &viewer, &change).await.unwrap_err().first(), Some(&forbidden));
        let finance = desk.caller(&desk.user("Fábio Financeiro", Role::Finance).await);
        assert!(create(&desk, &finance, &form("finance", "Y")).await.is_ok());
        let requester = desk.caller(&desk.requester(person.id).await);
        assert_eq!(list(&desk, &requester, PersonQuery::default()).await.unwrap_err(), forbidden);
        assert_eq!(show(&desk, &requester, person.id).await.unwrap_err(), forbidden);
        assert_eq!(find(&desk, &requester, "maria").await.unwrap_err(), forbidden);
        assert_eq!(create(&desk, &requester, &form("requester", "Z")).await.unwrap_err(), [forbidden]);
    }

    async fn a_page_takes_few_statements(db: TestDb) {
        let desk = db.desk();
        let caller = agent(&desk).await;
        let person = add(&desk, &caller, "Maria").await;
        let before = desk.db().statements_sent();
        list(&desk, &caller, PersonQuery::default()).await.unwrap();
        assert_eq!(desk.db().statements_sent() - before, 1);
        let before = desk.db().statements_sent();
        show(&desk, &caller, person.id).await.unwrap();
        assert_eq!(desk.db().statements_sent() - before, 2);
        let before = desk.db().statements_sent();
        find(&desk, &caller, "maria").await.unwrap();
        assert!(desk.db().statements_sent() - before <= 3);
    }

    async fn the_order_of_the_list_comes_from_an_index(db: TestDb) {
        let desk = db.desk();
        fill(&desk, 3_000).await;
        let cursor = PersonCursor { value: "pessoa 1500".to_owned(), id: PersonId::new(1_500), start: 51, backwards: false };
        let backwards = PersonCursor { backwards: true, ..cursor.clone() };
        let updated = PersonCursor { value: "1500".to_owned(), ..cursor.clone() };
        for (sort, cursor, index) in [
            (PersonSort::Name, None, "people_by_name"),
            (PersonSort::Name, Some(cursor), "people_by_name"),
            (PersonSort::Name, Some(backwards), "people_by_name"),
            (PersonSort::Updated, None, "people_by_updated"),
            (PersonSort::Updated, Some(updated), "people_by_updated"),
        ] {
            let query = PersonQuery { sort, cursor, ..PersonQuery::default() };
            let plan = plan_of(&desk, &query).await;
            assert!(plan.contains(index), "{query:?}\n{plan}");
            let outer = without_first_phone(&plan, desk.db().engine());
            assert!(!outer.contains("Sort") && !outer.contains("TEMP B-TREE"), "{query:?}\n{plan}");
        }
        let searched = PersonQuery { text: "pessoa 2999".to_owned(), ..PersonQuery::default() };
        let plan = plan_of(&desk, &searched).await;
        // SQLite names a table by its alias; index 0 with M is the match of FTS5.
        assert!(plan.contains("VIRTUAL TABLE INDEX 0:M") || plan.contains("people_search"), "{plan}");
    }
}

/// People written straight into the table, and statistics about them.
async fn fill(desk: &TestDesk, people: i64) {
    let mut tx = desk.db().begin().await.unwrap();
    for number in 0..people {
        let name = format!("pessoa {number:04}");
        crate::run!(
            tx,
            "insert into people (kind, name, name_folded, created_at, updated_at) values ('individual', $1, $1, $2, $2)",
            name,
            number
        )
        .unwrap();
    }
    crate::run!(tx, "analyze").unwrap();
    tx.commit().await.unwrap();
}

async fn plan_of(desk: &TestDesk, query: &PersonQuery) -> String {
    let mut conn = desk.db().conn().await.unwrap();
    let (sql, values) = page_sql(conn.engine(), query);
    let lines: Vec<String> = match conn.raw() {
        Raw::Sqlite(conn) => {
            let sql = sqlx::AssertSqlSafe(format!("explain query plan {sql}"));
            let rows: Vec<(i64, i64, i64, String)> = sqlx::query_as_with(sql, values).fetch_all(conn).await.unwrap();
            rows.into_iter().map(|(_, _, _, line)| line).collect()
        }
        Raw::Postgres(conn) => {
            let sql = sqlx::AssertSqlSafe(format!("explain {sql}"));
            let rows: Vec<(String,)> = sqlx::query_as_with(sql, values).fetch_all(conn).await.unwrap();
            rows.into_iter().map(|(line,)| line).collect()
        }
    };
    lines.join("\n")
}

/// The plan without the sub-select of a row's first phone, which sorts at most five rows.
fn without_first_phone(plan: &str, engine: Engine) -> &str {
    let begins = match engine {
        Engine::Sqlite => "CORRELATED SCALAR SUBQUERY",
        Engine::Postgres => "SubPlan",
    };
    plan.split(begins).next().unwrap_or(plan)
}
