//! What whoever watches over the process sees, and what people see while the database is away.

#![expect(clippy::unwrap_used, reason = "what goes wrong in a helper fails the test")]

mod support;

use support::{TestServer, header};

#[tokio::test]
async fn readiness_follows_the_database() {
    let server = TestServer::start().await;
    let browser = server.browser();
    assert_eq!(browser.get("/healthz").await.status(), 200);
    assert_eq!(browser.get("/readyz").await.status(), 200);

    server.desk.db().close().await;
    assert_eq!(browser.get("/healthz").await.status(), 200, "a restart would not help");
    let away = browser.get("/readyz").await;
    assert_eq!(away.status(), 503);
    assert!(away.text().await.unwrap().starts_with("The database does not answer"));
}

#[tokio::test]
async fn while_the_database_is_away_people_get_a_page_and_programs_json() {
    let server = TestServer::start().await;
    let browser = server.signed_in().await;
    server.desk.db().close().await;

    let page = browser.get("/tickets").await;
    assert_eq!((page.status().as_u16(), header(&page, "retry-after")), (503, "10"));
    let id = header(&page, "x-request-id").to_owned();
    let text = page.text().await.unwrap();
    assert!(text.contains("lang=\"pt-BR\"") && text.contains(&id), "{text}");

    let english = browser.request("GET", "/tickets").header("accept-language", "en-GB").send().await.unwrap();
    assert!(english.text().await.unwrap().contains("lang=\"en\""));

    let api = browser.post("/api/tickets/list").await;
    assert_eq!(api.status(), 503);
    let error: domain::error::AppError = api.json().await.unwrap();
    assert_eq!(error.code, domain::error::ErrorCode::Unavailable);
}

#[tokio::test]
async fn metrics_are_for_this_machine() {
    let server = TestServer::start().await;
    let browser = server.browser();
    browser.get("/tickets/48217").await;
    let shown = browser.get("/metrics").await;
    assert_eq!(shown.status(), 200);
    let text = shown.text().await.unwrap();
    assert!(text.contains("http_requests_total{") && text.contains("balcao_outbox_queued 0"), "{text}");
    assert!(!text.contains("48217"), "routes are templates");
    // Through a proxy that is not known, "from this machine" means nothing.
    let forwarded = browser.request("GET", "/metrics").header("x-forwarded-for", "203.0.113.9").send().await.unwrap();
    assert_eq!(forwarded.status(), 404);
}
