//! From the start of the process to its first answers. Files are in the system's cache, as after an update or a crash.

use std::time::Instant;

use crate::{
    Outcome,
    client::{Client, Encoding},
    program::Program,
    samples::Samples,
};

const STARTS: usize = 7;

pub struct Start {
    /// To the first 200 of `/readyz`.
    pub ready: Samples,
    /// To the last byte of the first list page, asked for as soon as it was ready.
    pub page: Samples,
}

/// Starts and stops the program, with the session of `before` that the database remembers.
pub fn measure(program: &mut Program, before: &Client) -> Outcome<Start> {
    let mut start = Start { ready: Samples::default(), page: Samples::default() };
    for _ in 0..STARTS {
        let began = Instant::now();
        start.ready.add(program.start()?);
        before.again()?.page("/tickets", Encoding::Plain)?;
        start.page.add(began.elapsed());
        program.stop();
    }
    Ok(start)
}
