//! Opening the desk: database, mail, live hub, put together for the server and the commands.

use backend::{Db, Desk, clock::Clock, live::Hub, mail::Mailer};

use crate::{failure::Failure, settings::Settings};

/// Opens the desk and brings its database up to date.
///
/// # Errors
/// A sentence about what is missing or refused, and what to look at.
pub async fn desk(settings: &Settings) -> Result<Desk, Failure> {
    let config = settings.config();
    let db = database(settings).await?;
    let mailer = Mailer::from_config(&config).map_err(Failure::new)?;
    let hub = Hub::for_db(&db);
    let desk = Desk::new(db, Clock::system(), config, mailer, hub);
    desk.files().check().map_err(Failure::new)?;
    Ok(desk)
}

/// Opens the database and brings it up to date.
///
/// # Errors
/// As [`desk`].
pub async fn database(settings: &Settings) -> Result<Db, Failure> {
    let url = &settings.database_url;
    let db = Db::open(url)
        .await
        .map_err(|error| Failure::new(format!("the database {} cannot be opened: {error}", without_password(url))))?;
    db.migrate().await.map_err(|error| Failure::new(format!("the database cannot be brought up to date: {error}")))?;
    Ok(db)
}

/// The address of a database as it may be printed.
pub fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    match rest.rsplit_once('@') {
        Some((user, host)) => format!("{scheme}://{}@{host}", user.split(':').next().unwrap_or_default()),
        None => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn passwords_are_not_printed() {
        assert_eq!(super::without_password("postgres://desk:se@cret@db/balcao"), "postgres://desk@db/balcao");
        assert_eq!(super::without_password("sqlite:data/balcao.db"), "sqlite:data/balcao.db");
    }
}
