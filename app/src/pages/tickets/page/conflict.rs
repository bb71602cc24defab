//! Two versions of one ticket side by side (409): what was saved meanwhile, and what is in the form. One choice a field.

use domain::{
    ticket::wire::{HistoryKind, TicketDetails},
    zone::Zone,
};
use leptos::prelude::*;

use super::details::Fields;
use crate::{
    session::{use_session, use_texts},
    ui::{dialog::Dialog, notice::Notice},
};

/// The two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    version: i64,
    theirs: Fields,
    mine: Fields,
    who: String,
    when: String,
}

impl Conflict {
    /// `saved` is what the server has now, `mine` what was about to be saved.
    pub fn new(saved: &TicketDetails, mine: Fields, zone: Zone) -> Self {
        let last = saved.history.iter().find(|line| !matches!(line.kind, HistoryKind::Mail | HistoryKind::Note));
        Self {
            version: saved.row.version,
            theirs: Fields::of(saved, zone),
            mine,
            who: last.and_then(|line| line.actor_name.clone()).unwrap_or_default(),
            when: saved.row.updated_at.format_time(zone),
        }
    }
}

/// How one field is read, and taken from the other version.
struct FieldOf {
    label: &'static str,
    read: fn(&Fields) -> String,
    take: fn(&mut Fields, &Fields),
}

fn fields() -> [FieldOf; 7] {
    let words = &use_texts().tickets;
    [
        FieldOf {
            label: words.subject,
            read: |one| one.subject.clone(),
            take: |to, from| to.subject.clone_from(&from.subject),
        },
        FieldOf {
            label: words.requester,
            read: |one| one.requester.as_ref().map(|choice| choice.label.clone()).unwrap_or_default(),
            take: |to, from| to.requester.clone_from(&from.requester),
        },
        FieldOf {
            label: words.service,
            read: |one| one.service.clone(),
            take: |to, from| to.service.clone_from(&from.service),
        },
        FieldOf {
            label: words.value,
            read: |one| one.value.clone(),
            take: |to, from| to.value.clone_from(&from.value),
        },
        FieldOf { label: words.due, read: |one| one.due.clone(), take: |to, from| to.due.clone_from(&from.due) },
        FieldOf {
            label: words.accountant,
            read: |one| one.accountant.clone(),
            take: |to, from| to.accountant.clone_from(&from.accountant),
        },
        FieldOf {
            label: words.description,
            read: |one| one.description.clone(),
            take: |to, from| to.description.clone_from(&from.description),
        },
    ]
}

/// The dialog; open while there is a conflict. `save` gets the chosen fields and the version they go on top of.
#[component]
pub fn ConflictDialog(
    conflict: RwSignal<Option<Conflict>>,
    save: Callback<(i64, Fields)>,
    take_theirs: Callback<()>,
) -> impl IntoView {
    let t = use_texts();
    let me = use_session().actor.map(|actor| actor.name).unwrap_or_default();
    let open = RwSignal::new(false);
    // By field: mine (true) or theirs.
    let mine = RwSignal::new(vec![true; 7]);
    Effect::new(move |_| {
        let there = conflict.with(Option::is_some);
        if there {
            mine.set(vec![true; 7]);
        }
        open.set(there);
    });
    Effect::new(move |_| {
        if !open.get() && conflict.with_untracked(Option::is_some) {
            conflict.set(None);
        }
    });
    let keep = move || {
        let Some(found) = conflict.get_untracked() else { return };
        let mut chosen = found.theirs.clone();
        for (at, field) in fields().iter().enumerate() {
            if mine.with_untracked(|mine| mine.get(at).copied().unwrap_or(true)) {
                (field.take)(&mut chosen, &found.mine);
            }
        }
        open.set(false);
        save.run((found.version, chosen));
    };
    view! {
        <Dialog id="conflict-dialog" open class="dialog dialog--xl" title=Signal::stored(t.common.conflict_title.to_owned())>
            {
                let me = me.clone();
                move || {
                    let found = conflict.get()?;
                    let rows = fields()
                        .into_iter()
                        .enumerate()
                        .filter(|(_, field)| (field.read)(&found.theirs) != (field.read)(&found.mine))
                        .map(|(at, field)| {
                            let name = format!("conflict-{at}");
                            let choice = move |own: bool| mine.with(|mine| mine.get(at).copied().unwrap_or(true)) == own;
                            let choose = move |own: bool| {
                                mine.update(|mine| {
                                    if let Some(place) = mine.get_mut(at) {
                                        *place = own;
                                    }
                                });
                            };
                            let side = |own: bool, text: String, label: &'static str| {
                                view! {
                                    <td data-label=label>
                                        <label class="opt">
                                            <input
                                                type="radio"
                                                name=name.clone()
                                                prop:checked=move || choice(own)
                                                on:change=move |_| choose(own)
                                            />
                                            <span class="pre">{if text.is_empty() { "—".to_owned() } else { text }}</span>
                                        </label>
                                    </td>
                                }
                            };
                            view! {
                                <tr>
                                    <th scope="row">{field.label}</th>
                                    {side(false, (field.read)(&found.theirs), t.common.conflict_theirs)}
                                    {side(true, (field.read)(&found.mine), t.common.conflict_mine)}
                                </tr>
                            }
                        })
                        .collect_view();
                    Some(
                        view! {
                            <div class="dialog__body">
                                <Notice
                                    tone="amber"
                                    icon_name="git-merge"
                                    title=(t.common.conflict_text)(&found.who, &found.when)
                                />
                                <div class="cf" tabindex="0" role="region" aria-label=t.common.conflict_title>
                                    <table class="cf-t">
                                        <caption class="sr">{t.common.conflict_title}</caption>
                                        <thead>
                                            <tr>
                                                <th scope="col">{t.common.field}</th>
                                                <th scope="col">{format!("{} · {}", t.common.conflict_theirs, found.who)}</th>
                                                <th scope="col">{format!("{} · {me}", t.common.conflict_mine)}</th>
                                            </tr>
                                        </thead>
                                        <tbody>{rows}</tbody>
                                    </table>
                                </div>
                            </div>
                            <div class="dialog__foot">
                                <button type="button" class="btn btn--ghost" on:click=move |_| take_theirs.run(())>
                                    {t.common.conflict_theirs}
                                </button>
                                <span class="push"></span>
                                <button type="button" class="btn btn--primary" on:click=move |_| keep()>
                                    {t.common.conflict_keep}
                                </button>
                            </div>
                        },
                    )
                }
            }
        </Dialog>
    }
}
