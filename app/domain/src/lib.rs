//! The rules of the desk: plain values and pure functions, the same on the server and in the browser.
//!
//! No I/O, no clock, no randomness, no SQL and no Leptos here: `now` and everything else from outside is passed in. The
//! backend decides with these functions, the screens enable buttons with them, the tests run them in seconds.

#[macro_use]
pub mod coded;

pub mod access;
pub mod account;
pub mod accountant;
pub mod activation;
pub mod business_time;
pub mod catalogue;
pub mod chat;
pub mod contract;
pub mod document;
pub mod email;
pub mod error;
pub mod file;
pub mod form;
pub mod holiday;
pub mod i18n;
pub mod ids;
pub mod list;
pub mod live;
pub mod locale;
pub mod money;
pub mod page_user;
pub mod palette;
pub mod person;
pub mod phone;
pub mod portal;
pub mod protocol_number;
pub mod refusal;
pub mod search;
pub mod service;
pub mod setting;
pub mod settings;
pub mod state;
pub mod status;
pub mod ticket;
pub mod time;
pub mod user;
pub mod view;
pub mod webhook;
pub mod written;
pub mod zone;
