//! The sections of the settings, in the order of the side list.

use domain::i18n::Texts;

/// A section; each has its own address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Company,
    Mail,
    Tickets,
    Hours,
    Holidays,
    Contracts,
    Webhook,
    Services,
    Accountants,
    CannedReplies,
    Users,
}

impl Place {
    /// The tabs of "Parâmetros gerais".
    pub const PARAMETERS: [Self; 7] =
        [Self::Company, Self::Tickets, Self::Contracts, Self::Mail, Self::Hours, Self::Holidays, Self::Webhook];
    /// The catalogues, each a page.
    pub const CATALOGUES: [Self; 4] = [Self::Services, Self::Accountants, Self::CannedReplies, Self::Users];

    /// The tab named in an address; the first one for anything else.
    pub fn of_tab(code: &str) -> Self {
        match code {
            "mail" => Self::Mail,
            "tickets" => Self::Tickets,
            "hours" => Self::Hours,
            "holidays" => Self::Holidays,
            "contracts-2" => Self::Contracts,
            "integrations" => Self::Webhook,
            _ => Self::Company,
        }
    }

    pub const fn href(self) -> &'static str {
        match self {
            Self::Company => "/settings/general?tab=company",
            Self::Mail => "/settings/general?tab=mail",
            Self::Tickets => "/settings/general?tab=tickets",
            Self::Hours => "/settings/general?tab=hours",
            Self::Holidays => "/settings/general?tab=holidays",
            Self::Contracts => "/settings/general?tab=contracts-2",
            Self::Webhook => "/settings/general?tab=integrations",
            Self::Services => "/settings/services",
            Self::Accountants => "/settings/accountants",
            Self::CannedReplies => "/settings/canned-replies",
            Self::Users => "/settings/users",
        }
    }

    pub const fn icon(self) -> &'static str {
        match self {
            Self::Company => "building-2",
            Self::Mail => "at-sign",
            Self::Tickets => "inbox",
            Self::Hours => "clock",
            Self::Holidays => "calendar",
            Self::Contracts => "timer",
            Self::Webhook => "arrow-right-left",
            Self::Services => "concierge-bell",
            Self::Accountants => "file-text",
            Self::CannedReplies => "zap",
            Self::Users => "users",
        }
    }

    pub const fn name(self, t: &'static Texts) -> &'static str {
        match self {
            Self::Company => t.settings.company,
            Self::Mail => t.settings.mail,
            Self::Tickets => t.settings.tickets,
            Self::Hours => t.settings.hours,
            Self::Holidays => t.settings.holidays,
            Self::Contracts => t.settings.contracts_2.tab,
            Self::Webhook => t.settings.webhook.tab,
            Self::Services => t.settings.services,
            Self::Accountants => t.settings.accountants,
            Self::CannedReplies => t.chat.replies,
            Self::Users => t.settings.users,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_read_back_from_their_address() {
        for place in Place::PARAMETERS {
            let code = place.href().rsplit('=').next().unwrap();
            assert_eq!(Place::of_tab(code), place);
        }
        assert_eq!(Place::of_tab("nothing"), Place::Company);
    }
}
