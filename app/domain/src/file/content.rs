//! What the first bytes of a file look like. Formats with a signature are recognised by a library in the backend; texts,
//! which have none, by [`Content::of_text`].

/// What a file holds, as far as its first bytes tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Content {
    Png,
    Jpeg,
    Gif,
    Webp,
    Heic,
    Tiff,
    Pdf,
    Rtf,
    /// Also what is kept in a zip: docx, xlsx, pptx, odt.
    Zip,
    /// The compound files of old Office programs.
    Ole,
    Mp3,
    Ogg,
    Wav,
    /// mp4, m4a, mov.
    IsoMedia,
    Webm,
    /// Letters and nothing else; no page of a browser.
    Text,
    /// HTML or SVG: a browser would run what is in it.
    Markup,
    Other,
}

/// Beginnings of what browsers take for a page, in lower case.
const PAGES: [&str; 9] =
    ["<!doctype html", "<html", "<head", "<body", "<script", "<svg", "<iframe", "<!doctype svg", "<meta"];

impl Content {
    /// Reads what has no signature: a text in UTF-8 or Latin-1, a page, or something else. `head` may end within a letter.
    pub fn of_text(head: &[u8]) -> Self {
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
        if head.is_empty() || head.iter().any(|byte| matches!(byte, 0..=8 | 11 | 14..=26 | 28..=31 | 127)) {
            return Self::Other;
        }
        let text = String::from_utf8_lossy(head).to_lowercase();
        if is_page(&text) { Self::Markup } else { Self::Text }
    }
}

/// A page begins as one; an XML document is one when it names one of their elements near its beginning.
fn is_page(text: &str) -> bool {
    let mut rest = text.trim_start();
    // Comments may stand before anything.
    while let Some(comment) = rest.strip_prefix("<!--") {
        let Some((_, after)) = comment.split_once("-->") else { return true };
        rest = after.trim_start();
    }
    if PAGES.iter().any(|page| rest.starts_with(page)) {
        return true;
    }
    rest.starts_with('<')
        && ["<svg", "<html", "<script", "http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"]
            .iter()
            .any(|page| rest.contains(page))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_from_pages_and_from_everything_else() {
        for text in ["olá", "a;b\n1;2\n", "<?xml version=\"1.0\"?><nfeProc/>", "1 < 2 <b>", "{\"a\":1}"] {
            assert_eq!(Content::of_text(text.as_bytes()), Content::Text, "{text}");
        }
        assert_eq!(Content::of_text(b"a\xe7\xe3o em Latin-1"), Content::Text);
        for page in [
            "<!DOCTYPE html><p>",
            "\u{feff}  <HTML>",
            "<!-- nota --> <svg onload=alert(1)>",
            "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            "<x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">",
            "<script>",
            "<!-- never closed <script>",
        ] {
            assert_eq!(Content::of_text(page.as_bytes()), Content::Markup, "{page}");
        }
        for other in [&b""[..], b"\x7fELF", b"MZ\x90\0", b"a\0b"] {
            assert_eq!(Content::of_text(other), Content::Other);
        }
    }
}
