//! Adding a user, from the settings or from the command line.

use domain::{
    access::{Action, Actor, Resource, Role, can},
    email::Email,
    error::{AppError, ErrorCode},
    ids::{PersonId, UserId},
};

use crate::{
    Desk,
    error::taken_on,
    password,
    store::{
        self,
        audit::{AuditEntry, Author},
        users::NewUser,
    },
};

/// Longest name of a user, in characters.
const MAX_NAME: usize = 120;

/// The form of a new user, as typed.
#[derive(Clone)]
pub struct NewAccount {
    pub email: String,
    pub name: String,
    pub role: Role,
    pub password: String,
    /// The person that a requester is.
    pub person: Option<PersonId>,
}

/// Adds a user. `by` is `None` on the command line of the machine, which may do everything.
///
/// # Errors
/// [`ErrorCode::Forbidden`]; on `email` not an address or taken; on `name` empty or too long; on `password` too short;
/// or the database fails.
pub async fn create_user(
    desk: &Desk,
    by: Option<&Actor>,
    account: NewAccount,
    address: &str,
) -> Result<UserId, AppError> {
    if by.is_some_and(|actor| !can(actor, Action::Write, Resource::Settings)) {
        return Err(ErrorCode::Forbidden.into());
    }
    let email =
        Email::parse(&account.email).map_err(|error| AppError::on("email", ErrorCode::Email(error)))?.lookup_key();
    let name = account.name.trim();
    if name.is_empty() {
        return Err(AppError::on("name", ErrorCode::Required));
    }
    if name.chars().count() > MAX_NAME {
        let max = u32::try_from(MAX_NAME).unwrap_or(u32::MAX);
        return Err(AppError::on("name", ErrorCode::TooLong { max }));
    }
    password::check_strength(&account.password)?;
    let password_hash = password::hash(account.password).await?;

    let now = desk.clock().now();
    let user =
        NewUser { email: &email, name, role: account.role, password_hash: &password_hash, person: account.person };
    let mut tx = desk.db().begin().await?;
    let id = store::users::insert(&mut tx, &user, now.millis()).await.map_err(taken_on("email"))?;
    let after = format!("{name} <{email}>, {}", account.role.code());
    let author = by.map_or(Author::CommandLine, Author::User);
    let entry = AuditEntry::new(now, author, "created", "user").about(id.get()).from_address(address).after(&after);
    store::audit::append(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(id)
}
