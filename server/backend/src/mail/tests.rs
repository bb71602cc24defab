use std::time::Instant;

use super::*;
use crate::testing::{
    smtp::{Mode, SmtpServer},
    standard_now,
};

fn mailer(url: &str) -> Mailer {
    Mailer::from_config(&Config { smtp_url: Some(url.to_owned()), ..Config::default() }).unwrap()
}

fn company() -> Sender {
    Sender { name: "Contábil São João".to_owned(), address: "atendimento@saojoao.test".to_owned() }
}

fn outgoing() -> OutgoingMail {
    OutgoingMail {
        to: "maria@example.test".to_owned(),
        subject: "[#48217] Finalizado: segunda via do cartão\r\nBcc: spy@example.test".to_owned(),
        body: "Olá, Maria.\n\n.ponto no início\nAté já.\n".to_owned(),
        message_id: "a-b_c@balcao.invalid".to_owned(),
        date: standard_now(),
    }
}

#[tokio::test]
async fn the_server_receives_what_was_meant() {
    let server = SmtpServer::start(Mode::Accept).await;
    assert_eq!(mailer(&server.url()).deliver(&company(), &outgoing()).await, Ok(Delivery::Sent));
    let [mail] = server.received().try_into().expect("one mail");
    assert_eq!((mail.from.as_str(), mail.to.as_str()), ("atendimento@saojoao.test", "maria@example.test"));
    let (head, body) = mail.text.split_once("\r\n\r\n").unwrap();
    for line in [
        "Message-ID: <a-b_c@balcao.invalid>",
        "Date: Wed, 18 Mar 2026 17:31:00 +0000",
        "To: maria@example.test",
        "Content-Type: text/plain; charset=utf-8",
        "Auto-Submitted: auto-generated",
        "X-Auto-Response-Suppress: All",
        "Precedence: bulk",
    ] {
        assert!(head.lines().any(|found| found == line), "{line:?} is missing in\n{head}");
    }
    assert!(head.contains("From: =?utf-8?b?") && head.contains("<atendimento@saojoao.test>"), "{head}");
    assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
    assert!(mail.text.is_ascii(), "servers without 8BITMIME must be able to take it");
    assert!(body.contains("\r\n.ponto") || head.contains("base64"), "{}", mail.text);
}

#[tokio::test]
async fn replies_become_reasons() {
    let cases = [
        (Mode::RefuseAddress(550), MailFailure::AddressRefused),
        (Mode::RefuseAddress(553), MailFailure::AddressRefused),
        (Mode::RefuseText(552), MailFailure::MailboxFull),
        (Mode::RefuseAddress(452), MailFailure::MailboxFull),
        (Mode::RefuseAddress(451), MailFailure::Refused { reply: 451 }),
        (Mode::RefuseText(554), MailFailure::Refused { reply: 554 }),
        (Mode::RefuseAddress(530), MailFailure::Credentials),
        (Mode::Drop, MailFailure::Unreachable),
    ];
    for (mode, reason) in cases {
        let server = SmtpServer::start(mode).await;
        assert_eq!(mailer(&server.url()).deliver(&company(), &outgoing()).await, Err(reason), "{mode:?}");
        assert!(server.received().is_empty());
    }
}

#[tokio::test]
async fn a_refused_password_is_told_as_such() {
    let server = SmtpServer::start(Mode::RefusePassword).await;
    let url = format!("smtp://user:wrong@127.0.0.1:{}", server.port);
    assert_eq!(mailer(&url).deliver(&company(), &outgoing()).await, Err(MailFailure::Credentials));
}

#[tokio::test]
async fn nobody_listening_is_unreachable() {
    let server = SmtpServer::start(Mode::Accept).await;
    let url = server.url();
    drop(server);
    tokio::task::yield_now().await;
    assert_eq!(mailer(&url).deliver(&company(), &outgoing()).await, Err(MailFailure::Unreachable));
    let unknown = mailer("smtp://no-such-host.invalid:25");
    assert_eq!(unknown.deliver(&company(), &outgoing()).await, Err(MailFailure::Unreachable));
}

#[tokio::test]
async fn nobody_waits_longer_than_five_seconds() {
    for mode in [Mode::Stall, Mode::StallAfterText] {
        let server = SmtpServer::start(mode).await;
        let began = Instant::now();
        assert_eq!(mailer(&server.url()).deliver(&company(), &outgoing()).await, Err(MailFailure::Timeout), "{mode:?}");
        let took = began.elapsed();
        assert!(took > Duration::from_millis(4_500) && took < Duration::from_millis(6_500), "{mode:?}: {took:?}");
    }
}

#[tokio::test]
async fn without_a_server_mails_become_files() {
    let folder = tempfile::tempdir().unwrap();
    let mailer = Mailer::from_config(&Config { data_dir: folder.path().to_owned(), ..Config::default() }).unwrap();
    assert!(!mailer.has_server());
    for _attempt in 0..2 {
        assert_eq!(mailer.deliver(&company(), &outgoing()).await, Ok(Delivery::Written));
    }
    let names: Vec<_> =
        std::fs::read_dir(folder.path().join("mail")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["a-b_c.eml"]);
    let text = std::fs::read_to_string(folder.path().join("mail/a-b_c.eml")).unwrap();
    assert!(text.contains("Message-ID: <a-b_c@balcao.invalid>"));
}

#[tokio::test]
async fn addresses_that_mail_cannot_carry_are_refused_at_once() {
    let mailer = Mailer::to_folder(std::path::PathBuf::from("never-made"));
    let bad = OutgoingMail { to: "maria".to_owned(), ..outgoing() };
    assert_eq!(mailer.deliver(&company(), &bad).await, Err(MailFailure::AddressRefused));
    let nobody = Sender { name: String::new(), address: String::new() };
    assert_eq!(mailer.deliver(&nobody, &outgoing()).await, Err(MailFailure::NoSender));
}

#[test]
fn passwords_do_not_cross_the_network_in_the_clear() {
    let protected = |url: &str| protect_password(url).ends_with("tls=required");
    assert!(protected("smtp://me:pw@mail.example.test:587"));
    assert!(protected("smtp://me:p%40w@mail.example.test:587?x=1"));
    assert!(!protected("smtp://mail.example.test:25"));
    assert!(!protected("smtp://me:pw@127.0.0.1:1025"));
    assert!(!protected("smtp://me:pw@mail.example.test:587?tls=opportunistic"));
    assert!(!protected("smtps://me:pw@mail.example.test:465"));
}

#[test]
fn a_wrong_address_of_the_server_is_told_without_its_password() {
    for url in ["mail.example.test", "http://user:secret@host", ""] {
        let error = Mailer::from_config(&Config { smtp_url: Some(url.to_owned()), ..Config::default() }).unwrap_err();
        assert!(!error.to_string().contains("secret"));
    }
}
