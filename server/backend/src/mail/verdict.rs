//! What a refusal of a mail server says about the mail, its receiver and its sender.
//!
//! The reply code alone is ambiguous: 550 is "nobody of this name" as well as "your network is on a list". The enhanced
//! status code (RFC 3463, registered in RFC 5248 and later ones) tells them apart. Where a server gives none, the stage of
//! the dialogue decides, and in doubt nothing is held against the address.

use domain::ticket::wire::MailFailure;

/// What the server had just been asked when it refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// Its greeting, or our greeting.
    Hello,
    /// User and password.
    Login,
    /// MAIL FROM.
    Sender,
    /// RCPT TO.
    Recipient,
    /// DATA, before any text.
    Data,
    /// The whole text of the mail.
    Text,
}

/// Reads a refusal: the stage, the reply code, and the words behind it, which may begin with an enhanced status code.
pub(super) fn judge(stage: Stage, reply: u16, words: &str) -> MailFailure {
    let permanent = reply >= 500;
    // RFC 4954, 6: these are about the login wherever they are given.
    if matches!(reply, 530 | 534 | 535 | 538) || (stage == Stage::Login && permanent) {
        return MailFailure::Credentials;
    }
    match enhanced(words) {
        Some((2, 2)) => MailFailure::MailboxFull,
        // "Not now" is no verdict on anybody (greylisting, a directory that does not answer).
        Some(_) if !permanent => MailFailure::Refused { reply },
        Some((1, 1..=4 | 6 | 10)) => MailFailure::AddressRefused,
        Some((1, 7 | 8)) => MailFailure::SenderRefused,
        Some((2, 1)) => MailFailure::MailboxDisabled,
        Some((7, _)) => MailFailure::Policy { reply },
        // Mailbox otherwise, system, network, protocol, content.
        Some((2..=6, _)) => MailFailure::Refused { reply },
        _ => unexplained(stage, reply),
    }
}

/// A reply without an enhanced code, or with one that says nothing ("other").
const fn unexplained(stage: Stage, reply: u16) -> MailFailure {
    match (stage, reply) {
        (Stage::Recipient, 550 | 551 | 553 | 556) => MailFailure::AddressRefused,
        (Stage::Recipient | Stage::Data | Stage::Text, 452 | 552) => MailFailure::MailboxFull,
        (Stage::Sender, 553) => MailFailure::SenderRefused,
        // Whoever judges before or after the address was named does not judge the address.
        (_, 550 | 551 | 553) | (Stage::Hello, 554) => MailFailure::Policy { reply },
        _ => MailFailure::Refused { reply },
    }
}

/// Subject and detail of the enhanced status code that a reply begins with. Its class is left to the reply code: servers
/// that contradict themselves mean the latter.
fn enhanced(words: &str) -> Option<(u16, u16)> {
    let code = words.split_whitespace().next()?;
    let mut parts = code.split('.');
    let (class, subject, detail) = (parts.next()?, parts.next()?, parts.next()?);
    let is_class = matches!(class, "4" | "5");
    let number = |text: &str| text.parse::<u16>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    let (subject, detail) = (number(subject)?, number(detail.trim_end_matches(':'))?);
    (is_class && parts.next().is_none()).then_some((subject, detail))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECIPIENT: Stage = Stage::Recipient;
    const TEXT: Stage = Stage::Text;

    #[test]
    fn each_refusal_is_read_as_it_was_meant() {
        let refused = |reply| MailFailure::Refused { reply };
        let policy = |reply| MailFailure::Policy { reply };
        for (stage, reply, words, meant) in [
            // addresses
            (
                RECIPIENT,
                550,
                "5.1.1 The email account that you tried to reach does not exist",
                MailFailure::AddressRefused,
            ),
            (RECIPIENT, 550, "5.1.2 Bad destination system", MailFailure::AddressRefused),
            (RECIPIENT, 553, "5.1.3 Bad destination mailbox address syntax", MailFailure::AddressRefused),
            (RECIPIENT, 551, "5.1.6 Mailbox has moved", MailFailure::AddressRefused),
            (RECIPIENT, 556, "5.1.10 Recipient address has null MX", MailFailure::AddressRefused),
            (TEXT, 550, "5.1.1 User unknown", MailFailure::AddressRefused),
            (RECIPIENT, 450, "4.1.1 Unverified address, try later", refused(450)),
            // the sender's address is not the receiver's
            (RECIPIENT, 553, "5.1.8 Sender address rejected: domain not found", MailFailure::SenderRefused),
            (Stage::Sender, 550, "5.1.7 Invalid sender", MailFailure::SenderRefused),
            (Stage::Sender, 553, "Sender address rejected: not owned by user", MailFailure::SenderRefused),
            // mailboxes
            (RECIPIENT, 550, "5.2.1 The account is disabled", MailFailure::MailboxDisabled),
            (RECIPIENT, 450, "4.2.1 The user receives too much now", refused(450)),
            (RECIPIENT, 552, "5.2.2 Over quota", MailFailure::MailboxFull),
            (RECIPIENT, 452, "4.2.2 Over quota", MailFailure::MailboxFull),
            (TEXT, 550, "5.2.2 Mailbox full", MailFailure::MailboxFull),
            (TEXT, 552, "5.2.3 Message exceeds the size of this mailbox", refused(552)),
            // policy
            (RECIPIENT, 550, "5.7.1 Service unavailable; client host blocked", policy(550)),
            (RECIPIENT, 554, "5.7.1 Relay access denied", policy(554)),
            (TEXT, 550, "5.7.26 Unauthenticated mail is not accepted", policy(550)),
            (TEXT, 552, "5.7.0 Content blocked", policy(552)),
            (RECIPIENT, 553, "5.7.1 Rejected", policy(553)),
            (RECIPIENT, 450, "4.7.1 Greylisted", refused(450)),
            // system, network, protocol, content
            (RECIPIENT, 452, "4.3.1 Insufficient system storage", refused(452)),
            (TEXT, 552, "5.3.4 Message too big", refused(552)),
            (RECIPIENT, 550, "5.4.1 No answer from host", refused(550)),
            (RECIPIENT, 550, "5.4.5 Daily quota exceeded", refused(550)),
            (RECIPIENT, 452, "4.5.3 Too many recipients", refused(452)),
            (TEXT, 550, "5.6.0 Message content rejected", refused(550)),
            // without a code, or with one that says nothing
            (RECIPIENT, 550, "nobody of this name", MailFailure::AddressRefused),
            (RECIPIENT, 551, "not here", MailFailure::AddressRefused),
            (RECIPIENT, 550, "5.0.0 Rejected", MailFailure::AddressRefused),
            (RECIPIENT, 552, "no room", MailFailure::MailboxFull),
            (RECIPIENT, 554, "no", refused(554)),
            (TEXT, 550, "not with us", policy(550)),
            (Stage::Sender, 550, "not from you", policy(550)),
            (Stage::Data, 551, "no", policy(551)),
            (TEXT, 552, "no room", MailFailure::MailboxFull),
            (TEXT, 554, "transaction failed", refused(554)),
            (Stage::Hello, 554, "no service for your network", policy(554)),
            (Stage::Hello, 421, "busy", refused(421)),
            // the login
            (Stage::Login, 535, "5.7.8 wrong", MailFailure::Credentials),
            (Stage::Login, 550, "5.7.1 disabled", MailFailure::Credentials),
            (Stage::Login, 454, "4.7.0 later", refused(454)),
            (Stage::Sender, 530, "5.7.0 Authentication required", MailFailure::Credentials),
        ] {
            assert_eq!(judge(stage, reply, words), meant, "{stage:?}: {reply} {words}");
        }
    }

    #[test]
    fn what_only_looks_like_a_code_is_none() {
        for words in ["", "5.1", "5.1.1.1 x", "550 5.1.1", "a.b.c", "5.+1.1 x", "10.1.1 x", "5..1"] {
            assert_eq!(enhanced(words), None, "{words:?}");
        }
        assert_eq!(enhanced("5.7.1: blocked"), Some((7, 1)));
    }
}
