//! A text that came back late, beside what was typed until then.

/// A text that was kept, and what was typed before it came.
pub fn joined(kept: &str, typed: &str) -> String {
    if kept.is_empty() || typed.starts_with(kept) { typed.to_owned() } else { format!("{kept}\n{typed}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_text_goes_before_what_was_typed_until_it_came() {
        assert_eq!(joined("Bom dia", "segue"), "Bom dia\nsegue");
        assert_eq!(joined("Bom dia", "Bom dia, segue"), "Bom dia, segue");
        assert_eq!(joined("", "segue"), "segue");
    }
}
