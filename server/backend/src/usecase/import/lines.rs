//! Lines of a file, one at a time and of bounded length, whatever ends them (`\n`, `\r\n`, or `\r` of old spreadsheets).

use std::io::{self, BufRead};

use domain::person::import::Encoding;
use encoding_rs::WINDOWS_1252;

/// Longest line that is kept, in bytes. The longest sensible row of people has some three thousand.
const LINE_MAX: usize = 64 * 1024;

/// A line as text, without its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// From 1.
    pub(super) number: u64,
    pub(super) text: String,
    /// The end of it was cut off.
    pub(super) too_long: bool,
}

/// Reads lines.
#[derive(Debug)]
pub(super) struct Lines<R> {
    reader: R,
    encoding: Encoding,
    number: u64,
    /// The last line ended with `\r`: a `\n` at the start of the next bytes belongs to it.
    after_cr: bool,
}

impl<R: BufRead> Lines<R> {
    pub(super) const fn new(reader: R, encoding: Encoding) -> Self {
        Self { reader, encoding, number: 0, after_cr: false }
    }

    /// The next line; `None` at the end.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn next(&mut self) -> io::Result<Option<Line>> {
        let mut bytes: Vec<u8> = Vec::new();
        let mut too_long = false;
        let mut anything = false;
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                if !anything {
                    return Ok(None);
                }
                break;
            }
            if self.after_cr {
                self.after_cr = false;
                if buffer.first() == Some(&b'\n') {
                    self.reader.consume(1);
                    continue;
                }
            }
            anything = true;
            let end = buffer.iter().position(|b| matches!(b, b'\n' | b'\r'));
            let (part, used) = match end {
                Some(at) => (&buffer[..at], at + 1),
                None => (buffer, buffer.len()),
            };
            let room = LINE_MAX.saturating_sub(bytes.len());
            too_long |= part.len() > room;
            bytes.extend_from_slice(&part[..part.len().min(room)]);
            self.after_cr = end.is_some_and(|at| buffer[at] == b'\r');
            self.reader.consume(used);
            if end.is_some() {
                break;
            }
        }
        self.number += 1;
        let mut text = match self.encoding {
            // Checked when the file came in; a cut line may end inside a letter.
            Encoding::Utf8 => String::from_utf8_lossy(&bytes).into_owned(),
            Encoding::Windows1252 => WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned(),
        };
        if self.number == 1 && text.starts_with('\u{feff}') {
            text.remove(0);
        }
        Ok(Some(Line { number: self.number, text, too_long }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8], encoding: Encoding) -> Vec<Line> {
        // Two bytes at a time, so that every boundary falls somewhere.
        let mut lines = Lines::new(io::BufReader::with_capacity(2, bytes), encoding);
        std::iter::from_fn(|| lines.next().unwrap()).collect()
    }

    fn texts(bytes: &[u8]) -> Vec<String> {
        lines(bytes, Encoding::Utf8).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn every_kind_of_line_end_is_known() {
        assert_eq!(texts(b"a\nb\n"), ["a", "b"]);
        assert_eq!(texts(b"a\r\nb\r\n\r\nc"), ["a", "b", "", "c"]);
        assert_eq!(texts(b"a\rb\r"), ["a", "b"]);
        assert_eq!(texts(b"a\n\rb"), ["a", "", "b"]);
        assert!(texts(b"").is_empty());
    }

    #[test]
    fn marks_and_latin_letters_are_read() {
        assert_eq!(texts("\u{feff}João\ná".as_bytes()), ["João", "á"]);
        let latin = lines(b"Jo\xe3o \x80", Encoding::Windows1252);
        assert_eq!(latin[0].text, "João €");
    }

    #[test]
    fn a_line_without_end_is_cut() {
        let mut bytes = vec![b'x'; LINE_MAX + 1];
        bytes.extend_from_slice(b"\nnext");
        let read = lines(&bytes, Encoding::Utf8);
        assert_eq!((read[0].text.len(), read[0].too_long), (LINE_MAX, true));
        assert_eq!(read[1], Line { number: 2, text: "next".to_owned(), too_long: false });
    }
}
