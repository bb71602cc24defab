//! Temporary release: the table of refusals, the clock at midnight, and what no sequence of acts can reach.

mod imports;
mod refusals;
mod sequences;
mod world;
