//! One press of a key: the only reading of the browser's event in the whole desk (clippy refuses others).

use leptos::ev;

/// The number pad, as `KeyboardEvent.location` names it.
const NUMBER_PAD: u32 = 3;
/// The code of a press that an input method has taken; Safari gives it without `isComposing`.
const TAKEN: u32 = 229;

/// What was pressed, and whether it is meant as text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Press {
    /// As the browser names it: `a`, `A`, `Enter`, `ArrowDown`.
    pub key: String,
    pub shift: bool,
    /// Ctrl, or ⌘.
    pub control: bool,
    pub alt: bool,
    /// The key beside the space bar that writes the third sign of a key.
    pub alt_graph: bool,
    /// It belongs to a letter that is still being put together.
    pub composing: bool,
    pub number_pad: bool,
}

impl Press {
    /// Reads an event.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads them")]
    pub fn of(event: &ev::KeyboardEvent) -> Self {
        Self {
            key: event.key(),
            shift: event.shift_key(),
            control: event.ctrl_key() || event.meta_key(),
            alt: event.alt_key(),
            alt_graph: event.get_modifier_state("AltGraph"),
            composing: event.is_composing() || event.key_code() == TAKEN,
            number_pad: event.location() == NUMBER_PAD,
        }
    }

    /// Whether it writes, whatever its key is called: a part of a letter, or a sign behind AltGr, which Windows reports as
    /// Ctrl and Alt together.
    pub const fn writes(&self) -> bool {
        self.composing || self.alt_graph || (self.control && self.alt)
    }

    /// The key when it was pressed alone; Shift may be down.
    pub fn alone(&self) -> Option<&str> {
        (!self.writes() && !self.control && !self.alt).then_some(self.key.as_str())
    }

    /// Whether it is this key with Ctrl or ⌘ and nothing else.
    pub fn is_control(&self, key: &str) -> bool {
        !self.writes() && self.control && !self.alt && !self.shift && self.key.eq_ignore_ascii_case(key)
    }

    /// Ctrl+Enter, which sends what one writes in.
    pub fn sends(&self) -> bool {
        self.is_control("Enter")
    }

    /// Ctrl+S or Ctrl+Enter, which save a form.
    pub fn saves(&self) -> bool {
        self.sends() || self.is_control("s")
    }

    /// The digit pressed with Alt. On the number pad Alt and digits write a letter by its number (0225 is á).
    pub fn alt_digit(&self) -> Option<usize> {
        let chosen = self.alt && !self.control && !self.shift && !self.writes() && !self.number_pad;
        self.key.parse().ok().filter(|_| chosen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: &str) -> Press {
        Press { key: key.to_owned(), ..Press::default() }
    }

    #[test]
    fn a_letter_alone_is_a_command_and_one_with_another_key_is_none() {
        assert_eq!(press("r").alone(), Some("r"));
        assert_eq!(Press { shift: true, ..press("R") }.alone(), Some("R"));
        for other in [
            Press { control: true, ..press("r") },
            Press { alt: true, ..press("r") },
            Press { alt_graph: true, ..press("r") },
            Press { composing: true, ..press("r") },
        ] {
            assert_eq!(other.alone(), None, "{other:?}");
        }
    }

    #[test]
    fn only_control_and_enter_send() {
        let enter = Press { control: true, ..press("Enter") };
        assert!(enter.sends());
        assert!(!press("Enter").sends());
        // Windows reports AltGr as Ctrl and Alt; Linux by its name alone.
        assert!(!Press { alt: true, ..enter.clone() }.sends());
        assert!(!Press { alt_graph: true, ..enter.clone() }.sends());
        assert!(!Press { composing: true, ..enter.clone() }.sends());
        assert!(enter.saves() && Press { control: true, ..press("S") }.saves());
        assert!(!Press { control: true, alt: true, ..press("s") }.saves());
    }

    #[test]
    fn alt_and_a_digit_of_the_row_jump_and_those_of_the_number_pad_write() {
        let three = Press { alt: true, ..press("3") };
        assert_eq!(three.alt_digit(), Some(3));
        assert_eq!(Press { number_pad: true, ..three.clone() }.alt_digit(), None);
        assert_eq!(Press { control: true, ..three.clone() }.alt_digit(), None);
        assert_eq!(Press { alt_graph: true, ..three }.alt_digit(), None);
        assert_eq!(press("3").alt_digit(), None);
    }
}
