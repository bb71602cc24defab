//! The shape of a catalogue: each text stands once, with its Portuguese and its English side by side.
//!
//! ```text
//! texts! {
//!     /// Texts of the list.
//!     pub struct ListTexts {
//!         title: "Atendimentos", "Tickets";
//!         greeting(name: &str): "Olá, {name}", "Hello, {name}";
//!         arrived(count: usize): ["1 novo", "{count} novos"], ["1 new", "{count} new"];
//!         kind of PersonKind { Individual => "Pessoa física", "Natural person"; Company => "Pessoa jurídica", "Legal person"; };
//!     }
//! }
//! ```
//!
//! A text with arguments is a function that returns a `String`; another type is written behind `->`, an expression in braces.
//! `[one, many]` or `[none, one, many]` is chosen by the first argument. `words!` makes a function of a language and an
//! enum: of names (`&'static str`), or of sentences (`-> String`) that may use what a variant holds.

/// A struct of texts with its two values, `PT_BR` and `EN`.
macro_rules! texts {
    (
        $(#[$about:meta])*
        pub struct $texts:ident { $(
            $(#[$doc:meta])*
            $text:ident $(($($arg:ident: $ty:ty),+))? $($(-> $ret:ty)? : $pt:tt, $en:tt)?
            $(of $enum:ident $(-> $made:ident)? { $(
                $($variant:ident $(($($tuple:tt)*))? $({ $($record:tt)* })?)|+ => $variant_pt:tt, $variant_en:tt;
            )+ })?;
        )+ }
    ) => {
        $(#[$about])*
        pub struct $texts { $(
            $(#[$doc])*
            pub $text: texts!(
                @type ($($($ty),+)?) $($(-> $ret)? : $pt)? $(of $enum $(-> $made)?)?
            ),
        )+ }

        pub const PT_BR: $texts = $texts { $(
            $text: texts!(
                @value ($($($arg),+)?) $($(-> $ret)? : $pt)?
                $(of [$($made)?] { $( ($($enum::$variant $(($($tuple)*))? $({ $($record)* })?)|+) => $variant_pt; )+ })?
            ),
        )+ };

        pub const EN: $texts = $texts { $(
            $text: texts!(
                @value ($($($arg),+)?) $($(-> $ret)? : $en)?
                $(of [$($made)?] { $( ($($enum::$variant $(($($tuple)*))? $({ $($record)* })?)|+) => $variant_en; )+ })?
            ),
        )+ };
    };
    (@type () : $text:tt) => { &'static str };
    (@type () -> $ret:ty : $text:tt) => { $ret };
    (@type ($($ty:ty),+) : $text:tt) => { fn($($ty),+) -> String };
    (@type ($($ty:ty),+) -> $ret:ty : $text:tt) => { fn($($ty),+) -> $ret };
    (@type () of $enum:ident) => { fn($enum) -> &'static str };
    (@type () of $enum:ident -> $made:ident) => { fn($enum) -> $made };
    (@value () $(-> $ret:ty)? : $text:tt) => { $text };
    (@value ($($arg:ident),+) -> $ret:ty : $text:tt) => { |$($arg),+| $text };
    (@value ($first:ident $(, $arg:ident)*) : [$one:literal, $many:literal]) => {
        |$first $(, $arg)*| if $first == 1 { format!($one) } else { format!($many) }
    };
    (@value ($first:ident $(, $arg:ident)*) : [$none:literal, $one:literal, $many:literal]) => {
        |$first $(, $arg)*| match $first { 0 => format!($none), 1 => format!($one), _ => format!($many) }
    };
    (@value ($($arg:ident),+) : $text:tt) => { |$($arg),+| texts!(@sentence $text) };
    (@value () of $made:tt { $( ($($pattern:tt)+) => $text:tt; )+ }) => {
        |value| match value { $( $($pattern)+ => texts!(@word $made $text), )+ }
    };
    (@word [] $text:tt) => { $text };
    (@word [String] $text:tt) => { texts!(@sentence $text) };
    (@sentence $text:literal) => { format!($text) };
    (@sentence $text:tt) => { $text };
}

/// The names or sentences of an enum's variants, as a function of the language.
macro_rules! words {
    (
        $(#[$doc:meta])*
        $vis:vis fn $name:ident($enum:ident) { $(
            $($variant:ident $(($($tuple:tt)*))? $({ $($record:tt)* })?)|+ => $pt:tt, $en:tt;
        )+ }
    ) => {
        $(#[$doc])*
        $vis const fn $name(locale: $crate::i18n::Locale, value: $enum) -> &'static str {
            match locale {
                $crate::i18n::Locale::PtBr => match value {
                    $( $($enum::$variant $(($($tuple)*))? $({ $($record)* })?)|+ => $pt, )+
                },
                $crate::i18n::Locale::En => match value {
                    $( $($enum::$variant $(($($tuple)*))? $({ $($record)* })?)|+ => $en, )+
                },
            }
        }
    };
    (
        $(#[$doc:meta])*
        $vis:vis fn $name:ident(&$enum:ident) -> String { $(
            $($variant:ident $(($($tuple:tt)*))? $({ $($record:tt)* })?)|+ => $pt:tt, $en:tt;
        )+ }
    ) => {
        $(#[$doc])*
        $vis fn $name(locale: $crate::i18n::Locale, value: &$enum) -> String {
            match locale {
                $crate::i18n::Locale::PtBr => match value {
                    $( $($enum::$variant $(($($tuple)*))? $({ $($record)* })?)|+ =>
                        texts!(@sentence $pt), )+
                },
                $crate::i18n::Locale::En => match value {
                    $( $($enum::$variant $(($($tuple)*))? $({ $($record)* })?)|+ =>
                        texts!(@sentence $en), )+
                },
            }
        }
    };
}
