//! What every answer carries, and what is refused before anything is looked at.

#![expect(clippy::unwrap_used, reason = "what goes wrong in a helper fails the test")]

mod support;

use futures::future::join_all;
use support::{EMAIL, PASSWORD, TestServer, header};

#[tokio::test]
async fn pages_allow_only_their_own_scripts() {
    let server = TestServer::start().await;
    let page = server.signed_in().await.get("/tickets").await;
    let policy = header(&page, "content-security-policy").to_owned();
    for part in [
        "default-src 'none'",
        "'strict-dynamic'",
        "'wasm-unsafe-eval'",
        "style-src 'self'",
        "connect-src 'self' ws://",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ] {
        assert!(policy.contains(part), "{part} in {policy}");
    }
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
    assert_eq!(header(&page, "x-content-type-options"), "nosniff");
    assert_eq!(header(&page, "referrer-policy"), "same-origin");
    assert_eq!(header(&page, "cache-control"), "no-store");
    assert_eq!(header(&page, "strict-transport-security"), "", "not on plain http");
    let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap().to_owned();
    let html = page.text().await.unwrap();
    assert!(html.contains(&format!("nonce=\"{nonce}\"")), "the scripts carry the nonce of the header");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn pages_asked_for_side_by_side_are_all_answered() {
    let server = TestServer::start().await;
    let browser = server.signed_in().await;
    for (path, status) in [("/tickets/abc", 404), ("/people", 200), ("/contracts/1", 404)] {
        for _ in 0..40 {
            let answers = join_all((0..8).map(|_| browser.get(path))).await;
            for answer in answers {
                assert_eq!(answer.status(), status, "{path}");
            }
        }
    }
}

#[tokio::test]
async fn every_answer_has_its_own_request_id() {
    let server = TestServer::start().await;
    let browser = server.browser();
    let (one, two) = (browser.get("/login").await, browser.get("/healthz").await);
    assert_eq!(header(&one, "x-request-id").len(), 16);
    assert_ne!(header(&one, "x-request-id"), header(&two, "x-request-id"));
    // A client cannot choose it.
    let chosen = browser.request("GET", "/healthz").header("x-request-id", "mine").send().await.unwrap();
    assert_ne!(header(&chosen, "x-request-id"), "mine");
}

#[tokio::test]
async fn requests_from_other_sites_change_nothing() {
    let server = TestServer::start().await;
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let form = [("email", EMAIL), ("password", PASSWORD)];
    for (name, value) in
        [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://evil.example")]
    {
        let refused = client.post(server.url("/login")).header(name, value).form(&form).send().await.unwrap();
        assert_eq!(refused.status(), 403, "{name}: {value}");
        assert_eq!(header(&refused, "set-cookie"), "");
        assert_eq!(header(&refused, "x-request-id").len(), 16);
    }
    let own =
        client.post(server.url("/login")).header("sec-fetch-site", "same-origin").form(&form).send().await.unwrap();
    assert_eq!(own.status(), 303);
}

#[tokio::test]
async fn server_functions_answer_in_json_when_nobody_is_signed_in() {
    let server = TestServer::start().await;
    for path in ["/api/tickets/list", "/api/no/such/function"] {
        let refused = server.browser().post(path).await;
        assert_eq!(refused.status(), 401, "{path}");
        let id = header(&refused, "x-request-id").to_owned();
        let error: domain::error::AppError = refused.json().await.unwrap();
        assert_eq!(error.code, domain::error::ErrorCode::SignedOut);
        assert_eq!(error.request_id, Some(id));
    }
    let unknown = server.signed_in().await.post("/api/no/such/function").await;
    assert_eq!(unknown.status(), 404);
    let error: domain::error::AppError = unknown.json().await.unwrap();
    assert_eq!(error.code, domain::error::ErrorCode::NotFound);
}

#[tokio::test]
async fn files_of_the_browser_are_kept_as_long_as_their_names_allow() {
    let server = TestServer::start().await;
    let browser = server.browser();
    let script = browser.get("/pkg/balcao.0123456789abcdef.js").await;
    assert_eq!(script.status(), 200);
    assert_eq!(header(&script, "cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(header(&browser.get("/favicon.svg").await, "cache-control"), "public, max-age=3600");
    for path in ["/pkg/other.js", "/pkg/../balcao.db", "/pkg/%2e%2e/%2e%2e/balcao.db"] {
        let answer = browser.get(path).await;
        assert!(answer.status() == 404 || answer.status() == 303, "{path}: {}", answer.status());
    }
}

#[tokio::test]
async fn pages_travel_compressed_and_whole() {
    let server = TestServer::start().await;
    let browser = server.signed_in().await;
    let plain = browser.get("/tickets").await.bytes().await.unwrap();
    assert!(plain.windows(7).any(|part| part == b"</html>"), "{}", String::from_utf8_lossy(&plain));
    for encoding in ["gzip", "br"] {
        for path in ["/tickets", "/no/such/page"] {
            let page = browser.request("GET", path).header("accept-encoding", encoding).send().await.unwrap();
            assert_eq!(header(&page, "content-encoding"), encoding);
            let bytes = page.bytes().await.unwrap();
            assert!((500..plain.len()).contains(&bytes.len()), "{encoding} {path}: {} bytes", bytes.len());
        }
    }
}
