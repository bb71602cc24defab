//! What a component starts and does not wait for: tasks, timers, frames, listeners of the window.
//!
//! All of them can come back after the component is gone, and its signals with it; reading one then is a panic, and a
//! panic ends the page. So they are started through the [`Scope`] of the component they belong to, which forgets them
//! when it ends. clippy refuses the framework's own functions elsewhere.

use std::{
    pin::Pin,
    rc::Rc,
    task::{Context, Poll},
    time::Duration,
};

use leptos::{ev, prelude::*, wasm_bindgen::JsCast};

use crate::api::ApiError;

/// Who hears of a refusal when nobody waits for the answer any more; in the root context.
#[derive(Clone, Copy)]
pub struct Unheard(pub Callback<ApiError>);

/// The life of one component. Made in its body, handed to whatever it starts.
#[derive(Clone, Copy)]
pub struct Scope {
    /// Gone with its owner; `None` lives as long as the document.
    alive: Option<StoredValue<()>>,
    unheard: Option<Unheard>,
}

/// For services in the root context: nothing of theirs is ever gone.
pub const DOCUMENT: Scope = Scope { alive: None, unheard: None };

impl Default for Scope {
    fn default() -> Self {
        Self::new()
    }
}

impl Scope {
    /// The life of the component whose body is running.
    pub fn new() -> Self {
        Self { alive: Some(StoredValue::new(())), unheard: use_context() }
    }

    /// Whether the component is still there.
    pub fn lasts(self) -> bool {
        self.alive.is_none_or(|alive| alive.try_get_value().is_some())
    }

    /// Runs a task that goes no further once the component is gone. What it asked the server by then, the server does.
    pub fn spawn(self, task: impl Future<Output = ()> + 'static) {
        spawn_raw(WhileThere { scope: self, begun: false, task: Box::pin(task) });
    }

    /// Sends something that counts whether or not anybody waits for the answer. `then` gets the answer if the component
    /// is still there; otherwise a refusal becomes a toast, for it must not pass unseen.
    pub fn act<T: 'static>(
        self,
        call: impl Future<Output = Result<T, ApiError>> + 'static,
        then: impl FnOnce(Result<T, ApiError>) + 'static,
    ) {
        spawn_raw(async move {
            let answer = call.await;
            if self.lasts() {
                then(answer);
            } else if let (Err(error), Some(Unheard(tell))) = (answer, self.unheard) {
                tell.run(error);
            }
        });
    }

    /// A handler of what the browser does by itself, also while it takes the component out of the page: the focus goes back to
    /// where it was, popovers and dialogs close, a list scrolls. Silent once the component is gone.
    pub fn hears<E>(self, handle: impl Fn(E) + 'static) -> impl Fn(E) + 'static {
        move |event| {
            if self.lasts() {
                handle(event);
            }
        }
    }

    /// Runs `work` after `millis` milliseconds, if the component is still there.
    pub fn after(self, millis: u64, work: impl FnOnce() + 'static) {
        let work = move || {
            if self.lasts() {
                work();
            }
        };
        #[expect(clippy::disallowed_methods, reason = "this is the guarded form")]
        set_timeout(work, Duration::from_millis(millis));
    }

    /// Runs `work` once the present changes are drawn, if the component is still there.
    pub fn next_frame(self, work: impl FnOnce() + 'static) {
        let work = move || {
            if self.lasts() {
                work();
            }
        };
        #[expect(clippy::disallowed_methods, reason = "this is the guarded form")]
        request_animation_frame(work);
    }
}

/// Hears an event of the window while the calling component lives.
pub fn on_window<E>(event: E, heard: impl Fn(E::EventType) + 'static)
where
    E: ev::EventDescriptor + Clone + 'static,
    E::EventType: JsCast,
{
    let heard = Rc::new(heard);
    // Effects run in the browser only.
    Effect::new(move |_| {
        let heard = Rc::clone(&heard);
        #[expect(clippy::disallowed_methods, reason = "this is the form that ends")]
        let listener = window_event_listener(event.clone(), move |event| heard(event));
        on_cleanup(move || listener.remove());
    });
}

/// The same for an event of which nothing but its coming matters.
pub fn on_window_named(event: &'static str, heard: impl Fn() + 'static) {
    on_window(ev::Custom::<web_sys::Event>::new(event), move |_| heard());
}

/// Hears an event of the window as long as there is a document; for services in the root context.
pub fn on_window_for_ever(event: &'static str, heard: impl Fn() + 'static) {
    #[expect(clippy::disallowed_methods, reason = "it never has to end")]
    let _ = window_event_listener_untyped(event, move |_| heard());
}

fn spawn_raw(task: impl Future<Output = ()> + 'static) {
    #[expect(clippy::disallowed_methods, reason = "every task comes through here")]
    leptos::task::spawn_local(task);
}

/// A task that is polled only while its component is there. The first time always: what it sends, it sends.
struct WhileThere {
    scope: Scope,
    begun: bool,
    task: Pin<Box<dyn Future<Output = ()>>>,
}

impl Future for WhileThere {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.begun && !self.scope.lasts() {
            return Poll::Ready(());
        }
        self.begun = true;
        self.task.as_mut().poll(cx)
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    };

    use futures::{FutureExt, channel::oneshot, executor::block_on};

    use super::*;

    #[test]
    fn a_task_goes_no_further_than_its_component() {
        let owner = Owner::new();
        let steps = Arc::new(AtomicU32::new(0));
        let (answer, asked) = oneshot::channel::<()>();
        let (scope, signal) = owner.with(|| (Scope::new(), RwSignal::new(1)));
        let task = {
            let steps = Arc::clone(&steps);
            async move {
                steps.fetch_add(1, Ordering::Relaxed);
                let _ = asked.await;
                steps.fetch_add(signal.get_untracked(), Ordering::Relaxed);
            }
        };
        let mut task = WhileThere { scope, begun: false, task: Box::pin(task) };
        assert!((&mut task).now_or_never().is_none());
        owner.cleanup();
        answer.send(()).unwrap();
        // Without the scope this reads a signal that is gone, and panics.
        block_on(task);
        assert_eq!(steps.load(Ordering::Relaxed), 1, "it began, asked, and went no further");
    }

    #[test]
    fn a_task_whose_component_is_gone_at_once_still_begins() {
        let owner = Owner::new();
        let steps = Arc::new(AtomicU32::new(0));
        let scope = owner.with(Scope::new);
        owner.cleanup();
        let task = {
            let steps = Arc::clone(&steps);
            async move {
                steps.fetch_add(1, Ordering::Relaxed);
            }
        };
        block_on(WhileThere { scope, begun: false, task: Box::pin(task) });
        assert_eq!(steps.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn what_the_browser_does_afterwards_is_not_heard() {
        let owner = Owner::new();
        let (scope, signal) = owner.with(|| (Scope::new(), RwSignal::new(0)));
        let heard = scope.hears(move |step: i32| signal.set(signal.get_untracked() + step));
        heard(1);
        assert_eq!(signal.get_untracked(), 1);
        owner.cleanup();
        // Without the scope this reads a signal that is gone, and panics.
        heard(1);
    }

    #[test]
    fn what_belongs_to_the_document_outlasts_every_page() {
        assert!(DOCUMENT.lasts());
        let owner = Owner::new();
        let scope = owner.with(Scope::new);
        assert!(scope.lasts());
        owner.cleanup();
        assert!(!scope.lasts());
    }
}
