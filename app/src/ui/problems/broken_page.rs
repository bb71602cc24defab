//! The bar of last resort: after a panic the page's program is dead, so the bar is plain DOM and its button a plain link.

use domain::i18n::Locale;
use leptos::prelude::{document, window};
use web_sys::Element;

const BAR: &str = "broken-page";

/// From now on a panic shows a bar that offers to load the page again. Called once, before the page comes to life; what
/// reports panics already keeps reporting.
pub fn show_reload_bar_on_panic() {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        report(panic);
        let _ = show();
    }));
}

/// Puts the bar where it can be seen and reached: into the open dialog, since everything outside is inert then.
fn show() -> Option<()> {
    let document = document();
    if document.get_element_by_id(BAR).is_some() {
        return None;
    }
    let place =
        ["dialog[open]", ".app", "body"].into_iter().find_map(|place| document.query_selector(place).ok()?)?;
    let bar = element("div", "strip")?;
    bar.set_id(BAR);
    bar.set_attribute("role", "alert").ok()?;
    let texts = document
        .document_element()
        .and_then(|html| html.get_attribute("lang"))
        .and_then(|lang| Locale::from_code(&lang))
        .unwrap_or_default()
        .texts();
    let words = element("span", "")?;
    words.set_text_content(Some(texts.common.page_broke));
    let link = element("a", "btn btn--sm")?;
    let location = window().location();
    let address = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
    link.set_attribute("href", &address).ok()?;
    // Whatever still listens to clicks must leave this one alone.
    link.set_attribute("rel", "external").ok()?;
    link.set_text_content(Some(texts.common.reload));
    bar.append_child(&words).ok()?;
    bar.append_child(&link).ok()?;
    place.insert_before(&bar, place.first_child().as_ref()).ok()?;
    Some(())
}

fn element(tag: &str, class: &str) -> Option<Element> {
    let element = document().create_element(tag).ok()?;
    element.set_class_name(class);
    Some(element)
}
