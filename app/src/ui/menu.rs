//! Keys of a menu (ARIA menu button): arrows, Home, End, first letters. Esc and the click outside are the popover's own.
//!
//! The menu is `<div class="menu" popover id=…><ul role="menu">…`, opened by a button with `popovertarget`. Put
//! [`on_menu_key`] on its `keydown` and [`focus_first_item`] on its `toggle`.

use leptos::{ev, prelude::*, wasm_bindgen::JsCast};
use web_sys::{Element, HtmlElement};

use super::{dom, keys::take};

/// The items that can be reached, refused ones included: their reason must be readable.
fn items(menu: &Element) -> Vec<HtmlElement> {
    let Ok(found) = menu.query_selector_all("[role^=menuitem]:not(:disabled)") else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).collect()
}

/// Moves the focus inside the menu that the listener belongs to.
pub fn on_menu_key(event: &ev::KeyboardEvent) {
    let Some(menu) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    take(event, |press| press.alone().is_some_and(|key| move_focus(&menu, key)));
}

fn move_focus(menu: &Element, key: &str) -> bool {
    let items = items(menu);
    let focused = document().active_element();
    let at = items.iter().position(|item| focused.as_ref().is_some_and(|focused| item.is_same_node(Some(focused))));
    let count = items.len();
    let next = match key {
        _ if count == 0 => None,
        "ArrowDown" => Some(at.map_or(0, |at| (at + 1) % count)),
        "ArrowUp" => Some(at.map_or(count - 1, |at| (at + count - 1) % count)),
        "Home" => Some(0),
        "End" => Some(count - 1),
        key => by_letter(&items, at, key),
    };
    let item = next.and_then(|next| items.get(next));
    item.is_some_and(|item| item.focus().is_ok())
}

/// The next item after `at` whose words begin with the typed letter, accents apart.
fn by_letter(items: &[HtmlElement], at: Option<usize>, key: &str) -> Option<usize> {
    let mut characters = key.chars();
    let (Some(letter), None) = (characters.next(), characters.next()) else { return None };
    if !letter.is_alphabetic() {
        return None;
    }
    let letter = domain::search::fold(key);
    let from = at.map_or(0, |at| at + 1);
    (0..items.len()).map(|step| (from + step) % items.len()).find(|index| {
        items
            .get(*index)
            .and_then(|item| item.text_content())
            .is_some_and(|text| domain::search::fold(&text).starts_with(&letter))
    })
}

/// Puts the focus on the checked item, or else on the first one, when the popover with this id has opened.
pub fn focus_first_item(id: &str) {
    let Some(menu) = dom::by_id(id).filter(|_| dom::is_popover_open(id)) else { return };
    let items = items(&menu);
    let checked = items.iter().find(|item| item.get_attribute("aria-checked").as_deref() == Some("true"));
    if let Some(item) = checked.or_else(|| items.first()) {
        let _ = item.focus();
    }
}
