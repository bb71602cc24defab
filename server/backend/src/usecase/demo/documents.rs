//! CPFs, CNPJs and phones that hold under the rules and are likely nobody's: their ranges are not given out.

use domain::{
    document::{Cnpj, Cpf},
    phone::Phone,
    state::Uf,
};

use super::random::Random;

/// CPF number `index`.
pub(super) fn cpf(index: u32) -> Option<Cpf> {
    let base = format!("{:09}", 990_000_000 + index * 7_919 % 9_999_999);
    (0..100).find_map(|check| Cpf::parse(&format!("{base}{check:02}")).ok())
}

/// CNPJ number `index`; every third with letters, as given out since July 2026.
pub(super) fn cnpj(random: &mut Random, index: u32) -> Option<Cnpj> {
    const LETTERS: [char; 20] =
        ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'R', 'S', 'T', 'V', 'X', 'Z'];
    let base = if index.is_multiple_of(3) {
        let letters: String = (0..3).map(|_| *random.pick(&LETTERS)).collect();
        let branch: String = (0..2).map(|_| *random.pick(&LETTERS)).collect();
        format!("{:02}{letters}{:03}01{branch}", 90 + index % 10, index % 1_000)
    } else {
        format!("{:08}0001", 98_000_000 + index * 6_007 % 1_999_999)
    };
    (0..100).find_map(|check| Cnpj::parse(&format!("{base}{check:02}")).ok())
}

/// The kinds of phone people give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Mobile,
    Landline,
    TollFree,
    LocalRate,
}

/// A phone of this kind, with an area code of `state` where the kind has one.
pub(super) fn phone(random: &mut Random, state: Uf, kind: Kind) -> Option<Phone> {
    let ddd = state.ddds().first().copied().unwrap_or(11);
    let number = match kind {
        Kind::Mobile => format!("{ddd}90{:03}{:04}", random.below(1_000), random.below(10_000)),
        Kind::Landline => format!("{ddd}2000{:04}", random.below(10_000)),
        Kind::TollFree => format!("0800000{:04}", random.below(10_000)),
        Kind::LocalRate => format!("4000{:04}", random.below(10_000)),
    };
    Phone::parse(&number).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_and_phone_holds() {
        let mut random = Random::new(3);
        for index in 0..500 {
            assert!(cpf(index).is_some(), "{index}");
            let cnpj = cnpj(&mut random, index).unwrap();
            assert_eq!(cnpj.as_str().bytes().any(|byte| byte.is_ascii_alphabetic()), index % 3 == 0);
        }
        for state in Uf::all() {
            for kind in [Kind::Mobile, Kind::Landline, Kind::TollFree, Kind::LocalRate] {
                assert!(phone(&mut random, *state, kind).is_some(), "{state:?} {kind:?}");
            }
        }
    }
}
