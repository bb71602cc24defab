//! Users as administrators see and change them. Signing in and being signed in is in the parent module.

use domain::{
    access::Role,
    ids::{PersonId, UserId},
    search,
    time::UtcMillis,
    user::UserAccount,
};

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    maybe_row, rows, run,
};

#[derive(sqlx::FromRow)]
struct AccountRecord {
    id: i64,
    version: i64,
    email: String,
    name: String,
    #[sqlx(try_from = "String")]
    role: Role,
    person_id: Option<i64>,
    person_name: Option<String>,
    may_release: bool,
    active: bool,
    inactive_reason: String,
    seen_at: Option<i64>,
}

impl TryFrom<AccountRecord> for UserAccount {
    type Error = StoreError;

    fn try_from(record: AccountRecord) -> Result<Self, StoreError> {
        Ok(Self {
            id: UserId::new(record.id),
            version: record.version,
            email: record.email,
            name: record.name,
            role: record.role,
            person: record.person_id.map(PersonId::new),
            person_name: record.person_name,
            may_release: record.may_release,
            active: record.active,
            inactive_reason: record.inactive_reason,
            seen_at: record.seen_at.map(UtcMillis::from_millis),
        })
    }
}

/// Users by name, the staff before the requesters, at most `limit`.
pub async fn list(conn: &mut Conn, limit: i64) -> Result<Vec<UserAccount>, StoreError> {
    let found = rows!(
        conn,
        AccountRecord,
        "select u.id, u.version, u.email, u.name, u.role, u.person_id, p.name as person_name, u.may_release, u.active, u.inactive_reason,
                (select max(s.seen_at) from sessions s where s.user_id = u.id) as seen_at
         from users u
         left join people p on p.id = u.person_id
         order by case when u.role = 'requester' then 1 else 0 end, u.name, u.id
         limit $1",
        limit
    )?;
    let mut accounts = found.into_iter().map(UserAccount::try_from).collect::<Result<Vec<_>, _>>()?;
    // The two databases sort names differently, and neither as people do.
    accounts.sort_by_cached_key(|one| (one.role == Role::Requester, search::fold(&one.name), one.id));
    Ok(accounts)
}

/// One user.
pub async fn find(conn: &mut Conn, id: UserId) -> Result<Option<UserAccount>, StoreError> {
    let found = maybe_row!(
        conn,
        AccountRecord,
        "select u.id, u.version, u.email, u.name, u.role, u.person_id, p.name as person_name, u.may_release, u.active, u.inactive_reason,
                (select max(s.seen_at) from sessions s where s.user_id = u.id) as seen_at
         from users u
         left join people p on p.id = u.person_id
         where u.id = $1",
        id.get()
    )?;
    found.map(UserAccount::try_from).transpose()
}

/// Counts the active administrators and holds their rows until the transaction ends, so that two of them cannot demote
/// each other at once and leave nobody.
pub async fn hold_admins(tx: &mut Tx) -> Result<u64, StoreError> {
    run!(tx, "update users set updated_at = updated_at where role = 'admin' and active = true")
}

/// Changes a user over the version that was read; gives the new version, `None` when that was not the last one.
///
/// # Errors
/// The e-mail is taken (unique), or the database fails.
pub async fn update(tx: &mut Tx, user: &UserAccount, now: UtcMillis) -> Result<Option<i64>, StoreError> {
    let saved = maybe_row!(
        tx,
        (i64,),
        "update users
         set email = $3, name = $4, role = $5, person_id = $6, active = $7, inactive_reason = $8, version = version + 1,
             updated_at = $9, may_release = $10
         where id = $1 and version = $2
         returning version",
        user.id.get(),
        user.version,
        user.email.as_str(),
        user.name.as_str(),
        user.role.code(),
        user.person.map(PersonId::get),
        user.active,
        user.inactive_reason.as_str(),
        now.millis(),
        user.may_release
    )?;
    Ok(saved.map(|(version,)| version))
}

/// Replaces the hash of a password.
pub async fn set_password(tx: &mut Tx, id: UserId, password_hash: &str, now: UtcMillis) -> Result<(), StoreError> {
    run!(
        tx,
        "update users set password_hash = $2, updated_at = $3 where id = $1",
        id.get(),
        password_hash,
        now.millis()
    )?;
    Ok(())
}

/// The hash of the password of an active user.
pub async fn password_hash(conn: &mut Conn, id: UserId) -> Result<Option<String>, StoreError> {
    let found =
        maybe_row!(conn, (String,), "select password_hash from users where id = $1 and active = true", id.get())?;
    Ok(found.map(|(hash,)| hash))
}

/// Whether a person can be linked to a user.
pub async fn person_is_active(conn: &mut Conn, id: PersonId) -> Result<bool, StoreError> {
    Ok(maybe_row!(conn, (i64,), "select id from people where id = $1 and active = true", id.get())?.is_some())
}
