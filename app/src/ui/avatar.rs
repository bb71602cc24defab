//! Initials in a tinted disc; the name stands beside it.

use leptos::prelude::*;

const TONES: [&str; 5] = ["plum", "blue", "green", "amber", "violet"];

/// The first letters of the first and the last name.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// "Renata Queiroz" as "Renata Q.", for narrow columns.
pub fn short_name(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default();
    match words.next_back().and_then(|word| word.chars().next()) {
        Some(letter) => format!("{first} {letter}."),
        None => first.to_owned(),
    }
}

/// The disc. One person has the same tone everywhere.
#[component]
pub fn Avatar(#[prop(into)] name: String, #[prop(optional)] small: bool) -> impl IntoView {
    let sum: usize = name.bytes().map(usize::from).sum();
    let tone = TONES[sum % TONES.len()];
    let class = if small { "avatar avatar--20" } else { "avatar" };
    view! {
        <span class=class data-tone=tone aria-hidden="true">
            {initials(&name)}
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_shorten() {
        assert_eq!(initials("Renata de Souza Queiroz"), "RQ");
        assert_eq!(initials("Élida"), "É");
        assert_eq!(short_name("Renata de Souza Queiroz"), "Renata Q.");
        assert_eq!(short_name("Élida"), "Élida");
        assert_eq!(initials(""), "");
    }
}
