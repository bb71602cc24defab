//! The routes of the pages, and the template that a path is told as.

use std::sync::LazyLock;

use leptos_axum::{AxumRouteListing, generate_route_list};

/// The routes of the pages. While Leptos collects them, every resource that is first asked for anywhere in the process
/// waits for ever (`SuppressResourceLoad` is one flag for all), so it is done once, before the first page can be rendered:
/// a second server in the same process, as the tests start them, must not do it again.
pub static PAGES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(app::App));

/// The templates of all pages.
pub fn templates() -> impl Iterator<Item = &'static str> {
    PAGES.iter().map(AxumRouteListing::path)
}

/// The template of a page's path, `/tickets/:number`; a closed set, whatever the path is.
pub fn template_of(path: &str) -> &'static str {
    let fits = |template: &str| {
        let (mut wanted, mut given) = (template.trim_matches('/').split('/'), path.trim_matches('/').split('/'));
        loop {
            match (wanted.next(), given.next()) {
                (None, None) => return true,
                (Some(part), Some(given)) if part == given || part.starts_with([':', '{']) => {}
                _ => return false,
            }
        }
    };
    // Fixed words before parameters: `/people/new` is no number.
    let mut found: Vec<&str> = templates().filter(|template| fits(template)).collect();
    found.sort_by_key(|template| template.matches([':', '{']).count());
    found.first().copied().unwrap_or("unknown")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_told_as_its_template() {
        assert_eq!(template_of("/tickets/48217"), "/tickets/{number}");
        assert_eq!(template_of("/people/new"), "/people/new");
        assert_eq!(template_of("/"), "/");
        assert_eq!(template_of("/x/y/<script>"), "unknown");
    }
}
