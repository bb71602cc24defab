//! The rounds of a run: everything that is compared takes turns in them.

use std::path::Path;

use domain::ticket::BuiltInView;

use crate::{
    Outcome, client::Client, database::Database, disk::Disk, lists::List, noise, rows::RawRows, samples::Samples,
    status::Changes,
};

const ROUNDS: usize = 10;
/// Of each kind in one round.
const TIMES: usize = 20;
/// Of each kind before the first round, not counted.
const WARM_UP: usize = 20;

/// What the rounds gave.
pub struct Measured {
    /// What is in progress: the page that opens after signing in.
    pub in_progress: List,
    /// Every ticket there is.
    pub all: List,
    pub with_mail: Changes,
    pub without_mail: Changes,
    pub flush: Samples,
    pub noise: Samples,
    /// The system's load before and after.
    pub load: (String, String),
}

impl Measured {
    pub async fn take(client: &mut Client, database: &Database, folder: &Path) -> Outcome<Self> {
        let mut rows = RawRows::open(database.open().await?).await?;
        let mut disk = Disk::new(folder)?;
        let load_before = noise::load();
        let (with_mail, without_mail) = Changes::find(client)?;
        let mut measured = Self {
            in_progress: List::of(BuiltInView::InProgress, "/tickets"),
            all: List::of(BuiltInView::All, "/tickets?view=all"),
            with_mail,
            without_mail,
            flush: Samples::default(),
            noise: Samples::default(),
            load: (load_before, String::new()),
        };
        List::of(BuiltInView::InProgress, "/tickets").round(client, &mut rows, WARM_UP).await?;
        for _ in 0..ROUNDS {
            measured.in_progress.round(client, &mut rows, TIMES).await?;
            measured.all.round(client, &mut rows, TIMES).await?;
            measured.changes(client, &mut disk)?;
            measured.in_progress.burst(client)?;
        }
        measured.load.1 = noise::load();
        Ok(measured)
    }

    fn changes(&mut self, client: &mut Client, disk: &mut Disk) -> Outcome<()> {
        for _ in 0..TIMES {
            disk.flush(&mut self.flush)?;
            let took = self.without_mail.change(client)?;
            self.without_mail.took.add(took);
            let took = self.with_mail.change(client)?;
            self.with_mail.took.add(took);
            noise::sample(&mut self.noise);
        }
        Ok(())
    }
}
