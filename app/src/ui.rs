//! Components that all screens share. They know nothing of tickets or people: words and data come from outside.

pub mod arrival;
pub mod avatar;
pub mod combobox;
pub mod dialog;
pub mod dom;
pub mod drafts;
pub mod field;
pub mod frame;
pub mod hint_bar;
pub mod http;
pub mod icon;
pub mod keys;
pub mod logo;
pub mod menu;
pub mod notice;
pub mod palette;
pub mod problems;
pub mod rail;
pub mod shell_state;
pub mod shortcuts;
pub mod status;
pub mod title;
pub mod toasts;
pub mod topbar;
pub mod user_menu;
