//! The customers of the demo: people and companies, with documents and phones that hold under the rules.

use std::collections::BTreeSet;

use domain::{error::AppError, ids::PersonId, search, state::Uf};

use super::{
    calendar::Calendar,
    documents::{self, Kind},
    names::{ENDINGS, FIRST, KNOWN_COMPANIES, KNOWN_PEOPLE, LAST, MIDDLE, PLACES, TITLES, TRADES},
    random::Random,
};
use crate::{
    db::Tx,
    store::bulk::{self, PersonRow},
};

/// How many there are, those named by hand included.
const PEOPLE: usize = 300;
const INDIVIDUAL: &str = "individual";
const COMPANY: &str = "company";

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
            COMPANY => documents::cnpj(random, index).map(|cnpj| cnpj.as_str().to_owned()),
            _ => documents::cpf(index).map(|cpf| cpf.as_str().to_owned()),
        };
        let state = Uf::parse(state).unwrap_or(Uf::SP);
        let phones = kinds(random, kind).into_iter().filter_map(|kind| documents::phone(random, state, kind)).collect();
        let row = PersonRow {
            kind,
            social_name: social_name(random, kind),
            document: document.unwrap_or_default(),
            email: email(kind, &name).filter(|_| known || !random.chance(80)),
            state: state.code(),
            city,
            phones,
            name,
        };
        let since = calendar.now.plus_days(-i64::from(random.between(91, 720))).millis();
        let id = bulk::insert_person(tx, &row, since).await?;
        people.push(Person { id, name: row.name, email: row.email });
    }
    Ok(people)
}

/// Kind, name, state and city of everybody, each name once.
fn who(random: &mut Random) -> Vec<(&'static str, String, &'static str, &'static str)> {
    let known = KNOWN_COMPANIES.iter().map(|who| (COMPANY, *who)).chain(KNOWN_PEOPLE.iter().map(|who| (INDIVIDUAL, *who)));
    let mut all: Vec<_> = known.map(|(kind, (name, state, city))| (kind, name.to_owned(), state, city)).collect();
    let mut taken: BTreeSet<String> = all.iter().map(|(_, name, ..)| name.clone()).collect();
    while all.len() < PEOPLE {
        let (state, city) = *random.pick(&PLACES);
        let (kind, parts) = if random.chance(450) {
            (COMPANY, [*random.pick(&TRADES), *random.pick(&TITLES), *random.pick(&ENDINGS)])
        } else {
            (INDIVIDUAL, [*random.pick(&FIRST), *random.pick(&MIDDLE), *random.pick(&LAST)])
        };
        let name = parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ");
        if taken.insert(name.clone()) {
            all.push((kind, name, state, city));
        }
    }
    all
}

fn social_name(random: &mut Random, kind: &str) -> String {
    if kind == INDIVIDUAL && random.chance(20) { (*random.pick(&FIRST)).to_owned() } else { String::new() }
}

fn email(kind: &str, name: &str) -> Option<String> {
    let folded = search::fold(name);
    let words: Vec<&str> = folded.split(' ').filter(|word| !matches!(*word, "ltda" | "me" | "eireli")).collect();
    if kind == COMPANY {
        return Some(format!("contato@{}.example", words.concat()));
    }
    Some(format!("{}.{}@correio.example", words.first()?, words.last()?))
}

fn kinds(random: &mut Random, kind: &str) -> Vec<Kind> {
    let mut kinds = vec![Kind::Mobile];
    if kind == COMPANY || random.chance(250) {
        kinds.push(Kind::Landline);
    }
    if random.chance(200) {
        kinds.push(Kind::Mobile);
    }
    if kind == COMPANY && random.chance(120) {
        kinds.push(if random.chance(500) { Kind::TollFree } else { Kind::LocalRate });
    }
    kinds
}
