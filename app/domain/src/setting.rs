//! What every record of parameters is.

use serde::{Serialize, de::DeserializeOwned};

/// A settings record: its name in the store.
pub trait Setting: Serialize + DeserializeOwned + Default {
    const NAME: &'static str;
}
