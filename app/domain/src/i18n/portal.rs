//! Texts of the portal: for people who come once a month, so every word is a plain one.

use crate::ticket::Status;

texts! {
    /// Texts of the portal and of signing in by a link.
    pub struct PortalTexts {
        title: "Meus atendimentos", "My tickets";
        hello(name: &str): "Olá, {name}", "Hello, {name}";
        /// Under the greeting: how many wait for the reader, how many are in work.
        summary(waiting: usize, working: usize):
            {
                match (waiting, working) {
                    (0, 0) => "Nada em andamento.".into(),
                    (0, 1) => "Um atendimento em andamento.".into(),
                    (0, many) => format!("{many} atendimentos em andamento."),
                    (1, _) => "Um atendimento espera por você.".into(),
                    (many, _) => format!("{many} atendimentos esperam por você."),
                }
            },
            {
                match (waiting, working) {
                    (0, 0) => "Nothing in progress.".into(),
                    (0, 1) => "One ticket in progress.".into(),
                    (0, many) => format!("{many} tickets in progress."),
                    (1, _) => "One ticket waits for you.".into(),
                    (many, _) => format!("{many} tickets wait for you."),
                }
            };
        open_ticket: "Abrir atendimento", "Open a ticket";
        in_progress: "Em andamento", "In progress";
        closed: "Encerrados", "Closed";
        none_yet: "Nenhum atendimento ainda", "No tickets yet";
        none_hint:
            "Abra o primeiro: diga do que precisa e acompanhe por aqui.",
            "Open the first one: say what you need and follow it here.";
        my_tickets: "Meus atendimentos", "My tickets";
        back: "Voltar aos atendimentos", "Back to my tickets";
        /// The status as a requester reads it.
        status of Status {
            Open => "Aberto", "Open";
            Reopened => "Reaberto", "Reopened";
            Analysing => "Analisando", "In analysis";
            Waiting => "Aguardando você", "Waiting for you";
            Finished => "Finalizado", "Finished";
            Rejected => "Rejeitado", "Rejected";
            Cancelled => "Cancelado", "Cancelled";
        };
        /// What it means, in a sentence.
        meaning of Status {
            Open => "Recebemos seu pedido.", "We have your request.";
            Reopened => "Voltou para a nossa fila.", "It is back in our queue.";
            Analysing => "Estamos trabalhando nele.", "We are working on it.";
            Waiting => "Falta uma resposta ou um documento seu.", "We need an answer or a document from you.";
            Finished => "Pronto.", "Done.";
            Rejected => "Não pudemos atender; veja o motivo.", "We could not do it; see the reason.";
            Cancelled => "Cancelado; veja o motivo.", "Cancelled; see the reason.";
        };
        answer_by(when: &str): "Resposta prevista até {when}", "Answer expected by {when}";
        send_document: "Enviar documento", "Send a document";
        conversation: "Conversa", "Conversation";
        timeline: "O que aconteceu", "What happened";
        opened: "Atendimento aberto", "Ticket opened";
        became(status: &str): "Passou para {status}", "Changed to {status}";
        data: "Dados do atendimento", "About this ticket";
        reopen: "Reabrir atendimento", "Reopen ticket";
        reopen_text: "Não ficou resolvido? Ele volta para a nossa fila.", "Not solved? It goes back to our queue.";
        reopened: "Atendimento reaberto.", "Ticket reopened.";
        merged(id: i64): "Este atendimento continua no #{id}.", "This ticket goes on in #{id}.";
        see_other: "Ver o outro", "See the other one";
        // new ticket
        new_title: "Novo atendimento", "New ticket";
        what_about: "Sobre o quê?", "What about?";
        subject_help: "Em poucas palavras.", "In a few words.";
        tell_more: "Conte mais", "Tell us more";
        send: "Enviar pedido", "Send request";
        created(id: i64, protocol: &str):
            "Atendimento #{id} aberto. Protocolo {protocol}.",
            "Ticket #{id} opened. Protocol {protocol}.";
        served_by: "Atendimento por", "Service by";
        // signing in by a link
        link_title: "Receber um link por e-mail", "Get a link by e-mail";
        link_text:
            "Para solicitantes: entre sem senha, com um link que vale 15 minutos.",
            "For requesters: sign in without a password, by a link that is good for 15 minutes.";
        link_email: "Seu e-mail", "Your e-mail";
        link_send: "Enviar link", "Send link";
        link_sent_title: "Confira seu e-mail.", "Look at your e-mail.";
        link_sent_text:
            "Se este endereço tiver acesso, o link chega em instantes e vale 15 minutos.",
            "If this address has access, the link arrives in moments and is good for 15 minutes.";
        /// Instead of "sent" where no mail leaves the desk.
        link_written_title: "Este balcão não envia e-mails.", "This desk sends no e-mail.";
        link_written_text:
            "Não há servidor de e-mail configurado: se este endereço tiver acesso, o link foi gravado em arquivo no servidor. Peça-o à equipe.",
            "No mail server is configured: if this address has access, the link was written to a file on the server. Ask the team for it.";
        link_enter_title: "Entrar com o link", "Sign in with the link";
        link_enter_text: "Confirme para entrar. O link vale uma vez só.", "Confirm to sign in. The link works once.";
        link_enter: "Entrar", "Sign in";
        link_missing: "Peça outro link", "Ask for another link";
        mail_subject(company: &str):
            { if company.is_empty() { "Seu link para entrar".into() } else { format!("Seu link para entrar: {company}") } },
            { if company.is_empty() { "Your link to sign in".into() } else { format!("Your link to sign in: {company}") } };
        /// Company, name, address of the link, minutes.
        mail_body(company: &str, name: &str, link: &str, minutes: i64):
            "Olá, {name}.\n\nPara entrar, abra este link e confirme:\n\n{link}\n\nEle vale {minutes} minutos e uma vez só. Se não foi você quem pediu, ignore esta mensagem: ninguém entra sem o link.\n\n{company}\nEsta é uma mensagem automática.\n",
            "Hello, {name}.\n\nTo sign in, open this link and confirm:\n\n{link}\n\nIt is good for {minutes} minutes and works once. If you did not ask for it, ignore this message: nobody gets in without the link.\n\n{company}\nThis is an automatic message.\n";
    }
}
