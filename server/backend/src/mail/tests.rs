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
    assert_eq!(mailer(&server.url()).deliver(&company(), &outgoing()).await, MailFate::Sent);
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
        // The enhanced code tells what the reply code alone does not.
        (Mode::Say("RCPT", "550 5.7.1 your network is on a list"), MailFailure::Policy { reply: 550 }),
        (Mode::Say("RCPT", "550-5.1.1 nobody\r\n550 5.1.1 of this name"), MailFailure::AddressRefused),
        (Mode::Say("RCPT", "553 5.1.8 who are you"), MailFailure::SenderRefused),
        (Mode::Say("MAIL", "553 not yours"), MailFailure::SenderRefused),
        (Mode::Say("DATA", "550 no"), MailFailure::Policy { reply: 550 }),
        (Mode::Say(".", "550 5.7.26 not signed"), MailFailure::Policy { reply: 550 }),
        (Mode::Say(".", "552 5.3.4 too big"), MailFailure::Refused { reply: 552 }),
        (Mode::Say("220", "554 not from your network"), MailFailure::Policy { reply: 554 }),
        (Mode::Drop, MailFailure::Unreachable),
    ];
    for (mode, reason) in cases {
        let server = SmtpServer::start(mode).await;
        assert_eq!(mailer(&server.url()).deliver(&company(), &outgoing()).await, MailFate::Failed(reason), "{mode:?}");
        assert!(server.received().is_empty());
    }
}

#[tokio::test]
async fn a_refused_password_is_told_as_such() {
    let server = SmtpServer::start(Mode::RefusePassword).await;
    let url = format!("smtp://user:wrong@127.0.0.1:{}", server.port);
    assert_eq!(mailer(&url).deliver(&company(), &outgoing()).await, MailFate::Failed(MailFailure::Credentials));
}

#[tokio::test]
async fn nobody_listening_is_unreachable() {
    let server = SmtpServer::start(Mode::Accept).await;
    let url = server.url();
    drop(server);
    tokio::task::yield_now().await;
    assert_eq!(mailer(&url).deliver(&company(), &outgoing()).await, MailFate::Failed(MailFailure::Unreachable));
    let unknown = mailer("smtp://no-such-host.invalid:25");
    assert_eq!(unknown.deliver(&company(), &outgoing()).await, MailFate::Failed(MailFailure::Unreachable));
}

#[tokio::test]
async fn nobody_waits_longer_than_five_seconds() {
    let cases = [(Mode::Stall, MailFate::Failed(MailFailure::Timeout)), (Mode::StallAfterText, MailFate::Unanswered)];
    for (mode, fate) in cases {
        let server = SmtpServer::start(mode).await;
        let began = Instant::now();
        assert_eq!(mailer(&server.url()).deliver(&company(), &outgoing()).await, fate, "{mode:?}");
        let took = began.elapsed();
        assert!(took > Duration::from_millis(4_500) && took < Duration::from_millis(6_500), "{mode:?}: {took:?}");
    }
}

#[tokio::test]
async fn a_server_that_broke_off_after_the_text_may_have_the_mail() {
    let server = SmtpServer::start(Mode::DropAfterText).await;
    assert_eq!(mailer(&server.url()).deliver(&company(), &outgoing()).await, MailFate::Unanswered);
    assert_eq!(server.received().len(), 1, "it had it indeed");
}

#[tokio::test]
async fn a_mail_that_was_taken_is_sent_whatever_comes_after() {
    let server = SmtpServer::start(Mode::StallAtQuit).await;
    let began = Instant::now();
    assert_eq!(mailer(&server.url()).deliver(&company(), &outgoing()).await, MailFate::Sent);
    assert!(began.elapsed() < Duration::from_secs(2), "nobody waits for the good-bye");
}

#[tokio::test]
async fn the_text_is_noted_before_it_is_sent_and_kept_back_without_the_note() {
    let server = SmtpServer::start(Mode::Accept).await;
    let mailer = mailer(&server.url());
    let seen = mailer.deliver_noting(&company(), &outgoing(), async { server.received().is_empty() }).await;
    assert_eq!((seen, server.received().len()), (MailFate::Sent, 1));
    let kept = mailer.deliver_noting(&company(), &outgoing(), ready(false)).await;
    assert_eq!((kept, server.received().len()), (MailFate::Failed(MailFailure::Unreachable), 1));
    // Refused before the text: there is nothing to note.
    server.behave(Mode::RefuseAddress(550));
    let refused = mailer.deliver_noting(&company(), &outgoing(), async { unreachable!("no text was asked for") }).await;
    assert_eq!(refused, MailFate::Failed(MailFailure::AddressRefused));
}

#[tokio::test]
async fn without_a_server_mails_become_files() {
    let folder = tempfile::tempdir().unwrap();
    let mailer = Mailer::from_config(&Config { data_dir: folder.path().to_owned(), ..Config::default() }).unwrap();
    assert!(!mailer.has_server());
    for _attempt in 0..2 {
        assert_eq!(mailer.deliver(&company(), &outgoing()).await, MailFate::Written);
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
    assert_eq!(mailer.deliver(&company(), &bad).await, MailFate::Failed(MailFailure::AddressRefused));
    let nobody = Sender { name: String::new(), address: String::new() };
    assert_eq!(mailer.deliver(&nobody, &outgoing()).await, MailFate::Failed(MailFailure::NoSender));
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
