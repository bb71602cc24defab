//! One row of the grid: five options, the facts, the status. On a phone the same row is a card.

use domain::ticket::{MailMark, Status, wire::TicketRow};
use leptos::{ev, prelude::*};

use super::grid::GridState;
use crate::{
    session::{use_session, use_texts},
    ui::{
        avatar::{Avatar, short_name},
        icon::{icon, sized_icon},
        status::{mark, status_icon},
    },
};

/// The row. It is made anew when its ticket changes; only cursor, selection and flash are signals.
#[component]
pub fn Row(row: TicketRow, grid: GridState) -> impl IntoView {
    let t = use_texts();
    let session = use_session();
    let id = row.id;
    let number = id.get();
    let position = move || grid.rows.with(|rows| rows.iter().position(|one| one.id == id));
    let at_cursor = move || position() == Some(grid.cursor.get());
    let selected = move || grid.selected.with(|selected| selected.contains_key(&id));
    let flashed = move || grid.flashed.with(|flashed| flashed.contains(&id));
    let tab_index = move || if at_cursor() { "0" } else { "-1" };
    let opened = session.moment(row.opened_at, grid.now);
    let updated = session.moment(row.updated_at, grid.now);
    let value = row.value.formatted();
    let for_select = row.clone();
    let for_status = row.clone();
    let href = format!("/tickets/{number}");
    let late = row.late.then(|| {
        let by = row.due_at.map(|due| t.time.span(grid.now.millis_since(due))).unwrap_or_default();
        let title = (t.time.late_by)(&by);
        view! {
            <span class="tag" data-tone="red" title=title>
                {icon("triangle-alert")}
                {by}
            </span>
        }
    });
    // Only what a person may have to look after; the reason is in the history.
    let fate = match row.mail {
        MailMark::Failed => Some(("red", "mail-x", t.mail.failed_mark)),
        MailMark::Unanswered => Some(("amber", "mail", t.mail.unanswered_mark)),
        _ => None,
    };
    view! {
        <tr
            id=format!("ticket-{number}")
            tabindex=tab_index
            class:is-new=row.is_new
            class:is-cursor=at_cursor
            class:is-flash=flashed
            aria-selected=move || selected().to_string()
            on:focusin=grid
                .scope
                .hears(move |_: ev::FocusEvent| {
                    if let Some(at) = position() {
                        grid.cursor.set(at);
                    }
                })
        >
            <td class="cell--hide">
                <label class="hitbox">
                    <span class="sr">{(t.tickets.select_row)(number)}</span>
                    <input
                        type="checkbox"
                        class="cbx"
                        tabindex=tab_index
                        prop:checked=selected
                        on:change=move |_| grid.toggle(&for_select)
                    />
                </label>
            </td>
            <td class="cell--hide">
                <Options row=row.clone() grid />
            </td>
            <td class="cut cell--sub p-lg">{row.requester_name.clone()}</td>
            <td class="cut cell--lead">
                <span class="subj">
                    <a class="cellmain" href=href tabindex=tab_index>
                        {row.subject.clone()}
                    </a>
                    {row
                        .is_new
                        .then(|| {
                            view! {
                                <span class="tag tag--new">
                                    {icon("concierge-bell")}
                                    {t.tickets.new_mark}
                                </span>
                            }
                        })}
                    {(row.unread > 0)
                        .then(|| {
                            view! {
                                <a class="badge badge--brass tk-unread" href=format!("/tickets/{number}?tab=chat") tabindex="-1">
                                    <span aria-hidden="true">{row.unread.to_string()}</span>
                                    <span class="sr">{(t.chat.unread)(row.unread)}</span>
                                </a>
                            }
                        })}
                    {late}
                    {fate
                        .map(|(tone, icon_name, words)| {
                            view! {
                                <span class="tag" data-tone=tone role="img" aria-label=words title=words>
                                    {icon(icon_name)}
                                </span>
                            }
                        })}
                    {row
                        .merged_into
                        .map(|into| {
                            view! {
                                <span class="tag" data-tone="grey">
                                    {icon("git-merge")}
                                    {(t.tickets.merged_into)(into.get())}
                                </span>
                            }
                        })}
                </span>
                <small class="sub-lg">{row.requester_name.clone()}</small>
            </td>
            <td class="cut cell--hide">
                {match row.assignee_name.clone() {
                    Some(name) => {
                        view! {
                            <span class="who">
                                <Avatar name=name.clone() small=true />
                                <span>{short_name(&name)}</span>
                            </span>
                        }
                            .into_any()
                    }
                    None => view! { <span class="faint">{t.tickets.no_assignee}</span> }.into_any(),
                }}
            </td>
            <td class="nowrap faint cell--hide p-lg">{opened}</td>
            <td class="nowrap cell--end">
                <time datetime=row.updated_at.format_iso()>{updated}</time>
            </td>
            <td class="num cell--hide">{value}</td>
            <td class="cut muted cell--hide p-lg">{row.service_name.clone()}</td>
            <td class="nowrap cell--end cell--menu">
                <StatusButton row=for_status grid />
            </td>
        </tr>
    }
}

/// The button at the left of the status, as in the seed: it opens the menu of the seven.
#[component]
fn StatusButton(row: TicketRow, grid: GridState) -> impl IntoView {
    let t = use_texts();
    let status: Status = row.status;
    let name = (t.tickets.status)(status);
    let label = (t.tickets.change_status_of)(name, row.id.get());
    let may = grid.may_write && row.merged_into.is_none();
    let id = format!("status-{}", row.id);
    view! {
        <button
            type="button"
            class="cellbtn"
            id=id
            data-st=mark(status)
            aria-haspopup="menu"
            aria-label=label
            aria-disabled=(!may).then_some("true")
            on:click=move |event: ev::MouseEvent| {
                if may {
                    let target = event_target::<web_sys::Element>(&event);
                    let button = target.closest("button").ok().flatten().unwrap_or(target);
                    grid.acts.open_status_menu(&row, vec![(row.id, row.version)], &button);
                }
            }
        >
            {status_icon(status)}
            {name}
            {sized_icon("chevron-down", "ic ic--12 chev")}
        </button>
    }
}

/// The five options of the seed: reabrir, notificar, editar, mensagem, movimentar. A refused one is grey and says why.
#[component]
fn Options(row: TicketRow, grid: GridState) -> impl IntoView {
    let t = use_texts();
    let words = &t.tickets;
    let number = row.id.get();
    let (id, version) = (row.id, row.version);
    let open = row.status.is_open();
    let merged = row.merged_into.is_some();
    let write = grid.may_write && !merged;
    let notify_reason = if !row.is_new {
        Some(t.error(&domain::error::ErrorCode::NotNew.into()))
    } else if row.assignee.is_none() {
        Some(t.error(&domain::error::ErrorCode::NoAssignee.into()))
    } else if row.notified {
        Some(words.notified.to_owned())
    } else {
        None
    };
    let reopen_reason = open.then(|| t.error(&domain::error::ErrorCode::AlreadyOpen.into()));
    let may_notify = write && notify_reason.is_none();
    let may_reopen = write && !open;
    view! {
        <span class="rowacts">
            <Act
                icon_name="rotate-ccw"
                label=format!("{} #{number}", words.reopen)
                reason=reopen_reason.unwrap_or_default()
                enabled=may_reopen
                act=Callback::new(move |()| grid.acts.reopen(id, version))
            />
            <Act
                icon_name="concierge-bell"
                label=format!("{} #{number}", words.notify)
                reason=notify_reason.unwrap_or_default()
                enabled=may_notify
                lit=row.is_new
                act=Callback::new(move |()| grid.acts.notify(id, version))
            />
            <a
                class="rowact"
                href=format!("/tickets/{number}?tab=details")
                aria-label=format!("{} #{number}", words.edit)
                title=words.edit
                tabindex="-1"
            >
                {icon("pencil")}
            </a>
            {if row.chat_linked {
                view! {
                    <a
                        class="rowact"
                        href=format!("/tickets/{number}?tab=chat")
                        aria-label=format!("{} #{number}", words.message)
                        title=words.message
                        tabindex="-1"
                    >
                        {icon("message-circle")}
                    </a>
                }
                    .into_any()
            } else {
                view! {
                    <Act
                        icon_name="message-circle"
                        label=format!("{} #{number}", words.message)
                        reason=words.not_linked.to_owned()
                        enabled=false
                        act=Callback::new(|()| {})
                    />
                }
                    .into_any()
            }}
            <Act
                icon_name="arrow-right-left"
                label=format!("{} #{number}", words.move_on)
                reason=String::new()
                enabled=write
                act=Callback::new(move |()| grid.acts.open_move(vec![(id, version)]))
            />
            <a class="rowacts__more" href=format!("/tickets/{number}") aria-label=format!("{} #{number}", words.options) tabindex="-1">
                {icon("ellipsis")}
            </a>
        </span>
    }
}

#[component]
fn Act(
    icon_name: &'static str,
    label: String,
    /// Why it is refused, for the tip; empty when it is not.
    reason: String,
    enabled: bool,
    #[prop(optional)] lit: bool,
    act: Callback<()>,
) -> impl IntoView {
    let spoken = if enabled || reason.is_empty() { label.clone() } else { format!("{label}: {reason}") };
    let tip = if enabled || reason.is_empty() { label } else { reason };
    view! {
        <button
            type="button"
            aria-label=spoken
            title=tip
            tabindex="-1"
            class:is-on=lit && enabled
            aria-disabled=(!enabled).then_some("true")
            on:click=move |_| {
                if enabled {
                    act.run(());
                }
            }
        >
            {icon(icon_name)}
        </button>
    }
}
