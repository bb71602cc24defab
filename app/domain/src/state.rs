//! The 27 federative units of Brazil and the area codes (DDD) of each.
//!
//! This is the only list of area codes: `phone` and `zone` ask here. Cities and their codes are data, not rules, and
//! live in the database.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::search;

/// A state or the Federal District, by its two-letter code (IBGE).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
/// The variants are the official codes; `name` spells them out.
pub enum Uf {
    AC,
    AL,
    AM,
    AP,
    BA,
    CE,
    DF,
    ES,
    GO,
    MA,
    MG,
    MS,
    MT,
    PA,
    PB,
    PE,
    PI,
    PR,
    RJ,
    RN,
    RO,
    RR,
    RS,
    SC,
    SE,
    SP,
    TO,
}

/// The text names no Brazilian state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum UfError {
    /// Nothing was typed.
    #[error("no state given")]
    Empty,
    /// Neither a code nor a name of one of the 27.
    #[error("not a Brazilian state")]
    Unknown,
}

const ALL: [Uf; 27] = [
    Uf::AC,
    Uf::AL,
    Uf::AM,
    Uf::AP,
    Uf::BA,
    Uf::CE,
    Uf::DF,
    Uf::ES,
    Uf::GO,
    Uf::MA,
    Uf::MG,
    Uf::MS,
    Uf::MT,
    Uf::PA,
    Uf::PB,
    Uf::PE,
    Uf::PI,
    Uf::PR,
    Uf::RJ,
    Uf::RN,
    Uf::RO,
    Uf::RR,
    Uf::RS,
    Uf::SC,
    Uf::SE,
    Uf::SP,
    Uf::TO,
];

impl Uf {
    /// All 27, ordered by code.
    pub const fn all() -> &'static [Self] {
        &ALL
    }

    /// Reads a code ("sp") or a full name ("Sao Paulo"), case- and accent-blind.
    pub fn parse(text: &str) -> Result<Self, UfError> {
        let wanted = search::fold(text);
        if wanted.is_empty() {
            return Err(UfError::Empty);
        }
        let found =
            ALL.into_iter().find(|uf| uf.code().eq_ignore_ascii_case(&wanted) || search::fold(uf.name()) == wanted);
        found.ok_or(UfError::Unknown)
    }

    /// The state an area code belongs to. 61 also serves the towns of Goiás around the Federal District; it counts as DF.
    pub fn of_ddd(ddd: u8) -> Option<Self> {
        ALL.into_iter().find(|uf| uf.ddds().contains(&ddd))
    }

    /// Two capital letters, as stored.
    pub const fn code(self) -> &'static str {
        self.describe().0
    }

    /// The official name in Portuguese.
    pub const fn name(self) -> &'static str {
        self.describe().1
    }

    /// The area codes of the state; each of the 67 belongs to exactly one (Anatel, Plano Geral de Códigos Nacionais).
    pub const fn ddds(self) -> &'static [u8] {
        self.describe().2
    }

    const fn describe(self) -> (&'static str, &'static str, &'static [u8]) {
        match self {
            Self::AC => ("AC", "Acre", &[68]),
            Self::AL => ("AL", "Alagoas", &[82]),
            Self::AM => ("AM", "Amazonas", &[92, 97]),
            Self::AP => ("AP", "Amapá", &[96]),
            Self::BA => ("BA", "Bahia", &[71, 73, 74, 75, 77]),
            Self::CE => ("CE", "Ceará", &[85, 88]),
            Self::DF => ("DF", "Distrito Federal", &[61]),
            Self::ES => ("ES", "Espírito Santo", &[27, 28]),
            Self::GO => ("GO", "Goiás", &[62, 64]),
            Self::MA => ("MA", "Maranhão", &[98, 99]),
            Self::MG => ("MG", "Minas Gerais", &[31, 32, 33, 34, 35, 37, 38]),
            Self::MS => ("MS", "Mato Grosso do Sul", &[67]),
            Self::MT => ("MT", "Mato Grosso", &[65, 66]),
            Self::PA => ("PA", "Pará", &[91, 93, 94]),
            Self::PB => ("PB", "Paraíba", &[83]),
            Self::PE => ("PE", "Pernambuco", &[81, 87]),
            Self::PI => ("PI", "Piauí", &[86, 89]),
            Self::PR => ("PR", "Paraná", &[41, 42, 43, 44, 45, 46]),
            Self::RJ => ("RJ", "Rio de Janeiro", &[21, 22, 24]),
            Self::RN => ("RN", "Rio Grande do Norte", &[84]),
            Self::RO => ("RO", "Rondônia", &[69]),
            Self::RR => ("RR", "Roraima", &[95]),
            Self::RS => ("RS", "Rio Grande do Sul", &[51, 53, 54, 55]),
            Self::SC => ("SC", "Santa Catarina", &[47, 48, 49]),
            Self::SE => ("SE", "Sergipe", &[79]),
            Self::SP => ("SP", "São Paulo", &[11, 12, 13, 14, 15, 16, 17, 18, 19]),
            Self::TO => ("TO", "Tocantins", &[63]),
        }
    }
}

impl fmt::Display for Uf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_67_area_codes_belong_to_one_state_each() {
        let mut ddds: Vec<u8> = Uf::all().iter().flat_map(|uf| uf.ddds()).copied().collect();
        ddds.sort_unstable();
        let plan = [11..=19, 21..=22, 24..=24, 27..=28, 31..=35, 37..=38, 41..=49, 51..=51, 53..=55, 61..=69, 71..=71];
        let rest = [73..=75, 77..=77, 79..=79, 81..=89, 91..=99];
        let expected: Vec<u8> = plan.into_iter().chain(rest).flatten().collect();
        assert_eq!(ddds, expected);
        assert_eq!(ddds.len(), 67);
    }

    #[test]
    fn codes_and_names_can_be_read_back() {
        for uf in Uf::all() {
            assert_eq!(Uf::parse(uf.code()), Ok(*uf));
            assert_eq!(Uf::parse(&uf.name().to_uppercase()), Ok(*uf));
            assert_eq!(serde_json::to_string(uf).unwrap(), format!("\"{}\"", uf.code()));
            for ddd in uf.ddds() {
                assert_eq!(Uf::of_ddd(*ddd), Some(*uf));
            }
        }
        assert!(Uf::all().is_sorted_by_key(|uf| uf.code()));
    }

    #[test]
    fn case_accents_and_spaces_do_not_matter() {
        assert_eq!(Uf::parse(" sp "), Ok(Uf::SP));
        assert_eq!(Uf::parse("sao  paulo"), Ok(Uf::SP));
        assert_eq!(Uf::parse("CEARA"), Ok(Uf::CE));
        assert_eq!(Uf::parse("para"), Ok(Uf::PA));
        assert_eq!(Uf::parse("  "), Err(UfError::Empty));
        assert_eq!(Uf::parse("XX"), Err(UfError::Unknown));
    }
}
