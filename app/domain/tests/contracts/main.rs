//! Temporary release: the table of refusals, the clock at midnight, and what no sequence of acts can reach.

#![expect(clippy::unwrap_used, reason = "what goes wrong in a helper fails the test")]

mod imports;
mod refusals;
mod sequences;
mod world;
