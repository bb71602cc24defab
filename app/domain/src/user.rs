//! Users as administrators see and change them: who may sign in, with which role, linked to which person.

use serde::{Deserialize, Serialize};

use crate::{
    access::Role,
    account::Secret,
    catalogue::Entry,
    email::Email,
    error::{AppError, ErrorCode},
    form::{self, Faults},
    ids::{ClientKey, PersonId, UserId},
    time::UtcMillis,
};

/// Longest name, in characters.
pub const NAME_MAX: usize = 120;

/// A user as the settings show them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserAccount {
    pub id: UserId,
    pub version: i64,
    /// In lower case, since it is what people sign in with.
    pub email: String,
    pub name: String,
    pub role: Role,
    /// The person that a requester is; the link that makes the chat of a ticket possible.
    pub person: Option<PersonId>,
    pub person_name: Option<String>,
    /// May release contracts; read for agents only.
    #[serde(default)]
    pub may_release: bool,
    pub active: bool,
    pub inactive_reason: String,
    /// The last request of any of their sessions that is still kept.
    pub seen_at: Option<UtcMillis>,
}

/// The list of users.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserList {
    /// By name.
    pub users: Vec<UserAccount>,
    pub now: UtcMillis,
}

/// The form of a new or changed user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserForm {
    pub key: ClientKey,
    /// `None` = a new one.
    pub id: Option<UserId>,
    /// The version that was on the screen; 0 for a new one.
    pub version: i64,
    pub email: String,
    pub name: String,
    pub role: Role,
    /// Read for requesters only.
    pub person: Option<PersonId>,
    /// Read for agents only: the other roles may by themselves or never.
    #[serde(default)]
    pub may_release: bool,
    /// Asked for a new user; empty leaves the password of an existing one as it is.
    pub password: Secret,
}

/// A user that may be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserDraft {
    pub email: String,
    pub name: String,
    pub role: Role,
    /// Set exactly for requesters.
    pub person: Option<PersonId>,
    pub may_release: bool,
    /// `None` keeps the password.
    pub password: Option<Secret>,
}

impl Entry for UserAccount {
    type Id = UserId;

    fn id(&self) -> UserId {
        self.id
    }

    fn version(&self) -> i64 {
        self.version
    }

    fn active(&self) -> bool {
        self.active
    }

    fn name(&self) -> &str {
        &self.name
    }
}

impl UserForm {
    /// Reads the form.
    ///
    /// # Errors
    /// The faults of all fields. A requester without a person could see nothing, so the person is asked for.
    pub fn validate(&self) -> Result<UserDraft, Vec<AppError>> {
        let mut faults = Faults::default();
        let name = faults.keep(form::required("name", &self.name, NAME_MAX));
        let email = Email::parse(&self.email).map(|email| email.lookup_key());
        let email = faults.keep(email.map_err(|fault| AppError::on("email", ErrorCode::Email(fault))));
        let person = faults.keep(match (self.role, self.person) {
            (Role::Requester, None) => Err(AppError::on("person", ErrorCode::Required)),
            (Role::Requester, person) => Ok(person),
            _ => Ok(None),
        });
        let password = faults.keep(if self.id.is_some() && self.password.is_empty() {
            Ok(None)
        } else {
            self.password.check_new("password").map(|()| Some(self.password.clone()))
        });
        let may_release = self.may_release && self.role == Role::Agent;
        faults.finish(UserDraft { email, name, role: self.role, person, may_release, password })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::email::EmailError;

    fn form() -> UserForm {
        UserForm {
            key: ClientKey::parse("0123456789abcdef").unwrap(),
            id: None,
            version: 0,
            email: " Bianca@Prado.com.br ".to_owned(),
            name: "Bianca Toledo".to_owned(),
            role: Role::Agent,
            person: Some(PersonId::new(3)),
            may_release: false,
            password: Secret::new("senha muito longa".to_owned()),
        }
    }

    #[test]
    fn only_requesters_are_linked_to_a_person() {
        let draft = form().validate().unwrap();
        assert_eq!((draft.email.as_str(), draft.person), ("bianca@prado.com.br", None));
        let requester = UserForm { role: Role::Requester, ..form() };
        assert_eq!(requester.validate().unwrap().person, Some(PersonId::new(3)));
        let unlinked = UserForm { person: None, ..requester };
        assert_eq!(unlinked.validate().unwrap_err(), [AppError::on("person", ErrorCode::Required)]);
    }

    #[test]
    fn a_known_user_keeps_the_password_when_none_is_typed() {
        let known = UserForm { id: Some(UserId::new(9)), password: Secret::default(), ..form() };
        assert_eq!(known.validate().unwrap().password, None);
        let faulty = UserForm {
            id: None,
            email: "bianca".to_owned(),
            name: String::new(),
            password: Secret::default(),
            ..form()
        };
        assert_eq!(
            faulty.validate().unwrap_err(),
            [
                AppError::on("name", ErrorCode::Required),
                AppError::on("email", ErrorCode::Email(EmailError::MissingAt)),
                AppError::on("password", ErrorCode::PasswordTooShort { min: 10 }),
            ]
        );
    }
}
