//! The catalogue of accountants.

use domain::{
    accountant::{Accountant, AccountantDraft},
    ids::AccountantId,
    time::UtcMillis,
};

use super::catalogue::Stored;
use crate::{
    db::{Conn, Tx},
    error::StoreError,
    maybe_row, rows, scalar,
};

#[derive(sqlx::FromRow)]
struct AccountantRecord {
    id: i64,
    version: i64,
    label: String,
    office_name: String,
    crc: String,
    email: Option<String>,
    active: bool,
}

impl From<AccountantRecord> for Accountant {
    fn from(record: AccountantRecord) -> Self {
        Self {
            id: AccountantId::new(record.id),
            version: record.version,
            label: record.label,
            office_name: record.office_name,
            crc: record.crc,
            email: record.email,
            active: record.active,
        }
    }
}

impl Stored for Accountant {
    const ENTITY: &'static str = "accountant";
    const SET_ACTIVE: &'static str = "update accountants
         set active = $3, version = version + 1, updated_at = $4
         where id = $1 and version = $2
         returning version";

    async fn all(conn: &mut Conn) -> Result<Vec<Self>, StoreError> {
        let found = rows!(
            conn,
            AccountantRecord,
            "select id, version, label, office_name, crc, email, active from accountants"
        )?;
        Ok(found.into_iter().map(Accountant::from).collect())
    }

    async fn find(conn: &mut Conn, id: AccountantId) -> Result<Option<Self>, StoreError> {
        let found = maybe_row!(
            conn,
            AccountantRecord,
            "select id, version, label, office_name, crc, email, active from accountants where id = $1",
            id.get()
        )?;
        Ok(found.map(Accountant::from))
    }

    async fn insert(tx: &mut Tx, draft: &AccountantDraft, now: UtcMillis) -> Result<AccountantId, StoreError> {
        let id = scalar!(
            tx,
            i64,
            "insert into accountants (label, office_name, crc, email, created_at, updated_at)
             values ($1, $2, $3, $4, $5, $5)
             returning id",
            draft.label.as_str(),
            draft.office_name.as_str(),
            draft.crc.as_str(),
            draft.email.as_deref(),
            now.millis()
        )?;
        Ok(AccountantId::new(id))
    }

    async fn update(
        tx: &mut Tx,
        id: AccountantId,
        draft: &AccountantDraft,
        version: i64,
        now: UtcMillis,
    ) -> Result<Option<i64>, StoreError> {
        let saved = maybe_row!(
            tx,
            (i64,),
            "update accountants
             set label = $3, office_name = $4, crc = $5, email = $6, version = version + 1, updated_at = $7
             where id = $1 and version = $2
             returning version",
            id.get(),
            version,
            draft.label.as_str(),
            draft.office_name.as_str(),
            draft.crc.as_str(),
            draft.email.as_deref(),
            now.millis()
        )?;
        Ok(saved.map(|(version,)| version))
    }
}
