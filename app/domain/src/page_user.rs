//! For whom a page was made. In one browser all tabs share a session: when somebody else signs in, the pages of whoever was
//! there before would act in the newcomer's name. So every request of a page says for whom the page was made, and the server
//! refuses what comes with the session of another user ([`crate::error::ErrorCode::AnotherUser`]).

use crate::ids::UserId;

/// The header that says it; the number of the user.
pub const HEADER: &str = "x-page-user";
/// The same in the address, for what cannot set a header: plain forms, links to files, the last words of a page that is left.
pub const PARAMETER: &str = "page_user";

/// The address `path` with the user in it; unchanged on a page of nobody.
pub fn marked(path: &str, user: Option<UserId>) -> String {
    let Some(user) = user else { return path.to_owned() };
    let joint = if path.contains('?') { '&' } else { '?' };
    format!("{path}{joint}{PARAMETER}={user}")
}

/// The short names of two people: the first ones, unless these are the same.
pub fn told_apart<'n>(one: &'n str, other: &'n str) -> (&'n str, &'n str) {
    let first = |name: &'n str| name.split_whitespace().next().unwrap_or(name);
    if first(one) == first(other) { (one, other) } else { (first(one), first(other)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_what_it_had() {
        let user = Some(UserId::new(7));
        assert_eq!(marked("/logout", user), "/logout?page_user=7");
        assert_eq!(marked("/export/tickets.csv?q=via", user), "/export/tickets.csv?q=via&page_user=7");
        assert_eq!(marked("/logout", None), "/logout");
    }

    #[test]
    fn names_are_as_short_as_they_may_be() {
        assert_eq!(told_apart("Renata Queiroz", "Bianca Toledo"), ("Renata", "Bianca"));
        assert_eq!(told_apart("Ana Lima", "Ana Prado"), ("Ana Lima", "Ana Prado"));
        assert_eq!(told_apart("", "Ana Prado"), ("", "Ana"));
    }
}
