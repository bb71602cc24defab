//! One of my tickets: where it stands, what happened, its files, and opening it again.

mod files;
mod timeline;

use domain::{
    error::ErrorCode,
    ids::TicketId,
    live::{ServerFrame, Topic},
    portal::PortalPage,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::{files::Files, timeline::Timeline};
use super::list::status_pill;
use crate::{
    api::{ApiError, portal as api},
    live::use_live,
    pages::{chat::Conversation, failed::Failed},
    session::{use_session, use_texts},
    ui::{
        dom,
        icon::{icon, sized_icon},
        notice::Notice,
        problems::use_problems,
        scope::Scope,
        title::PageTitle,
        toasts::use_toasts,
    },
};

/// Milliseconds to gather changes before the ticket is read again.
const GATHER: u64 = 80;

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub struct TicketState {
    pub scope: Scope,
    pub id: TicketId,
    pub page: RwSignal<PortalPage>,
}

impl TicketState {
    /// Reads the ticket again.
    pub fn reload(self) {
        self.scope.spawn(async move {
            if let Ok(fresh) = api::my_ticket(self.id).await {
                self.page.set(fresh);
            }
        });
    }
}

/// The page.
#[component]
pub fn PortalTicketPage() -> impl IntoView {
    let params = use_params_map();
    let number = Memo::new(move |_| params.with(|params| params.get("number").and_then(|text| text.parse().ok())));
    let loaded = Resource::new(
        move || number.get(),
        |number: Option<i64>| async move {
            match number {
                Some(number) => api::my_ticket(TicketId::new(number)).await,
                None => Err(ApiError::from(ErrorCode::NotFound)),
            }
        },
    );
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(page) => view! { <Loaded page /> }.into_any(),
                    Err(error) => view! { <Failed error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Loaded(page: PortalPage) -> impl IntoView {
    let t = &use_texts().portal;
    let session = use_session();
    let id = page.ticket.id;
    let title = format!("#{id} {}", page.ticket.subject);
    let state = TicketState { scope: Scope::new(), id, page: RwSignal::new(page) };
    listen(state);
    let get = move || state.page.get();
    let expected = move || {
        let page = get();
        let due = page.due_at.filter(|_| page.ticket.status.is_open())?;
        Some((t.answer_by)(&session.moment(due, page.now)))
    };
    view! {
        <PageTitle text=title />
        <section class="po-chat" aria-labelledby="portal-subject">
            <header class="po-chat__head">
                <a class="btn btn--ghost btn--icon btn--lg po-back" href="/portal" aria-label=t.back>
                    {sized_icon("chevron-left", "ic ic--24")}
                </a>
                <div class="grow">
                    <h1 id="portal-subject" tabindex="-1">
                        {move || get().ticket.subject}
                    </h1>
                    <p class="po-sub">
                        <span class="code">{format!("#{id}")}</span>
                        <span>{move || get().service}</span>
                    </p>
                </div>
            </header>
            <div class="po-state">{move || status_pill(get().ticket.status)} <span>{expected}</span></div>
            <div class="po-scroll">
                <p class="po-mean">{move || (t.meaning)(get().ticket.status)}</p>
                <Merged state />
                <Reopen state />
                <section class="po-talk" aria-labelledby="portal-talk">
                    <h2 id="portal-talk">{t.conversation}</h2>
                    <Conversation ticket=id />
                </section>
                <Files state />
                <Timeline state />
                <Facts state />
            </div>
        </section>
    }
}

/// The ticket lives on in another one.
#[component]
fn Merged(state: TicketState) -> impl IntoView {
    let t = &use_texts().portal;
    move || {
        state.page.with(|page| page.merged_into).map(|into| {
            view! {
                <Notice tone="blue" icon_name="info" title=(t.merged)(into.get())>
                    <a class="btn btn--sm" href=format!("/portal/tickets/{into}")>
                        {t.see_other}
                    </a>
                </Notice>
            }
        })
    }
}

/// Opening a closed ticket again.
#[component]
fn Reopen(state: TicketState) -> impl IntoView {
    let t = &use_texts().portal;
    let problems = use_problems();
    let toasts = use_toasts();
    let busy = RwSignal::new(false);
    let key = StoredValue::new(None);
    let offered =
        Memo::new(move |_| state.page.with(|page| !page.ticket.status.is_open() && page.merged_into.is_none()));
    let act = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let sent = key.get_value().unwrap_or_else(dom::fresh_key);
        key.set_value(Some(sent.clone()));
        let version = state.page.with_untracked(|page| page.version);
        state.scope.act(api::reopen_my_ticket(sent, state.id, version), move |answer| {
            busy.set(false);
            match answer {
                Ok(_) => toasts.success(t.reopened),
                // Somebody else did something first: what it is now is shown.
                Err(error) if error.0.code == ErrorCode::Stale => {}
                Err(error) => {
                    problems.tell(&error);
                    return;
                }
            }
            key.set_value(None);
            state.reload();
        });
    };
    move || {
        offered.get().then(|| {
            view! {
                <div class="po-again">
                    <p>{t.reopen_text}</p>
                    <button
                        type="button"
                        class="btn btn--block"
                        aria-busy=move || busy.get().then_some("true")
                        on:click=move |_| act()
                    >
                        {icon("rotate-ccw")}
                        {t.reopen}
                    </button>
                </div>
            }
        })
    }
}

/// What was asked for, and the numbers to name on the phone.
#[component]
fn Facts(state: TicketState) -> impl IntoView {
    let texts = use_texts();
    let t = &texts.portal;
    let session = use_session();
    let page = move || state.page.get();
    view! {
        <section aria-labelledby="portal-data">
            <h2 id="portal-data">{t.data}</h2>
            {move || {
                let description = page().description;
                (!description.is_empty()).then(|| view! { <p class="pre po-text">{description}</p> })
            }}
            <dl class="facts">
                <dt>{texts.tickets.protocol}</dt>
                <dd class="code">{move || page().protocol}</dd>
                <dt>{texts.tickets.opened_at}</dt>
                <dd>{move || page().opened_at.format_date_time(session.zone)}</dd>
                <dt>{texts.tickets.service}</dt>
                <dd>{move || page().service}</dd>
            </dl>
        </section>
    }
}

/// Changes of the team.
fn listen(state: TicketState) {
    let waiting = StoredValue::new(false);
    use_live().listen(Topic::Ticket(state.id), move |frame| {
        let mine = match frame {
            ServerFrame::TicketChanged { id, .. } => *id == state.id,
            ServerFrame::Resync => true,
            _ => false,
        };
        if !mine || waiting.get_value() {
            return;
        }
        waiting.set_value(true);
        state.scope.after(GATHER, move || {
            waiting.set_value(false);
            state.reload();
        });
    });
}
