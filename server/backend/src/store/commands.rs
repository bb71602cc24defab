//! Idempotent commands: the answer given to a client key, so that a double click or a network retry has one effect.
//!
//! The row is written in the transaction of the command itself. A second request with the same key waits for the first
//! (unique key), then finds its answer.

use domain::ids::{ClientKey, UserId};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

use crate::{db::Tx, error::StoreError, maybe_row, run};

/// The answer already given to this key, if any. Call it first in the write transaction: the insert behind it makes a
/// concurrent twin wait and then fail on the unique key, which [`claim`] reports as "given".
///
/// # Errors
/// The database fails, or the stored answer is of another shape.
pub async fn claim<T: DeserializeOwned>(
    tx: &mut Tx,
    user: UserId,
    key: &ClientKey,
    kind: &str,
    now: i64,
) -> Result<Option<T>, StoreError> {
    let fresh = run!(
        tx,
        "insert into commands (user_id, client_key, kind, result, at) values ($1, $2, $3, '', $4)
         on conflict (user_id, client_key) do nothing",
        user.get(),
        key.as_str(),
        kind,
        now
    )?;
    if fresh == 1 {
        return Ok(None);
    }
    let stored: Option<(String,)> = maybe_row!(
        tx,
        (String,),
        "select result from commands where user_id = $1 and client_key = $2 and kind = $3",
        user.get(),
        key.as_str(),
        kind
    )?;
    let (text,) = stored.ok_or_else(|| StoreError::corrupt("a client key was used for two kinds of command"))?;
    serde_json::from_str(&text).map(Some).map_err(StoreError::corrupt)
}

/// An answer with the digest of the form that it answered.
#[derive(Serialize, Deserialize)]
pub struct Kept<T> {
    #[serde(flatten)]
    pub answer: T,
    /// None in answers of before there were digests.
    #[serde(default)]
    pub asked: Option<String>,
}

impl<T> Kept<T> {
    /// Whether it answered a form of this digest, as far as is known.
    pub fn is_of(&self, digest: &str) -> bool {
        self.asked.as_ref().is_none_or(|asked| asked == digest)
    }
}

/// Names the content of a form.
pub fn digest(asked: &impl Serialize) -> Result<String, StoreError> {
    let text = serde_json::to_vec(asked).map_err(StoreError::corrupt)?;
    Ok(Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Stores the answer to a claimed key, in the same transaction.
pub async fn answer<T: Serialize>(tx: &mut Tx, user: UserId, key: &ClientKey, result: &T) -> Result<(), StoreError> {
    let text = serde_json::to_string(result).map_err(StoreError::corrupt)?;
    run!(tx, "update commands set result = $3 where user_id = $1 and client_key = $2", user.get(), key.as_str(), text)?;
    Ok(())
}

/// Sweeps answers older than `before`: no browser retries for that long.
pub async fn delete_before(tx: &mut Tx, before: i64) -> Result<u64, StoreError> {
    run!(tx, "delete from commands where at < $1", before)
}
