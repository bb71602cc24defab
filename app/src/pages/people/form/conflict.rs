//! Two versions of one person: what somebody saved meanwhile, and what is in the form.

use domain::{
    i18n::Texts,
    person::{PHONE_SLOTS, PersonForm, PhoneForm},
    time::UtcMillis,
    zone::Zone,
};

use crate::ui::comparison::{FieldOf, Versions};

/// Both versions; the stored one comes with its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    pub versions: Versions<PersonForm>,
    /// When the stored version was saved.
    pub at: UtcMillis,
    pub now: UtcMillis,
}

/// The fields that may differ, in the order of the form.
pub fn fields(t: &'static Texts) -> Vec<FieldOf<PersonForm>> {
    let words = &t.people;
    let zone = |code: &str| match Zone::from_code(code) {
        Some(zone) => (t.settings.zone)(zone).to_owned(),
        None => words.zone_company.to_owned(),
    };
    let mut fields = vec![
        FieldOf::text(words.name, |form: &mut PersonForm| &mut form.name),
        FieldOf::text(words.social_name, |form| &mut form.social_name),
        FieldOf::text(words.document, |form| &mut form.document),
        FieldOf::new(
            words.kind,
            |form: &PersonForm| (words.kind_name)(form.kind).to_owned(),
            |to, from| to.kind = from.kind,
        ),
        FieldOf::text(words.email, |form| &mut form.email),
        FieldOf::text(words.city, |form| &mut form.city),
        FieldOf::text(words.state, |form| &mut form.state),
        FieldOf::named(words.zone, |form| &mut form.zone, zone),
        FieldOf::text(words.note, |form| &mut form.note),
    ];
    for (slot, index) in (1_u8..).zip(0..PHONE_SLOTS) {
        let phone = move |form: &PersonForm| form.phones.get(index).cloned().unwrap_or_default();
        let shown = move |form: &PersonForm| match phone(form) {
            PhoneForm { number, .. } if number.is_empty() => String::new(),
            PhoneForm { number, state } => format!("{number} · {}", (words.phone_state)(state)),
        };
        let take = move |to: &mut PersonForm, from: &PersonForm| {
            to.phones.resize(PHONE_SLOTS, PhoneForm::default());
            if let Some(place) = to.phones.get_mut(index) {
                *place = phone(from);
            }
        };
        fields.push(FieldOf::new((words.phone_n)(slot), shown, take));
    }
    fields
}
