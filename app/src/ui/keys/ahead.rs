//! Writing ahead: between a shortcut that brings a field and that field lie a request or two, and nobody waits for them.
//!
//! Meanwhile a field that nobody sees has the focus, so that dead keys, corrections and pasted text work as ever and no
//! letter is a command. Its text goes to the field that was asked for as soon as that one can be written in.

use std::cell::{Cell, RefCell};

use leptos::{ev, prelude::*, wasm_bindgen::JsCast};
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use crate::{
    session::use_texts,
    ui::{
        dom,
        scope::{DOCUMENT, on_window},
    },
};

const ID: &str = "write-ahead";
/// Between two looks for the field.
const LOOK_MILLIS: u64 = 16;
/// How many looks: about five seconds. Whoever waits longer sees that nothing came.
const LOOKS: u32 = 300;
/// Looks without a letter before a choice is made: half a word would make another one.
const SETTLE: u32 = 25;

thread_local! {
    /// What had the focus when the shortcut was pressed.
    static BEFORE: RefCell<Option<HtmlElement>> = const { RefCell::new(None) };
    /// The field that is waited for.
    static WANTED: RefCell<String> = const { RefCell::new(String::new()) };
    /// A letter is half written: moving the focus would lose it.
    static COMPOSING: Cell<bool> = const { Cell::new(false) };
    /// What the waiting field is called, in the user's language.
    static LABEL: Cell<&'static str> = const { Cell::new("") };
    /// Which call is the present one.
    static CALL: Cell<u32> = const { Cell::new(0) };
}

/// Puts the focus into the field that `selector` finds, at once or when it comes; what is typed until then is written there.
pub fn write_into(selector: impl Into<String>) {
    let selector = selector.into();
    let call = CALL.get().wrapping_add(1);
    CALL.set(call);
    if arrived(&selector) {
        return;
    }
    WANTED.replace(selector.clone());
    let Some(body) = document().body() else { return };
    if dom::by_id(ID).is_none() {
        let focused = document().active_element().and_then(|element| element.dyn_into().ok());
        BEFORE.replace(focused);
        let Ok(field) = document().create_element("textarea") else { return };
        field.set_id(ID);
        field.set_class_name("sr");
        let _ = field.set_attribute("aria-label", LABEL.get());
        let _ = body.append_child(&field);
    }
    if let Some(field) = dom::by_id(ID) {
        let _ = field.focus();
    }
    look(selector, call, LOOKS, (0, 0));
}

/// What was asked for will not come.
pub fn give_up() {
    CALL.set(CALL.get().wrapping_add(1));
    step_back();
    if let Some(field) = dom::by_id(ID) {
        field.remove();
    }
}

/// Gives the focus back to what had it before: a dialog that opens now returns it there when it closes.
pub fn step_back() {
    let Some(field) = dom::by_id(ID).filter(|_| dom::has_focus_within(ID)) else { return };
    let _ = match BEFORE.take().filter(|before| before.is_connected()) {
        Some(before) => before.focus(),
        None => field.blur(),
    };
}

/// A dialog has opened: outside of it nothing can be written any more, so the waiting goes on inside.
pub fn go_on_in(dialog: &str) {
    let (Some(field), Some(dialog)) = (dom::by_id(ID), dom::by_id(dialog)) else { return };
    if !arrived(&WANTED.with_borrow(Clone::clone)) {
        let _ = dialog.append_child(&field);
        let _ = field.focus();
    }
}

/// Whether the focus is here, waiting for a field.
pub fn is_waiting() -> bool {
    dom::has_focus_within(ID)
}

/// Follows the composition of letters while the calling component lives.
pub fn prepare() {
    LABEL.set(use_texts().common.loading);
    on_window(ev::compositionstart, |_| COMPOSING.set(true));
    on_window(ev::compositionend, |_| COMPOSING.set(false));
}

/// Looks for the field; `still` is how much was written at the last look, and for how many looks nothing was added.
fn look(selector: String, call: u32, looks_left: u32, still: (usize, u32)) {
    DOCUMENT.after(LOOK_MILLIS, move || {
        if CALL.get() != call || dom::by_id(ID).is_none() {
            return;
        }
        let length = written().len();
        let still = if length == still.0 { (length, still.1.saturating_add(1)) } else { (length, 0) };
        if COMPOSING.get() {
            return look(selector, call, looks_left, still);
        }
        let there = find(&selector);
        if there.as_ref().is_some_and(|field| still.1 >= SETTLE && is_choice(field)) {
            hand_over(&selector);
        }
        if dom::by_id(ID).is_none() || arrived(&selector) {
            return;
        }
        // A form that is locked takes no text, however long one waits.
        if looks_left == 0 || there.is_some_and(|field| field.matches(":disabled").unwrap_or_default()) {
            return give_up();
        }
        look(selector, call, looks_left - 1, still);
    });
}

fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}

fn is_choice(field: &HtmlElement) -> bool {
    field.is_instance_of::<HtmlSelectElement>()
}

/// What was written so far.
fn written() -> String {
    let waiting = dom::by_id(ID).and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
    waiting.map(|field| field.value()).unwrap_or_default()
}

/// Hands the text over if the field is there; one that offers choices waits for the end of the word.
fn arrived(selector: &str) -> bool {
    let waits = find(selector).is_some_and(|field| is_choice(&field)) && !written().is_empty();
    !waits && hand_over(selector)
}

/// Hands the text over if the field takes the focus.
fn hand_over(selector: &str) -> bool {
    let Some(field) = find(selector) else { return false };
    let _ = field.focus();
    if !document().active_element().is_some_and(|focused| focused.is_same_node(Some(&field))) {
        return false;
    }
    let typed = written();
    if let Some(waiting) = dom::by_id(ID) {
        waiting.remove();
        BEFORE.take();
    }
    if !typed.is_empty() {
        write(&field, &typed);
    }
    true
}

/// Writes at the end of a field, as typing would; among choices it takes the first that begins so.
fn write(field: &HtmlElement, typed: &str) {
    if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(&format!("{}{typed}", area.value()));
        dom::announce(field, "input");
    } else if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        input.set_value(&format!("{}{}", input.value(), typed.replace('\n', "")));
        dom::announce(field, "input");
    } else if let Some(select) = field.dyn_ref::<HtmlSelectElement>()
        && let Some(value) = choice_of(field, typed)
    {
        select.set_value(&value);
        dom::announce(field, "change");
    }
}

fn choice_of(select: &Element, typed: &str) -> Option<String> {
    let wanted = domain::search::fold(typed);
    let options = select.query_selector_all("option:not(:disabled)").ok()?;
    let begins = |option: &Element| {
        option.text_content().is_some_and(|text| domain::search::fold(text.trim()).starts_with(&wanted))
    };
    (0..options.length())
        .filter_map(|index| options.item(index)?.dyn_into::<Element>().ok())
        .find(begins)?
        .get_attribute("value")
}
