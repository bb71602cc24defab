//! Texts around splitting a ticket: the act, its dialog, and how both tickets tell of it.

use crate::ticket::{
    Field,
    wire::{HistoryKind, HistoryLine},
};

texts! {
    /// Texts of the dialog, the ties and the history. A number comes with its `#`.
    pub struct SplitTexts {
        act: "Dividir atendimento", "Split ticket";
        title(id: i64): "Dividir #{id}", "Split #{id}";
        description: "O que sai deste atendimento", "What moves out of this ticket";
        subject_help: "Do atendimento novo.", "Of the new ticket.";
        description_help:
            "Vira a descrição do atendimento novo. Solicitante, contador e responsável são os mesmos.",
            "Becomes the description of the new ticket. Requester, accountant and assignee stay the same.";
        stays: "As mensagens do chat ficam neste atendimento.", "The messages of the chat stay in this ticket.";
        open_new(id: i64): "Abrir #{id}", "Open #{id}";
        into(number: &str): "Dividido em {number}", "Split into {number}";
        from(number: &str): "Dividido de {number}", "Split from {number}";
    }
}

impl SplitTexts {
    /// The sentence of a history line that tells of a split; `None` when it tells of something else.
    pub fn line(&self, line: &HistoryLine) -> Option<String> {
        match (line.kind, line.field) {
            (HistoryKind::Linked, Some(Field::Split)) if line.after.is_empty() => Some((self.from)(&line.before)),
            (HistoryKind::Linked, Some(Field::Split)) => Some((self.into)(&line.after)),
            _ => None,
        }
    }
}
