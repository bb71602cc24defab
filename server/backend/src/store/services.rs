//! The catalogue of services.

use domain::{
    ids::ServiceId,
    money::Money,
    service::{Service, ServiceDraft},
    time::UtcMillis,
};

use super::catalogue::Stored;
use crate::{
    db::{Conn, Tx},
    error::StoreError,
    maybe_row, rows, scalar,
};

#[derive(sqlx::FromRow)]
struct ServiceRecord {
    id: i64,
    version: i64,
    name: String,
    price_cents: i64,
    due_minutes: Option<i64>,
    active: bool,
}

impl TryFrom<ServiceRecord> for Service {
    type Error = StoreError;

    fn try_from(record: ServiceRecord) -> Result<Self, StoreError> {
        Ok(Self {
            id: ServiceId::new(record.id),
            version: record.version,
            name: record.name,
            price: Money::from_cents(record.price_cents).map_err(StoreError::corrupt)?,
            term: record.due_minutes.map(u32::try_from).transpose().map_err(StoreError::corrupt)?,
            active: record.active,
        })
    }
}

impl Stored for Service {
    const ENTITY: &'static str = "service";
    const SET_ACTIVE: &'static str = "update services
         set active = $3, version = version + 1, updated_at = $4
         where id = $1 and version = $2
         returning version";

    async fn all(conn: &mut Conn) -> Result<Vec<Self>, StoreError> {
        let found =
            rows!(conn, ServiceRecord, "select id, version, name, price_cents, due_minutes, active from services")?;
        found.into_iter().map(Service::try_from).collect()
    }

    async fn find(conn: &mut Conn, id: ServiceId) -> Result<Option<Self>, StoreError> {
        let found = maybe_row!(
            conn,
            ServiceRecord,
            "select id, version, name, price_cents, due_minutes, active from services where id = $1",
            id.get()
        )?;
        found.map(Service::try_from).transpose()
    }

    async fn insert(tx: &mut Tx, draft: &ServiceDraft, now: UtcMillis) -> Result<ServiceId, StoreError> {
        let id = scalar!(
            tx,
            i64,
            "insert into services (name, price_cents, due_minutes, created_at, updated_at)
             values ($1, $2, $3, $4, $4)
             returning id",
            draft.name.as_str(),
            draft.price.cents(),
            draft.term.map(i64::from),
            now.millis()
        )?;
        Ok(ServiceId::new(id))
    }

    async fn update(
        tx: &mut Tx,
        id: ServiceId,
        draft: &ServiceDraft,
        version: i64,
        now: UtcMillis,
    ) -> Result<Option<i64>, StoreError> {
        let saved = maybe_row!(
            tx,
            (i64,),
            "update services
             set name = $3, price_cents = $4, due_minutes = $5, version = version + 1, updated_at = $6
             where id = $1 and version = $2
             returning version",
            id.get(),
            version,
            draft.name.as_str(),
            draft.price.cents(),
            draft.term.map(i64::from),
            now.millis()
        )?;
        Ok(saved.map(|(version,)| version))
    }
}
