//! The team of the demo: who signs in, with which role.

use domain::{access::Role, error::AppError, ids::UserId};

use super::calendar::Calendar;
use crate::{
    db::Tx,
    store::{self, users::NewUser},
};

/// The password of every demo user.
pub const PASSWORD: &str = "balcao-demo-2026";

/// Somebody of the team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoUser {
    pub email: &'static str,
    pub name: &'static str,
    pub role: Role,
}

const fn user(email: &'static str, name: &'static str, role: Role) -> DemoUser {
    DemoUser { email, name, role }
}

/// The whole team; the first one tells whether the demo is there.
pub const USERS: [DemoUser; 8] = [
    user("admin@balcao.demo", "Caio Nakamura", Role::Admin),
    user("renata@balcao.demo", "Renata Queiroz", Role::Agent),
    user("bianca@balcao.demo", "Bianca Toledo", Role::Agent),
    user("marlon@balcao.demo", "Marlon Farias", Role::Agent),
    user("debora@balcao.demo", "Débora Siqueira", Role::Agent),
    user("sofia@balcao.demo", "Sofia Antunes", Role::Supervisor),
    user("fabio@balcao.demo", "Fábio Meireles", Role::Finance),
    user("leitura@balcao.demo", "Olívia Rezende", Role::Viewer),
];

/// Positions in [`USERS`], for tickets whose assignee is told by name.
pub(super) const CAIO: usize = 0;
pub(super) const RENATA: usize = 1;
pub(super) const BIANCA: usize = 2;
pub(super) const MARLON: usize = 3;
pub(super) const DEBORA: usize = 4;
pub(super) const FABIO: usize = 6;

/// The stored team, in the order of [`USERS`].
pub(super) struct Team(Vec<(UserId, &'static str)>);

impl Team {
    pub(super) fn member(&self, index: usize) -> (UserId, &'static str) {
        self.0[index]
    }

    pub(super) fn name(&self, id: UserId) -> &'static str {
        self.0.iter().find(|(known, _)| *known == id).map_or("", |(_, name)| *name)
    }
}

pub(super) async fn write(tx: &mut Tx, password_hash: &str, calendar: &Calendar) -> Result<Team, AppError> {
    let since = calendar.now.plus_days(-120).millis();
    let mut team = Vec::with_capacity(USERS.len());
    for DemoUser { email, name, role } in USERS {
        let new = NewUser { email, name, role, password_hash, person: None };
        team.push((store::users::insert(tx, &new, since).await?, name));
    }
    Ok(Team(team))
}
