//! Users: who may sign in, with which role.

mod add;
mod guard;
mod list;
mod save;
mod set_active;

pub use self::{
    add::{NewAccount, create_user},
    list::list,
    save::save,
    set_active::set_active,
};

#[cfg(test)]
mod tests;
