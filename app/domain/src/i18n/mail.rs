//! Mails to requesters: subject, body, and the sentence that tells an agent what became of one.

use crate::{
    i18n::{Locale, Texts, tickets::status_name},
    ticket::{
        Status,
        wire::{MailFailure, MailFate, MailOutcome},
    },
};

texts! {
    /// Short texts about mails.
    pub struct MailTexts {
        resend: "Reenviar", "Send again";
        open_person: "Ver cadastro", "Open person";
        failed_mark: "E-mail não enviado", "E-mail not sent";
        sent_mark: "E-mail enviado", "E-mail sent";
        written_mark: "E-mail gravado em arquivo", "E-mail written to a file";
        unanswered_mark: "E-mail sem resposta", "E-mail without an answer";
        no_address: "Sem e-mail no cadastro", "No e-mail on record";
    }
}

/// What a mail about a status needs to say.
#[derive(Debug, Clone, Copy)]
pub struct StatusMail<'a> {
    pub number: i64,
    pub protocol: &'a str,
    pub subject: &'a str,
    pub requester: &'a str,
    pub company: &'a str,
    pub from: Status,
    pub to: Status,
    pub reason: &'a str,
    /// Where the requester follows the ticket.
    pub link: &'a str,
}

impl StatusMail<'_> {
    /// Subject and plain-text body.
    pub fn write(&self, locale: Locale) -> (String, String) {
        let Self { number, protocol, subject, requester, company, reason, link, .. } = self;
        let (from, to) = (status_name(locale, self.from), status_name(locale, self.to));
        let reason_line = |label: &str| if reason.is_empty() { String::new() } else { format!("{label}: {reason}\n") };
        match locale {
            Locale::PtBr => (
                format!("[#{number}] {to}: {subject}"),
                format!(
                    "Olá, {requester}.\n\nO atendimento #{number} ({subject}) mudou de {from} para {to}.\n{}Protocolo: {protocol}\n\nAcompanhe em {link}\n\n{company}\nEsta é uma mensagem automática.\n",
                    reason_line("Motivo")
                ),
            ),
            Locale::En => (
                format!("[#{number}] {to}: {subject}"),
                format!(
                    "Hello, {requester}.\n\nTicket #{number} ({subject}) changed from {from} to {to}.\n{}Protocol: {protocol}\n\nFollow it at {link}\n\n{company}\nThis is an automatic message.\n",
                    reason_line("Reason")
                ),
            ),
        }
    }
}

/// What the reminder of "Notificar" says to the assignee of a new ticket (seed 004).
#[derive(Debug, Clone, Copy)]
pub struct ReminderMail<'a> {
    pub number: i64,
    pub subject: &'a str,
    pub requester: &'a str,
    pub assignee: &'a str,
    /// Who pressed the button.
    pub reminded_by: &'a str,
    pub company: &'a str,
    /// Where the assignee works on the ticket.
    pub link: &'a str,
}

impl ReminderMail<'_> {
    /// Subject and plain-text body.
    pub fn write(&self, locale: Locale) -> (String, String) {
        let Self { number, subject, requester, assignee, reminded_by, company, link } = self;
        match locale {
            Locale::PtBr => (
                format!("[#{number}] Novo, sem movimentação: {subject}"),
                format!(
                    "Olá, {assignee}.\n\n{reminded_by} lembra você do atendimento #{number} ({subject}), de {requester}: ele é novo e ainda não teve movimentação.\n\nAbra em {link}\n\n{company}\nEsta é uma mensagem automática.\n"
                ),
            ),
            Locale::En => (
                format!("[#{number}] New and not moved yet: {subject}"),
                format!(
                    "Hello, {assignee}.\n\n{reminded_by} reminds you of ticket #{number} ({subject}) from {requester}: it is new and nobody has moved it yet.\n\nOpen it at {link}\n\n{company}\nThis is an automatic message.\n"
                ),
            ),
        }
    }
}

/// What a mail about unread answers in the chat needs to say. It quotes none of them: a mail may be read by others.
#[derive(Debug, Clone, Copy)]
pub struct ChatMail<'a> {
    pub number: i64,
    pub protocol: &'a str,
    pub subject: &'a str,
    pub requester: &'a str,
    /// Who of the team wrote last.
    pub author: &'a str,
    pub company: &'a str,
    pub unread: i64,
    /// Where the requester reads and answers.
    pub link: &'a str,
}

impl ChatMail<'_> {
    /// Subject and plain-text body.
    pub fn write(&self, locale: Locale) -> (String, String) {
        let Self { number, protocol, subject, requester, author, company, unread, link } = self;
        match locale {
            Locale::PtBr => {
                let count = if *unread == 1 { "uma mensagem".to_owned() } else { format!("{unread} mensagens") };
                (
                    format!("[#{number}] Mensagem nova: {subject}"),
                    format!(
                        "Olá, {requester}.\n\n{author} respondeu no atendimento #{number} ({subject}). Você tem {count} por ler.\n\nLeia e responda em {link}\n\nProtocolo: {protocol}\n\n{company}\nEsta é uma mensagem automática. Não mandamos outra até você ler.\n"
                    ),
                )
            }
            Locale::En => {
                let count = if *unread == 1 { "one message".to_owned() } else { format!("{unread} messages") };
                (
                    format!("[#{number}] New message: {subject}"),
                    format!(
                        "Hello, {requester}.\n\n{author} answered in ticket #{number} ({subject}). You have {count} to read.\n\nRead and answer at {link}\n\nProtocol: {protocol}\n\n{company}\nThis is an automatic message. We send no other one until you have read.\n"
                    ),
                )
            }
        }
    }
}

impl Texts {
    /// The second message after a change of status (seed 004).
    pub fn mail_outcome(&self, outcome: &MailOutcome) -> String {
        match (self.locale, outcome) {
            (Locale::PtBr, MailOutcome::Sent { to, .. }) => format!("E-mail enviado para {to}."),
            (Locale::PtBr, MailOutcome::Written { to }) => {
                format!("E-mail para {to} gravado em arquivo: não há servidor de e-mail configurado.")
            }
            (Locale::PtBr, MailOutcome::Unanswered { to }) => {
                format!("E-mail para {to} sem resposta do servidor: pode ter chegado. Confirme antes de reenviar.")
            }
            (Locale::PtBr, MailOutcome::Queued { .. }) => "E-mail na fila de envio.".to_owned(),
            (Locale::PtBr, MailOutcome::Failed { reason, .. }) => {
                format!("Não foi possível enviar o e-mail: {}.", self.mail_failure(*reason))
            }
            (Locale::En, MailOutcome::Sent { to, .. }) => format!("E-mail sent to {to}."),
            (Locale::En, MailOutcome::Written { to }) => {
                format!("E-mail to {to} written to a file: no mail server is configured.")
            }
            (Locale::En, MailOutcome::Unanswered { to }) => {
                format!(
                    "The server gave no answer about the e-mail to {to}: it may have arrived. Check before sending it again."
                )
            }
            (Locale::En, MailOutcome::Queued { .. }) => "E-mail queued for sending.".to_owned(),
            (Locale::En, MailOutcome::Failed { reason, .. }) => {
                format!("The e-mail could not be sent: {}.", self.mail_failure(*reason))
            }
        }
    }

    /// The fate of a mail in two or three words.
    pub const fn mail_mark(&self, fate: MailFate) -> &'static str {
        match fate {
            MailFate::Sent => self.mail.sent_mark,
            MailFate::Written => self.mail.written_mark,
            MailFate::Unanswered => self.mail.unanswered_mark,
            MailFate::Failed(_) => self.mail.failed_mark,
        }
    }

    /// The fate of a mail as a line of the history.
    pub fn mail_fate(&self, fate: MailFate) -> String {
        let mark = self.mail_mark(fate);
        match (self.locale, fate) {
            (_, MailFate::Sent) => mark.to_owned(),
            (_, MailFate::Failed(reason)) => format!("{mark}: {}", self.mail_failure(reason)),
            (Locale::PtBr, MailFate::Written) => format!("{mark}: não havia servidor de e-mail configurado"),
            (Locale::PtBr, MailFate::Unanswered) => format!("{mark}: pode ter chegado"),
            (Locale::En, MailFate::Written) => format!("{mark}: no mail server was configured"),
            (Locale::En, MailFate::Unanswered) => format!("{mark}: it may have arrived"),
        }
    }

    /// Why a mail failed, as the end of a sentence.
    pub fn mail_failure(&self, reason: MailFailure) -> String {
        failure(self.locale, &reason)
    }
}

words! {
    fn failure(&MailFailure) -> String {
        NoAddress => "o solicitante não tem e-mail no cadastro", "the requester has no e-mail on record";
        NoSender => "falta o e-mail no cadastro da empresa", "the company has no e-mail on record";
        Unreachable => "o servidor de e-mail está fora do ar", "the mail server cannot be reached";
        Timeout => "o servidor de e-mail não respondeu a tempo", "the mail server did not answer in time";
        Credentials =>
            "o servidor de e-mail recusou o usuário ou a senha",
            "the mail server refused the user or password";
        SenderRefused =>
            "o servidor de e-mail não aceita o e-mail da empresa como remetente",
            "the mail server does not take the company's e-mail as sender";
        AddressRefused => "o endereço foi recusado pelo servidor", "the server refused the address";
        MailboxDisabled =>
            "a caixa de entrada deste endereço está desativada",
            "the mailbox of this address is disabled";
        MailboxFull => "caixa de entrada cheia", "the mailbox is full";
        Policy { reply } =>
            "o servidor de e-mail recusou por regra própria, não pelo endereço (resposta {reply})",
            "the mail server refused it by a rule of its own, not because of the address (reply {reply})";
        Refused { reply } =>
            "o servidor de e-mail recusou (resposta {reply})",
            "the mail server refused it (reply {reply})";
        Budget =>
            "este endereço já recebeu o máximo de mensagens de hoje",
            "this address has had its share of messages for today";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_mail_carries_number_statuses_reason_and_link() {
        let mail = StatusMail {
            number: 48_217,
            protocol: "20260318-004071-6",
            subject: "Segunda via",
            requester: "Marina",
            company: "Prado Contabilidade",
            from: Status::Waiting,
            to: Status::Rejected,
            reason: "Faltou o documento",
            link: "http://localhost:3000/portal/tickets/48217",
        };
        let (subject, body) = mail.write(Locale::PtBr);
        assert_eq!(subject, "[#48217] Rejeitado: Segunda via");
        for part in ["de Aguardando para Rejeitado", "Motivo: Faltou o documento", "20260318-004071-6", mail.link] {
            assert!(body.contains(part), "{part} is missing in {body}");
        }
    }
}
