//! Signing in by a link over HTTP, as a browser without JavaScript does, and as mail scanners do.

#![expect(clippy::unwrap_used, reason = "what goes wrong in a helper fails the test")]

mod support;

use support::{EMAIL, PASSWORD, TestServer, header};

const MARIA: &str = "maria@example.test";

async fn with_maria() -> TestServer {
    let server = TestServer::start().await;
    server.company().await;
    server.requester(MARIA).await;
    server
}

/// The token of the mail that was written.
async fn token(server: &TestServer) -> String {
    for _ in 0..100 {
        let folder = std::fs::read_dir(server.folder.path().join("mail"));
        let mails = folder.into_iter().flatten().map(|entry| entry.unwrap().path());
        let mail = mails.filter(|path| path.extension().is_some_and(|extension| extension == "eml")).last();
        if let Some(mail) = mail {
            let text = std::fs::read_to_string(mail).unwrap().replace("=\r\n", "").replace("=3D", "=");
            return text.split("/login/link?token=").nth(1).unwrap().chars().take(43).collect();
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("no mail");
}

#[tokio::test]
async fn a_link_shows_a_button_and_the_button_signs_in_once() {
    let server = with_maria().await;
    let browser = server.browser();
    let form = browser.get("/login").await.text().await.unwrap();
    assert!(form.contains("action=\"/login/link\""));
    let asked = browser.request("POST", "/login/link").form(&[("email", MARIA)]).send().await.unwrap();
    assert_eq!((asked.status().as_u16(), header(&asked, "location")), (303, "/login?link=sent"));
    let token = token(&server).await;

    // A scanner opens the link, twice; it is as good as before.
    for _ in 0..2 {
        let page = server.browser().get(&format!("/login/link?token={token}")).await;
        assert_eq!((page.status().as_u16(), header(&page, "set-cookie")), (200, ""));
        let html = page.text().await.unwrap();
        assert!(html.contains("action=\"/login/enter\"") && html.contains(&token));
    }
    let entered = browser.request("POST", "/login/enter").form(&[("token", &token)]).send().await.unwrap();
    assert_eq!((entered.status().as_u16(), header(&entered, "location")), (303, "/portal"));
    assert_eq!(browser.get("/portal").await.status(), 200);
    let again = server.browser().request("POST", "/login/enter").form(&[("token", &token)]).send().await.unwrap();
    assert_eq!((again.status().as_u16(), header(&again, "location")), (303, "/login?error=link"));
    assert_eq!(header(&again, "set-cookie"), "");
}

#[tokio::test]
async fn every_address_gets_the_same_answer_until_it_asks_too_often() {
    let server = with_maria().await;
    let browser = server.browser();
    let ask = |email: &'static str| browser.request("POST", "/login/link").form(&[("email", email)]).send();
    for email in [MARIA, "nobody@example.test", EMAIL, ""] {
        let answer = ask(email).await.unwrap();
        assert_eq!((answer.status().as_u16(), header(&answer, "location")), (303, "/login?link=sent"), "{email}");
        assert_eq!(answer.text().await.unwrap(), "");
    }
    for email in [MARIA, "nobody@example.test"] {
        for _ in 0..2 {
            ask(email).await.unwrap();
        }
        let refused = ask(email).await.unwrap();
        assert!(header(&refused, "location").starts_with("/login?error=attempts&seconds="), "{email}");
    }
}

#[tokio::test]
async fn requesters_begin_in_the_portal_and_get_no_further() {
    let server = with_maria().await;
    let maria = server.browser();
    assert_eq!(header(&maria.sign_in(MARIA, PASSWORD, "").await, "location"), "/portal");
    assert_eq!(header(&maria.get("/").await, "location"), "/portal");
    assert_eq!(header(&maria.get("/login").await, "location"), "/portal");
    for path in
        ["/tickets", "/tickets/new", "/tickets/1", "/people", "/people/new", "/settings/general", "/settings/users"]
    {
        let refused = maria.get(path).await;
        assert_eq!(refused.status(), 403, "{path}");
        assert!(refused.text().await.unwrap().contains("Sem permissão"), "{path}");
    }
    assert_eq!(maria.get("/account").await.status(), 200);
    assert_eq!(maria.get("/portal/tickets/999999").await.status(), 404);
    let renata = server.signed_in().await;
    assert_eq!(renata.get("/portal").await.status(), 403);
    assert_eq!(renata.get("/portal/tickets/1").await.status(), 403);
    assert_eq!(renata.get("/portal/new").await.status(), 403);
}
