//! `balcao backup`

use std::path::Path;

use backend::error::StoreError;

use crate::{failure::Failure, settings::Settings};

pub(super) async fn run(target: &Path, settings: &Settings) -> Result<(), Failure> {
    if target.exists() {
        return Err(Failure::new(format!("{} exists already; choose another name", target.display())));
    }
    let db = backend::Db::open(&settings.database_url).await.map_err(Failure::new)?;
    db.backup_to(target).await.map_err(|error| match error {
        StoreError::NotSqlite => Failure::new("this is a PostgreSQL database; use pg_dump -Fc"),
        other => Failure::new(other),
    })?;
    println!("Copied to {}. Copy {} as well: it holds the files.", target.display(), settings.data_dir.display());
    Ok(())
}
