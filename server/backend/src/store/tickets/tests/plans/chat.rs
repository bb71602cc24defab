//! Conversations: their pages, what is unread and whose mail is due.

use super::{Case, ME, NOW, Wanted, asked};
use crate::store::conversations::{self, mail, unread};

/// A conversation of every second ticket; a long one of ticket 78. Few are unread, fewer wait for their mail.
pub const FILL: [&str; 3] = [
    "insert into conversations (ticket_id, last_seq, last_at, staff_unread, staff_since, requester_unread, requester_since,
                                mail_due_at)
     select id, 2, updated_at,
            case when id % 200 = 0 then 1 else 0 end, case when id % 200 = 0 then updated_at end,
            case when id % 100 = 50 then 1 else 0 end, case when id % 100 = 50 then updated_at end,
            case when id % 300 = 150 then updated_at end
     from tickets where id % 2 = 0",
    "insert into messages (ticket_id, seq, author_id, author_name, side, body, client_key, created_at)
     select ticket_id, 1, 1, 'Agente', 'staff', 'x', 'k-' || ticket_id, last_at from conversations",
    "insert into messages (ticket_id, seq, author_id, author_name, side, body, client_key, created_at)
     select 78, id + 1, 1, 'Agente', 'staff', 'x', 'l-' || id, opened_at from tickets where id <= 3000",
];

/// What the pages, the sockets and the job of the mails ask.
pub fn cases() -> Vec<Case> {
    vec![
        asked("messages, last page", "messages", Wanted::Order, conversations::BEFORE, &[78, i64::MAX, 51]),
        asked("messages, older", "messages", Wanted::Order, conversations::BEFORE, &[78, 1_500, 51]),
        asked("messages, after a number", "messages", Wanted::Order, conversations::AFTER, &[78, 100, 200]),
        asked("chats the team has not read", "conversations", Wanted::Found, unread::OF_STAFF, &[ME, 50]),
        asked("chats a requester has not read", "conversations", Wanted::Few, unread::OF_REQUESTER, &[5, 50]),
        asked("mails of conversations, due", "conversations", Wanted::Found, mail::DUE, &[NOW, 50]),
    ]
}
