//! The languages of the desk; what they say is in [`crate::i18n`].

coded! {
    /// A language of the interface.
    #[derive(Default)]
    pub enum Locale {
        #[default]
        PtBr = "pt-BR",
        En = "en",
    }
}
