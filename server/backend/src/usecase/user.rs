//! Users: who may sign in.

mod add;

pub use self::add::{NewAccount, create_user};
