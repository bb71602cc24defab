//! What happens after a change of page: the focus goes to the new heading and its words are announced, as a loaded page
//! would do by itself.
//!
//! A change that keeps the heading (a drawer over a list, another tab or filter) is none: the focus stays where it is.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use web_sys::HtmlElement;

use super::dom;

/// Between two looks for the new heading; it may wait for its data.
const LOOK_MILLIS: u64 = 60;
/// Looks before one gives up: about five seconds.
const LOOKS: u32 = 80;

/// The heading of the page that was shown last, and its words.
type Known = StoredValue<Option<(HtmlElement, String)>, LocalStorage>;

/// The live region that names the page; it also does the rest.
#[component]
pub fn Arrival() -> impl IntoView {
    let path = use_location().pathname;
    let announced = RwSignal::new(String::new());
    let known: Known = StoredValue::new_local(None);
    let trip = StoredValue::new(0_u32);
    Effect::new(move |before: Option<()>| {
        path.track();
        trip.update_value(|number| *number += 1);
        let number = trip.get_value();
        if before.is_none() {
            // The browser itself announces a page that was loaded.
            request_animation_frame(move || known.set_value(heading()));
        } else {
            look(known, announced, (trip, number), LOOKS);
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

/// Looks for another heading than the known one, again and again until it is there.
fn look(known: Known, announced: RwSignal<String>, trip: (StoredValue<u32>, u32), looks_left: u32) {
    dom::after(LOOK_MILLIS, move || {
        if trip.0.try_get_value() != Some(trip.1) || looks_left == 0 {
            return;
        }
        let Some((element, words)) = heading() else { return look(known, announced, trip, looks_left - 1) };
        let same = known.with_value(|known| {
            known.as_ref().is_some_and(|(old, old_words)| old.is_same_node(Some(&element)) && *old_words == words)
        });
        if same {
            return look(known, announced, trip, looks_left - 1);
        }
        // Whoever types already, or whatever opened over the page, keeps the focus.
        if !dom::is_typing() && !dom::is_modal_open() {
            let _ = element.focus();
        }
        announced.set(words.clone());
        known.set_value(Some((element, words)));
    });
}
