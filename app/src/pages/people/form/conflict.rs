//! Two versions of one person side by side (409): what somebody saved meanwhile, and what is in the form. One choice a field.

use domain::{
    i18n::Texts,
    person::{PHONE_SLOTS, PersonForm, PhoneForm},
    time::UtcMillis,
};
use leptos::prelude::*;

use super::FormState;
use crate::{
    session::{use_session, use_texts},
    ui::{dialog::Dialog, notice::Notice},
};

/// The two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// As it is stored now, with its version.
    pub theirs: PersonForm,
    pub mine: PersonForm,
    /// When the stored version was saved.
    pub at: UtcMillis,
    pub now: UtcMillis,
}

/// One field that differs: its name, both texts, and how the typed one is put into the stored form.
struct Difference {
    label: String,
    theirs: String,
    mine: String,
    take: Box<dyn Fn(&mut PersonForm, &PersonForm) + Send + Sync>,
}

fn differences(conflict: &Conflict, t: &Texts) -> Vec<Difference> {
    let words = &t.people;
    let mut found = Vec::new();
    let texts: [(&str, fn(&PersonForm) -> &String, fn(&mut PersonForm, &PersonForm)); 8] = [
        (words.name, |form| &form.name, |to, from| to.name.clone_from(&from.name)),
        (words.social_name, |form| &form.social_name, |to, from| to.social_name.clone_from(&from.social_name)),
        (words.document, |form| &form.document, |to, from| to.document.clone_from(&from.document)),
        (words.email, |form| &form.email, |to, from| to.email.clone_from(&from.email)),
        (words.city, |form| &form.city, |to, from| to.city.clone_from(&from.city)),
        (words.state, |form| &form.state, |to, from| to.state.clone_from(&from.state)),
        (words.zone, |form| &form.zone, |to, from| to.zone.clone_from(&from.zone)),
        (words.note, |form| &form.note, |to, from| to.note.clone_from(&from.note)),
    ];
    for (label, read, take) in texts {
        let (theirs, mine) = (read(&conflict.theirs).clone(), read(&conflict.mine).clone());
        found.push(Difference { label: label.to_owned(), theirs, mine, take: Box::new(take) });
    }
    let kind = |form: &PersonForm| (words.kind_name)(form.kind).to_owned();
    found.push(Difference {
        label: words.kind.to_owned(),
        theirs: kind(&conflict.theirs),
        mine: kind(&conflict.mine),
        take: Box::new(|to, from| to.kind = from.kind),
    });
    for (slot, index) in (1_u8..).zip(0..PHONE_SLOTS) {
        let phone = move |form: &PersonForm| form.phones.get(index).cloned().unwrap_or_default();
        let shown = |form: &PersonForm| {
            let phone: PhoneForm = phone(form);
            if phone.number.is_empty() {
                String::new()
            } else {
                format!("{} · {}", phone.number, (words.phone_state)(phone.state))
            }
        };
        found.push(Difference {
            label: (words.phone_n)(slot),
            theirs: shown(&conflict.theirs),
            mine: shown(&conflict.mine),
            take: Box::new(move |to, from| {
                to.phones.resize(PHONE_SLOTS, PhoneForm::default());
                if let Some(place) = to.phones.get_mut(index) {
                    *place = phone(from);
                }
            }),
        });
    }
    found.retain(|one| one.theirs != one.mine);
    found
}

/// The dialog; open while there is a conflict.
#[component]
pub fn ConflictDialog(state: FormState) -> impl IntoView {
    let t = use_texts();
    let words = &t.people;
    let session = use_session();
    let conflict = state.conflict;
    let open = RwSignal::new(false);
    // By difference: mine (true) or theirs.
    let mine = RwSignal::new(Vec::<bool>::new());
    Effect::new(move |_| {
        let count = conflict.with(|conflict| conflict.as_ref().map(|conflict| differences(conflict, t).len()));
        mine.set(vec![true; count.unwrap_or_default()]);
        open.set(count.is_some());
    });
    Effect::new(move |_| {
        if !open.get() && conflict.with_untracked(Option::is_some) {
            conflict.set(None);
        }
    });
    let save = move || {
        let Some(found) = conflict.get_untracked() else { return };
        let mut chosen = found.theirs.clone();
        for (at, one) in differences(&found, t).iter().enumerate() {
            if is_mine(mine, at) {
                (one.take)(&mut chosen, &found.mine);
            }
        }
        open.set(false);
        state.send(chosen);
    };
    let take_stored = move || {
        if let Some(found) = conflict.get_untracked() {
            open.set(false);
            state.take(found.theirs);
        }
    };
    view! {
        <Dialog
            id="person-conflict"
            open
            class="dialog dialog--xl"
            title=Signal::stored(t.common.conflict_title.to_owned())
        >
            {
                let session = session.clone();
                move || {
                    let found = conflict.get()?;
                    let at = session.moment(found.at, found.now);
                    let rows = differences(&found, t)
                        .into_iter()
                        .enumerate()
                        .map(|(at, one)| view! { <DifferenceRow at one mine /> })
                        .collect_view();
                    Some(
                        view! {
                            <div class="dialog__body">
                                <Notice tone="amber" icon_name="git-merge" title=(words.conflict_explain)(&at) />
                                <div class="cf" tabindex="0" role="region" aria-label=t.common.conflict_title>
                                    <table class="cf-t">
                                        <caption class="sr">{t.common.conflict_title}</caption>
                                        <thead>
                                            <tr>
                                                <th scope="col">{words.conflict_field}</th>
                                                <th scope="col">{words.conflict_stored}</th>
                                                <th scope="col">{words.conflict_typed}</th>
                                            </tr>
                                        </thead>
                                        <tbody>{rows}</tbody>
                                    </table>
                                </div>
                            </div>
                            <div class="dialog__foot">
                                <button type="button" class="btn btn--ghost" on:click=move |_| take_stored()>
                                    {words.conflict_take_stored}
                                </button>
                                <span class="push"></span>
                                <button type="button" class="btn" on:click=move |_| open.set(false)>
                                    {words.conflict_back}
                                </button>
                                <button type="button" class="btn btn--primary" on:click=move |_| save()>
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

fn is_mine(mine: RwSignal<Vec<bool>>, at: usize) -> bool {
    mine.with(|mine| mine.get(at).copied().unwrap_or(true))
}

#[component]
fn DifferenceRow(at: usize, one: Difference, mine: RwSignal<Vec<bool>>) -> impl IntoView {
    let words = &use_texts().people;
    let name = format!("person-conflict-{at}");
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
                        prop:checked=move || is_mine(mine, at) == own
                        on:change=move |_| choose(own)
                    />
                    <span class="pre">{if text.is_empty() { "—".to_owned() } else { text }}</span>
                </label>
            </td>
        }
    };
    view! {
        <tr>
            <th scope="row">{one.label}</th>
            {side(false, one.theirs, words.conflict_stored)}
            {side(true, one.mine, words.conflict_typed)}
        </tr>
    }
}
