//! Texts of contracts and temporary releases. The Portuguese words are those of seed 001 and of the product description.

use chrono::NaiveDate;

use crate::{
    contract::{
        AccessStatus, ContractStatus, ContractView, Refusal, ReleaseChoice, ReleaseState,
        wire::{InvoiceStatus, LineKind},
    },
    i18n::Locale,
    time::format_date,
};

words! {
    /// The name of an access status.
    pub fn access_name(AccessStatus) {
        Active => "Ativo", "Active";
        Deactivated => "Desativado", "Deactivated";
        Manual => "Bloqueio manual", "Manual block";
        Automatic => "Bloqueio automático", "Automatic block";
        Overdue => "Financeiro em atraso", "Payment overdue";
        AwaitingSignature => "Aguardando assinatura", "Awaiting signature";
    }
}

/// The name of a block inside a sentence: "O bloqueio manual não permite …".
const fn block_name(locale: Locale, access: AccessStatus) -> &'static str {
    match (locale, access) {
        (Locale::PtBr, AccessStatus::Manual) => "manual",
        (Locale::PtBr, AccessStatus::Automatic) => "automático",
        (Locale::En, AccessStatus::Manual) => "by hand",
        (Locale::En, AccessStatus::Automatic) => "automatic",
        (locale, other) => access_name(locale, other),
    }
}

words! {
    /// The status of a contract inside a sentence: "O contrato está inativo e …".
    fn status_word(ContractStatus) {
        Active => "ativo", "active";
        Inactive => "inativo", "inactive";
        NegativeListed => "negativado", "negative-listed";
        Withdrawn => "em desistência", "withdrawn";
        PreContract => "em pré-contrato", "a pre-contract";
    }
}

words! {
    /// The sentence of a refused release, as the product description gives it.
    pub fn refusal(&Refusal) -> String {
        NotAllowed =>
            "Você não tem permissão para liberar temporariamente.",
            "You do not have permission to release temporarily.";
        Disabled =>
            "A liberação temporária está desabilitada em Parâmetros gerais › Contratos 2.",
            "Temporary release is switched off in General parameters › Contracts 2.";
        UnknownContract => "Contrato não encontrado.", "Contract not found.";
        ContractStatus { status } =>
            { format!("O contrato está {} e não pode ser liberado.", status_word(Locale::PtBr, *status)) },
            { format!("The contract is {} and cannot be released.", status_word(Locale::En, *status)) };
        NotBlocked => "O contrato não está bloqueado.", "The contract is not blocked.";
        AlreadyReleased { until } =>
            { format!("O contrato já está liberado temporariamente até {}.", format_date(*until)) },
            { format!("The contract is already released temporarily until {}.", format_date(*until)) };
        BlockNotReleasable { access } =>
            { format!("O bloqueio {} não permite liberação temporária.", block_name(Locale::PtBr, *access)) },
            { format!("The block ({}) does not allow a temporary release.", block_name(Locale::En, *access)) };
        Restricted { reason } =>
            { format!("Liberação restrita para este contrato: {}.", stop(reason)) },
            { format!("Release is restricted for this contract: {}.", stop(reason)) };
        TooSoon { from, last } =>
            { format!("Nova liberação disponível a partir de {} (última em {}).", format_date(*from), format_date(*last)) },
            { format!("A new release is available from {} (last one on {}).", format_date(*from), format_date(*last)) };
        DailyLimit { limit } =>
            "O limite de {limit} liberações por dia foi atingido. Amanhã há novas.",
            "The limit of {limit} releases a day is spent. There are new ones tomorrow.";
    }
}

/// A reason that ends with its own full stop gets no second one.
fn stop(reason: &str) -> &str {
    reason.trim().trim_end_matches('.')
}

texts! {
    /// Texts of list, summary and dialogs.
    pub struct ContractTexts {
        title: "Contratos", "Contracts";
        access(access: AccessStatus) -> &'static str:
            { access_name(Locale::PtBr, access) },
            { access_name(Locale::En, access) };
        status of ContractStatus {
            Active => "Ativo", "Active";
            Inactive => "Inativo", "Inactive";
            NegativeListed => "Negativado", "Negative-listed";
            Withdrawn => "Desistência", "Withdrawn";
            PreContract => "Pré-contrato", "Pre-contract";
        };
        choice of ReleaseChoice {
            Allow => "Sim", "Yes";
            Deny => "Não", "No";
            Follow => "Conforme o parâmetro geral", "As the general parameter";
        };
        view of ContractView {
            All => "Todos", "All";
            Blocked => "Bloqueados", "Blocked";
            Released => "Liberados", "Released";
            Automatic => "Bloqueio automático", "Automatic block";
            Overdue => "Financeiro em atraso", "Payment overdue";
            Manual => "Bloqueio manual", "Manual block";
        };
        invoice_status of InvoiceStatus {
            Open => "Em aberto", "Open";
            Paid => "Paga", "Paid";
            Cancelled => "Cancelada", "Cancelled";
        };
        release_state of ReleaseState {
            Active => "em andamento", "running";
            Expired => "expirou sem pagamento", "expired without payment";
            Settled => "encerrada: contrato em dia", "ended: nothing owed";
            Revoked => "revogada", "revoked";
        };
        line of LineKind {
            Created => "Cadastrado", "Created";
            Imported => "Atualizado por importação", "Updated by an import";
            Blocked => "Bloqueado", "Blocked";
            Unblocked => "Desbloqueado", "Unblocked";
            Released => "Liberado temporariamente", "Released temporarily";
            Reblocked => "Liberação expirou sem pagamento", "Release expired without payment";
            Revoked => "Liberação revogada", "Release revoked";
            Settled => "Faturas em dia: bloqueio encerrado", "Nothing overdue: block ended";
            Paid => "Fatura paga", "Invoice paid";
            Choice => "Liberar temporariamente", "Release temporarily";
        };
        released_now: "liberados agora", "released now";
        end_today: "vencem hoje", "end today";
        in_automatic: "em bloqueio automático", "in automatic block";
        search: "Contrato, titular ou CPF/CNPJ", "Contract, holder or CPF/CNPJ";
        contract: "Contrato", "Contract";
        contract_n(number: i64): "Contrato {number}", "Contract {number}";
        holder: "Titular", "Holder";
        plan: "Plano", "Plan";
        status_label: "Status do contrato", "Contract status";
        access_label: "Status de acesso", "Access status";
        value: "Valor (R$)", "Value (R$)";
        overdue: "Em atraso (R$)", "Overdue (R$)";
        invoices_count(count: u32): ["1 fatura", "{count} faturas"], ["1 invoice", "{count} invoices"];
        since(date: &str): "desde {date}", "since {date}";
        until(moment: &str): "até {moment}", "until {moment}";
        before(access: &str): "antes: {access}", "before: {access}";
        released: "Liberado temporariamente", "Released temporarily";
        released_filter: "Liberado", "Released";
        without_release: "Sem liberação em andamento", "No release running";
        only_blocked: "Só bloqueados", "Blocked only";
        ends_by: "Liberado até", "Released until";
        blocked_from: "Bloqueado desde", "Blocked since";
        blocked_to: "Bloqueado até", "Blocked until";
        state: "UF", "State";
        city: "Cidade", "City";
        actions: "Ações", "Actions";
        actions_of(number: i64): "Ações do contrato {number}", "Actions of contract {number}";
        release: "Liberar temporariamente", "Release temporarily";
        summary: "Ver resumo", "See summary";
        history: "Histórico", "History";
        revoke: "Revogar liberação", "Revoke release";
        nothing_to_revoke: "Não há liberação em andamento", "No release is running";
        block: "Bloquear manualmente", "Block by hand";
        unblock: "Desbloquear", "Unblock";
        set_choice: "Permitir ou restringir liberação", "Allow or restrict releases";
        no_right: "Seu papel não permite", "Your role does not allow it";
        released_until: "Liberado até", "Released until";
        released_by: "Liberado por", "Released by";
        last_release: "Última liberação", "Last release";
        next_release: "Próxima liberação possível", "Next release possible";
        no_release: "Sem liberação", "No release";
        never: "Nunca", "Never";
        today: "Hoje", "Today";
        protocol: "Protocolo", "Protocol";
        time_left(span: &str): "faltam {span}", "{span} left";
        again_at(date: &str): "de novo em {date}", "again on {date}";
        why_not: "Por que não pode ser liberado agora", "Why it cannot be released now";
        may_now(until: &str): "Pode ser liberado agora, até {until}.", "Can be released now, until {until}.";
        overdue_invoices: "Faturas em atraso", "Overdue invoices";
        other_invoices: "Outras faturas", "Other invoices";
        /// Before the day on which an invoice is due.
        due: "vencimento", "due";
        no_invoices: "Nenhuma fatura em atraso.", "No overdue invoice.";
        due_on(date: &str): "venceu em {date}", "was due on {date}";
        late_days(days: i64): ["1 dia", "{days} dias"], ["1 day", "{days} days"];
        pay: "Registrar pagamento", "Record payment";
        pay_of(number: &str): "Registrar pagamento da fatura {number}", "Record the payment of invoice {number}";
        /// What recording does while others are overdue, and when it is the last one.
        pay_text:
            "O registro não pode ser desfeito. Outras faturas seguem em atraso, e o bloqueio continua.",
            "The record cannot be undone. Other invoices stay overdue, and so does the block.";
        pay_last_text:
            "O registro não pode ser desfeito. Sem outra fatura em atraso, o bloqueio automático e a liberação terminam.",
            "The record cannot be undone. With no other invoice overdue, the automatic block and the release end.";
        paid(number: &str): "Fatura {number} paga.", "Invoice {number} is paid.";
        settled: "Sem faturas em atraso: o bloqueio foi encerrado.", "Nothing is overdue: the block ended.";
        confirm_title(number: i64, date: &str):
            "Liberar o contrato {number} até {date}?",
            "Release contract {number} until {date}?";
        confirm_text(name: &str, days: u32):
            {
                if days == 1 {
                    format!("{name} volta a navegar agora, só até o fim de hoje.")
                } else {
                    format!("{name} volta a navegar agora, por {days} dias.")
                }
            },
            {
                if days == 1 {
                    format!("{name} is online again now, until the end of today only.")
                } else {
                    format!("{name} is online again now, for {days} days.")
                }
            };
        starts: "Começa", "Starts";
        starts_now(moment: &str): "agora, {moment}", "now, {moment}";
        ends: "Termina", "Ends";
        ends_at(weekday: &str, date: &str): "{weekday}, {date} às 23:59", "{weekday}, {date} at 23:59";
        if_unpaid: "Se não pagar", "If not paid";
        goes_back(access: &str): "volta para {access}", "goes back to {access}";
        new_release: "Nova liberação", "New release";
        only_from(date: &str): "só a partir de {date}", "only from {date}";
        at_once: "sem espera", "no wait";
        confirm(date: &str): "Liberar até {date}", "Release until {date}";
        override_reason: "Motivo para liberar antes do prazo", "Reason to release before the wait is over";
        override_help: "Fica registrado na auditoria com o seu nome.", "It is kept in the audit with your name.";
        override_act: "Liberar antes do prazo", "Release before the wait is over";
        success(number: i64, date: &str, protocol: &str):
            "Contrato {number} liberado temporariamente até {date} 23:59. Protocolo {protocol}.",
            "Contract {number} released temporarily until {date} 23:59. Protocol {protocol}.";
        refused_title(number: i64): "Contrato {number} não foi liberado", "Contract {number} was not released";
        revoke_title(number: i64):
            "Revogar a liberação do contrato {number}?",
            "Revoke the release of contract {number}?";
        revoke_text(access: &str): "O contrato volta agora para {access}.", "The contract goes back to {access} now.";
        /// The release was given today and the parameter lets it count for nothing.
        revoke_undone:
            "Esta liberação foi dada hoje e não conta para a espera.",
            "This release was given today and does not count for the wait.";
        possible_from(date: &str):
            "Nova liberação possível a partir de {date}.",
            "A new release is possible from {date}.";
        possible_today: "Nova liberação possível ainda hoje.", "A new release is possible today.";
        revoked(number: i64): "Liberação do contrato {number} revogada.", "Release of contract {number} revoked.";
        block_title(number: i64): "Bloquear o contrato {number}?", "Block contract {number}?";
        block_text:
            "O acesso é cortado agora. Uma liberação em andamento termina.",
            "The access is cut now. A running release ends.";
        blocked(number: i64): "Contrato {number} bloqueado.", "Contract {number} blocked.";
        unblock_title(number: i64): "Desbloquear o contrato {number}?", "Unblock contract {number}?";
        unblock_text: "O acesso volta agora, sem data para terminar.", "The access comes back now, without an end.";
        unblocked(number: i64): "Contrato {number} desbloqueado.", "Contract {number} unblocked.";
        choice_title(number: i64):
            "Liberação temporária do contrato {number}",
            "Temporary release of contract {number}";
        restriction: "Motivo da restrição", "Reason of the restriction";
        restriction_help: "Aparece para quem tentar liberar.", "Whoever tries to release sees it.";
        choice_saved: "Permissão do contrato salva.", "Permission of the contract saved.";
        close_summary: "Fechar resumo", "Close summary";
        empty: "Nenhum contrato ainda", "No contracts yet";
        empty_filtered: "Nada com esses filtros", "Nothing with these filters";
        empty_hint: "Retire um filtro ou comece de novo.", "Take a filter away or start again.";
        no_plan: "Qualquer plano", "Any plan";
        releases: "Liberações", "Releases";
        history_empty: "Nada aconteceu ainda.", "Nothing happened yet.";
        system: "sistema", "system";
        import: "Importar contratos", "Import contracts";
        import_invoices: "Importar faturas", "Import invoices";
        facts: "Situação", "Facts";
    }
}

/// A date as these screens write it.
pub fn date(day: NaiveDate) -> String {
    format_date(day)
}
