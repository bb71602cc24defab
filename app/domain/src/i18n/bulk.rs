//! What became of the same act on many tickets, in one line and the lists below it.

/// Texts of the notice after a bulk change.
pub struct BulkTexts {
    pub changed: fn(usize) -> String,
    pub unchanged: fn(usize) -> String,
    pub conflicts: fn(usize) -> String,
    pub refused: fn(usize) -> String,
    pub mails_queued: fn(u32) -> String,
    /// Before the tickets that somebody else changed, with what to do.
    pub decide_again: &'static str,
    /// A ticket of that list, with its present status: "#123 (agora Finalizado)".
    pub now: fn(i64, &str) -> String,
    /// Before the requesters who are not told.
    pub untold: &'static str,
}

/// How many tickets each list of a bulk result holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BulkCounts {
    pub changed: usize,
    pub unchanged: usize,
    pub conflicts: usize,
    pub refused: usize,
}

impl BulkTexts {
    /// All of it in one line: "3 atendimentos alterados · 1 já estava assim". What did not happen is not mentioned.
    #[must_use]
    pub fn summary(&self, counts: BulkCounts) -> String {
        let parts =
            [(counts.unchanged, self.unchanged), (counts.conflicts, self.conflicts), (counts.refused, self.refused)];
        let rest = parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, text)| text(count));
        std::iter::once((self.changed)(counts.changed)).chain(rest).collect::<Vec<_>>().join(" · ")
    }
}

pub const PT_BR: BulkTexts = BulkTexts {
    changed: |count| match count {
        0 => "Nenhum atendimento alterado".into(),
        1 => "1 atendimento alterado".into(),
        _ => format!("{count} atendimentos alterados"),
    },
    unchanged: |count| {
        if count == 1 { "1 já estava assim".into() } else { format!("{count} já estavam assim") }
    },
    conflicts: |count| {
        if count == 1 { "1 mudou enquanto isso".into() } else { format!("{count} mudaram enquanto isso") }
    },
    refused: |count| if count == 1 { "1 recusado".into() } else { format!("{count} recusados") },
    mails_queued: |count| {
        if count == 1 { "1 e-mail na fila de envio.".into() } else { format!("{count} e-mails na fila de envio.") }
    },
    decide_again: "Alguém mudou antes; continuam marcados para você decidir:",
    now: |id, status| format!("#{id} (agora {status})"),
    untold: "Sem e-mail no cadastro, não serão avisados:",
};

pub const EN: BulkTexts = BulkTexts {
    changed: |count| match count {
        0 => "No ticket changed".into(),
        1 => "1 ticket changed".into(),
        _ => format!("{count} tickets changed"),
    },
    unchanged: |count| {
        if count == 1 { "1 was so already".into() } else { format!("{count} were so already") }
    },
    conflicts: |count| format!("{count} changed meanwhile"),
    refused: |count| format!("{count} refused"),
    mails_queued: |count| {
        if count == 1 { "1 e-mail queued for sending.".into() } else { format!("{count} e-mails queued for sending.") }
    },
    decide_again: "Somebody changed them first; they stay selected for you to decide:",
    now: |id, status| format!("#{id} (now {status})"),
    untold: "Without e-mail on record, not told:",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_says_what_happened_and_nothing_else() {
        let counts = BulkCounts { changed: 3, unchanged: 1, conflicts: 1, refused: 0 };
        assert_eq!(PT_BR.summary(counts), "3 atendimentos alterados · 1 já estava assim · 1 mudou enquanto isso");
        assert_eq!(EN.summary(counts), "3 tickets changed · 1 was so already · 1 changed meanwhile");
        let none = BulkCounts { changed: 0, unchanged: 2, conflicts: 0, refused: 1 };
        assert_eq!(PT_BR.summary(none), "Nenhum atendimento alterado · 2 já estavam assim · 1 recusado");
        let all = BulkCounts { changed: 2, unchanged: 0, conflicts: 0, refused: 0 };
        assert_eq!(PT_BR.summary(all), "2 atendimentos alterados");
    }
}
