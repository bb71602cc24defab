//! The two messages after a change of status: the status, and the truth about the mail, with "Reenviar" when it failed.

use domain::ticket::wire::{MailFailure, MailOutcome};
use leptos::prelude::*;

use super::acts::TicketActs;
use crate::{
    session::use_texts,
    ui::{icon::small_icon, notice::Notice},
};

/// Shows what `acts.messages` holds.
#[component]
pub fn StatusMessages(acts: TicketActs) -> impl IntoView {
    let t = use_texts();
    view! {
        <div class="tp-notices" aria-live="polite">
            {move || {
                let messages = acts.messages.get()?;
                let name = (t.tickets.status)(messages.status);
                let title = if messages.mail.is_some() {
                    (t.tickets.status_changed)(name)
                } else {
                    (t.tickets.status_same)(name)
                };
                let close = Callback::new(move |()| acts.messages.set(None));
                let id = messages.id;
                let mail = messages
                    .mail
                    .map(|mail| {
                        let sentence = t.mail_outcome(&mail);
                        match mail {
                            MailOutcome::Failed { reason, .. } => {
                                let no_address = reason == MailFailure::NoAddress;
                                view! {
                                    <Notice tone="red" icon_name="mail-x" title=sentence>
                                        <span class="btn-group">
                                            {(!no_address)
                                                .then(|| {
                                                    view! {
                                                        <button
                                                            type="button"
                                                            class="btn btn--sm"
                                                            aria-busy=move || acts.busy.get().then_some("true")
                                                            on:click=move |_| acts.resend(id)
                                                        >
                                                            {small_icon("refresh-cw")}
                                                            {t.mail.resend}
                                                        </button>
                                                    }
                                                })}
                                            <a class="btn btn--ghost btn--sm" href=format!("/people/{}", messages.requester)>
                                                {t.mail.open_person}
                                            </a>
                                        </span>
                                    </Notice>
                                }
                                    .into_any()
                            }
                            MailOutcome::Queued { .. } => {
                                view! { <Notice tone="amber" icon_name="clock" title=sentence /> }.into_any()
                            }
                            MailOutcome::Sent { .. } | MailOutcome::Written { .. } => {
                                view! { <Notice tone="green" icon_name="mail-check" title=sentence /> }.into_any()
                            }
                        }
                    });
                Some(view! {
                    <Notice tone="green" icon_name="circle-check" title=title on_close=close />
                    {mail}
                })
            }}
        </div>
    }
}
