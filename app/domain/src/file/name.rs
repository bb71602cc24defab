//! Names of files: the text that people see and that a download proposes. It never names a place on a disk (files are
//! stored under random names), and it must not be able to do so on the reader's computer either.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Longest name, in characters, its extension included.
pub const NAME_MAX: usize = 120;
/// Longest text after the last dot that counts as an extension.
const EXTENSION_MAX: usize = 8;

/// A name without folders, control characters and characters that turn the direction of writing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FileName(String);

/// Why a text is not the name of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FileNameError {
    #[error("the name is empty")]
    Empty,
    /// It names a folder: `/`, `\`, `:`, `.` or `..`.
    #[error("the name holds a path")]
    Path,
    /// Control characters, or ones that make `fdp.exe` look like `exe.pdf`.
    #[error("the name holds invisible characters")]
    Invisible,
}

impl FileName {
    /// Reads a name as browsers send it. White space around it goes; a longer one loses its middle, not its extension.
    ///
    /// # Errors
    /// What cannot be a name of a file; nothing is repaired that looks like a trick.
    pub fn parse(text: &str) -> Result<Self, FileNameError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(FileNameError::Empty);
        }
        if text.chars().any(is_invisible) {
            return Err(FileNameError::Invisible);
        }
        if text.contains(['/', '\\', ':']) || text.chars().all(|c| c == '.') {
            return Err(FileNameError::Path);
        }
        // Windows drops dots and spaces at the end, so that "a.exe." would become "a.exe" there.
        let text = without_end(text);
        if text.is_empty() {
            return Err(FileNameError::Path);
        }
        Ok(Self(shortened(text)))
    }

    /// The name as it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands behind the last dot, in lower case.
    pub fn extension(&self) -> Option<String> {
        extension_of(&self.0).map(str::to_lowercase)
    }

    /// The name in ASCII, for the header that old programs read.
    pub fn ascii(&self) -> String {
        let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ') { c } else { '_' };
        self.0.chars().map(plain).collect()
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for FileName {
    type Error = FileNameError;

    fn try_from(text: String) -> Result<Self, FileNameError> {
        Self::parse(&text)
    }
}

impl From<FileName> for String {
    fn from(name: FileName) -> Self {
        name.0
    }
}

/// Control characters, line separators, marks of direction (Unicode UAX #9), zero-width ones and the byte-order mark.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{061c}' | '\u{feff}')
}

fn extension_of(name: &str) -> Option<&str> {
    let (before, extension) = name.rsplit_once('.')?;
    let plain = extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (!before.is_empty() && !extension.is_empty() && extension.len() <= EXTENSION_MAX && plain).then_some(extension)
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= NAME_MAX {
        return name.to_owned();
    }
    let extension = extension_of(name).map(|extension| format!(".{extension}")).unwrap_or_default();
    let kept: String = name.chars().take(NAME_MAX - extension.len()).collect();
    format!("{}{extension}", without_end(&kept))
}

fn without_end(name: &str) -> &str {
    name.trim_end_matches(|c: char| c == '.' || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_any_language_are_kept() {
        for name in ["nota fiscal nº 12.pdf", "Ação (1).docx", "文件.txt", "a", ".config", "arquivo.tar.gz"] {
            assert_eq!(FileName::parse(name).map(String::from).as_deref(), Ok(name));
        }
        assert_eq!(FileName::parse("  nota.pdf. ").unwrap().as_str(), "nota.pdf");
        assert_eq!(FileName::parse("Ação nº 1.pdf").unwrap().ascii(), "A__o n_ 1.pdf");
    }

    #[test]
    fn tricks_are_refused() {
        for name in ["../nota.pdf", "..\\nota.pdf", "/etc/passwd", "C:nota.pdf", "a:stream", "..", "...", ". ."] {
            assert_eq!(FileName::parse(name), Err(FileNameError::Path), "{name}");
        }
        for name in ["nota\0.pdf", "nota\r\nX: y.pdf", "nota\u{202e}fdp.exe", "no\u{200b}ta.pdf"] {
            assert_eq!(FileName::parse(name), Err(FileNameError::Invisible), "{name:?}");
        }
        assert_eq!(FileName::parse(" \t "), Err(FileNameError::Empty));
    }

    #[test]
    fn the_extension_survives_shortening() {
        let long = format!("{}.pdf", "é".repeat(300));
        let name = FileName::parse(&long).unwrap();
        assert_eq!((name.as_str().chars().count(), name.extension().as_deref()), (NAME_MAX, Some("pdf")));
        for (name, extension) in
            [("a.PDF", Some("pdf")), ("a", None), (".pdf", None), ("a.b c", None), ("a.tar.gz", Some("gz"))]
        {
            assert_eq!(FileName::parse(name).unwrap().extension().as_deref(), extension, "{name}");
        }
    }
}
