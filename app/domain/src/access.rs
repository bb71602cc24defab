//! Who may do what: the one table that decides on list, read, write, search, export and live push alike.
//!
//! Source: the role table of the product description. The backend asks [`can`] before every use-case; the screens ask the
//! same function to enable buttons. Nothing here loads data: a resource carries the few facts that the decision needs.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{PersonId, UserId},
    locale::Locale,
};

coded! {
    /// The role of a user, one per user.
    pub enum Role {
        Agent = "agent",
        Finance = "finance",
        Supervisor = "supervisor",
        Admin = "admin",
        Viewer = "viewer",
        Requester = "requester",
    }
}

/// The signed-in user on whose behalf a use-case runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    pub id: UserId,
    pub name: String,
    pub role: Role,
    pub locale: Locale,
    /// The person that a requester is; `None` for staff.
    pub person: Option<PersonId>,
    /// The user's own permission to release contracts; other roles than agents do not need it.
    #[serde(default)]
    pub may_release: bool,
}

/// What is attempted. One variant per right that can differ between roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// See one record or a list of them, search included.
    Read,
    /// Create or change a record.
    Write,
    /// Take rows out as a file; always logged.
    Export,
    /// Bring rows in from a file.
    Import,
}

/// What it is attempted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Resource {
    /// Tickets; `requester` is whose ticket it is, `None` when the whole list is meant.
    Ticket {
        requester: Option<PersonId>,
    },
    /// Internal notes, movements and history of a ticket: never for requesters.
    TicketInternals,
    /// A file of a ticket: whose ticket it is, and whether the file is for the team only.
    File {
        requester: PersonId,
        internal: bool,
    },
    /// Sending files that do not belong to a ticket yet.
    Uploads,
    /// The pages of requesters. Nobody else has a part in them, administrators neither.
    Portal,
    People,
    /// Services and accountants as choices in forms.
    Catalogues,
    /// Users, catalogues' upkeep, company, parameters.
    Settings,
    /// Saved views of the actor, or shared ones.
    OwnViews,
    SharedViews,
    Audit,
    /// Contracts with their invoices and blocks.
    Contracts,
    /// Giving a contract a temporary release.
    Releases,
    /// Going over the wait between two releases, with a reason.
    ReleaseWait,
}

/// Decides whether `actor` may do `action` on `resource`.
pub fn can(actor: &Actor, action: Action, resource: Resource) -> bool {
    use Action::{Export, Import, Read, Write};
    use Resource::{
        Audit, Catalogues, Contracts, File, OwnViews, People, Portal, ReleaseWait, Releases, Settings, SharedViews,
        Ticket, TicketInternals, Uploads,
    };
    match (actor.role, action, resource) {
        (role, Read | Write, Portal) => role == Role::Requester && actor.person.is_some(),
        (_, Export | Import, Portal) => false,
        (Role::Admin, _, _) => true,
        (
            Role::Requester,
            Read | Write,
            Ticket { requester: Some(person) } | File { requester: person, internal: false },
        ) => actor.person == Some(person),
        (Role::Requester, Write, Uploads) => actor.person.is_some(),
        (Role::Requester, _, _) => false,
        (_, _, Settings | Audit) => false,
        (Role::Viewer, Read, _) => true,
        (Role::Viewer, Write, OwnViews) => true,
        (Role::Viewer, _, _) => false,
        (Role::Supervisor, _, _) => true,
        (Role::Agent | Role::Finance, Read, _) => true,
        (
            Role::Agent | Role::Finance,
            Write,
            Ticket { .. } | TicketInternals | File { .. } | Uploads | People | OwnViews,
        ) => true,
        (Role::Finance, Write, Contracts | Releases) => true,
        (Role::Agent, Write, Releases) => actor.may_release,
        (Role::Agent | Role::Finance, Write, Catalogues | SharedViews | Contracts | ReleaseWait) => false,
        (Role::Agent | Role::Finance, Export | Import, _) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(role: Role) -> Actor {
        Actor {
            id: UserId::new(1),
            name: String::new(),
            role,
            locale: Locale::PtBr,
            person: Some(PersonId::new(7)),
            may_release: false,
        }
    }

    #[test]
    fn a_requester_reaches_only_their_own_tickets() {
        let me = actor(Role::Requester);
        assert!(can(&me, Action::Read, Resource::Ticket { requester: Some(PersonId::new(7)) }));
        assert!(!can(&me, Action::Read, Resource::Ticket { requester: Some(PersonId::new(8)) }));
        assert!(!can(&me, Action::Read, Resource::Ticket { requester: None }));
        assert!(!can(&me, Action::Read, Resource::TicketInternals));
        assert!(!can(&me, Action::Read, Resource::People));
    }

    #[test]
    fn a_requester_reaches_only_their_own_files_and_no_internal_ones() {
        let me = actor(Role::Requester);
        let file = |person, internal| Resource::File { requester: PersonId::new(person), internal };
        for action in [Action::Read, Action::Write] {
            assert!(can(&me, action, file(7, false)));
            assert!(!can(&me, action, file(7, true)) && !can(&me, action, file(8, false)));
        }
        assert!(can(&actor(Role::Viewer), Action::Read, file(7, true)));
        assert!(!can(&actor(Role::Viewer), Action::Write, file(7, false)));
        assert!(!can(&actor(Role::Viewer), Action::Write, Resource::Uploads));
    }

    #[test]
    fn the_portal_is_for_requesters_who_are_somebody() {
        for role in Role::ALL {
            assert_eq!(can(&actor(role), Action::Read, Resource::Portal), role == Role::Requester, "{role:?}");
        }
        let nobody = Actor { person: None, ..actor(Role::Requester) };
        assert!(!can(&nobody, Action::Read, Resource::Portal) && !can(&nobody, Action::Write, Resource::Uploads));
    }

    #[test]
    fn a_viewer_changes_nothing_but_their_own_views() {
        let me = actor(Role::Viewer);
        assert!(can(&me, Action::Read, Resource::Ticket { requester: None }));
        assert!(!can(&me, Action::Write, Resource::Ticket { requester: None }));
        assert!(!can(&me, Action::Export, Resource::Ticket { requester: None }));
        assert!(can(&me, Action::Write, Resource::OwnViews));
    }

    #[test]
    fn only_admins_touch_settings() {
        for role in Role::ALL {
            assert_eq!(can(&actor(role), Action::Write, Resource::Settings), role == Role::Admin, "{role:?}");
        }
    }

    #[test]
    fn exports_are_for_supervisors_and_admins() {
        for role in Role::ALL {
            let allowed = matches!(role, Role::Supervisor | Role::Admin);
            for list in [Resource::Ticket { requester: None }, Resource::Contracts] {
                assert_eq!(can(&actor(role), Action::Export, list), allowed, "{role:?} {list:?}");
            }
        }
    }

    #[test]
    fn an_agent_releases_with_the_permission_only() {
        let may = |role, may_release, resource| can(&Actor { may_release, ..actor(role) }, Action::Write, resource);
        for role in Role::ALL {
            let by_role = matches!(role, Role::Finance | Role::Supervisor | Role::Admin);
            assert_eq!(may(role, false, Resource::Releases), by_role, "{role:?}");
            assert_eq!(may(role, true, Resource::Releases), by_role || role == Role::Agent, "{role:?}");
            assert_eq!(may(role, true, Resource::Contracts), by_role, "{role:?}");
            let over_the_wait = matches!(role, Role::Supervisor | Role::Admin);
            assert_eq!(may(role, true, Resource::ReleaseWait), over_the_wait, "{role:?}");
        }
    }

    #[test]
    fn codes_read_back() {
        for role in Role::ALL {
            assert_eq!(Role::from_code(role.code()), Some(role));
        }
        assert_eq!(Role::from_code("root"), None);
    }
}
