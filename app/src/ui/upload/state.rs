//! The files of one form: which are on their way, which have arrived, which were refused and why.

use std::{cell::RefCell, collections::BTreeMap};

use domain::{
    error::{AppError, ErrorCode},
    file::{self, wire::FileRow},
    i18n::Texts,
    ids::{ClientKey, FileId, TicketId},
};
use leptos::prelude::*;
use web_sys::{File, FileList};

use crate::{
    api::files::remove_file,
    session::{use_session, use_texts},
    ui::{
        dom,
        problems::{Problems, use_problems},
        scope::Scope,
        transfer::{self, Answer, Body},
    },
};

const PATH: &str = "/api/files";

thread_local! {
    /// What may have to be sent again, with its key. Files belong to the browser and stay out of signals.
    static KEPT: RefCell<BTreeMap<u32, (File, ClientKey)>> = const { RefCell::new(BTreeMap::new()) };
}

/// Where a file stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Percents that have gone out.
    Sending(u32),
    Done(FileRow),
    /// The sentence, and whether trying again may help.
    Refused(String, bool),
    Cancelled,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub number: u32,
    pub name: String,
    /// In bytes.
    pub size: u64,
    pub state: State,
}

/// The files of one form.
#[derive(Clone, Copy)]
pub struct Uploads {
    items: RwSignal<Vec<Item>>,
    /// The last news, for the ear.
    pub told: RwSignal<String>,
    /// New ones are for the team only.
    pub internal: RwSignal<bool>,
    /// The largest file, in megabytes.
    pub max_mb: u32,
    ticket: Option<TicketId>,
    arrived: Option<Callback<FileRow>>,
    scope: Scope,
    texts: &'static Texts,
    problems: Problems,
}

impl Uploads {
    /// Files that wait for what is being written.
    pub fn pending() -> Self {
        Self::new(None, None)
    }

    /// Files that the ticket gets at once; each that arrived leaves the list and goes to `arrived`.
    pub fn to_ticket(ticket: TicketId, arrived: Callback<FileRow>) -> Self {
        Self::new(Some(ticket), Some(arrived))
    }

    fn new(ticket: Option<TicketId>, arrived: Option<Callback<FileRow>>) -> Self {
        Self {
            items: RwSignal::new(Vec::new()),
            told: RwSignal::new(String::new()),
            internal: RwSignal::new(false),
            max_mb: use_session().file_max_mb,
            ticket,
            arrived,
            scope: Scope::new(),
            texts: use_texts(),
            problems: use_problems(),
        }
    }

    /// The numbers of all files, in the order of their coming.
    pub fn numbers(self) -> Vec<u32> {
        self.items.with(|items| items.iter().map(|item| item.number).collect())
    }

    /// One file, as it is now.
    pub fn item(self, number: u32) -> Option<Item> {
        self.items.with(|items| items.iter().find(|item| item.number == number).cloned())
    }

    /// Those that have arrived.
    pub fn done(self) -> Vec<FileRow> {
        self.items.with(|items| {
            let done = |item: &Item| match &item.state {
                State::Done(row) => Some(row.clone()),
                _ => None,
            };
            items.iter().filter_map(done).collect()
        })
    }

    /// The ids of those that have arrived, for the command that takes them.
    pub fn ids(self) -> Vec<FileId> {
        untrack(|| self.done()).into_iter().map(|row| row.id).collect()
    }

    /// Whether one is still on its way.
    pub fn is_busy(self) -> bool {
        self.items.with(|items| items.iter().any(|item| matches!(item.state, State::Sending(_))))
    }

    /// Shows files that arrived earlier: a draft that is opened again.
    pub fn restore(self, rows: Vec<FileRow>) {
        let items = rows.into_iter().map(|row| Item {
            number: transfer::fresh_number(),
            name: row.name.clone(),
            size: row.size,
            state: State::Done(row),
        });
        self.items.set(items.collect());
    }

    /// Forgets all: what was written has them now.
    pub fn clear(self) {
        self.cancel_all();
        self.items.set(Vec::new());
    }

    /// Takes files and starts sending each.
    pub fn add(self, files: &FileList) {
        for index in 0..files.length() {
            if let Some(file) = files.get(index) {
                self.add_one(file);
            }
        }
    }

    fn add_one(self, file: File) {
        let number = transfer::fresh_number();
        let (name, size) = (file.name(), bytes_of(&file));
        let refused = file::check_before(&name, size, self.max_mb).err();
        let refused = refused.or_else(|| {
            let full = self.items.with_untracked(|items| items.len() >= file::AT_ONCE_MAX);
            full.then(|| ErrorCode::TooManyFiles { max: u32::try_from(file::AT_ONCE_MAX).unwrap_or(u32::MAX) })
        });
        let state = match refused {
            Some(code) => State::Refused(self.texts.error(&AppError::new(code)), false),
            None => State::Sending(0),
        };
        let sends = matches!(state, State::Sending(_));
        if let State::Refused(why, _) = &state {
            self.told.set(format!("{name}: {why}"));
        }
        self.items.update(|items| items.push(Item { number, name, size, state }));
        if sends {
            KEPT.with_borrow_mut(|kept| kept.insert(number, (file, dom::fresh_key())));
            self.send(number);
        }
    }

    /// Sends again what was cancelled or did not get through.
    pub fn retry(self, number: u32) {
        self.set_state(number, State::Sending(0));
        self.send(number);
    }

    /// Stops sending.
    pub fn cancel(self, number: u32) {
        transfer::cancel(number);
    }

    /// Stops everything that is on its way: the form is gone.
    pub fn cancel_all(self) {
        let numbers = self.items.try_with_untracked(|items| items.iter().map(|item| item.number).collect::<Vec<_>>());
        for number in numbers.unwrap_or_default() {
            transfer::cancel(number);
            KEPT.with_borrow_mut(|kept| kept.remove(&number));
        }
    }

    /// Takes a file out of the list; one that arrived is taken back from the server too.
    pub fn remove(self, number: u32) {
        let item = untrack(|| self.item(number));
        transfer::cancel(number);
        KEPT.with_borrow_mut(|kept| kept.remove(&number));
        self.items.update(|items| items.retain(|item| item.number != number));
        let Some(Item { state: State::Done(row), name, .. }) = item else { return };
        self.told.set((self.texts.files.removed)(&name));
        // Should it fail, the night sweeps the file.
        self.scope.act(remove_file(dom::fresh_key(), row.id), |_| {});
    }

    fn send(self, number: u32) {
        let Some((file, key)) = KEPT.with_borrow(|kept| kept.get(&number).cloned()) else { return };
        let name = String::from(js_sys::encode_uri_component(&file.name()));
        let ticket = self.ticket.map(|ticket| ticket.to_string()).unwrap_or_default();
        let internal = if self.internal.get_untracked() { "1" } else { "" };
        let headers = [
            ("content-type", "application/octet-stream"),
            ("x-file-name", name.as_str()),
            ("x-file-key", key.as_str()),
            ("x-file-ticket", ticket.as_str()),
            ("x-file-internal", internal),
        ];
        let progress = Box::new(move |percent| self.set_state(number, State::Sending(percent)));
        let Some(answer) = transfer::send(number, PATH, &headers, Body::File(&file), progress) else {
            self.set_state(number, State::Refused(self.texts.error(&ErrorCode::Internal.into()), true));
            return;
        };
        self.scope.spawn(async move {
            match answer.await {
                Answer::Done(text) => match serde_json::from_str::<FileRow>(&text) {
                    Ok(row) => self.accept(number, row),
                    Err(_) => self.refuse(number, &ErrorCode::Internal.into()),
                },
                Answer::Refused(error) => self.refuse(number, &error),
                Answer::Cancelled => {
                    self.told.set(self.texts.files.cancelled.to_owned());
                    self.set_state(number, State::Cancelled);
                }
            }
        });
    }

    fn accept(self, number: u32, row: FileRow) {
        KEPT.with_borrow_mut(|kept| kept.remove(&number));
        if self.told.try_set((self.texts.files.done)(&row.name)).is_some() {
            return;
        }
        match self.arrived {
            Some(arrived) => {
                self.items.update(|items| items.retain(|item| item.number != number));
                arrived.run(row);
            }
            None => self.set_state(number, State::Done(row)),
        }
    }

    fn refuse(self, number: u32, error: &crate::api::ApiError) {
        let again = error.0.code.http_status() >= 500
            || matches!(
                error.0.code,
                ErrorCode::FileCutOff
                    | ErrorCode::SignedOut
                    | ErrorCode::AnotherUser { .. }
                    | ErrorCode::TooManyFiles { .. }
            );
        let why = self.problems.note(error);
        self.set_state(number, State::Refused(why, again));
    }

    fn set_state(self, number: u32, state: State) {
        // The form may be gone.
        let _ = self.items.try_update(|items| {
            if let Some(item) = items.iter_mut().find(|item| item.number == number) {
                item.state = state;
            }
        });
    }
}

#[expect(clippy::as_conversions, reason = "there is no other conversion from float to integer; the value is in range")]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is a whole number of bytes")]
fn bytes_of(file: &File) -> u64 {
    file.size() as u64
}
