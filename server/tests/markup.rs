//! Whatever people write is text: no page turns it into markup, its head included.

#![expect(clippy::unwrap_used, reason = "what goes wrong in a helper fails the test")]

mod support;

use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection};
use support::{PASSWORD, TestServer};

/// What is appended to every text that people write; an element that no page has.
const MARK: &str = "</title><b-mark>";
/// Text columns that hold words of the program: codes, keys, hashes, numbers, dates, JSON. Everything else is somebody's text.
/// A new column is taken for somebody's until it is named here.
const CODES: [&str; 25] = [
    "people.document",
    "people.email",
    "people.state",
    "phones.number",
    "users.password_hash",
    "sessions.token_hash",
    "settings.body",
    "holidays.day",
    "tickets.protocol",
    "ticket_history.field",
    "outbox.message_id",
    "outbox.failure",
    "messages.client_key",
    "contracts.state",
    "invoices.due_on",
    "imports.storage_name",
    "imports.encoding",
    "imports.separator",
    "imports.mapping",
    "imports.header",
    "import_problems.field",
    "import_problems.code",
    "import_problems.content",
    "releases.protocol",
    "search_words.word",
];

/// Columns whose rows hold words of people or codes, and what tells the first.
const PARTLY: [(&str, &str); 2] = [
    (
        "ticket_history.before",
        "kind = 'changed' and field in ('subject', 'description', 'requester', 'assignee', 'service')",
    ),
    (
        "ticket_history.after",
        "kind = 'changed' and field in ('subject', 'description', 'requester', 'assignee', 'service')",
    ),
];

/// Appends the mark in every text column of every table that takes it; gives their names.
async fn mark_everything(file: &std::path::Path) -> Vec<String> {
    let mut db = SqliteConnection::connect(&format!("sqlite:{}", file.display())).await.unwrap();
    let columns = sqlx::query(
        "select m.name as t, p.name as c from sqlite_master m, pragma_table_info(m.name) p \
         where m.type = 'table' and m.sql not like 'create virtual%' and upper(p.type) like 'TEXT%' and p.pk = 0 \
         and m.name not like 'sqlite_%' and m.name not like '\\_sqlx%' escape '\\'",
    )
    .fetch_all(&mut db)
    .await
    .unwrap();
    let mut marked = Vec::new();
    for column in columns {
        let (table, name): (String, String) = (column.get("t"), column.get("c"));
        let column = format!("{table}.{name}");
        if CODES.contains(&column.as_str()) {
            continue;
        }
        let which = PARTLY.iter().find(|(known, _)| *known == column).map_or("true", |(_, which)| which);
        let statement = format!("update {table} set {name} = {name} || $1 where {name} is not null and {which}");
        // What a check of the database refuses can hold no text of people.
        if sqlx::query(AssertSqlSafe(statement))
            .bind(MARK)
            .execute(&mut db)
            .await
            .is_ok_and(|done| done.rows_affected() > 0)
        {
            marked.push(column);
        }
    }
    marked
}

/// Every address of a template, for whoever looks.
fn addresses(template: &str, record: impl Fn(&str) -> Option<i64>) -> Vec<String> {
    let tabs: &[&str] = match template {
        "/tickets/{number}" => &["details", "chat", "files", "notes", "movements", "history"],
        "/portal/tickets/{number}" => &["chat", "files", "timeline"],
        "/settings/general" => &["company", "hours", "holidays", "tickets", "contracts-2", "mail", "integrations"],
        _ => &[],
    };
    let path = match (template.find('{'), template.find('}')) {
        (Some(from), Some(to)) => {
            let Some(number) = record(template) else { return Vec::new() };
            format!("{}{number}{}", &template[..from], &template[to + 1..])
        }
        _ => template.to_owned(),
    };
    let found = tabs.iter().map(|tab| format!("{path}?tab={tab}"));
    // Also what stands in the address itself.
    found
        .chain([
            path.clone(),
            format!("{path}?text=%3C/title%3E%3Cb-mark%3E&next=%3C/title%3E%3Cb-mark%3E&view=%3Cb-mark%3E"),
        ])
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_text_of_people_becomes_markup() {
    let server = TestServer::demo(120).await;
    let file = server.folder.path().join("balcao.db");
    let admin = server.browser();
    assert_eq!(admin.sign_in("admin@balcao.demo", PASSWORD, "").await.status(), 303);
    let requester = server.browser();
    assert_eq!(requester.sign_in("marina@balcao.demo", PASSWORD, "").await.status(), 303);
    let list = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a<b-mark>.csv\"\r\n\r\nnome<b-mark>;e-mail\nAna<b-mark>;ana@example.com\n\r\n--x--\r\n";
    let brought =
        admin.request("POST", "/api/imports?kind=people").header("content-type", "multipart/form-data; boundary=x");
    let import: i64 = brought.body(list).send().await.unwrap().json().await.unwrap();

    let marked = mark_everything(&file).await;
    for column in ["people.name", "tickets.subject", "messages.body", "services.name", "releases.note", "users.name"] {
        assert!(marked.iter().any(|one| one == column), "{column} was not marked: {marked:?}");
    }
    let mut db = SqliteConnection::connect(&format!("sqlite:{}", file.display())).await.unwrap();
    let mut first = std::collections::BTreeMap::new();
    for (template, of) in [
        ("/tickets/{number}", "tickets"),
        (
            "/portal/tickets/{number}",
            "tickets where requester_id = (select person_id from users where email like 'marina@%')",
        ),
        ("/contracts/{number}", "releases"),
        ("/people/{id}", "people"),
        ("/people/{id}/edit", "people"),
    ] {
        let column = if of == "releases" { "contract_id" } else { "id" };
        let statement = format!("select min({column}) from {of}");
        first
            .insert(template, sqlx::query_scalar::<_, i64>(AssertSqlSafe(statement)).fetch_one(&mut db).await.unwrap());
    }
    first.insert("/people/import/{id}", import);

    let guest = server.browser();
    let mut escaped = 0;
    for template in server::pages::templates() {
        let visits = addresses(template, |template| first.get(template).copied());
        assert!(!visits.is_empty(), "no record for {template}: name one above");
        for path in visits {
            let browser = match template {
                "/login" | "/login/link" => &guest,
                _ if template.starts_with("/portal") => &requester,
                _ => &admin,
            };
            let page = browser.get(&path).await;
            // `/settings` leads to its first tab.
            assert!(matches!(page.status().as_u16(), 200 | 302), "{path}: {}", page.status());
            let html = page.text().await.unwrap();
            let found =
                html.split_once("<b-mark").map(|(before, _)| before.chars().rev().take(200).collect::<String>());
            assert_eq!(found.map(|back| back.chars().rev().collect::<String>()), None, "{path}");
            escaped += html.matches("&lt;b-mark&gt;").count();
        }
    }
    assert!(escaped > 200, "the marks are on the pages, as text: {escaped}");
}
