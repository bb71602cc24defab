//! Server functions of the users.

use domain::{
    activation::SetActive,
    ids::UserId,
    user::{UserAccount, UserForm, UserList},
};
use leptos::server;

use super::{ApiError, wire::Wire};
#[cfg(feature = "ssr")]
use super::{asked, fail};
#[cfg(feature = "ssr")]
use backend::usecase::user as usecase;

/// All users.
#[server(endpoint = "users/list", protocol = Wire)]
pub async fn list_users() -> Result<UserList, ApiError> {
    let asked = asked()?;
    usecase::list(&asked.desk, &asked.caller).await.map_err(fail)
}

/// Adds or changes a user.
#[server(endpoint = "users/save", protocol = Wire)]
pub async fn save_user(form: UserForm) -> Result<UserAccount, ApiError> {
    let asked = asked()?;
    usecase::save(&asked.desk, &asked.caller, form).await.map_err(fail)
}

/// Takes a user's access away, or gives it back.
#[server(endpoint = "users/set_active", protocol = Wire)]
pub async fn set_user_active(input: SetActive<UserId>) -> Result<UserAccount, ApiError> {
    let asked = asked()?;
    usecase::set_active(&asked.desk, &asked.caller, input).await.map_err(fail)
}
