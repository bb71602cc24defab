//! Addresses inside a message, made clickable without ever making HTML of it.
//!
//! [`pieces`] cuts a text into words and links; a screen writes the words as text and each link as an `<a>` of its own. Only
//! `http:` and `https:` lead anywhere; nothing else a text holds can become a link.

/// A part of a text. Put together again the parts are the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    Text(&'a str),
    Link(Link<'a>),
}

/// An address as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link<'a> {
    pub text: &'a str,
    /// `www.…` was written without a scheme.
    bare: bool,
}

impl Link<'_> {
    /// Where it leads: begins with `http://` or `https://`.
    pub fn href(&self) -> String {
        if self.bare { format!("https://{}", self.text) } else { self.text.to_owned() }
    }
}

impl<'a> Piece<'a> {
    pub const fn text(&self) -> &'a str {
        match self {
            Self::Text(text) => text,
            Self::Link(link) => link.text,
        }
    }
}

const STARTS: [&str; 3] = ["https://", "http://", "www."];

/// Cuts a text into words and links.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut plain_from = 0;
    let mut at = 0;
    while let Some(start) = next_start(text, at) {
        match link_at(text, start) {
            Some(link) => {
                if plain_from < start {
                    pieces.push(Piece::Text(&text[plain_from..start]));
                }
                at = start + link.text.len();
                plain_from = at;
                pieces.push(Piece::Link(link));
            }
            // All starts are ASCII, so the next byte is a boundary.
            None => at = start + 1,
        }
    }
    if plain_from < text.len() {
        pieces.push(Piece::Text(&text[plain_from..]));
    }
    pieces
}

/// The first place from `at` on where an address may begin: not in the middle of a word.
fn next_start(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    (at..text.len()).find(|place| {
        matches!(bytes[*place], b'h' | b'H' | b'w' | b'W')
            && STARTS.iter().any(|start| begins_with(&bytes[*place..], start))
            && text[..*place].chars().next_back().is_none_or(|before| !before.is_alphanumeric() && before != '@')
    })
}

fn begins_with(bytes: &[u8], start: &str) -> bool {
    bytes.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
}

fn link_at(text: &str, start: usize) -> Option<Link<'_>> {
    let rest = &text[start..];
    let end = rest.find(|c: char| c.is_whitespace() || c.is_control() || "<>\"'`{}|\\^".contains(c) || is_invisible(c));
    let found = without_tail(&rest[..end.unwrap_or(rest.len())]);
    let scheme = STARTS.iter().find(|scheme| begins_with(found.as_bytes(), scheme))?;
    let bare = *scheme == "www.";
    let host_from = if bare { 0 } else { scheme.len() };
    let host = found[host_from..].split(['/', '?', '#']).next().unwrap_or_default();
    is_host(host).then_some(Link { text: found, bare })
}

/// Characters that turn the direction of reading, or have no width: a link must look like where it leads.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// Without what ends the sentence rather than the address: full stops, a closing bracket that was not opened inside.
fn without_tail(found: &str) -> &str {
    let mut text = found;
    while let Some(last) = text.chars().next_back() {
        let closes = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '…' | '*' | '_' | '~' => true,
            ')' => text.matches(')').count() > text.matches('(').count(),
            ']' => text.matches(']').count() > text.matches('[').count(),
            _ => false,
        };
        if !closes {
            break;
        }
        text = &text[..text.len() - last.len_utf8()];
    }
    text
}

/// `exemplo.com.br`, `localhost:3000`, `10.0.0.1`; no user before an `@`, which only deceives.
fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    let good_port =
        port.is_none_or(|port| !port.is_empty() && port.len() <= 5 && port.bytes().all(|b| b.is_ascii_digit()));
    let good_label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    let labels = name.split('.').count();
    good_port && name.split('.').all(good_label) && (labels >= 2 || name.eq_ignore_ascii_case("localhost"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<String> {
        let found = pieces(text).into_iter();
        found.filter_map(|piece| if let Piece::Link(link) = piece { Some(link.href()) } else { None }).collect()
    }

    #[test]
    fn addresses_are_found_as_people_write_them() {
        for (text, found) in [
            ("veja https://exemplo.com.br/boleto?id=7&x=1.", vec!["https://exemplo.com.br/boleto?id=7&x=1"]),
            ("(http://a.com/b_(c)) e www.d.com, ok", vec!["http://a.com/b_(c)", "https://www.d.com"]),
            ("HTTPS://EXEMPLO.COM", vec!["HTTPS://EXEMPLO.COM"]),
            ("http://localhost:3000/portal/tickets/7", vec!["http://localhost:3000/portal/tickets/7"]),
            ("linha\nhttps://é.com/ç\noutra", vec!["https://é.com/ç"]),
        ] {
            assert_eq!(links(text), found, "{text}");
        }
    }

    #[test]
    fn nothing_else_is_a_link() {
        for text in [
            "javascript:alert(1)",
            "data:text/html,x",
            "xhttps://exemplo.com",
            "maria@www.exemplo.com",
            "https://",
            "http://a",
            "https://banco.com@evil.example",
            "https://exemplo.com:porta",
            "www.",
            "<a href=x>",
        ] {
            assert!(links(text).is_empty(), "{text}: {:?}", links(text));
        }
        assert_eq!(links("https://a.com\"onclick=alert(1)"), ["https://a.com"]);
        assert_eq!(links("https://a.com\u{202e}moc.live"), ["https://a.com"]);
    }
}
