//! Everything the page "Parâmetros gerais" shows.

use domain::{
    access::{Action, Resource},
    error::AppError,
    settings::{
        Setting,
        wire::{LastChange, MailRoute, SettingsPage, Versioned},
    },
    time::UtcMillis,
};

use crate::{
    Desk,
    config::Config,
    error::StoreError,
    store::{
        self,
        settings::{SettingRecord, all_stored},
    },
    usecase::Caller,
};

/// Reads all settings.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn load(desk: &Desk, caller: &Caller) -> Result<SettingsPage, AppError> {
    caller.may(Action::Read, Resource::Settings)?;
    let mut conn = desk.db().conn().await?;
    let stored = all_stored(&mut conn).await?;
    let holidays = store::holidays::all(&mut conn).await?;
    let holidays_last = store::holidays::last_change(&mut conn).await?.map(|(at, by)| LastChange { at, by });
    let me = store::users::get(&mut conn, caller.actor.id).await?;
    Ok(SettingsPage {
        company: versioned(&stored)?,
        tickets: versioned(&stored)?,
        mail: versioned(&stored)?,
        hours: versioned(&stored)?,
        contracts: versioned(&stored)?,
        webhook: versioned(&stored)?,
        holidays,
        holidays_last,
        mail_route: route(desk.config(), desk.mailer().has_server()),
        my_email: me.email,
        now: desk.clock().now(),
    })
}

pub(super) fn versioned<T: Setting>(stored: &[SettingRecord]) -> Result<Versioned<T>, StoreError> {
    let Some(record) = stored.iter().find(|record| record.name == T::NAME) else {
        return Ok(Versioned { value: T::default(), version: 0, last: None });
    };
    Ok(Versioned {
        value: serde_json::from_str(&record.body).map_err(StoreError::corrupt)?,
        version: record.version,
        last: Some(LastChange { at: UtcMillis::from_millis(record.updated_at), by: record.updated_by.clone() }),
    })
}

fn route(config: &Config, has_server: bool) -> MailRoute {
    match &config.smtp_url {
        Some(url) if has_server => MailRoute::Server { host: host_of(url).to_owned() },
        _ => MailRoute::Files { folder: config.data_dir.join("mail").display().to_string() },
    }
}

/// The name of the server, without user, password and parameters.
fn host_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    authority.rsplit_once('@').map_or(authority, |(_, host)| host)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_password_of_the_mail_server_is_not_shown() {
        for (url, host) in [
            ("smtps://user:p%40ss@mail.example.com:465", "mail.example.com:465"),
            ("smtp://127.0.0.1:2525", "127.0.0.1:2525"),
            ("smtp://u:p@w@mail.example.com:587/?tls=required", "mail.example.com:587"),
        ] {
            assert_eq!(super::host_of(url), host);
        }
    }
}
