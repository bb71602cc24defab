//! Texts around splitting a ticket: the act, its dialog, and how both tickets tell of it.

use crate::ticket::{
    Field,
    wire::{HistoryKind, HistoryLine},
};

/// Texts of the dialog, the ties and the history. A number comes with its `#`.
pub struct SplitTexts {
    pub act: &'static str,
    pub title: fn(i64) -> String,
    pub description: &'static str,
    pub subject_help: &'static str,
    pub description_help: &'static str,
    pub stays: &'static str,
    pub open_new: fn(i64) -> String,
    pub into: fn(&str) -> String,
    pub from: fn(&str) -> String,
}

impl SplitTexts {
    /// The sentence of a history line that tells of a split; `None` when it tells of something else.
    #[must_use]
    pub fn line(&self, line: &HistoryLine) -> Option<String> {
        match (line.kind, line.field) {
            (HistoryKind::Linked, Some(Field::Split)) if line.after.is_empty() => Some((self.from)(&line.before)),
            (HistoryKind::Linked, Some(Field::Split)) => Some((self.into)(&line.after)),
            _ => None,
        }
    }
}

pub const PT_BR: SplitTexts = SplitTexts {
    act: "Dividir atendimento",
    title: |id| format!("Dividir #{id}"),
    description: "O que sai deste atendimento",
    subject_help: "Do atendimento novo.",
    description_help: "Vira a descrição do atendimento novo. Solicitante, contador e responsável são os mesmos.",
    stays: "As mensagens do chat ficam neste atendimento.",
    open_new: |id| format!("Abrir #{id}"),
    into: |number| format!("Dividido em {number}"),
    from: |number| format!("Dividido de {number}"),
};

pub const EN: SplitTexts = SplitTexts {
    act: "Split ticket",
    title: |id| format!("Split #{id}"),
    description: "What moves out of this ticket",
    subject_help: "Of the new ticket.",
    description_help: "Becomes the description of the new ticket. Requester, accountant and assignee stay the same.",
    stays: "The messages of the chat stay in this ticket.",
    open_new: |id| format!("Open #{id}"),
    into: |number| format!("Split into {number}"),
    from: |number| format!("Split from {number}"),
};
