//! The tabs of a ticket. The chosen one is in the address (`?tab=history`), so a link and "voltar" lead to it.

use domain::ticket::wire::HistoryKind;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use super::PageState;
use crate::{
    session::use_texts,
    ui::{
        dom,
        keys::{Press, on_press, take},
    },
};

/// A tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Details,
    Chat,
    Files,
    Notes,
    Movements,
    History,
}

impl Tab {
    pub const ALL: [Self; 6] = [Self::Details, Self::Chat, Self::Files, Self::Notes, Self::Movements, Self::History];

    /// The name in the address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Details => "details",
            Self::Chat => "chat",
            Self::Files => "files",
            Self::Notes => "notes",
            Self::Movements => "movements",
            Self::History => "history",
        }
    }

    fn label(self) -> &'static str {
        let words = &use_texts().tickets;
        match self {
            Self::Details => words.tab_details,
            Self::Chat => words.tab_chat,
            Self::Files => use_texts().files.tab,
            Self::Notes => words.tab_notes,
            Self::Movements => words.tab_movements,
            Self::History => words.tab_history,
        }
    }
}

/// The tab of the address; the registration when it names none.
pub fn use_tab() -> Memo<Tab> {
    let query = use_query_map();
    Memo::new(move |_| {
        let code = query.with(|query| query.get("tab"));
        Tab::ALL.into_iter().find(|tab| Some(tab.code()) == code.as_deref()).unwrap_or(Tab::Details)
    })
}

/// The list of tabs: arrows move, Enter opens, Alt and a digit jump.
#[component]
pub fn TabList(state: PageState, tab: Memo<Tab>) -> impl IntoView {
    let t = use_texts();
    let navigate = use_navigate();
    let id = state.id();
    let open = StoredValue::new(move |tab: Tab| {
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&format!("/tickets/{id}?tab={}", tab.code()), options);
    });
    on_press(move |press| {
        let tab = press.alt_digit().and_then(|digit| Tab::ALL.get(digit.wrapping_sub(1)));
        if let Some(tab) = tab {
            open.with_value(|open| open(*tab));
        }
        tab.is_some()
    });
    // On a phone the tabs are wider than the screen.
    Effect::new(move |_| dom::scroll_into_view(&format!("ticket-tab-{}", tab.get().code())));
    let on_key = move |press: &Press| {
        let count = Tab::ALL.len();
        let focused = document()
            .active_element()
            .and_then(|element| Tab::ALL.iter().position(|tab| element.id() == format!("ticket-tab-{}", tab.code())))
            .unwrap_or(0);
        let next = match press.alone().unwrap_or_default() {
            "ArrowRight" => (focused + 1) % count,
            "ArrowLeft" => (focused + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            _ => return false,
        };
        dom::focus_soon(format!("ticket-tab-{}", Tab::ALL[next].code()));
        true
    };
    let count_of = move |tab: Tab| {
        state.details.with(|details| {
            let of = |kind| details.history.iter().filter(|line| line.kind == kind).count();
            match tab {
                Tab::Chat => usize::try_from(details.row.unread).unwrap_or(0),
                Tab::Files => usize::try_from(details.file_count).unwrap_or_default(),
                Tab::Notes => of(HistoryKind::Note),
                Tab::Movements => of(HistoryKind::Moved),
                Tab::Details | Tab::History => 0,
            }
        })
    };
    view! {
        <div class="tabs" role="tablist" aria-label=format!("{} {id}", t.tickets.tab_ticket) on:keydown=move |event| take(&event, on_key)>
            {Tab::ALL
                .into_iter()
                .map(|one| {
                    view! {
                        <button
                            type="button"
                            role="tab"
                            id=format!("ticket-tab-{}", one.code())
                            aria-controls="ticket-panel"
                            aria-selected=move || (tab.get() == one).to_string()
                            tabindex=move || if tab.get() == one { "0" } else { "-1" }
                            on:click=move |_| open.with_value(|open| open(one))
                        >
                            {one.label()}
                            {move || {
                                let count = count_of(one);
                                let unread = one == Tab::Chat;
                                (count > 0)
                                    .then(|| {
                                        view! {
                                            <span class="badge" class:badge--brass=unread>
                                                {count.to_string()}
                                                {unread.then(|| view! { <span class="sr">{t.chat.unread_word}</span> })}
                                            </span>
                                        }
                                    })
                            }}
                        </button>
                    }
                })
                .collect_view()}
        </div>
    }
}
