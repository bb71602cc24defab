//! The drawing beside the sign-in form: the counter with its bell, the two who meet there, and those who wait.

use leptos::prelude::*;

/// Decoration only.
#[component]
pub fn CounterArt() -> impl IntoView {
    view! {
        <div class="lg-art" aria-hidden="true">
            <svg viewBox="0 0 720 900" preserveAspectRatio="xMidYMax slice">
                <g class="lg-far">
                    <path d="M96 640v-70a54 54 0 0 1 108 0v70z"></path>
                    <path d="M516 640v-60a46 46 0 0 1 92 0v60z"></path>
                </g>
                <path class="lg-b2" d="M172 640V520a104 104 0 0 1 208 0v120z"></path>
                <path class="lg-b1" d="M396 640V470a126 126 0 0 1 252 0v170z"></path>
                <rect class="lg-top" x="0" y="664" width="720" height="30"></rect>
                <rect class="lg-front" x="0" y="694" width="720" height="206"></rect>
                <g class="lg-bell">
                    <path d="M92 664v-8a30 30 0 0 1 60 0v8z"></path>
                    <rect x="84" y="656" width="76" height="8" rx="4"></rect>
                    <circle cx="122" cy="620" r="6"></circle>
                </g>
            </svg>
        </div>
    }
}
