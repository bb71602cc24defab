//! All keyboard shortcuts, as data: the sheet shows them, the hint bars show the first of them.

use domain::i18n::shell::{KeyAct, KeyPlace};

/// One shortcut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortcut {
    /// As written on the keys, one after the other or together.
    pub keys: &'static [&'static str],
    pub act: KeyAct,
    /// Among the few that the bar at the foot of the screen shows.
    pub hinted: bool,
}

const fn hinted(keys: &'static [&'static str], act: KeyAct) -> Shortcut {
    Shortcut { keys, act, hinted: true }
}

const fn listed(keys: &'static [&'static str], act: KeyAct) -> Shortcut {
    Shortcut { keys, act, hinted: false }
}

/// The shortcuts of one place, in the order of the sheet.
pub const fn shortcuts_of(place: KeyPlace) -> &'static [Shortcut] {
    match place {
        KeyPlace::Anywhere => {
            const {
                &[
                    listed(&["Ctrl", "K"], KeyAct::Palette),
                    listed(&["G", "T"], KeyAct::GoTickets),
                    listed(&["G", "P"], KeyAct::GoPeople),
                    listed(&["G", "C"], KeyAct::GoContracts),
                    listed(&["G", "S"], KeyAct::GoSettings),
                    listed(&["F8"], KeyAct::Notices),
                    listed(&["Ctrl", "Enter"], KeyAct::Submit),
                    listed(&["?"], KeyAct::Sheet),
                    listed(&["Esc"], KeyAct::Close),
                ]
            }
        }
        KeyPlace::TicketList => {
            const {
                &[
                    hinted(&["J", "K"], KeyAct::Walk),
                    hinted(&["Enter"], KeyAct::Open),
                    hinted(&["X"], KeyAct::Select),
                    hinted(&["S"], KeyAct::Status),
                    listed(&["E"], KeyAct::Edit),
                    hinted(&["M"], KeyAct::Move),
                    listed(&["Shift", "R"], KeyAct::Reopen),
                    hinted(&["N"], KeyAct::New),
                    hinted(&["/"], KeyAct::FindInView),
                    listed(&["F"], KeyAct::Filters),
                ]
            }
        }
        KeyPlace::Contracts => {
            const {
                &[
                    hinted(&["J", "K"], KeyAct::Walk),
                    hinted(&["A"], KeyAct::Actions),
                    hinted(&["L"], KeyAct::Release),
                    hinted(&["Enter"], KeyAct::Summary),
                    hinted(&["F"], KeyAct::Filters),
                    hinted(&["/"], KeyAct::FindInView),
                ]
            }
        }
        KeyPlace::TicketPage => {
            const {
                &[
                    hinted(&["R"], KeyAct::Reply),
                    hinted(&["I"], KeyAct::Note),
                    hinted(&["S"], KeyAct::Status),
                    hinted(&["M"], KeyAct::Move),
                    hinted(&["E"], KeyAct::Edit),
                    listed(&["Shift", "R"], KeyAct::Reopen),
                    hinted(&["Alt", "1–6"], KeyAct::Tab),
                    listed(&["Ctrl", "S"], KeyAct::Save),
                    hinted(&["Esc"], KeyAct::BackToList),
                ]
            }
        }
        KeyPlace::People => {
            const { &[hinted(&["N"], KeyAct::New), hinted(&["/"], KeyAct::FindPerson), hinted(&["E"], KeyAct::Edit)] }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_shows_at_most_seven_and_the_way_to_all() {
        for place in KeyPlace::ALL {
            assert!(shortcuts_of(place).iter().filter(|shortcut| shortcut.hinted).count() <= 7, "{place:?}");
        }
    }

    #[test]
    fn no_key_does_two_things_in_one_place() {
        for place in KeyPlace::ALL {
            let all = shortcuts_of(place);
            for (index, shortcut) in all.iter().enumerate() {
                assert!(all[index + 1..].iter().all(|other| other.keys != shortcut.keys), "{place:?} {shortcut:?}");
            }
        }
    }
}
