//! What catalogues have in common: short lists that administrators keep and everybody else chooses from.
//!
//! An entry has one name, a version, and goes out of use instead of away, since records keep what they took from it.

use serde::{Serialize, de::DeserializeOwned};

use crate::{
    error::AppError,
    ids::{ClientKey, RowId},
};

/// An entry as the settings show it.
pub trait Entry: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static {
    type Id: RowId;

    fn id(&self) -> Self::Id;
    /// Goes up by one with each change.
    fn version(&self) -> i64;
    /// Whether it can be chosen.
    fn active(&self) -> bool;
    /// What it is called in lists; two in use are not called the same.
    fn name(&self) -> &str;
}

/// An entry that is nothing but what its form says.
pub trait Kept: Entry {
    type Form: EntryForm<Id = Self::Id, Draft = Self::Draft>;
    type Draft: Clone + Send + Sync;
    /// The field of the form that holds the name.
    const NAME_FIELD: &'static str;

    fn new(draft: Self::Draft, id: Self::Id, version: i64, active: bool) -> Self;
    /// The name that a draft gives.
    fn name_of(draft: &Self::Draft) -> &str;
}

/// The form of a new or changed entry, everything as typed.
pub trait EntryForm: Send + Sync {
    type Id;
    type Draft;

    fn key(&self) -> &ClientKey;
    /// `None` = a new one.
    fn id(&self) -> Option<Self::Id>;
    /// The version that was on the screen; 0 for a new one.
    fn version(&self) -> i64;
    /// Reads the form.
    ///
    /// # Errors
    /// The faults of all fields.
    fn validate(&self) -> Result<Self::Draft, Vec<AppError>>;
}

/// Says how an entry and its form name what all entries and forms have.
macro_rules! kept_entry {
    ($entry:ident, $id:ident, $form:ident, $draft:ident, $name:ident, { $($field:ident),+ }) => {
        impl crate::catalogue::Entry for $entry {
            type Id = crate::ids::$id;

            fn id(&self) -> Self::Id {
                self.id
            }

            fn version(&self) -> i64 {
                self.version
            }

            fn active(&self) -> bool {
                self.active
            }

            fn name(&self) -> &str {
                &self.$name
            }
        }

        impl crate::catalogue::Kept for $entry {
            type Form = $form;
            type Draft = $draft;
            const NAME_FIELD: &'static str = stringify!($name);

            fn new(draft: $draft, id: Self::Id, version: i64, active: bool) -> Self {
                let $draft { $($field),+ } = draft;
                Self { id, version, $($field,)+ active }
            }

            fn name_of(draft: &$draft) -> &str {
                &draft.$name
            }
        }

        impl crate::catalogue::EntryForm for $form {
            type Id = crate::ids::$id;
            type Draft = $draft;

            fn key(&self) -> &crate::ids::ClientKey {
                &self.key
            }

            fn id(&self) -> Option<Self::Id> {
                self.id
            }

            fn version(&self) -> i64 {
                self.version
            }

            fn validate(&self) -> Result<$draft, Vec<crate::error::AppError>> {
                Self::validate(self)
            }
        }
    };
}

pub(crate) use kept_entry;
