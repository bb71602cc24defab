//! What the palette can do without asking the server: screens to go to and acts, each only for whoever may.

use domain::{
    access::{Action, Resource},
    account::{Appearance, Theme},
    i18n::Locale,
    person::PersonRow,
    search,
};
use leptos::{prelude::*, wasm_bindgen::JsCast};
use web_sys::HtmlFormElement;

use crate::{
    session::{use_session, use_texts},
    ui::{
        dom,
        shell_state::use_shell,
        user_menu::{SIGN_OUT_FORM, choose_appearance, present_theme, theme_icon, theme_name},
    },
};

/// What choosing an entry does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    Go(String),
    Appearance(AppearanceChange),
    Shortcuts,
    SignOut,
}

/// One half of [`Appearance`]; the other half stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppearanceChange {
    Theme(Theme),
    Locale(Locale),
}

/// A screen or an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    pub icon: &'static str,
    pub words: String,
    /// The shortcut that does the same, for the right end of the line.
    pub key: Option<&'static str>,
    pub is_screen: bool,
    pub target: Target,
}

impl Command {
    fn new(icon: &'static str, words: impl Into<String>, is_screen: bool, target: Target) -> Self {
        Self { icon, words: words.into(), key: None, is_screen, target }
    }

    fn screen(icon: &'static str, words: &str, path: &str) -> Self {
        Self::new(icon, words, true, Target::Go(path.to_owned()))
    }

    fn act(icon: &'static str, words: impl Into<String>, target: Target) -> Self {
        Self::new(icon, words, false, target)
    }

    const fn key(mut self, key: &'static str) -> Self {
        self.key = Some(key);
        self
    }

    /// A new ticket for somebody who was found, if the user may open one.
    pub fn ticket_for(person: &PersonRow) -> Option<Self> {
        let may = use_session().may(Action::Write, Resource::Ticket { requester: Some(person.id) });
        let path = format!("/tickets/new?requester={}", person.id);
        may.then(|| Self::act("square-pen", (use_texts().shell.ticket_for)(&person.name), Target::Go(path)))
    }

    /// Whether every typed word begins a word of the command, accents and case apart.
    pub fn matches(&self, typed: &str) -> bool {
        let words = search::fold(&self.words);
        search::terms(typed).iter().all(|term| words.split(' ').any(|word| word.starts_with(term.as_str())))
    }
}

/// Everything this user may do from here.
pub fn commands() -> Vec<Command> {
    let session = use_session();
    let t = use_texts();
    let anybodys_tickets = Resource::Ticket { requester: None };
    let mut all = vec![Command::screen("inbox", t.common.tickets, "/tickets").key("G T")];
    if session.may(Action::Read, Resource::Contracts) {
        all.push(Command::screen("file-text", t.contracts.title, "/contracts").key("G C"));
    }
    if session.may(Action::Read, Resource::People) {
        all.push(Command::screen("users", t.common.people, "/people").key("G P"));
    }
    if session.may(Action::Write, Resource::Settings) {
        all.push(Command::screen("sliders-horizontal", t.common.settings, "/settings").key("G S"));
    }
    all.push(Command::screen("user-round", t.shell.my_account, "/account"));
    if session.may(Action::Write, anybodys_tickets) {
        all.push(Command::act("plus", t.tickets.new_title, Target::Go("/tickets/new".to_owned())));
    }
    if session.may(Action::Write, Resource::People) {
        all.push(Command::act("user-plus", t.people.new_title, Target::Go("/people/new".to_owned())));
    }
    if session.may(Action::Import, Resource::People) {
        all.push(Command::act("upload", t.shell.import_people, Target::Go("/people/import".to_owned())));
    }
    if session.may(Action::Import, Resource::Contracts) {
        let lists = [(t.contracts.import, "contracts"), (t.contracts.import_invoices, "invoices")];
        all.extend(
            lists.map(|(words, kind)| Command::act("upload", words, Target::Go(format!("/people/import?kind={kind}")))),
        );
    }
    for theme in Theme::ALL {
        let words = (t.shell.use_theme)(theme_name(theme));
        all.push(Command::act(theme_icon(theme), words, Target::Appearance(AppearanceChange::Theme(theme))));
    }
    for locale in Locale::ALL.into_iter().filter(|locale| *locale != session.locale()) {
        let words = (t.shell.use_language)((t.shell.language_name)(locale));
        all.push(Command::act("languages", words, Target::Appearance(AppearanceChange::Locale(locale))));
    }
    all.push(Command::act("keyboard", t.common.shortcuts, Target::Shortcuts).key("?"));
    all.push(Command::act("log-out", t.common.sign_out, Target::SignOut));
    all
}

/// Does what is not going somewhere; the palette goes by itself.
pub fn run(target: &Target) {
    match target {
        Target::Go(_) => {}
        Target::Appearance(AppearanceChange::Theme(theme)) => {
            choose_appearance(Appearance { locale: use_session().locale(), theme: *theme });
        }
        Target::Appearance(AppearanceChange::Locale(locale)) => {
            choose_appearance(Appearance { locale: *locale, theme: present_theme() });
        }
        Target::Shortcuts => use_shell().shortcuts.set(true),
        Target::SignOut => {
            if let Some(form) = dom::by_id(SIGN_OUT_FORM).and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
                let _ = form.submit();
            }
        }
    }
}
