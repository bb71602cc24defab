//! Enums that are stored, transmitted and put into addresses by a short name.

use std::fmt;

/// An enum of unit variants, each with its code: `coded! { pub enum Side { Staff = "staff", Requester = "requester" } }`.
/// Gives it `ALL`, `code`, `from_code`, serde by the same code, and `TryFrom<String>` for what the database holds.
macro_rules! coded {
    ($(#[$about:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $code)] $variant,)+ }

        impl $name {
            /// Every one, in the order of the lists that offer them.
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$variant),+];

            /// The stored and transmitted name.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// Reads the code back; `None` for any other text.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::coded::UnknownCode;

            fn try_from(code: String) -> Result<Self, Self::Error> {
                Self::from_code(&code).ok_or($crate::coded::UnknownCode(code))
            }
        }
    };
}

/// A code that no variant has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownCode(pub String);

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown code {:?}", self.0)
    }
}

impl std::error::Error for UnknownCode {}

#[cfg(test)]
mod tests {
    use super::*;

    coded! {
        #[derive(Default)]
        pub enum Light {
            #[default]
            Red = "r",
            Green = "g",
        }
    }

    #[test]
    fn a_code_reads_back_and_no_other_text_does() {
        for light in Light::ALL {
            assert_eq!(Light::from_code(light.code()), Some(light));
            assert_eq!(serde_json::to_string(&light).unwrap(), format!("\"{}\"", light.code()));
        }
        assert_eq!(Light::default(), Light::Red);
        assert_eq!(Light::try_from("G".to_owned()), Err(UnknownCode("G".to_owned())));
    }
}
