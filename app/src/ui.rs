//! Components that all screens share. They know nothing of tickets or people: words and data come from outside.

pub mod avatar;
pub mod combobox;
pub mod dialog;
pub mod dom;
pub mod field;
pub mod frame;
pub mod icon;
pub mod keys;
pub mod notice;
pub mod problems;
pub mod status;
pub mod title;
pub mod toasts;
pub mod topbar;
