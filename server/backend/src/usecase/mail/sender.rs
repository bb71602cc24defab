//! Who mails come from.

use serde::Deserialize;

use crate::{
    Desk,
    error::StoreError,
    mail::Sender,
    store::settings::{self, Stored},
};

/// The part of the setting `company` that mails need; the rest of it is not read here.
#[derive(Deserialize)]
struct Company {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: Option<String>,
}

/// The company's sender address; `None` until an administrator has entered it.
///
/// # Errors
/// The database fails.
pub(super) async fn sender(desk: &Desk) -> Result<Option<Sender>, StoreError> {
    let mut conn = desk.db().conn().await?;
    let stored: Option<Stored<Company>> = settings::get_json(&mut conn, "company").await?;
    let Some(Stored { value: Company { name, email }, .. }) = stored else { return Ok(None) };
    let address = email.map(|email| email.trim().to_owned()).filter(|email| !email.is_empty());
    Ok(address.map(|address| Sender { name, address }))
}
