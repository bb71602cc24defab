//! What happens after a change of page: the focus goes to the new heading and its words are announced, as a loaded page
//! would do by itself.
//!
//! A change that keeps the heading (a drawer over a list, another tab or filter) is none: the focus stays where it is.

use std::cell::RefCell;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use web_sys::HtmlElement;

use super::{dom, scope::Scope};

/// Between two looks for the new heading; it may wait for its data.
const LOOK_MILLIS: u64 = 60;
/// How many looks: about four seconds.
const LOOKS: u32 = 65;

thread_local! {
    /// The heading of the page that was shown last, and its words. Not in a signal: an element belongs to the browser's one
    /// thread, while the server drops what a component made on any of its threads.
    static KNOWN: RefCell<Option<(HtmlElement, String)>> = const { RefCell::new(None) };
}

/// The live region that names the page; it also does the rest.
#[component]
pub fn Arrival() -> impl IntoView {
    let path = use_location().pathname;
    let announced = RwSignal::new(String::new());
    let trip = StoredValue::new(0_u32);
    let scope = Scope::new();
    Effect::new(move |before: Option<()>| {
        path.track();
        trip.update_value(|number| *number += 1);
        let number = trip.get_value();
        if before.is_none() {
            // The browser itself announces a page that was loaded.
            scope.next_frame(|| {
                KNOWN.replace(heading());
            });
        } else {
            look(scope, announced, (trip, number), LOOKS);
        }
    });
    view! {
        <div class="sr" role="status" aria-live="polite">
            {move || announced.get()}
        </div>
    }
}

fn heading() -> Option<(HtmlElement, String)> {
    let heading = dom::page_heading()?;
    let words = heading.text_content().unwrap_or_default().trim().to_owned();
    Some((heading, words))
}

/// Looks for another heading than the known one. It goes on after it was found: a page that is drawn anew once its data is
/// there takes the heading, and the focus with it, away again.
fn look(scope: Scope, announced: RwSignal<String>, trip: (StoredValue<u32>, u32), looks_left: u32) {
    scope.after(LOOK_MILLIS, move || {
        if trip.0.get_value() != trip.1 || looks_left == 0 {
            return;
        }
        if let Some((element, words)) = heading() {
            let (same_node, same_words) = KNOWN.with_borrow(|known| {
                known
                    .as_ref()
                    .map_or((false, false), |(old, old_words)| (old.is_same_node(Some(&element)), *old_words == words))
            });
            let arrived = !same_words || (!same_node && dom::is_focus_lost());
            // Whoever types already, or whatever opened over the page, keeps the focus.
            if arrived && !dom::is_typing() && !dom::is_modal_open() {
                let _ = element.focus();
            }
            if !same_words {
                announced.set(words.clone());
            }
            if !same_node || !same_words {
                KNOWN.replace(Some((element, words)));
            }
        }
        look(scope, announced, trip, looks_left - 1);
    });
}
