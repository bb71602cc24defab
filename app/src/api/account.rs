//! Server functions of "my account"; for every signed-in user.

use domain::account::{self, Appearance};
use leptos::server;

use super::{ApiError, wire::Wire};
#[cfg(feature = "ssr")]
use super::{asked, fail};
#[cfg(feature = "ssr")]
use backend::usecase::account as usecase;

/// Keeps language and theme. The page shows the language it was loaded with until it is loaded again.
#[server(endpoint = "account/set_appearance", protocol = Wire)]
pub async fn set_appearance(wanted: Appearance) -> Result<(), ApiError> {
    let asked = asked()?;
    usecase::set_appearance(&asked.desk, &asked.caller, wanted).await.map_err(fail)
}

/// Replaces the password; gives the number of other sessions that ended.
#[server(endpoint = "account/change_password", protocol = Wire)]
pub async fn change_password(form: account::ChangePassword) -> Result<u64, ApiError> {
    let asked = asked()?;
    let kept = asked.request.session.map(|session| session.token_hash).unwrap_or_default();
    usecase::change_password(&asked.desk, &asked.caller, &kept, form).await.map_err(fail)
}
