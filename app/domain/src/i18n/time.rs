//! Words for days and durations: "hoje 14:31", "ontem 16:03", "9 mar 08:31", "27 min".

use crate::{
    time::{DayLabel, UtcMillis},
    zone::Zone,
};

texts! {
    /// Words of the calendar.
    pub struct TimeTexts {
        today: "hoje", "today";
        yesterday: "ontem", "yesterday";
        /// January first, short.
        months -> [&'static str; 12]:
            ["jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"],
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        /// Monday first, whole words.
        weekdays -> [&'static str; 7]:
            ["segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo"],
            ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        minutes(count: i64): "{count} min", "{count} min";
        hours(count: i64): "{count} h", "{count} h";
        days(count: i64): ["1 dia", "{count} dias"], ["1 day", "{count} days"];
        late_by(span: &str): "atrasado há {span}", "late by {span}";
    }
}

impl TimeTexts {
    /// The short form of lists: relative up to yesterday, then day and month, the year only when it is another one.
    pub fn moment(&self, at: UtcMillis, now: UtcMillis, zone: Zone) -> String {
        let hour = at.format_time(zone);
        match DayLabel::at(at, now, zone) {
            DayLabel::Today => format!("{} {hour}", self.today),
            DayLabel::Yesterday => format!("{} {hour}", self.yesterday),
            DayLabel::ThisYear { day, month } => {
                let name = usize::try_from(month).ok().and_then(|month| self.months.get(month - 1)).unwrap_or(&"");
                format!("{day} {name} {hour}")
            }
            DayLabel::Full => at.format_date(zone),
        }
    }

    /// The day alone, between messages: "hoje", "ontem", "9 mar", or the date when it is another year.
    pub fn day(&self, at: UtcMillis, now: UtcMillis, zone: Zone) -> String {
        match DayLabel::at(at, now, zone) {
            DayLabel::Today => self.today.to_owned(),
            DayLabel::Yesterday => self.yesterday.to_owned(),
            DayLabel::ThisYear { day, month } => {
                let name = usize::try_from(month).ok().and_then(|month| self.months.get(month - 1)).unwrap_or(&"");
                format!("{day} {name}")
            }
            DayLabel::Full => at.format_date(zone),
        }
    }

    /// A rough length of time: minutes, then hours, then days.
    pub fn span(&self, millis: i64) -> String {
        let minutes = millis / 60_000;
        match minutes {
            ..60 => (self.minutes)(minutes.max(0)),
            60..1440 => (self.hours)(minutes / 60),
            _ => (self.days)(minutes / 1440),
        }
    }
}
