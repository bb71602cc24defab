//! Texts of the ticket screens. The Portuguese words are those of seed 004.

use crate::{
    i18n::Locale,
    ticket::{BuiltInView, Field, SortKey, Status, wire::HistoryKind},
};

words! {
    /// The name of a status.
    pub fn status_name(Status) {
        Open => "Aberto", "Open";
        Reopened => "Reaberto", "Reopened";
        Analysing => "Analisando", "Analysing";
        Waiting => "Aguardando", "Waiting";
        Finished => "Finalizado", "Finished";
        Rejected => "Rejeitado", "Rejected";
        Cancelled => "Cancelado", "Cancelled";
    }
}

texts! {
    /// Texts of list, form and page.
    pub struct TicketTexts {
        title: "Atendimentos", "Tickets";
        new_title: "Novo atendimento", "New ticket";
        saved_views: "Visões salvas", "Saved views";
        view of BuiltInView {
            Mine => "Meus", "Mine";
            InProgress => "Em andamento", "In progress";
            Unassigned => "Sem responsável", "Unassigned";
            New => "Novos", "New";
            Waiting => "Aguardando", "Waiting";
            Late => "Atrasados", "Late";
            MailFailed => "E-mail não enviado", "E-mail not sent";
            Finished => "Finalizados", "Finished";
            All => "Todos", "All";
        };
        sort of SortKey {
            Opened => "Abertura", "Opened";
            Updated => "Atualizado", "Updated";
            Due => "Prazo", "Due";
            Value => "Valor", "Value";
        };
        field of Field {
            Status => "Status", "Status";
            Requester => "Solicitante", "Requester";
            Service => "Serviço", "Service";
            Accountant => "Contador", "Accountant";
            Assignee => "Responsável", "Assignee";
            Subject => "Assunto", "Subject";
            Description => "Descrição", "Description";
            Value => "Valor", "Value";
            Due => "Prazo", "Due";
            File => "Arquivo", "File";
            Split => "Divisão", "Split";
        };
        history_kind of HistoryKind {
            Opened => "Aberto", "Opened";
            Changed => "Alterado", "Changed";
            Moved => "Movimentado", "Handed over";
            Notified => "Responsável lembrado", "Assignee reminded";
            Note => "Nota interna", "Internal note";
            Mail => "E-mail", "E-mail";
            Merged => "Unido", "Merged";
            Linked => "Ligado", "Linked";
            Unlinked => "Ligação desfeita", "Unlinked";
        };
        status(status: Status) -> &'static str:
            { status_name(Locale::PtBr, status) },
            { status_name(Locale::En, status) };
        // columns and fields
        options: "Opções", "Options";
        requester: "Solicitante", "Requester";
        subject: "Assunto", "Subject";
        assignee: "Responsável", "Assignee";
        no_assignee: "Sem responsável", "Unassigned";
        opened: "Abertura", "Opened";
        opened_at: "Aberto em", "Opened at";
        opened_by: "Aberto por", "Opened by";
        updated: "Atualizado", "Updated";
        value: "Valor", "Value";
        value_column: "Valor (R$)", "Value (R$)";
        service_value: "Valor do serviço", "Value of the service";
        registered_value(value: &str): "Valor cadastrado: {value}.", "Registered value: {value}.";
        service: "Serviço", "Service";
        status_label: "Status", "Status";
        accountant: "Contador", "Accountant";
        accountant_name: "Nome", "Name";
        accountant_name_help: "Vem do contador.", "Comes from the accountant.";
        description: "Descrição", "Description";
        protocol: "Protocolo", "Protocol";
        due: "Prazo", "Due";
        due_help: "Em horas úteis, conforme o serviço.", "In working hours, as the service says.";
        due_format: "dd/mm/aaaa hh:mm", "dd/mm/yyyy hh:mm";
        no_due: "Sem prazo", "No due time";
        late: "Atrasado", "Late";
        number: "Número", "Number";
        // options of a row
        select_row(id: i64): "Selecionar #{id}", "Select #{id}";
        reopen: "Reabrir", "Reopen";
        notify: "Notificar", "Notify";
        edit: "Editar", "Edit";
        message: "Mensagem", "Message";
        move_on: "Movimentar", "Hand over";
        new_mark: "Novo", "New";
        notified: "Responsável já lembrado", "Assignee reminded already";
        not_linked: "Este solicitante não está vinculado ao chat.", "This requester is not linked to the chat.";
        change_status_of(status: &str, id: i64):
            "Status: {status}. Mudar status do atendimento {id}",
            "Status: {status}. Change the status of ticket {id}";
        change_status: "Mudar status", "Change status";
        tells(address: &str): "Avisa {address}", "Tells {address}";
        tells_nobody: "Sem e-mail no cadastro: ninguém é avisado.", "No e-mail on record: nobody is told.";
        asks_reason: "pede motivo", "asks for a reason";
        only_at_creation: "Só no cadastro", "Only at creation";
        only_when_closed: "Encerrado: só pode ser reaberto", "Closed: it can only be reopened";
        reason_title(status: &str): "Motivo: {status}", "Reason: {status}";
        /// The button that repeats the act: "Cancelar atendimento".
        status_act(status: &str): "Mudar para {status}", "Change to {status}";
        // list
        find_in_view: "Filtrar nesta visão", "Filter in this view";
        save_view: "Salvar visão", "Save view";
        view_name: "Nome da visão", "Name of the view";
        share_view: "Compartilhar com a equipe", "Share with the team";
        delete_view: "Excluir visão", "Delete view";
        delete_view_question(name: &str): "Excluir a visão “{name}”?", "Delete the view “{name}”?";
        view_saved(name: &str): "Visão “{name}” salva.", "View “{name}” saved.";
        /// Tickets opened by others since the page was read.
        arrived(count: usize):
            ["1 atendimento novo: mostrar", "{count} atendimentos novos: mostrar"],
            ["1 new ticket: show", "{count} new tickets: show"];
        empty_filtered: "Nada com esses filtros", "Nothing with these filters";
        empty_all: "Nenhum atendimento ainda", "No tickets yet";
        empty_hint: "Tire um filtro ou procure com outras palavras.", "Take a filter away or try other words.";
        page_total: "Soma da página", "Sum of the page";
        view_total: "Soma", "Sum";
        opened_from: "Aberto de", "Opened from";
        opened_to: "Aberto até", "Opened until";
        only_open: "Só em andamento", "Only in progress";
        only_new: "Só novos", "Only new";
        only_late: "Só atrasados", "Only late";
        only_mail_failed: "Só com e-mail não enviado", "Only with e-mail not sent";
        // messages
        status_changed(status: &str): "Status alterado para {status}.", "Status changed to {status}.";
        status_same(status: &str): "O status já era {status}.", "The status was {status} already.";
        created(id: i64, protocol: &str):
            "Atendimento #{id} aberto. Protocolo {protocol}.",
            "Ticket #{id} opened. Protocol {protocol}.";
        moved(name: &str): "Movimentado para {name}.", "Handed over to {name}.";
        reminded(name: &str): "Lembrete para {name}.", "Reminder to {name}.";
        edited: "Atendimento salvo.", "Ticket saved.";
        nothing_changed: "Nada mudou.", "Nothing changed.";
        // new
        tab_ticket: "Atendimento", "Ticket";
        tab_files: "Anexar arquivos", "Attach files";
        no_email_title: "Sem e-mail no cadastro.", "No e-mail on record.";
        no_email_text:
            "O cliente não vai receber os avisos de status.",
            "The customer will not hear of changes of status.";
        complete_person: "Completar", "Complete";
        add_another: "Adicionar outro em seguida", "Add another one next";
        find_person: "Digite nome, CPF ou CNPJ", "Type a name, CPF or CNPJ";
        quick_create(name: &str): "Cadastrar “{name}”", "Register “{name}”";
        choose: "Escolha…", "Choose…";
        // page
        tab_details: "Atendimento", "Ticket";
        tab_chat: "Chat", "Chat";
        tab_history: "Histórico", "History";
        tab_movements: "Movimentação", "Movements";
        tab_notes: "Notas internas", "Internal notes";
        add_note: "Adicionar nota", "Add note";
        note_help: "Só a equipe vê. O solicitante nunca recebe.", "Only the team sees it. The requester never does.";
        note_by(name: &str): "Nota interna de {name}", "Internal note by {name}";
        notes_empty: "Nenhuma nota interna.", "No internal notes.";
        movements_empty: "Nenhuma movimentação ainda.", "No movements yet.";
        system: "Balcão", "Balcão";
        timeline: "Linha do tempo", "Timeline";
        new_assignee: "Novo responsável", "New assignee";
        move_title(id: i64): "Movimentar #{id}", "Hand over #{id}";
        move_note: "Motivo da movimentação", "Reason for the hand-over";
        merge: "Unir a outro", "Merge into another";
        merge_title(id: i64): "Unir #{id} a outro atendimento", "Merge #{id} into another ticket";
        merge_into: "Número do atendimento que fica", "Number of the ticket that stays";
        merge_help:
            "Este é finalizado e passa a apontar para o outro. O histórico dos dois continua.",
            "This one is finished and points to the other. Both keep their history.";
        merged_into(id: i64): "Unido ao #{id}", "Merged into #{id}";
        link: "Ligar a outro", "Link to another";
        link_title(id: i64): "Ligar #{id} a outro atendimento", "Link #{id} to another ticket";
        link_other: "Número do outro atendimento", "Number of the other ticket";
        links: "Atendimentos ligados", "Linked tickets";
        unlink: "Desfazer ligação", "Unlink";
        viewing(name: &str): "{name} está vendo", "{name} is viewing";
        was(value: &str): "era {value}", "was {value}";
        position(at: u64, total: i64): "{at} de {total}", "{at} of {total}";
    }
}
