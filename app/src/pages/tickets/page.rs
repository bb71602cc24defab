//! The page of one ticket: status, the two messages, and tabs for registration, chat, notes, movements and
//! history.
//!
//! It hears changes of others at once: fields nobody is editing take the new values, a form that is being edited keeps
//! what was typed and says so; saving then compares both versions.

mod chat;
mod conflict;
mod details;
mod facts;
mod fields;
mod files;
mod header;
mod history;
mod links;
mod movements;
mod notes;
mod service_select;
mod split;
mod tabs;
mod tie_dialogs;
mod timeline;

use domain::{
    i18n::shell::KeyPlace,
    ids::TicketId,
    live::{ServerFrame, Topic},
    ticket::wire::{TicketChoices, TicketDetails, TicketRow},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::{
    chat::ChatTab,
    details::DetailsTab,
    facts::Facts,
    files::FilesTab,
    header::Header,
    history::HistoryTab,
    movements::MovementsTab,
    notes::NotesTab,
    split::{SplitDialog, SplitNotice},
    tabs::{Tab, TabList, use_tab},
};
use super::{
    acts::{ActDialogs, TicketActs},
    messages::StatusMessages,
};
use crate::{
    api::{ApiError, tickets as api},
    live::use_live,
    pages::failed::Failed,
    session::use_texts,
    ui::{hint_bar::HintBar, scope::Scope, title::PageTitle},
};

/// The first field of the registration, for a selector.
pub const SUBJECT: &str = "#edit-subject";
/// Milliseconds to gather changes before the ticket is read again.
const GATHER: u64 = 80;

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub struct PageState {
    pub scope: Scope,
    pub details: RwSignal<TicketDetails>,
    pub choices: RwSignal<TicketChoices>,
    pub acts: TicketActs,
    /// Others who have this ticket open.
    pub viewers: RwSignal<Vec<String>>,
    /// The dialogs "Ligar a outro", "Unir a outro" and "Dividir atendimento".
    pub linking: RwSignal<bool>,
    pub merging: RwSignal<bool>,
    pub splitting: RwSignal<bool>,
    /// Number and protocol of the ticket that was just split off this one.
    pub split_off: RwSignal<Option<(TicketId, String)>>,
    pub may_write: bool,
}

impl PageState {
    pub fn id(self) -> TicketId {
        self.details.with_untracked(|details| details.row.id)
    }

    pub fn version(self) -> i64 {
        self.details.with_untracked(|details| details.row.version)
    }

    /// Reads the ticket again.
    pub fn reload(self) {
        let id = self.id();
        self.scope.spawn(async move {
            if let Ok(fresh) = api::show_ticket(id).await {
                self.details.set(fresh);
            }
        });
    }
}

/// The page.
#[component]
pub fn TicketPage() -> impl IntoView {
    let params = use_params_map();
    let number =
        Memo::new(move |_| params.with(|params| params.get("number").and_then(|text| text.parse::<i64>().ok())));
    let loaded = Resource::new(
        move || number.get(),
        |number| async move {
            let Some(number) = number else { return Err(ApiError::from(domain::error::ErrorCode::NotFound)) };
            let details = api::show_ticket(TicketId::new(number)).await?;
            let choices = api::ticket_choices().await?;
            Ok((details, choices))
        },
    );
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok((details, choices)) => view! { <Loaded details choices /> }.into_any(),
                    Err(error) => {
                        view! { <Failed error retry=Callback::new(move |()| loaded.refetch()) /> }.into_any()
                    }
                }
            })}
        </Transition>
    }
}

#[component]
fn Loaded(details: TicketDetails, choices: TicketChoices) -> impl IntoView {
    let t = use_texts();
    let session = crate::session::use_session();
    let id = details.row.id;
    let title = format!("#{id} {}", details.row.subject);
    let may_write = session.may(
        domain::access::Action::Write,
        domain::access::Resource::Ticket { requester: Some(details.row.requester) },
    );
    let details = RwSignal::new(details);
    let choices = RwSignal::new(choices);
    let scope = Scope::new();
    let reload = move || {
        scope.spawn(async move {
            if let Ok(fresh) = api::show_ticket(id).await {
                details.set(fresh);
            }
        });
    };
    let changed = Callback::new(move |row: TicketRow| {
        details.update(|details| details.row = row);
        reload();
    });
    let acts = TicketActs::new(choices, changed, Callback::new(move |_| reload()));
    let state = PageState {
        scope,
        details,
        choices,
        acts,
        viewers: RwSignal::new(Vec::new()),
        linking: RwSignal::new(false),
        merging: RwSignal::new(false),
        splitting: RwSignal::new(false),
        split_off: RwSignal::new(None),
        may_write,
    };
    listen(state);
    let tab = use_tab();
    view! {
        <PageTitle text=title />
        <Header state>
            <StatusMessages acts />
            <SplitNotice state />
            <TabList state tab />
        </Header>
        <div class="tp-body">
            <div class="tp-main">
                {move || {
                    let current = tab.get();
                    view! {
                        <div
                            class="tp-panel"
                            class:tp-panel--flush=current == Tab::History
                            class:tp-panel--chat=current == Tab::Chat
                            role="tabpanel"
                            id="ticket-panel"
                            tabindex="0"
                            aria-labelledby=format!("ticket-tab-{}", current.code())
                        >
                            {match current {
                                Tab::Details => view! { <DetailsTab state /> }.into_any(),
                                Tab::Chat => view! { <ChatTab state /> }.into_any(),
                                Tab::Files => view! { <FilesTab state /> }.into_any(),
                                Tab::Notes => view! { <NotesTab state /> }.into_any(),
                                Tab::History => view! { <HistoryTab state /> }.into_any(),
                                Tab::Movements => view! { <MovementsTab state /> }.into_any(),
                            }}
                        </div>
                    }
                }}
            </div>
            <Facts state />
        </div>
        <HintBar place=KeyPlace::TicketPage />
        <ActDialogs acts />
        <tie_dialogs::TieDialogs state />
        <SplitDialog state />
        <p class="sr" role="status">
            {move || (!state.viewers.with(Vec::is_empty)).then(|| (t.tickets.viewing)(&state.viewers.get().join(", ")))}
        </p>
    }
}

/// Changes of others and who else is looking.
fn listen(state: PageState) {
    let id = state.id();
    let waiting = StoredValue::new(false);
    let reload_soon = move || {
        if waiting.get_value() {
            return;
        }
        waiting.set_value(true);
        state.scope.after(GATHER, move || {
            waiting.set_value(false);
            state.reload();
        });
    };
    use_live().listen(Topic::Ticket(id), move |frame| match frame {
        ServerFrame::TicketChanged { id: changed, .. } if *changed == id => reload_soon(),
        ServerFrame::Viewers { id: seen, names } if *seen == id => {
            state.viewers.set(names.clone());
        }
        ServerFrame::Unread { id: told, count, .. } if *told == id => {
            state.details.update(|details| details.row.unread = *count);
        }
        ServerFrame::Resync => reload_soon(),
        _ => {}
    });
}
