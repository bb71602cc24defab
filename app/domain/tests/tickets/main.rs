//! Properties of tickets: what no sequence of commands may ever break, and how kept counts and addresses follow.

#![expect(clippy::expect_used, reason = "a generator of test values may insist that they are good")]

mod commands;
mod counts;
mod filters;
mod world;
