//! The component that pages mount: head, log and composer of one ticket's conversation.

use domain::{
    chat::{Side, wire},
    ids::{TicketId, UserId},
};
use leptos::prelude::*;

use super::{
    composer::Composer,
    facts::{Facts, TeamParts},
    head::Head,
    log::Log,
    state::ChatState,
};
use crate::{
    api::{chat as api, tickets},
    pages::failed::Failed,
    session::{use_session, use_texts},
    ui::{dom, icon::icon, mail_fate, notice::Notice, problems::use_problems, toasts::use_toasts},
};

/// The conversation of `ticket`. The server knows on which side the user is; `team` is given on the team's page only.
#[component]
pub fn Conversation(ticket: TicketId, #[prop(default = None)] team: Option<TeamParts>) -> impl IntoView {
    let t = use_texts();
    let opened = Resource::new(move || ticket, api::open_chat);
    let skeleton = move || {
        view! {
            <div class="chat" aria-busy="true">
                <p class="sr" role="status">
                    {t.common.loading}
                </p>
            </div>
        }
    };
    view! {
        <Suspense fallback=skeleton>
            {move || Suspend::new(async move {
                match opened.await {
                    Ok(opened) => view! { <Opened opened team /> }.into_any(),
                    Err(error) => {
                        view! { <Failed error retry=Callback::new(move |()| opened.refetch()) /> }.into_any()
                    }
                }
            })}
        </Suspense>
    }
}

#[component]
fn Opened(opened: wire::Conversation, team: Option<TeamParts>) -> impl IntoView {
    let t = use_texts();
    let session = use_session();
    let actor = session.actor.clone();
    let state = ChatState::new(&opened, actor.as_ref().map_or(UserId::new(0), |actor| actor.id));
    state.start();
    let peer = match opened.side {
        Side::Staff => opened.requester_name.clone(),
        Side::Requester => opened.assignee_name.clone().unwrap_or_else(|| t.chat.team.to_owned()),
    };
    // Told again with every change of the ticket; the field one is writing in must not be made anew for it.
    let may_write = Memo::new(move |_| state.may_write.get());
    let linked = opened.linked || opened.side == Side::Requester;
    let facts = StoredValue::new(Facts {
        peer,
        me: actor.map(|actor| actor.name).unwrap_or_default(),
        company: session.company_name,
        opened,
    });
    view! {
        <section class="chat" class:chat--portal=state.side == Side::Requester aria-label=t.chat.title>
            <Head state facts />
            <Log state facts team />
            <div class="chat__foot">
                {(!linked).then(|| view! { <NotLinked /> })}
                // The portal's own page offers reopening, with what it means.
                {(state.side == Side::Staff).then(|| view! { <Closed state /> })}
                {move || {
                    if may_write.get() {
                        view! { <Composer state facts team /> }.into_any()
                    } else if linked {
                        view! { <p class="chat__readonly muted">{t.chat.read_only}</p> }.into_any()
                    } else {
                        ().into_any()
                    }
                }}
            </div>
        </section>
    }
}

/// Nobody would read: what is missing, and the way to it for those who may go there.
#[component]
fn NotLinked() -> impl IntoView {
    let t = use_texts();
    let may = use_session().may(domain::access::Action::Write, domain::access::Resource::Settings);
    view! {
        <Notice tone="amber" icon_name="triangle-alert" title=t.tickets.not_linked detail=t.chat.not_linked_how>
            {may
                .then(|| {
                    view! {
                        <a class="btn btn--sm" href="/settings/users">
                            {t.chat.not_linked_link}
                        </a>
                    }
                })}
        </Notice>
    }
}

/// A closed ticket may be talked about; reopening it is one button away.
#[component]
fn Closed(state: ChatState) -> impl IntoView {
    let t = use_texts();
    let (toasts, problems) = (use_toasts(), use_problems());
    let busy = RwSignal::new(false);
    let reopen = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (id, version) = (state.ticket, state.version.get_untracked());
        state.scope.act(tickets::reopen_ticket(dom::fresh_key(), id, version), move |answer| {
            busy.set(false);
            match answer {
                Ok(done) => {
                    toasts.success((t.tickets.status_changed)((t.tickets.status)(done.row.status)));
                    if let Some(mail) = done.mail {
                        toasts.push(mail_fate::tone(&mail), t.mail_outcome(&mail), String::new());
                    }
                }
                Err(error) => problems.tell(&error),
            }
            state.read_head();
        });
    };
    view! {
        <Show when=move || !state.status.get().is_open()>
            <div class="chat__closed" role="status">
                {icon("info")}
                <span class="grow">{move || (t.chat.closed)(&(t.tickets.status)(state.status.get()).to_lowercase())}</span>
                <Show when=move || state.may_write.get()>
                    <button
                        type="button"
                        class="btn btn--sm"
                        aria-busy=move || busy.get().then_some("true")
                        on:click=reopen
                    >
                        {icon("rotate-ccw")}
                        {t.tickets.reopen}
                    </button>
                </Show>
            </div>
        </Show>
    }
}
