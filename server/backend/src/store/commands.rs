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

/// How a form stands that must not be taken twice.
#[derive(Debug, PartialEq, Eq)]
pub enum Claim<T> {
    /// It comes for the first time.
    Fresh,
    /// It came before, and this was the answer.
    Again(T),
    /// It came before with other content, and this was the answer: what was changed since is nowhere.
    Changed(T),
}

/// An answer with the digest of what it answered.
#[derive(Serialize, Deserialize)]
struct Kept<T> {
    #[serde(flatten)]
    answer: T,
    /// None in answers of before there were digests.
    #[serde(default)]
    asked: Option<String>,
}

/// As [`claim`], for a form that may be changed between two sendings with one key. `asked` is its content.
///
/// # Errors
/// As [`claim`].
pub async fn claim_form<T: DeserializeOwned>(
    tx: &mut Tx,
    user: UserId,
    key: &ClientKey,
    kind: &str,
    now: i64,
    asked: &impl Serialize,
) -> Result<Claim<T>, StoreError> {
    let Some(kept) = claim::<Kept<T>>(tx, user, key, kind, now).await? else { return Ok(Claim::Fresh) };
    let digest = digest(asked)?;
    let changed = kept.asked.is_some_and(|before| before != digest);
    Ok(if changed { Claim::Changed(kept.answer) } else { Claim::Again(kept.answer) })
}

/// Stores the answer to a form claimed with [`claim_form`].
pub async fn answer_form<T: Serialize>(
    tx: &mut Tx,
    user: UserId,
    key: &ClientKey,
    answer: &T,
    asked: &impl Serialize,
) -> Result<(), StoreError> {
    self::answer(tx, user, key, &Kept { answer, asked: Some(digest(asked)?) }).await
}

fn digest(asked: &impl Serialize) -> Result<String, StoreError> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{both_databases, testing};

    #[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
    struct Opened {
        id: i64,
    }

    both_databases! {
        async fn a_form_that_came_before_is_known_by_what_is_in_it(db: TestDb) {
            let desk = db.desk();
            let user = desk.admin().await.id;
            let mut tx = desk.db().begin().await.unwrap();
            let (new, old) = (testing::key(), testing::key());
            assert_eq!(claim_form::<Opened>(&mut tx, user, &new, "open", 0, &"a").await.unwrap(), Claim::Fresh);
            answer_form(&mut tx, user, &new, &Opened { id: 7 }, &"a").await.unwrap();
            assert_eq!(claim_form(&mut tx, user, &new, "open", 1, &"a").await.unwrap(), Claim::Again(Opened { id: 7 }));
            assert_eq!(claim_form(&mut tx, user, &new, "open", 2, &"b").await.unwrap(), Claim::Changed(Opened { id: 7 }));
            // Answered by the program as it was before an update.
            assert_eq!(claim::<Opened>(&mut tx, user, &old, "open", 0).await.unwrap(), None);
            answer(&mut tx, user, &old, &Opened { id: 8 }).await.unwrap();
            assert_eq!(claim_form(&mut tx, user, &old, "open", 1, &"a").await.unwrap(), Claim::Again(Opened { id: 8 }));
        }
    }
}
