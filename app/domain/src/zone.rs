//! The four time zones of Brazil and which one a state or an area code lies in.
//!
//! Offsets are constants: Brazil has had no daylight saving time since 2019 (Decreto 9.772/2019), and the zones are set
//! by law (Decreto 2.784/1913, Lei 11.662/2008, Lei 12.876/2013). Instants and their local forms live in `time`.

use std::fmt;

use thiserror::Error;

use crate::state::Uf;

coded! {
    /// A Brazilian time zone, from east to west; stored and sent as its IANA name.
    pub enum Zone {
        /// UTC−2: Fernando de Noronha and the other oceanic islands.
        Noronha = "America/Noronha",
        /// UTC−3: the legal time of Brasília, most of the country.
        Brasilia = "America/Sao_Paulo",
        /// UTC−4: most of Amazonas, Mato Grosso, Mato Grosso do Sul, Rondônia, Roraima.
        Amazonas = "America/Manaus",
        /// UTC−5: Acre and the west of Amazonas.
        Acre = "America/Rio_Branco",
    }
}

/// What a place tells about the zone of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZoneGuess {
    /// The whole place lies in this zone.
    One(Zone),
    /// The place is split: ask, offering these; the first is where most people live.
    Ask(&'static [Zone]),
}

/// The text is not the name of a Brazilian zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not one of the four Brazilian time zones")]
pub struct ZoneError;

impl Zone {
    /// Minutes to add to UTC to get the local time; negative, since all lie west of Greenwich.
    pub const fn offset_minutes(self) -> i32 {
        match self {
            Self::Noronha => -120,
            Self::Brasilia => -180,
            Self::Amazonas => -240,
            Self::Acre => -300,
        }
    }

    /// Reads an IANA name, case-blind. Only the four names that `code` gives.
    pub fn parse(text: &str) -> Result<Self, ZoneError> {
        let text = text.trim();
        Self::ALL.into_iter().find(|zone| zone.code().eq_ignore_ascii_case(text)).ok_or(ZoneError)
    }

    /// The zone of a state. Amazonas (13 towns in the west, Lei 12.876/2013) and Pernambuco (Noronha) are split.
    pub const fn of_state(state: Uf) -> ZoneGuess {
        match state {
            Uf::AC => ZoneGuess::One(Self::Acre),
            Uf::AM => ZoneGuess::Ask(&[Self::Amazonas, Self::Acre]),
            Uf::PE => ZoneGuess::Ask(&[Self::Brasilia, Self::Noronha]),
            Uf::MS | Uf::MT | Uf::RO | Uf::RR => ZoneGuess::One(Self::Amazonas),
            _ => ZoneGuess::One(Self::Brasilia),
        }
    }

    /// The zone of an area code. Inside the two split states only 97 (west of Amazonas) and 81 (Noronha shares it with
    /// Recife) are ambiguous. A number that is no area code tells nothing: ask among all four.
    pub fn of_ddd(ddd: u8) -> ZoneGuess {
        match (ddd, Uf::of_ddd(ddd)) {
            (92, _) => ZoneGuess::One(Self::Amazonas),
            (87, _) => ZoneGuess::One(Self::Brasilia),
            (_, Some(state)) => Self::of_state(state),
            (_, None) => ZoneGuess::Ask(&[Self::Brasilia, Self::Amazonas, Self::Acre, Self::Noronha]),
        }
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_offsets() {
        let offsets: Vec<i32> = Zone::ALL.iter().map(|zone| zone.offset_minutes() / 60).collect();
        assert_eq!(offsets, [-2, -3, -4, -5]);
        for zone in Zone::ALL {
            assert_eq!(Zone::parse(zone.code()), Ok(zone));
            assert_eq!(serde_json::to_string(&zone).unwrap(), format!("\"{zone}\""));
        }
        assert_eq!(Zone::parse(" america/sao_paulo "), Ok(Zone::Brasilia));
        assert_eq!(Zone::parse("America/Lisbon"), Err(ZoneError));
    }

    #[test]
    fn states_lie_in_their_zones() {
        assert_eq!(Zone::of_state(Uf::SP), ZoneGuess::One(Zone::Brasilia));
        assert_eq!(Zone::of_state(Uf::PA), ZoneGuess::One(Zone::Brasilia));
        assert_eq!(Zone::of_state(Uf::AC), ZoneGuess::One(Zone::Acre));
        for uf in [Uf::MT, Uf::MS, Uf::RO, Uf::RR] {
            assert_eq!(Zone::of_state(uf), ZoneGuess::One(Zone::Amazonas));
        }
        assert_eq!(Zone::of_state(Uf::AM), ZoneGuess::Ask(&[Zone::Amazonas, Zone::Acre]));
        assert_eq!(Zone::of_state(Uf::PE), ZoneGuess::Ask(&[Zone::Brasilia, Zone::Noronha]));
    }

    #[test]
    fn only_97_and_81_are_ambiguous() {
        let mut ambiguous = Vec::new();
        for ddd in Uf::all().iter().flat_map(|uf| uf.ddds()) {
            if let ZoneGuess::Ask(zones) = Zone::of_ddd(*ddd) {
                assert_eq!(zones.len(), 2);
                ambiguous.push(*ddd);
            }
        }
        assert_eq!(ambiguous, [97, 81]);
        assert_eq!(Zone::of_ddd(92), ZoneGuess::One(Zone::Amazonas));
        assert_eq!(Zone::of_ddd(68), ZoneGuess::One(Zone::Acre));
        assert!(matches!(Zone::of_ddd(20), ZoneGuess::Ask(zones) if zones.len() == 4));
    }
}
