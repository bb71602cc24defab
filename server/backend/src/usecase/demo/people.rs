//! The customers of the demo: people and companies, with documents and phones that hold under the rules.

use std::collections::BTreeSet;

use domain::{
    document::Document,
    email::Email,
    error::AppError,
    ids::PersonId,
    person::{PersonDraft, PersonKind, PersonPhone, PhoneState},
    search,
    state::Uf,
};

use super::{
    calendar::Calendar,
    documents::{self, Kind},
    names::{ENDINGS, FIRST, KNOWN_COMPANIES, KNOWN_PEOPLE, LAST, MIDDLE, PLACES, TITLES, TRADES},
    random::Random,
};
use crate::{db::Tx, store::people as people_store};

/// How many there are, those named by hand included.
const PEOPLE: usize = 300;

/// A stored person, with what tickets and mails need.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) id: PersonId,
    pub(super) name: String,
    pub(super) email: Option<String>,
}

pub(super) async fn write(tx: &mut Tx, random: &mut Random, calendar: &Calendar) -> Result<Vec<Person>, AppError> {
    let mut people = Vec::with_capacity(PEOPLE);
    let mut index = 0;
    let named = u32::try_from(KNOWN_COMPANIES.len() + KNOWN_PEOPLE.len()).unwrap_or(0);
    for (kind, name, state, city) in who(random) {
        index += 1;
        // The others may have no address: then a change of status can tell nobody, and the desk says so.
        let known = index <= named;
        let document = match kind {
            PersonKind::Company => documents::cnpj(random, index).map(Document::from),
            PersonKind::Individual => documents::cpf(index).map(Document::from),
        };
        let state = Uf::parse(state).unwrap_or(Uf::SP);
        let email = email(kind, &name).filter(|_| known || !random.chance(80));
        let draft = PersonDraft {
            kind,
            social_name: social_name(random, kind),
            document,
            email: email.as_deref().and_then(|text| Email::parse(text).ok()),
            state: Some(state),
            city: city.to_owned(),
            zone: None,
            note: String::new(),
            phones: phones(random, kind, state),
            name: name.clone(),
        };
        let since = calendar.now.plus_days(-i64::from(random.between(91, 720)));
        let id = people_store::insert(tx, &draft, since).await?;
        people.push(Person { id, name, email });
    }
    Ok(people)
}

/// Kind, name, state and city of everybody, each name once.
fn who(random: &mut Random) -> Vec<(PersonKind, String, &'static str, &'static str)> {
    let known = KNOWN_COMPANIES
        .iter()
        .map(|who| (PersonKind::Company, *who))
        .chain(KNOWN_PEOPLE.iter().map(|who| (PersonKind::Individual, *who)));
    let mut all: Vec<_> = known.map(|(kind, (name, state, city))| (kind, name.to_owned(), state, city)).collect();
    let mut taken: BTreeSet<String> = all.iter().map(|(_, name, ..)| name.clone()).collect();
    while all.len() < PEOPLE {
        let (state, city) = *random.pick(&PLACES);
        let (kind, parts) = if random.chance(450) {
            (PersonKind::Company, [*random.pick(&TRADES), *random.pick(&TITLES), *random.pick(&ENDINGS)])
        } else {
            (PersonKind::Individual, [*random.pick(&FIRST), *random.pick(&MIDDLE), *random.pick(&LAST)])
        };
        let name = parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ");
        if taken.insert(name.clone()) {
            all.push((kind, name, state, city));
        }
    }
    all
}

fn social_name(random: &mut Random, kind: PersonKind) -> String {
    if kind == PersonKind::Individual && random.chance(20) { (*random.pick(&FIRST)).to_owned() } else { String::new() }
}

fn email(kind: PersonKind, name: &str) -> Option<String> {
    let folded = search::fold(name);
    let words: Vec<&str> = folded.split(' ').filter(|word| !matches!(*word, "ltda" | "me" | "eireli")).collect();
    if kind == PersonKind::Company {
        return Some(format!("contato@{}.example", words.concat()));
    }
    Some(format!("{}.{}@correio.example", words.first()?, words.last()?))
}

fn phones(random: &mut Random, owner: PersonKind, state: Uf) -> Vec<PersonPhone> {
    let mut kinds = vec![Kind::Mobile];
    if owner == PersonKind::Company || random.chance(250) {
        kinds.push(Kind::Landline);
    }
    if random.chance(200) {
        kinds.push(Kind::Mobile);
    }
    if owner == PersonKind::Company && random.chance(120) {
        kinds.push(if random.chance(500) { Kind::TollFree } else { Kind::LocalRate });
    }
    let mut phones = Vec::with_capacity(kinds.len());
    for (slot, kind) in (1..).zip(kinds) {
        let Some(number) = documents::phone(random, state, kind) else { continue };
        // The first one works.
        let state = match random.below(100) {
            0..=3 if slot > 1 => PhoneState::Wrong,
            4..=5 if slot > 1 => PhoneState::DoNotCall,
            _ => PhoneState::Ok,
        };
        phones.push(PersonPhone { slot, number, state });
    }
    phones
}
