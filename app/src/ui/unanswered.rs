//! The idempotency key of a form: what was sent and got no answer is sent again under the same key, so that it has one effect.

use domain::ids::ClientKey;
use leptos::prelude::*;

use super::dom;

/// What was sent last, until it is answered.
pub struct Unanswered<T: 'static>(StoredValue<Option<(ClientKey, T)>>);

impl<T: 'static> Clone for Unanswered<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: 'static> Copy for Unanswered<T> {}

impl<T: Send + Sync + 'static> Default for Unanswered<T> {
    fn default() -> Self {
        Self(StoredValue::new(None))
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static> Unanswered<T> {
    /// The key under which `content` is sent: that of the last sending if it sent the same and was not answered.
    pub fn key_for(self, content: &T) -> ClientKey {
        let again =
            self.0.with_value(|sent| sent.as_ref().filter(|(_, sent)| sent == content).map(|(key, _)| key.clone()));
        again.unwrap_or_else(|| {
            let key = dom::fresh_key();
            self.0.set_value(Some((key.clone(), content.clone())));
            key
        })
    }

    /// The server answered, whatever it said. The page may be gone by now.
    pub fn answered(self) {
        let _ = self.0.try_update_value(|sent| *sent = None);
    }
}
