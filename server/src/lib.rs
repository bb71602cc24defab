//! The thin server around the desk: routes, the socket, assets, health, metrics and the command line.
//!
//! No rules and no SQL here: a handler reads the request, calls a use-case of `backend`, and writes the answer. One
//! concern a module; what every request passes through is in [`middleware`].

pub mod assets;
pub mod chat;
pub mod cli;
pub mod client_address;
pub mod client_errors;
pub mod context;
pub mod disposition;
pub mod export;
pub mod failure;
pub mod files;
pub mod health;
pub mod imports;
pub mod language;
pub mod local_path;
pub mod logging;
pub mod login;
pub mod metrics;
pub mod middleware;
pub mod not_found;
pub mod open;
pub mod pages;
pub mod refusal;
pub mod router;
pub mod serve;
pub mod session_cookie;
pub mod settings;
pub mod shutdown;
pub mod state;
pub mod ws;
