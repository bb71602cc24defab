//! Records of a CSV file (RFC 4180, any separator), which survive broken quotes.
//!
//! The csv crate reads on after an unclosed quote until the next one, perhaps to the end of the file, and the rows between
//! are lost in one cell. Here a record may only go over several lines if it then has as many cells as the header and no text
//! after a closing quote (which is where the next cell's opening quote was taken for a closing one); otherwise its first
//! line is faulty and reading goes on with the second.

use std::{
    collections::VecDeque,
    io::{self, BufRead},
};

use domain::person::import::{FaultReason, Separator};

use super::lines::{Line, Lines};

/// Most lines of one record: a long note in several paragraphs.
const LINES_MAX: usize = 50;
/// Most text of one record, in bytes.
const RECORD_MAX: usize = 64 * 1024;

/// A row of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// Where it begins, from 1.
    pub(super) line: u64,
    /// The cells, or the whole line as one cell when it could not be taken apart.
    pub(super) cells: Vec<String>,
    pub(super) broken: Option<FaultReason>,
}

/// Reads records; blank lines and rows of empty cells, which spreadsheets leave at the end, are passed over.
#[derive(Debug)]
pub(super) struct Records<R> {
    lines: Lines<R>,
    separator: char,
    /// How many cells a record of several lines must have; `None` for the header.
    columns: Option<usize>,
    /// Lines that were read ahead.
    pending: VecDeque<Line>,
}

impl<R: BufRead> Records<R> {
    pub(super) const fn new(lines: Lines<R>, separator: Separator) -> Self {
        Self { lines, separator: separator.char(), columns: None, pending: VecDeque::new() }
    }

    /// The titles of the columns; `None` when the file has no text. Call it first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn header(&mut self) -> io::Result<Option<Vec<String>>> {
        // "sep=;" is a note to Excel, not a row.
        let first = loop {
            match self.next()? {
                Some(record) if is_separator_note(&record.cells) => {}
                other => break other,
            }
        };
        let Some(record) = first else { return Ok(None) };
        let cells: Vec<String> = record.cells.iter().map(|cell| cell.trim().to_owned()).collect();
        self.columns = Some(cells.len());
        Ok(Some(cells))
    }

    /// The next record that has something in it; `None` at the end.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn next(&mut self) -> io::Result<Option<Record>> {
        loop {
            let Some(record) = self.read()? else { return Ok(None) };
            if record.broken.is_some() || record.cells.iter().any(|cell| !cell.trim().is_empty()) {
                return Ok(Some(record));
            }
        }
    }

    fn read(&mut self) -> io::Result<Option<Record>> {
        let Some(first) = self.line()? else { return Ok(None) };
        if first.too_long {
            return Ok(Some(broken(&first, FaultReason::RowTooLong)));
        }
        let mut splitter = Splitter::new(self.separator);
        splitter.feed(&first.text);
        let mut size = first.text.len();
        let mut taken: Vec<Line> = Vec::new();
        while splitter.is_open() && taken.len() < LINES_MAX && size < RECORD_MAX {
            let Some(line) = self.line()? else { break };
            splitter.feed("\n");
            splitter.feed(&line.text);
            size += line.text.len();
            taken.push(line);
        }
        let whole = !splitter.is_open();
        let sloppy = splitter.sloppy;
        let cells = splitter.finish();
        let fits = taken.is_empty() || (!sloppy && self.columns.is_none_or(|columns| cells.len() == columns));
        if whole && fits {
            return Ok(Some(Record { line: first.number, cells, broken: None }));
        }
        for line in taken.into_iter().rev() {
            self.pending.push_front(line);
        }
        Ok(Some(broken(&first, FaultReason::BrokenQuotes)))
    }

    fn line(&mut self) -> io::Result<Option<Line>> {
        match self.pending.pop_front() {
            Some(line) => Ok(Some(line)),
            None => self.lines.next(),
        }
    }
}

fn broken(line: &Line, reason: FaultReason) -> Record {
    Record { line: line.number, cells: vec![line.text.clone()], broken: Some(reason) }
}

fn is_separator_note(cells: &[String]) -> bool {
    cells.first().is_some_and(|cell| {
        let cell = cell.trim().to_ascii_lowercase();
        cell.strip_prefix("sep=").is_some_and(|rest| rest.chars().count() <= 1)
    })
}

/// How many cells one line has; for guessing the separator.
pub(super) fn count_cells(line: &str, separator: Separator) -> usize {
    let mut splitter = Splitter::new(separator.char());
    splitter.feed(line);
    splitter.finish().len()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    CellStart,
    Plain,
    Quoted,
    /// After a quote inside a quoted cell: its end, or the first half of a doubled one.
    QuoteSeen,
}

/// Takes a record apart, character by character.
#[derive(Debug)]
struct Splitter {
    separator: char,
    cells: Vec<String>,
    cell: String,
    place: Place,
    /// There was text after a closing quote.
    sloppy: bool,
}

impl Splitter {
    const fn new(separator: char) -> Self {
        Self { separator, cells: Vec::new(), cell: String::new(), place: Place::CellStart, sloppy: false }
    }

    fn feed(&mut self, text: &str) {
        for c in text.chars() {
            self.place = match (self.place, c) {
                (Place::CellStart, '"') => Place::Quoted,
                (Place::Quoted, '"') => Place::QuoteSeen,
                (Place::QuoteSeen, '"') => {
                    self.cell.push('"');
                    Place::Quoted
                }
                (Place::Quoted, c) => {
                    self.cell.push(c);
                    Place::Quoted
                }
                (Place::CellStart | Place::Plain | Place::QuoteSeen, c) if c == self.separator => {
                    self.cells.push(std::mem::take(&mut self.cell));
                    Place::CellStart
                }
                // Text after the closing quote is kept, as other readers do.
                (Place::CellStart | Place::Plain | Place::QuoteSeen, c) => {
                    self.sloppy |= self.place == Place::QuoteSeen;
                    self.cell.push(c);
                    Place::Plain
                }
            };
        }
    }

    /// Inside a quoted cell.
    fn is_open(&self) -> bool {
        self.place == Place::Quoted
    }

    fn finish(mut self) -> Vec<String> {
        self.cells.push(self.cell);
        self.cells
    }
}

#[cfg(test)]
mod tests {
    use domain::person::import::Encoding;

    use super::*;

    fn records(text: &str) -> Vec<Record> {
        let mut records = Records::new(Lines::new(text.as_bytes(), Encoding::Utf8), Separator::Semicolon);
        records.header().unwrap();
        std::iter::from_fn(|| records.next().unwrap()).collect()
    }

    fn cells(text: &str) -> Vec<Vec<String>> {
        records(text).into_iter().map(|record| record.cells).collect()
    }

    #[test]
    fn quoted_cells_hold_separators_quotes_and_lines() {
        let text = "nome;nota\n\"Silva; Maria\";\"disse \"\"oi\"\"\"\n\"a\nb\r\nc\";d\n x ; y \n";
        assert_eq!(cells(text), [["Silva; Maria", "disse \"oi\""], ["a\nb\nc", "d"], [" x ", " y "]]);
        assert_eq!(cells("a;b\nMel \"Mimi\" Lima;\"x\" y\n"), [["Mel \"Mimi\" Lima", "x y"]]);
    }

    #[test]
    fn a_broken_quote_costs_one_row() {
        let found = records("nome;nota\n\"Maria;1\nJoão;2\n\"Ana\";3\nfim;\"4\n");
        let lines: Vec<(u64, bool)> = found.iter().map(|record| (record.line, record.broken.is_some())).collect();
        assert_eq!(lines, [(2, true), (3, false), (4, false), (5, true)]);
        assert_eq!(found[0].cells, ["\"Maria;1"]);
        assert_eq!(found[3].broken, Some(FaultReason::BrokenQuotes));
    }

    #[test]
    fn a_quote_that_never_closes_does_not_swallow_the_file() {
        let mut text = "nome;nota\n\"aberta;1\n".to_owned();
        for number in 0..500 {
            text.push_str(&format!("pessoa {number};x\n"));
        }
        let found = records(&text);
        assert_eq!(found.len(), 501);
        assert_eq!(found.iter().filter(|record| record.broken.is_some()).count(), 1);
    }

    #[test]
    fn empty_rows_and_notes_to_excel_are_passed_over() {
        let mut records =
            Records::new(Lines::new(&b"sep=;\n\n nome ;b\n;;\n\nx;y\n"[..], Encoding::Utf8), Separator::Semicolon);
        assert_eq!(records.header().unwrap().unwrap(), ["nome", "b"]);
        assert_eq!(records.next().unwrap().unwrap().line, 6);
        assert_eq!(records.next().unwrap(), None);
        let mut nothing = Records::new(Lines::new(&b" \n\n"[..], Encoding::Utf8), Separator::Semicolon);
        assert_eq!(nothing.header().unwrap(), None);
    }
}
