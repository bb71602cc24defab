//! Users: who may sign in, with which role.

pub mod accounts;

use domain::{
    access::{Actor, Role},
    i18n::Locale,
    ids::{PersonId, UserId},
};

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    maybe_row, row, run, scalar,
};

/// A user as stored, without the password.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct UserRow {
    pub id: i64,
    pub email: String,
    pub name: String,
    #[sqlx(try_from = "String")]
    pub role: Role,
    pub person_id: Option<i64>,
    pub locale: String,
    pub theme: String,
    pub active: bool,
    pub version: i64,
    pub may_release: bool,
}

impl UserRow {
    /// The user as the one who acts.
    ///
    /// # Errors
    /// The stored role is unknown to this version of the desk.
    pub fn actor(&self) -> Result<Actor, StoreError> {
        Ok(Actor {
            id: UserId::new(self.id),
            name: self.name.clone(),
            role: self.role,
            locale: Locale::from_code(&self.locale).unwrap_or_default(),
            person: self.person_id.map(PersonId::new),
            may_release: self.may_release,
        })
    }
}

/// What is needed to store a new user. The e-mail is lower-case already, the password hashed.
#[derive(Debug, Clone)]
pub struct NewUser<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub role: Role,
    pub password_hash: &'a str,
    pub person: Option<PersonId>,
}

/// Stores a user.
///
/// # Errors
/// The e-mail is taken (unique), or the database fails.
pub async fn insert(tx: &mut Tx, user: &NewUser<'_>, now: i64) -> Result<UserId, StoreError> {
    let id = scalar!(
        tx,
        i64,
        "insert into users (email, name, role, password_hash, person_id, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $6)
         returning id",
        user.email,
        user.name,
        user.role.code(),
        user.password_hash,
        user.person.map(PersonId::get),
        now
    )?;
    Ok(UserId::new(id))
}

/// Gives or takes the permission to release contracts.
pub async fn set_may_release(tx: &mut Tx, id: UserId, may_release: bool) -> Result<(), StoreError> {
    run!(tx, "update users set may_release = $2 where id = $1", id.get(), may_release)?;
    Ok(())
}

/// The active user with this lower-case e-mail and the hash of the password.
pub async fn credentials(conn: &mut Conn, email: &str) -> Result<Option<(i64, String)>, StoreError> {
    maybe_row!(conn, (i64, String), "select id, password_hash from users where email = $1 and active", email)
}

/// One user.
///
/// # Errors
/// No such user, or the database fails.
pub async fn get(conn: &mut Conn, id: UserId) -> Result<UserRow, StoreError> {
    row!(
        conn,
        UserRow,
        "select id, email, name, role, person_id, locale, theme, active, version, may_release from users where id = $1",
        id.get()
    )
}

/// Whether nobody can sign in yet: the first start explains how to create the administrator.
pub async fn none_exist(conn: &mut Conn) -> Result<bool, StoreError> {
    Ok(maybe_row!(conn, (i64,), "select id from users limit 1")?.is_none())
}

/// Stores the language and theme a user chose.
pub async fn set_appearance(tx: &mut Tx, id: UserId, locale: &str, theme: &str, now: i64) -> Result<(), StoreError> {
    run!(tx, "update users set locale = $2, theme = $3, updated_at = $4 where id = $1", id.get(), locale, theme, now)?;
    Ok(())
}
