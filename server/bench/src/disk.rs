//! What the disk alone takes: a small record written and flushed, in the folder of the data.

use std::{fs::File, io::Write, path::Path, time::Instant};

use crate::{Outcome, samples::Samples};

/// About what a small transaction writes.
const RECORD: [u8; 4096] = [0x5a; 4096];

pub struct Disk(File);

impl Disk {
    pub fn new(folder: &Path) -> Outcome<Self> {
        Ok(Self(File::create(folder.join("flush"))?))
    }

    /// Adds how long one flush took.
    pub fn flush(&mut self, into: &mut Samples) -> Outcome<()> {
        let began = Instant::now();
        self.0.write_all(&RECORD)?;
        self.0.sync_data()?;
        into.add(began.elapsed());
        Ok(())
    }
}
