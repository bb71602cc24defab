//! Pages that died tell where; nothing of what they tell becomes a label or a second line.

#![expect(clippy::unwrap_used, reason = "what goes wrong in a helper fails the test")]

mod support;

use reqwest::Response;
use serde_json::{Value, json};
use support::{Browser, TestServer};

fn report(path: &str) -> Value {
    json!({ "build": "balcao.abc.wasm", "path": path, "place": "src/traits.rs:394", "message": "disposed" })
}

async fn tell(browser: &Browser<'_>, body: &Value) -> Response {
    browser.request("POST", "/api/client_errors").json(body).send().await.unwrap()
}

/// The lines of `/metrics` about pages that died.
async fn counted(browser: &Browser<'_>) -> String {
    let all = browser.get("/metrics").await.text().await.unwrap();
    all.lines().filter(|line| line.starts_with("balcao_client_errors_total")).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn a_dead_page_is_counted_by_its_template_and_not_too_often() {
    let server = TestServer::start().await;
    // Also on the sign-in page, before anybody is in.
    let guest = server.browser();
    assert_eq!(tell(&guest, &report("/tickets/48217")).await.status(), 204);
    assert_eq!(tell(&guest, &report("/anything/<b>\n")).await.status(), 204);
    let lines = counted(&guest).await;
    assert!(lines.contains(r#"balcao_client_errors_total{route="/tickets/{number}"} 1"#), "{lines}");
    assert!(lines.contains(r#"balcao_client_errors_total{route="unknown"} 1"#), "{lines}");
    assert!(!lines.contains("48217") && !lines.contains("<b>"), "{lines}");

    let mut refused = 0;
    for _ in 0..20 {
        if tell(&guest, &report("/tickets")).await.status() == 429 {
            refused += 1;
        }
    }
    assert_eq!(refused, 16, "six from one network in ten minutes");
    assert!(counted(&guest).await.contains(r#"route="/tickets"} 4"#));
}

#[tokio::test]
async fn a_report_is_small_and_well_formed() {
    let server = TestServer::start().await;
    let guest = server.browser();
    assert_eq!(tell(&guest, &json!({ "build": 1 })).await.status(), 400);
    let of_size = |build: usize| json!({ "build": "x".repeat(build), "path": "/", "place": "", "message": "" });
    assert_eq!(tell(&guest, &of_size(3 << 10)).await.status(), 204);
    // Far below what a route without a limit of its own takes.
    assert_eq!(tell(&guest, &of_size(5 << 10)).await.status(), 400);
}
