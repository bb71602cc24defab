//! What kind of text a file is: looked at while it comes in, so that nothing is read twice.

use domain::{
    error::ErrorCode,
    person::import::{Encoding, Separator},
};

use super::records::count_cells;

/// Lines that the guess of the separator looks at.
pub(super) const GUESS_LINES: usize = 20;

/// Looks at the bytes of a file in their order.
#[derive(Debug, Default)]
pub(super) struct Sniffer {
    /// Bytes so far.
    size: u64,
    /// At most three bytes of a letter that was cut by the end of a part.
    rest: Vec<u8>,
    not_utf8: bool,
    /// A character that no table of text has.
    binary: bool,
    /// Something else than white space.
    anything: bool,
}

impl Sniffer {
    /// Looks at the next part.
    pub(super) fn feed(&mut self, part: &[u8]) {
        self.size += u64::try_from(part.len()).unwrap_or(u64::MAX);
        self.binary |= part.iter().any(|b| is_binary(*b));
        self.anything |= part.iter().any(|b| !b.is_ascii_whitespace() && !matches!(b, 0xEF | 0xBB | 0xBF));
        if self.not_utf8 {
            return;
        }
        let joined;
        let bytes = if self.rest.is_empty() {
            part
        } else {
            joined = [self.rest.as_slice(), part].concat();
            joined.as_slice()
        };
        match std::str::from_utf8(bytes) {
            Ok(_) => self.rest.clear(),
            Err(error) if error.error_len().is_some() => self.not_utf8 = true,
            Err(error) => self.rest = bytes.get(error.valid_up_to()..).unwrap_or_default().to_vec(),
        }
    }

    pub(super) const fn size(&self) -> u64 {
        self.size
    }

    /// The encoding of the whole file.
    ///
    /// # Errors
    /// `FileEmpty`, or `NotCsv` when it is not text (a spreadsheet, a picture, UTF-16).
    pub(super) fn finish(self) -> Result<Encoding, ErrorCode> {
        if self.binary {
            return Err(ErrorCode::NotCsv);
        }
        if !self.anything {
            return Err(ErrorCode::FileEmpty);
        }
        // What is not UTF-8 is taken for Windows-1252, which Latin-1 is a part of: every byte means something there.
        Ok(if self.not_utf8 || !self.rest.is_empty() { Encoding::Windows1252 } else { Encoding::Utf8 })
    }
}

/// Control characters other than tab, line ends, form feed and the end mark of old systems.
const fn is_binary(byte: u8) -> bool {
    matches!(byte, 0..=8 | 11 | 14..=25 | 27..=31 | 127)
}

/// The separator that gives the most lines as many cells as the first one has, and more than one.
pub(super) fn guess_separator(lines: &[String]) -> Separator {
    let filled: Vec<&String> = lines.iter().filter(|line| !line.trim().is_empty()).collect();
    let score = |separator: Separator| {
        let columns = filled.first().map_or(0, |line| count_cells(line, separator));
        if columns < 2 {
            return (0, 0);
        }
        (filled.iter().filter(|line| count_cells(line, separator) == columns).count(), columns)
    };
    // The first of equals wins: in the order of the list.
    let mut best = (Separator::default(), (0, 0));
    for separator in Separator::ALL {
        let score = score(separator);
        if score > best.1 {
            best = (separator, score);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sniff(parts: &[&[u8]]) -> Result<Encoding, ErrorCode> {
        let mut sniffer = Sniffer::default();
        for part in parts {
            sniffer.feed(part);
        }
        sniffer.finish()
    }

    #[test]
    fn encodings_are_told_apart_wherever_a_part_ends() {
        let text = "nome;João\n€ 山".as_bytes();
        for cut in 0..text.len() {
            assert_eq!(sniff(&[&text[..cut], &text[cut..]]), Ok(Encoding::Utf8), "cut at {cut}");
        }
        let single: Vec<&[u8]> = text.chunks(1).collect();
        assert_eq!(sniff(&single), Ok(Encoding::Utf8));
        assert_eq!(sniff(&[b"nome;Jo\xe3o\n"]), Ok(Encoding::Windows1252));
        assert_eq!(sniff(&[b"nome;Jo", b"\xe3"]), Ok(Encoding::Windows1252));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(sniff(&[b"PK\x03\x04\x14\x00"]), Err(ErrorCode::NotCsv));
        assert_eq!(sniff(&[b"n\0o\0m\0e\0"]), Err(ErrorCode::NotCsv));
        assert_eq!(sniff(&[b"\xef\xbb\xbf \r\n"]), Err(ErrorCode::FileEmpty));
        assert_eq!(sniff(&[]), Err(ErrorCode::FileEmpty));
    }

    #[test]
    fn separators_are_guessed() {
        let guess = |text: &str| guess_separator(&text.lines().map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(guess("nome;valor\nMaria;1,50\nJoão;2,00"), Separator::Semicolon);
        assert_eq!(guess("name,phone\n\"Silva; M\",1\n"), Separator::Comma);
        assert_eq!(guess("nome\tcidade\nA, B\tC"), Separator::Tab);
        assert_eq!(guess("nome|cidade\nA|B"), Separator::Pipe);
        assert_eq!(guess("nome\nMaria\n"), Separator::Semicolon);
        assert_eq!(guess(""), Separator::Semicolon);
    }
}
