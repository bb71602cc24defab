//! Every text of the screens, in both languages, as typed catalogues: a missing text does not compile.
//!
//! One file an area; in each a sentence and its translation stand side by side ([`texts`] has the shape). Sentences with
//! values in them are functions. Rules of wording: short, verb first, never an error code alone.

#[macro_use]
mod texts;

pub mod bulk;
pub mod chat;
pub mod common;
pub mod contracts;
pub mod errors;
pub mod files;
pub mod imports;
pub mod mail;
pub mod numbers;
pub mod people;
pub mod portal;
pub mod settings;
pub mod shell;
pub mod split;
pub mod tickets;
pub mod time;

pub use crate::locale::Locale;

impl Locale {
    /// The texts in this language.
    pub const fn texts(self) -> &'static Texts {
        match self {
            Self::PtBr => &PT_BR,
            Self::En => &EN,
        }
    }
}

/// [`Texts`], and its value in each language.
macro_rules! all_texts {
    ($($area:ident: $texts:ident),+ $(,)?) => {
        /// All texts of one language.
        pub struct Texts {
            pub locale: Locale,
            $(pub $area: $area::$texts,)+
        }

        static PT_BR: Texts = Texts { locale: Locale::PtBr, $($area: $area::PT_BR,)+ };
        static EN: Texts = Texts { locale: Locale::En, $($area: $area::EN,)+ };
    };
}

all_texts! {
    bulk: BulkTexts,
    chat: ChatTexts,
    common: CommonTexts,
    contracts: ContractTexts,
    errors: ErrorTexts,
    files: FileTexts,
    imports: ImportTexts,
    mail: MailTexts,
    people: PeopleTexts,
    portal: PortalTexts,
    settings: SettingsTexts,
    shell: ShellTexts,
    split: SplitTexts,
    tickets: TicketTexts,
    time: TimeTexts,
}
