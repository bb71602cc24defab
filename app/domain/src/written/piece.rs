//! Pieces of numbers: what somebody types who searches for a part of a document or of a phone.

use super::Written;

/// A written form: its characters, and after how many of them which marks may stand, in which order.
struct Form {
    length: usize,
    places: &'static [(usize, &'static str)],
}

const FORMS: [Form; 8] = [
    // 529.982.247-25 and 11.222.333/0001-81
    Form { length: 11, places: &[(3, "."), (6, "."), (9, "-")] },
    Form { length: 14, places: &[(2, "."), (5, "."), (8, "/"), (12, "-")] },
    // +55 (11) 9 8765-4321 and 0 (11) 9 8765-4321
    Form { length: 13, places: &[(0, "(+("), (2, ")-.("), (4, ")-."), (5, "-."), (9, "-.")] },
    Form { length: 12, places: &[(0, "("), (1, "("), (3, ")-."), (4, "-."), (8, "-.")] },
    // +55 (11) 3456-7890 and 0 (11) 3456-7890, also mobiles without their nine
    Form { length: 12, places: &[(0, "(+("), (2, ")-.("), (4, ")-."), (8, "-.")] },
    Form { length: 11, places: &[(0, "("), (1, "("), (3, ")-."), (7, "-.")] },
    // 0800 123 4567 and 0800 72 9999
    Form { length: 11, places: &[(0, "("), (1, "-"), (4, ")-."), (7, "-.")] },
    Form { length: 10, places: &[(0, "("), (1, "-"), (4, ")-."), (6, "-.")] },
];

impl Written {
    /// Whether this can be a part of a written document or phone: there is a form with these marks in these places.
    pub(crate) fn is_piece(&self) -> bool {
        let length = self.bare.len();
        FORMS.iter().any(|form| {
            // Where in the form the piece begins.
            (0..=form.length.saturating_sub(length)).filter(|_| length <= form.length).any(|start| {
                self.gaps.iter().all(|gap| {
                    let place = form.places.iter().find(|(at, _)| *at == start + gap.at);
                    place.is_some_and(|(_, marks)| are_among(&gap.marks, marks))
                })
            })
        })
    }
}

/// Whether all marks are among those of a place, each once and in their order.
fn are_among(marks: &str, place: &str) -> bool {
    let mut left = place.chars();
    marks.chars().all(|mark| left.any(|known| known == mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_has_its_marks_where_a_form_has_them() {
        let is_piece = |text: &str| Written::read(text).unwrap().is_piece();
        for text in [
            "982.247",
            "247-25",
            "529.982.",
            "333/0001-81",
            "11.222.333/0001",
            "98765-4321",
            "9 8765.4321",
            "(11) 8765-4321",
            "(11) 98",
            "+55 (11",
            "(011) 3456",
            "0800 123",
            "529 982 247",
            "10482",
        ] {
            assert!(is_piece(text), "{text}");
        }
        for text in ["(41) 9000-0502/3", "3456-7890/91", "5.2.9.8", "1.22/333", "(11)) 98"] {
            assert!(!is_piece(text), "{text}");
        }
    }
}
