//! Signing in and out over HTTP, as browsers do.

#![expect(clippy::unwrap_used, reason = "what goes wrong in a helper fails the test")]

mod support;

use support::{EMAIL, PASSWORD, TestServer, header};

#[tokio::test]
async fn whoever_is_not_signed_in_is_sent_to_the_form_and_back() {
    let server = TestServer::start().await;
    let browser = server.browser();
    let refused = browser.get("/tickets?view=mine").await;
    assert_eq!(refused.status(), 303);
    assert_eq!(header(&refused, "location"), "/login?next=/tickets%3Fview%3Dmine");
    assert_eq!(header(&browser.get("/").await, "location"), "/login");
    assert_eq!(header(&browser.get("/no/such/page").await, "location"), "/login?next=/no/such/page");

    let form = browser.get("/login").await;
    assert_eq!(form.status(), 200);
    assert!(form.text().await.unwrap().contains("name=\"password\""));

    let done = browser.sign_in(EMAIL, PASSWORD, "/tickets?view=mine").await;
    assert_eq!(done.status(), 303);
    assert_eq!(header(&done, "location"), "/tickets?view=mine");
    let cookie = header(&done, "set-cookie");
    assert!(cookie.starts_with("balcao_session=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));

    assert_eq!(browser.get("/tickets").await.status(), 200);
    assert_eq!(header(&browser.get("/login").await, "location"), "/");
    assert_eq!(browser.get("/no/such/page").await.status(), 404);
}

#[tokio::test]
async fn on_https_the_cookie_is_bound_to_the_host() {
    let server = TestServer::start_with(&["--public-url", "https://desk.example.com"]).await;
    let done = server.browser().sign_in(EMAIL, PASSWORD, "").await;
    let cookie = header(&done, "set-cookie");
    assert!(cookie.starts_with("__Host-balcao=") && cookie.contains("Secure") && cookie.contains("Path=/"), "{cookie}");
    assert_eq!(header(&done, "strict-transport-security"), "max-age=31536000");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_look_the_same() {
    let server = TestServer::start().await;
    let browser = server.browser();
    for (email, password) in [(EMAIL, "not-the-password"), ("nobody@balcao.demo", PASSWORD), ("", "")] {
        let refused = browser.sign_in(email, password, "/tickets").await;
        assert_eq!(refused.status(), 303);
        let expected = format!("/login?error=credentials&email={}&next=/tickets", email.replace('@', "%40"));
        assert_eq!(header(&refused, "location"), expected);
        assert_eq!(header(&refused, "set-cookie"), "");
    }
    // E-mails are found whatever their case.
    assert_eq!(header(&browser.sign_in(" Renata@Balcao.DEMO ", PASSWORD, "").await, "location"), "/");
}

#[tokio::test]
async fn nobody_is_sent_elsewhere_after_signing_in() {
    let server = TestServer::start().await;
    for next in
        ["//evil.example", "https://evil.example/", "/\\evil.example", "/login", "/api/x", "javascript:alert(1)"]
    {
        let done = server.browser().sign_in(EMAIL, PASSWORD, next).await;
        assert_eq!((done.status().as_u16(), header(&done, "location")), (303, "/"), "{next}");
    }
}

#[tokio::test]
async fn too_many_attempts_are_told_with_the_wait() {
    let server = TestServer::start().await;
    let browser = server.browser();
    for _ in 0..10 {
        assert!(header(&browser.sign_in(EMAIL, "wrong", "").await, "location").contains("error=credentials"));
    }
    // The right password does not help either: who guesses must not learn that it was right.
    let refused = browser.sign_in(EMAIL, PASSWORD, "").await;
    assert_eq!(header(&refused, "location"), "/login?error=attempts&seconds=60&email=renata%40balcao.demo");

    let program = reqwest::Client::new();
    let form = [("email", EMAIL), ("password", PASSWORD)];
    let refused = program.post(server.url("/login")).form(&form).send().await.unwrap();
    assert_eq!((refused.status().as_u16(), header(&refused, "retry-after")), (429, "60"));
    let text = refused.text().await.unwrap();
    assert!(text.starts_with("Muitas tentativas."), "{text}");

    server.clock.set(support::NOW.plus_seconds(60));
    assert_eq!(header(&browser.sign_in(EMAIL, PASSWORD, "").await, "location"), "/");
}

#[tokio::test]
async fn signing_out_ends_the_session_everywhere_it_was_copied_to() {
    let server = TestServer::start().await;
    let browser = server.browser();
    let done = browser.sign_in(EMAIL, PASSWORD, "").await;
    let copied = header(&done, "set-cookie").split(';').next().unwrap().to_owned();
    let thief = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let with_copy = || thief.get(server.url("/tickets")).header("cookie", &copied).send();
    assert_eq!(with_copy().await.unwrap().status(), 200);

    let out = browser.post("/logout").await;
    assert_eq!((out.status().as_u16(), header(&out, "location")), (303, "/login"));
    assert_eq!(browser.get("/tickets").await.status(), 303);
    assert_eq!(with_copy().await.unwrap().status(), 303);
}

#[tokio::test]
async fn signing_in_again_leaves_one_session() {
    let server = TestServer::start().await;
    let browser = server.browser();
    let first = browser.sign_in(EMAIL, PASSWORD, "").await;
    let old = header(&first, "set-cookie").split(';').next().unwrap().to_owned();
    assert_eq!(browser.sign_in(EMAIL, PASSWORD, "").await.status(), 303);
    assert_eq!(browser.get("/tickets").await.status(), 200);
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    assert_eq!(client.get(server.url("/tickets")).header("cookie", old).send().await.unwrap().status(), 303);
}

#[tokio::test]
async fn a_session_slides_while_used_and_ends_twelve_hours_after() {
    let server = TestServer::start().await;
    let browser = server.signed_in().await;
    server.clock.set(support::NOW.plus_hours(11));
    assert_eq!(browser.get("/tickets").await.status(), 200);
    // The prolongation is written in the background.
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    server.clock.set(support::NOW.plus_hours(22));
    assert_eq!(browser.get("/tickets").await.status(), 200);
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    server.clock.set(support::NOW.plus_hours(35));
    assert_eq!(browser.get("/tickets").await.status(), 303);
}
