//! `balcao check`: looks at everything a desk needs before it serves, and says how to repair what is missing.

use std::{path::Path, process::ExitCode};

use backend::{Db, Desk, clock::Clock, files::FileStorage, live::Hub, mail::Mailer, usecase::health};

use crate::{failure::Failure, open, settings::Settings};

/// What was found about one thing.
enum Finding {
    Good(String),
    /// Works, but perhaps not as meant.
    Notable(String),
    Bad(String),
}

pub(super) async fn run(settings: &Settings) -> Result<ExitCode, Failure> {
    let findings = [
        ("database", database(settings).await),
        ("data folder", data_folder(&settings.data_dir)),
        ("browser's files", site(settings)),
        ("public address", public_address(settings)),
        ("mail", mail(settings)),
        ("files", files(settings)),
    ];
    let mut bad = false;
    for (what, finding) in findings {
        let (mark, text) = match finding {
            Finding::Good(text) => ("ok  ", text),
            Finding::Notable(text) => ("note", text),
            Finding::Bad(text) => {
                bad = true;
                ("BAD ", text)
            }
        };
        println!("{mark}  {what:<16} {text}");
    }
    Ok(if bad { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Does not migrate: looking must change nothing.
async fn database(settings: &Settings) -> Finding {
    let shown = open::without_password(&settings.database_url);
    let db = match Db::open(&settings.database_url).await {
        Ok(db) => db,
        Err(error) => return Finding::Bad(format!("{shown} cannot be opened ({error}); look at BALCAO_DATABASE_URL")),
    };
    let folder = Mailer::to_folder(settings.data_dir.join("mail"));
    let desk = Desk::new(db.clone(), Clock::system(), settings.config(), folder, Hub::local(&db));
    let finding = match health::is_ready(&desk).await {
        Ok(()) => Finding::Good(format!("{shown} answers")),
        Err(_) => Finding::Bad(format!("{shown} has no tables yet; run: balcao migrate")),
    };
    db.close().await;
    finding
}

fn data_folder(folder: &Path) -> Finding {
    let probe = folder.join(".check");
    let written = std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&probe, ""))
        .and_then(|()| std::fs::remove_file(&probe));
    match written {
        Ok(()) => Finding::Good(format!("{} can be written", folder.display())),
        Err(error) => Finding::Bad(format!(
            "{} cannot be written ({error}); look at BALCAO_DATA_DIR and its owner",
            folder.display()
        )),
    }
}

fn site(settings: &Settings) -> Finding {
    let folder = settings.site_dir();
    if folder.join("pkg").is_dir() {
        Finding::Good(folder.display().to_string())
    } else {
        Finding::Bad(format!("{} has no folder pkg; look at BALCAO_SITE_DIR", folder.display()))
    }
}

fn public_address(settings: &Settings) -> Finding {
    let url = settings.public_url();
    if url.starts_with("https://") {
        Finding::Good(url)
    } else if settings.addr.ip().is_loopback() {
        Finding::Notable(format!("{url} is for this machine alone; set BALCAO_PUBLIC_URL=https://… for others"))
    } else {
        Finding::Bad(format!(
            "{url} would send passwords in the clear; put a proxy with TLS in front, set BALCAO_PUBLIC_URL"
        ))
    }
}

fn files(settings: &Settings) -> Finding {
    let storage = FileStorage::new(&settings.config());
    match storage.check() {
        Ok(()) => Finding::Good(storage.describe()),
        Err(error) => Finding::Bad(error.to_string()),
    }
}

fn mail(settings: &Settings) -> Finding {
    match Mailer::from_config(&settings.config()) {
        Ok(mailer) if mailer.has_server() => Finding::Good("a mail server is set".to_owned()),
        Ok(_) => Finding::Notable("no BALCAO_SMTP_URL: mails become files in the data folder".to_owned()),
        Err(error) => Finding::Bad(error.to_string()),
    }
}
