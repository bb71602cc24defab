//! What a paste brings: files, or text that happens to have a picture of itself with it.

use leptos::ev;
use web_sys::FileList;

/// The files of a paste; none when its text is what was meant. Spreadsheets and word processors put a picture of the copied
/// cells beside their text.
pub fn pasted_files(event: &ev::ClipboardEvent) -> Option<FileList> {
    let data = event.clipboard_data()?;
    let files = data.files().filter(|files| files.length() > 0)?;
    let names = (0..files.length()).filter_map(|index| Some(files.get(index)?.name())).collect::<Vec<_>>();
    let text = data.get_data("text/plain").unwrap_or_default();
    (!is_meant(&text, &names)).then_some(files)
}

/// Whether the text of a paste is more than the names of its files, which file managers put beside them.
fn is_meant(text: &str, names: &[String]) -> bool {
    let is_name = |line: &str| {
        let name = line.rsplit(['/', '\\']).next().unwrap_or(line);
        names.iter().any(|known| known == name)
    };
    text.lines().map(str::trim).filter(|line| !line.is_empty()).any(|line| !is_name(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(text: &str, names: &[&str]) -> bool {
        is_meant(text, &names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn text_wins_over_the_picture_of_it() {
        assert!(meant("Fatura\tValor\r\n501-1\t119,90\r\n", &["image.png"]));
        assert!(meant("119,90", &["image.png"]));
    }

    #[test]
    fn a_picture_or_files_without_words_are_files() {
        assert!(!meant("", &["image.png"]));
        assert!(!meant(" \r\n", &["image.png"]));
        assert!(!meant("nota.pdf", &["nota.pdf"]));
        assert!(!meant("/home/renata/nota.pdf\nfoto.jpg", &["nota.pdf", "foto.jpg"]));
        assert!(!meant("C:\\Notas\\nota.pdf", &["nota.pdf"]));
    }
}
