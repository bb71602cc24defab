//! What became of the same act on many tickets, in one line and the lists below it.

use crate::ticket::wire::BulkResult;

texts! {
    /// Texts of the notice after a bulk change.
    pub struct BulkTexts {
        changed(count: usize):
            ["Nenhum atendimento alterado", "1 atendimento alterado", "{count} atendimentos alterados"],
            ["No ticket changed", "1 ticket changed", "{count} tickets changed"];
        unchanged(count: usize):
            ["1 já estava assim", "{count} já estavam assim"],
            ["1 was so already", "{count} were so already"];
        conflicts(count: usize):
            ["1 mudou enquanto isso", "{count} mudaram enquanto isso"],
            "{count} changed meanwhile";
        refused(count: usize): ["1 recusado", "{count} recusados"], "{count} refused";
        mails_queued(count: u32):
            ["1 e-mail na fila de envio.", "{count} e-mails na fila de envio."],
            ["1 e-mail queued for sending.", "{count} e-mails queued for sending."];
        /// Before the tickets that somebody else changed, with what to do.
        decide_again:
            "Alguém mudou antes; continuam marcados para você decidir:",
            "Somebody changed them first; they stay selected for you to decide:";
        /// A ticket of that list, with its present status: "#123 (agora Finalizado)".
        now(id: i64, status: &str): "#{id} (agora {status})", "#{id} (now {status})";
        /// Before the requesters who are not told.
        untold: "Sem e-mail no cadastro, não serão avisados:", "Without e-mail on record, not told:";
    }
}

/// How many tickets each list of a bulk result holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BulkCounts {
    pub changed: usize,
    pub unchanged: usize,
    pub conflicts: usize,
    pub refused: usize,
}

impl From<&BulkResult> for BulkCounts {
    fn from(result: &BulkResult) -> Self {
        Self {
            changed: result.changed.len(),
            unchanged: result.unchanged.len(),
            conflicts: result.conflicts.len(),
            refused: result.refused.len(),
        }
    }
}

impl BulkTexts {
    /// How many mails wait, if any.
    pub fn mails(&self, result: &BulkResult) -> Option<String> {
        (result.mails_queued > 0).then(|| (self.mails_queued)(result.mails_queued))
    }

    /// All of it in one line: "3 atendimentos alterados · 1 já estava assim". What did not happen is not mentioned.
    pub fn summary(&self, counts: impl Into<BulkCounts>) -> String {
        let counts = counts.into();
        let parts =
            [(counts.unchanged, self.unchanged), (counts.conflicts, self.conflicts), (counts.refused, self.refused)];
        let rest = parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, text)| text(count));
        std::iter::once((self.changed)(counts.changed)).chain(rest).collect::<Vec<_>>().join(" · ")
    }
}

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
