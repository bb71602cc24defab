//! How a ticket's status looks: icon and word always, colour as the third signal.

use domain::ticket::Status;
use leptos::prelude::*;

use super::icon::sized_icon;
use crate::session::use_texts;

/// The name of a status in style sheet and sprite; those were drawn with the Portuguese words.
pub const fn mark(status: Status) -> &'static str {
    match status {
        Status::Open => "aberto",
        Status::Reopened => "reaberto",
        Status::Analysing => "analisando",
        Status::Waiting => "aguardando",
        Status::Finished => "finalizado",
        Status::Rejected => "rejeitado",
        Status::Cancelled => "cancelado",
    }
}

/// The icon alone.
pub fn status_icon(status: Status) -> impl IntoView {
    let name = match status {
        Status::Open => "st-aberto",
        Status::Reopened => "st-reaberto",
        Status::Analysing => "st-analisando",
        Status::Waiting => "st-aguardando",
        Status::Finished => "st-finalizado",
        Status::Rejected => "st-rejeitado",
        Status::Cancelled => "st-cancelado",
    };
    sized_icon(name, "ic ic--st")
}

/// Icon and word.
pub fn status_label(status: Status) -> impl IntoView {
    let name = (use_texts().tickets.status)(status);
    view! {
        <span class="st" data-st=mark(status)>
            {status_icon(status)}
            {name}
        </span>
    }
}
