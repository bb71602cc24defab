//! The grid's SQL: it means what the rules say, and an index serves each of its orders.

mod filter;
mod plans;
