//! The catalogue of canned replies.

use domain::{
    chat::canned::{CannedReply, CannedReplyDraft},
    ids::CannedReplyId,
    time::UtcMillis,
};

use super::catalogue::Stored;
use crate::{
    db::{Conn, Tx},
    error::StoreError,
    maybe_row, rows, scalar,
};

#[derive(sqlx::FromRow)]
struct ReplyRecord {
    id: i64,
    version: i64,
    name: String,
    body: String,
    active: bool,
}

impl From<ReplyRecord> for CannedReply {
    fn from(record: ReplyRecord) -> Self {
        Self {
            id: CannedReplyId::new(record.id),
            version: record.version,
            name: record.name,
            text: record.body,
            active: record.active,
        }
    }
}

impl Stored for CannedReply {
    const ENTITY: &'static str = "canned_reply";
    const SET_ACTIVE: &'static str = "update canned_replies
         set active = $3, version = version + 1, updated_at = $4
         where id = $1 and version = $2
         returning version";

    async fn all(conn: &mut Conn) -> Result<Vec<Self>, StoreError> {
        let found = rows!(conn, ReplyRecord, "select id, version, name, body, active from canned_replies")?;
        Ok(found.into_iter().map(CannedReply::from).collect())
    }

    async fn find(conn: &mut Conn, id: CannedReplyId) -> Result<Option<Self>, StoreError> {
        let found = maybe_row!(
            conn,
            ReplyRecord,
            "select id, version, name, body, active from canned_replies where id = $1",
            id.get()
        )?;
        Ok(found.map(CannedReply::from))
    }

    async fn insert(tx: &mut Tx, draft: &CannedReplyDraft, now: UtcMillis) -> Result<CannedReplyId, StoreError> {
        let id = scalar!(
            tx,
            i64,
            "insert into canned_replies (name, body, created_at, updated_at)
             values ($1, $2, $3, $3)
             returning id",
            draft.name.as_str(),
            draft.text.as_str(),
            now.millis()
        )?;
        Ok(CannedReplyId::new(id))
    }

    async fn update(
        tx: &mut Tx,
        id: CannedReplyId,
        draft: &CannedReplyDraft,
        version: i64,
        now: UtcMillis,
    ) -> Result<Option<i64>, StoreError> {
        let saved = maybe_row!(
            tx,
            (i64,),
            "update canned_replies
             set name = $3, body = $4, version = version + 1, updated_at = $5
             where id = $1 and version = $2
             returning version",
            id.get(),
            version,
            draft.name.as_str(),
            draft.text.as_str(),
            now.millis()
        )?;
        Ok(saved.map(|(version,)| version))
    }
}
