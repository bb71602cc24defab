//! Two versions of one record side by side (409): what was saved meanwhile, and what is in the form. One choice a field.

use leptos::prelude::*;

use super::{dialog::Dialog, notice::Notice};
use crate::session::use_texts;

/// How one field of the form `F` is shown, and taken from another version of it.
pub struct FieldOf<F> {
    label: String,
    show: Box<dyn Fn(&F) -> String>,
    take: Box<dyn Fn(&mut F, &F)>,
}

impl<F: Clone + 'static> FieldOf<F> {
    pub fn new(
        label: impl Into<String>,
        show: impl Fn(&F) -> String + 'static,
        take: impl Fn(&mut F, &F) + 'static,
    ) -> Self {
        Self { label: label.into(), show: Box::new(show), take: Box::new(take) }
    }

    /// A text, shown as it is typed.
    pub fn text(label: impl Into<String>, part: fn(&mut F) -> &mut String) -> Self {
        Self::named(label, part, ToOwned::to_owned)
    }

    /// A choice that the form keeps by its code or number, shown by its name.
    pub fn named(
        label: impl Into<String>,
        part: fn(&mut F) -> &mut String,
        name: impl Fn(&str) -> String + 'static,
    ) -> Self {
        // One accessor for reading and writing; a copy is cheap next to drawing a dialog.
        let read = move |form: &F| part(&mut form.clone()).clone();
        Self::new(label, move |form| name(&read(form)), move |to, from| *part(to) = read(from))
    }
}

/// The two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versions<F> {
    pub theirs: F,
    pub mine: F,
}

impl<F: Clone + 'static> Versions<F> {
    /// The fields that differ.
    pub fn differences(&self, fields: &[FieldOf<F>]) -> Vec<Difference> {
        let rows = fields.iter().map(|field| Difference {
            label: field.label.clone(),
            theirs: (field.show)(&self.theirs),
            mine: (field.show)(&self.mine),
        });
        rows.filter(|row| row.theirs != row.mine).collect()
    }

    /// Their version with what was chosen of mine: one answer for each difference, `true` for mine.
    pub fn merged(&self, fields: &[FieldOf<F>], chosen: &[bool]) -> F {
        let mut merged = self.theirs.clone();
        let differing = fields.iter().filter(|field| (field.show)(&self.theirs) != (field.show)(&self.mine));
        for (field, _) in differing.zip(chosen).filter(|(_, mine)| **mine) {
            (field.take)(&mut merged, &self.mine);
        }
        merged
    }
}

/// One field that differs, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub label: String,
    pub theirs: String,
    pub mine: String,
}

/// What the dialog shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// What happened.
    pub explanation: String,
    /// Who saved the one version and whose the other is, behind the headings; empty when it is not known.
    pub authors: (String, String),
    pub differences: Vec<Difference>,
}

/// The dialog; open while there is something to compare. `keep` gets one answer for each difference, `true` for mine.
#[component]
pub fn Comparison(
    #[prop(into)] compared: Signal<Option<Compared>>,
    keep: Callback<Vec<bool>>,
    take_theirs: Callback<()>,
    leave: Callback<()>,
) -> impl IntoView {
    let t = use_texts();
    let open = RwSignal::new(false);
    let chosen = RwSignal::new(Vec::<bool>::new());
    Effect::new(move |_| {
        let count = compared.with(|compared| compared.as_ref().map(|compared| compared.differences.len()));
        chosen.set(vec![true; count.unwrap_or_default()]);
        open.set(count.is_some());
    });
    Effect::new(move |_| {
        if !open.get() && compared.with_untracked(Option::is_some) {
            leave.run(());
        }
    });
    let title = t.common.conflict_title;
    let heading = |name: &str, author: &str| match author {
        "" => name.to_owned(),
        author => format!("{name} · {author}"),
    };
    view! {
        <Dialog id="conflict-dialog" open class="dialog dialog--xl" title=Signal::stored(title.to_owned())>
            {move || {
                let compared = compared.get()?;
                let (theirs, mine) = &compared.authors;
                let rows = compared.differences.iter().enumerate();
                let rows = rows.map(|(at, one)| view! { <Row at one=one.clone() chosen /> }).collect_view();
                Some(
                    view! {
                        <div class="dialog__body">
                            <Notice tone="amber" icon_name="git-merge" title=compared.explanation.clone() />
                            <div class="cf" tabindex="0" role="region" aria-label=title>
                                <table class="cf-t">
                                    <caption class="sr">{title}</caption>
                                    <thead>
                                        <tr>
                                            <th scope="col">{t.common.field}</th>
                                            <th scope="col">{heading(t.common.conflict_theirs, theirs)}</th>
                                            <th scope="col">{heading(t.common.conflict_mine, mine)}</th>
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
                            <button type="button" class="btn" on:click=move |_| open.set(false)>
                                {t.common.conflict_back}
                            </button>
                            <button
                                type="button"
                                class="btn btn--primary"
                                on:click=move |_| keep.run(chosen.get_untracked())
                            >
                                {t.common.conflict_keep}
                            </button>
                        </div>
                    },
                )
            }}
        </Dialog>
    }
}

#[component]
fn Row(at: usize, one: Difference, chosen: RwSignal<Vec<bool>>) -> impl IntoView {
    let t = use_texts();
    let is_mine = move || chosen.with(|chosen| chosen.get(at).copied().unwrap_or(true));
    let choose = move |mine: bool| {
        chosen.update(|chosen| {
            if let Some(place) = chosen.get_mut(at) {
                *place = mine;
            }
        });
    };
    let side = |mine: bool, text: String, label: &'static str| {
        view! {
            <td data-label=label>
                <label class="opt">
                    <input
                        type="radio"
                        name=format!("conflict-{at}")
                        prop:checked=move || is_mine() == mine
                        on:change=move |_| choose(mine)
                    />
                    <span class="pre">{if text.is_empty() { "—".to_owned() } else { text }}</span>
                </label>
            </td>
        }
    };
    view! {
        <tr>
            <th scope="row">{one.label}</th>
            {side(false, one.theirs, t.common.conflict_theirs)}
            {side(true, one.mine, t.common.conflict_mine)}
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq)]
    struct Order {
        what: String,
        service: String,
    }

    fn order(what: &str, service: &str) -> Order {
        Order { what: what.to_owned(), service: service.to_owned() }
    }

    fn fields() -> [FieldOf<Order>; 2] {
        let names = |code: &str| if code == "7" { "Certidão".to_owned() } else { "Baixa".to_owned() };
        [
            FieldOf::text("Assunto", |order: &mut Order| &mut order.what),
            FieldOf::named("Serviço", |order: &mut Order| &mut order.service, names),
        ]
    }

    #[test]
    fn only_what_differs_is_shown_and_by_its_name() {
        let versions = Versions { theirs: order("a", "7"), mine: order("a", "8") };
        let found = versions.differences(&fields());
        let expected =
            Difference { label: "Serviço".to_owned(), theirs: "Certidão".to_owned(), mine: "Baixa".to_owned() };
        assert_eq!(found, [expected]);
    }

    #[test]
    fn each_field_is_taken_from_the_version_that_was_chosen() {
        let versions = Versions { theirs: order("a", "7"), mine: order("b", "8") };
        assert_eq!(versions.merged(&fields(), &[false, true]), order("a", "8"));
        assert_eq!(versions.merged(&fields(), &[true, false]), order("b", "7"));
    }
}
