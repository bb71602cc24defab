//! Every server function and route, as every role, on records of others: who gets through, against a table written by hand.
//!
//! The table is compared with what the screens' crate and the router really offer: a function without a row fails the test.

mod administration;
mod calls;
mod chat;
mod contracts;
mod portal;
mod tickets;

use std::{collections::BTreeSet, path::Path};

use domain::{
    access::Role::{self, Admin, Agent, Finance, Requester, Supervisor, Viewer},
    contract::Refusal,
    error::ErrorCode,
};

use self::calls::{Scene, Whose, call};
use crate::both_databases;

const EVERYBODY: &[Role] = &[Agent, Finance, Supervisor, Admin, Viewer, Requester];
const READERS: &[Role] = &[Agent, Finance, Supervisor, Admin, Viewer];
const STAFF: &[Role] = &[Agent, Finance, Supervisor, Admin];
const SENDERS: &[Role] = &[Agent, Finance, Supervisor, Admin, Requester];
const SUPERVISORS: &[Role] = &[Supervisor, Admin];
const ADMINS: &[Role] = &[Admin];
const REQUESTERS: &[Role] = &[Requester];
const NOBODY: &[Role] = &[];
const PAYMASTERS: &[Role] = &[Finance, Supervisor, Admin];

/// Endpoint of a server function, or path of a route; who gets through when the record is somebody else's.
const TABLE: &[(&str, &[Role])] = &[
    // Only ever about oneself.
    ("account/change_password", EVERYBODY),
    ("account/set_appearance", EVERYBODY),
    ("drafts/discard", EVERYBODY),
    ("drafts/load", EVERYBODY),
    ("drafts/save", EVERYBODY),
    ("session/first_start", EVERYBODY),
    ("session/who_am_i", EVERYBODY),
    // Conversations: as the ticket they belong to. The function of unread ones answers everybody about their own.
    ("/chat/messages", STAFF),
    ("chat/older", READERS),
    ("chat/open", READERS),
    ("chat/unread", EVERYBODY),
    // Catalogues, users and parameters.
    ("canned_replies/choices", READERS),
    ("canned_replies/list", ADMINS),
    ("canned_replies/save", ADMINS),
    ("canned_replies/set_active", ADMINS),
    ("accountants/list", ADMINS),
    ("accountants/save", ADMINS),
    ("accountants/set_active", ADMINS),
    ("services/list", ADMINS),
    ("services/save", ADMINS),
    ("services/set_active", ADMINS),
    ("settings/add_holiday", ADMINS),
    ("settings/add_national_holidays", ADMINS),
    ("settings/load", ADMINS),
    ("settings/remove_holiday", ADMINS),
    ("settings/save_company", ADMINS),
    ("settings/save_contracts", ADMINS),
    ("settings/save_hours", ADMINS),
    ("settings/save_mail", ADMINS),
    ("settings/save_tickets", ADMINS),
    ("settings/save_webhook", ADMINS),
    ("settings/test_mail", ADMINS),
    ("users/list", ADMINS),
    ("users/save", ADMINS),
    ("users/set_active", ADMINS),
    ("webhook/log", ADMINS),
    ("webhook/make_key", ADMINS),
    ("webhook/resend", ADMINS),
    ("webhook/test", ADMINS),
    // People and what brings them in.
    ("/api/imports", SUPERVISORS),
    ("/imports/{id}/bad.csv", SUPERVISORS),
    ("imports/cancel", SUPERVISORS),
    ("imports/list", SUPERVISORS),
    ("imports/preview", SUPERVISORS),
    ("imports/remap", SUPERVISORS),
    ("imports/start", SUPERVISORS),
    ("imports/status", SUPERVISORS),
    ("palette/find", READERS),
    ("people/create", STAFF),
    ("people/edit", STAFF),
    ("people/find", READERS),
    ("people/list", READERS),
    ("people/set_active", STAFF),
    ("people/show", READERS),
    // Files of tickets.
    ("/api/files", SENDERS),
    ("/api/files (internal)", STAFF),
    ("/api/files (ticket)", STAFF),
    ("/files/{id}", READERS),
    ("/files/{id} (internal)", READERS),
    ("/files/{id}/image", READERS),
    ("files/list", READERS),
    ("files/remove", STAFF),
    // The portal: somebody else's ticket is nobody's there.
    ("portal/choices", REQUESTERS),
    ("portal/home", REQUESTERS),
    ("portal/reopen", NOBODY),
    ("portal/show", NOBODY),
    // Contracts.
    ("/export/contracts.csv", SUPERVISORS),
    ("contracts/block", PAYMASTERS),
    ("contracts/choices", READERS),
    ("contracts/delete_view", SUPERVISORS),
    ("contracts/list", READERS),
    ("contracts/pay", PAYMASTERS),
    ("contracts/release", PAYMASTERS),
    ("contracts/release (before the wait is over)", SUPERVISORS),
    ("contracts/revoke", PAYMASTERS),
    ("contracts/rows", READERS),
    ("contracts/save_view", READERS),
    ("contracts/set_choice", PAYMASTERS),
    ("contracts/show", READERS),
    ("contracts/unblock", PAYMASTERS),
    ("contracts/views", READERS),
    ("imports/start (contracts)", SUPERVISORS),
    // Tickets.
    ("/export/tickets.csv", SUPERVISORS),
    ("tickets/add_note", STAFF),
    ("tickets/bulk", STAFF),
    ("tickets/change_status", STAFF),
    ("tickets/choices", READERS),
    ("tickets/create", STAFF),
    ("tickets/delete_view", SUPERVISORS),
    ("tickets/edit", STAFF),
    ("tickets/history", READERS),
    ("tickets/link", STAFF),
    ("tickets/list", READERS),
    ("tickets/merge", STAFF),
    ("tickets/move", STAFF),
    ("tickets/notify", STAFF),
    ("tickets/reopen", STAFF),
    ("tickets/resend_mail", STAFF),
    ("tickets/rows", READERS),
    ("tickets/save_view", READERS),
    ("tickets/save_view (shared)", SUPERVISORS),
    ("tickets/show", READERS),
    ("tickets/split", STAFF),
    ("tickets/unlink", STAFF),
    ("tickets/views", READERS),
];

/// What a requester may do beyond that when the ticket is their own.
const OWN: &[&str] = &[
    "/api/files (ticket)",
    "/files/{id}",
    "/files/{id}/image",
    "/chat/messages",
    "chat/older",
    "chat/open",
    "files/list",
    "portal/reopen",
    "portal/show",
    "tickets/create",
];

/// Routes that ask for no right: whoever comes sees them, they ask for a password or for the rights of a topic themselves, or
/// take the note of a page that died.
const OPEN_ROUTES: &[&str] = &[
    "/login",
    "/login/link",
    "/login/enter",
    "/logout",
    "/ws",
    "/api/client_errors",
    "/healthz",
    "/readyz",
    "/metrics",
    "/pkg/{*path}",
];

/// The text between `mark` and the next quotation mark, wherever `mark` stands.
fn quoted_after(text: &str, mark: &str) -> Vec<String> {
    text.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

fn offered() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut offered = BTreeSet::new();
    for entry in std::fs::read_dir(root.join("app/src/api")).expect("the server functions") {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let functions = text.matches("#[server(").count();
        let endpoints = quoted_after(&text, "endpoint = \"");
        assert_eq!(endpoints.len(), functions, "a server function without an endpoint of its own");
        offered.extend(endpoints);
    }
    let router = std::fs::read_to_string(root.join("server/src/router.rs")).expect("the router");
    offered.extend(quoted_after(&router, ".route(\"").into_iter().filter(|path| !OPEN_ROUTES.contains(&path.as_str())));
    assert!(offered.len() > 50, "the server functions were not read");
    offered
}

#[test]
fn every_server_function_and_route_has_a_row() {
    let rows: BTreeSet<String> = TABLE.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(rows.len(), TABLE.len(), "a name stands twice in the table");
    // One function may have several rows: the name, then what differs in brackets.
    let named: BTreeSet<String> = rows.iter().map(|row| row.split(" (").next().unwrap_or(row).to_owned()).collect();
    let offered = offered();
    let missing: Vec<_> = offered.difference(&named).collect();
    let gone: Vec<_> = named.difference(&offered).collect();
    assert!(missing.is_empty(), "say in the table who may call {missing:?}");
    assert!(gone.is_empty(), "the table names what is gone: {gone:?}");
}

/// Whether the call got through; a refusal for any other reason than missing rights is a fault of this test.
fn got_through(what: &str, answer: Result<(), domain::error::AppError>) -> bool {
    match answer.map_err(|error| error.code) {
        Ok(()) => true,
        Err(ErrorCode::Forbidden | ErrorCode::NotFound | ErrorCode::Release(Refusal::NotAllowed)) => false,
        Err(other) => panic!("{what} failed for another reason: {other:?}"),
    }
}

both_databases! {
    async fn each_role_gets_exactly_what_the_table_says(db: TestDb) {
        let scene = Scene::new(&db).await;
        let mut differences = Vec::new();
        for (name, allowed) in TABLE {
            for role in Role::ALL {
                let caller = scene.caller(role).await;
                let through = got_through(&format!("{name} as {role:?}"), call(&scene, &caller, name, Whose::Others).await);
                if through != allowed.contains(&role) {
                    let verb = if through { "may" } else { "may not" };
                    differences.push(format!("{} {verb} call {name}", role.code()));
                }
            }
        }
        assert!(differences.is_empty(), "not as in the table:\n{}", differences.join("\n"));
    }

    async fn a_requester_gets_little_more_on_own_tickets(db: TestDb) {
        let scene = Scene::new(&db).await;
        let caller = scene.caller(Requester).await;
        let about_a_ticket = |name: &str| ["tickets/", "files", "portal/", "chat/"].iter().any(|area| name.contains(area));
        for (name, allowed) in TABLE.iter().filter(|(name, _)| about_a_ticket(name)) {
            let through = got_through(name, call(&scene, &caller, name, Whose::Own).await);
            assert_eq!(through, allowed.contains(&Requester) || OWN.contains(name), "{name}");
        }
    }
}
