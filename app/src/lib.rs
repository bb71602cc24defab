//! The screens of the desk: Leptos pages, components and thin server functions. No SQL and no rules of the desk here.
//!
//! `api` holds the server functions (about five lines each), `ui` the components that all screens share, `pages` one file a
//! page. The same code renders on the server (`ssr`) and lives on in the browser (`hydrate`).

// Leptos' `#[server]` macro checks features of the server-function crate that this crate does not name.
#![recursion_limit = "512"]

pub mod api;
pub mod live;
pub mod pages;
mod routes;
pub mod session;
mod shell;
pub mod ui;
pub mod unread;

pub use self::{routes::App, shell::shell};
