//! What stands in the log, from top to bottom: messages, the days between them, the line of what is new, internal notes.

use domain::{
    chat::{Message, Side},
    time::UtcMillis,
    zone::Zone,
};

/// An internal note among the messages; the team's only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatNote {
    pub id: i64,
    pub at: UtcMillis,
    pub name: String,
    pub text: String,
}

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A new day begins with this instant.
    Day(UtcMillis),
    /// So many messages after it were new when the page opened.
    New(i64),
    Message {
        message: Message,
        /// The one before is by the same author, just now: the name need not stand again.
        continued: bool,
    },
    Note(ChatNote),
}

impl Item {
    /// Names the line in the list; the same line keeps its name.
    pub fn key(&self) -> String {
        match self {
            Self::Day(at) => format!("d{}", at.millis()),
            Self::New(_) => "new".to_owned(),
            Self::Message { message, continued } => format!("m{}{continued}", message.seq),
            Self::Note(note) => format!("n{}", note.id),
        }
    }

    const fn at(&self) -> Option<UtcMillis> {
        match self {
            Self::Message { message, .. } => Some(message.at),
            Self::Note(note) => Some(note.at),
            Self::Day(_) | Self::New(_) => None,
        }
    }
}

/// Messages of one author closer together than this are one breath.
const BREATH_MINUTES: i64 = 5;

/// The messages that came while the reader was away: numbers above `after`, up to `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missed {
    pub after: i64,
    pub to: i64,
}

/// The lines of the log. `side` is the reader's, who has seen everything that came after the page opened.
pub fn items(messages: &[Message], notes: &[ChatNote], side: Side, missed: Missed, zone: Zone) -> Vec<Item> {
    let first = messages.first().map(|message| message.at);
    let is_new = |message: &Message| message.seq > missed.after && message.seq <= missed.to && message.side != side;
    let new = i64::try_from(messages.iter().filter(|message| is_new(message)).count()).unwrap_or(i64::MAX);
    let mut notes = notes.iter().filter(|note| first.is_none_or(|first| note.at >= first)).peekable();
    let mut said_new = false;
    let mut lines: Vec<Item> = Vec::with_capacity(messages.len() + 8);
    let mut last: Option<&Message> = None;
    for message in messages {
        while let Some(note) = notes.next_if(|note| note.at < message.at) {
            push(&mut lines, Item::Note(note.clone()), zone);
            last = None;
        }
        if !said_new && is_new(message) {
            said_new = true;
            lines.push(Item::New(new));
            last = None;
        }
        let continued = last.is_some_and(|last| {
            last.author == message.author
                && message.at.minutes_since(last.at) < BREATH_MINUTES
                && message.at.local_date(zone) == last.at.local_date(zone)
        });
        push(&mut lines, Item::Message { message: message.clone(), continued }, zone);
        last = Some(message);
    }
    for note in notes {
        push(&mut lines, Item::Note(note.clone()), zone);
    }
    lines
}

/// Adds a line, and before it the day when it is another one.
fn push(lines: &mut Vec<Item>, item: Item, zone: Zone) {
    let before = lines.iter().rev().find_map(Item::at).map(|at| at.local_date(zone));
    if let Some(at) = item.at()
        && before != Some(at.local_date(zone))
    {
        // The line of what is new stays next to its message.
        let place = if matches!(lines.last(), Some(Item::New(_))) { lines.len() - 1 } else { lines.len() };
        lines.insert(place, Item::Day(at));
    }
    lines.push(item);
}

#[cfg(test)]
mod tests {
    use domain::ids::UserId;

    use super::*;

    fn message(seq: i64, side: Side, minutes: i64) -> Message {
        Message {
            seq,
            author: UserId::new(if side == Side::Staff { 1 } else { 2 }),
            name: String::new(),
            side,
            text: seq.to_string(),
            // 2026-03-18 15:00 in Brasília.
            at: UtcMillis::from_millis(1_773_856_800_000).plus_minutes(minutes),
            key: String::new(),
            files: Vec::new(),
        }
    }

    fn shape(lines: &[Item]) -> String {
        let letter = |line: &Item| match line {
            Item::Day(_) => "D".to_owned(),
            Item::New(count) => format!("N{count}"),
            Item::Message { message, continued } => format!("{}{}", message.seq, if *continued { "c" } else { "" }),
            Item::Note(_) => "n".to_owned(),
        };
        lines.iter().map(letter).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn days_news_and_notes_stand_where_they_belong() {
        let (staff, requester) = (Side::Staff, Side::Requester);
        let messages = [
            message(1, requester, -1_440),
            message(2, staff, -1_435),
            message(3, staff, -1_434),
            message(4, requester, 0),
            message(5, requester, 1),
            message(6, requester, 30),
        ];
        let note = |minutes| ChatNote {
            id: minutes,
            at: message(1, staff, minutes).at,
            name: String::new(),
            text: String::new(),
        };
        let lines =
            items(&messages, &[note(-2_000), note(2), note(60)], staff, Missed { after: 3, to: 6 }, Zone::Brasilia);
        assert_eq!(shape(&lines), "D 1 2 3c D N3 4 5c n 6 n");
        assert_eq!(
            shape(&items(&messages, &[], staff, Missed { after: 4, to: 6 }, Zone::Brasilia)),
            "D 1 2 3c D 4 N2 5 6"
        );
        let watched = Missed { after: 4, to: 4 };
        assert_eq!(
            shape(&items(&messages, &[], staff, watched, Zone::Brasilia)),
            "D 1 2 3c D 4 5c 6",
            "came while reading"
        );
        assert_eq!(
            shape(&items(&messages, &[], requester, Missed { after: 3, to: 6 }, Zone::Brasilia)),
            "D 1 2 3c D 4 5c 6"
        );
        assert_eq!(shape(&items(&[], &[note(0)], staff, Missed { after: 0, to: 0 }, Zone::Brasilia)), "D n");
        let keys: std::collections::BTreeSet<String> = lines.iter().map(Item::key).collect();
        assert_eq!(keys.len(), lines.len(), "a key stands for one line");
    }
}
