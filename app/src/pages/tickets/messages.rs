//! The two messages after a change of status: the status, and the truth about the mail, with "Reenviar" when it failed or had
//! no answer.

mod bulk;

use domain::ticket::wire::{MailFailure, MailFate};
use leptos::prelude::*;

pub use self::bulk::BulkMessages;
use super::acts::TicketActs;
use crate::{
    session::use_texts,
    ui::{icon::small_icon, mail_fate::outcome_look, notice::Notice},
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
                        let (tone, icon_name) = outcome_look(&mail);
                        let fate = mail.fate();
                        let again = matches!(fate, Some(MailFate::Unanswered | MailFate::Failed(_)))
                            && fate != Some(MailFate::Failed(MailFailure::NoAddress));
                        let failed = matches!(fate, Some(MailFate::Failed(_)));
                        view! {
                            <Notice tone icon_name title=sentence>
                                {(again || failed)
                                    .then(|| {
                                        view! {
                                            <span class="btn-group">
                                                {again
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
                                                {failed
                                                    .then(|| {
                                                        view! {
                                                            <a
                                                                class="btn btn--ghost btn--sm"
                                                                href=format!("/people/{}", messages.requester)
                                                            >
                                                                {t.mail.open_person}
                                                            </a>
                                                        }
                                                    })}
                                            </span>
                                        }
                                    })}
                            </Notice>
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
