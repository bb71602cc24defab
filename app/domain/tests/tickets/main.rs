//! Properties of tickets: what no sequence of commands may ever break, and how kept counts and addresses follow.

mod commands;
mod counts;
mod filters;
mod world;
