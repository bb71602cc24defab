//! Which parts of a text to mark: those that match what was typed, accents and case apart.

use domain::search;

/// The text cut into parts; `true` for those that match a word of `typed`. Joined they are the text again.
pub fn parts(text: &str, typed: &str) -> Vec<(String, bool)> {
    let marks = marks(text, &search::terms(typed));
    let mut parts: Vec<(String, bool)> = Vec::new();
    for (c, marked) in text.chars().zip(marks) {
        match parts.last_mut() {
            Some((part, same)) if *same == marked => part.push(c),
            _ => parts.push((c.to_string(), marked)),
        }
    }
    parts
}

/// For each character whether it belongs to a match.
fn marks(text: &str, terms: &[String]) -> Vec<bool> {
    // Folding one character at a time keeps the way back: which character each folded letter came from.
    let mut folded: Vec<char> = Vec::new();
    let mut source: Vec<usize> = Vec::new();
    for (index, c) in text.chars().enumerate() {
        for letter in search::fold(&c.to_string()).chars() {
            folded.push(letter);
            source.push(index);
        }
    }
    let mut marks = vec![false; text.chars().count()];
    for term in terms {
        let term: Vec<char> = term.chars().collect();
        for start in 0..(folded.len() + 1).saturating_sub(term.len()) {
            if folded.get(start..start + term.len()) == Some(term.as_slice()) {
                for index in source.iter().skip(start).take(term.len()) {
                    if let Some(mark) = marks.get_mut(*index) {
                        *mark = true;
                    }
                }
            }
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, typed: &str) -> String {
        parts(text, typed).into_iter().map(|(part, marked)| if marked { format!("[{part}]") } else { part }).collect()
    }

    #[test]
    fn marks_stand_where_the_words_are() {
        assert_eq!(shown("Neide Conceição", "conceicao"), "Neide [Conceição]");
        assert_eq!(shown("Ótica Visão", "ótica VIS"), "[Ótica] [Vis]ão");
        assert_eq!(shown("Maria d'Ávila", "davila"), "Maria [d]'[Ávila]");
        assert_eq!(shown("#48217 · Boleto", "48217"), "#[48217] · Boleto");
        assert_eq!(shown("Neide", ""), "Neide");
        assert_eq!(shown("", "x"), "");
    }
}
