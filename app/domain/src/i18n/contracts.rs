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

/// The name of an access status.
#[must_use]
pub const fn access_name(locale: Locale, access: AccessStatus) -> &'static str {
    match (locale, access) {
        (Locale::PtBr, AccessStatus::Active) => "Ativo",
        (Locale::PtBr, AccessStatus::Deactivated) => "Desativado",
        (Locale::PtBr, AccessStatus::Manual) => "Bloqueio manual",
        (Locale::PtBr, AccessStatus::Automatic) => "Bloqueio automático",
        (Locale::PtBr, AccessStatus::Overdue) => "Financeiro em atraso",
        (Locale::PtBr, AccessStatus::AwaitingSignature) => "Aguardando assinatura",
        (Locale::En, AccessStatus::Active) => "Active",
        (Locale::En, AccessStatus::Deactivated) => "Deactivated",
        (Locale::En, AccessStatus::Manual) => "Manual block",
        (Locale::En, AccessStatus::Automatic) => "Automatic block",
        (Locale::En, AccessStatus::Overdue) => "Payment overdue",
        (Locale::En, AccessStatus::AwaitingSignature) => "Awaiting signature",
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

/// The status of a contract inside a sentence: "O contrato está inativo e …".
const fn status_word(locale: Locale, status: ContractStatus) -> &'static str {
    match (locale, status) {
        (Locale::PtBr, ContractStatus::Active) => "ativo",
        (Locale::PtBr, ContractStatus::Inactive) => "inativo",
        (Locale::PtBr, ContractStatus::NegativeListed) => "negativado",
        (Locale::PtBr, ContractStatus::Withdrawn) => "em desistência",
        (Locale::PtBr, ContractStatus::PreContract) => "em pré-contrato",
        (Locale::En, ContractStatus::Active) => "active",
        (Locale::En, ContractStatus::Inactive) => "inactive",
        (Locale::En, ContractStatus::NegativeListed) => "negative-listed",
        (Locale::En, ContractStatus::Withdrawn) => "withdrawn",
        (Locale::En, ContractStatus::PreContract) => "a pre-contract",
    }
}

/// The sentence of a refused release, as the product description gives it.
#[must_use]
pub fn refusal(locale: Locale, refusal: &Refusal) -> String {
    match locale {
        Locale::PtBr => refusal_pt(refusal),
        Locale::En => refusal_en(refusal),
    }
}

fn refusal_pt(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotAllowed => "Você não tem permissão para liberar temporariamente.".into(),
        Refusal::Disabled => "A liberação temporária está desabilitada em Parâmetros gerais › Contratos 2.".into(),
        Refusal::UnknownContract => "Contrato não encontrado.".into(),
        Refusal::ContractStatus { status } => {
            format!("O contrato está {} e não pode ser liberado.", status_word(Locale::PtBr, *status))
        }
        Refusal::NotBlocked => "O contrato não está bloqueado.".into(),
        Refusal::AlreadyReleased { until } => {
            format!("O contrato já está liberado temporariamente até {}.", format_date(*until))
        }
        Refusal::BlockNotReleasable { access } => {
            format!("O bloqueio {} não permite liberação temporária.", block_name(Locale::PtBr, *access))
        }
        Refusal::Restricted { reason } => format!("Liberação restrita para este contrato: {}.", stop(reason)),
        Refusal::TooSoon { from, last } => {
            format!("Nova liberação disponível a partir de {} (última em {}).", format_date(*from), format_date(*last))
        }
        Refusal::DailyLimit { limit } => {
            format!("O limite de {limit} liberações por dia foi atingido. Amanhã há novas.")
        }
    }
}

fn refusal_en(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotAllowed => "You do not have permission to release temporarily.".into(),
        Refusal::Disabled => "Temporary release is switched off in General parameters › Contracts 2.".into(),
        Refusal::UnknownContract => "Contract not found.".into(),
        Refusal::ContractStatus { status } => {
            format!("The contract is {} and cannot be released.", status_word(Locale::En, *status))
        }
        Refusal::NotBlocked => "The contract is not blocked.".into(),
        Refusal::AlreadyReleased { until } => {
            format!("The contract is already released temporarily until {}.", format_date(*until))
        }
        Refusal::BlockNotReleasable { access } => {
            format!("The block ({}) does not allow a temporary release.", block_name(Locale::En, *access))
        }
        Refusal::Restricted { reason } => format!("Release is restricted for this contract: {}.", stop(reason)),
        Refusal::TooSoon { from, last } => {
            format!("A new release is available from {} (last one on {}).", format_date(*from), format_date(*last))
        }
        Refusal::DailyLimit { limit } => {
            format!("The limit of {limit} releases a day is spent. There are new ones tomorrow.")
        }
    }
}

/// A reason that ends with its own full stop gets no second one.
fn stop(reason: &str) -> &str {
    reason.trim().trim_end_matches('.')
}

/// Texts of list, summary and dialogs.
pub struct ContractTexts {
    pub title: &'static str,
    pub access: fn(AccessStatus) -> &'static str,
    pub status: fn(ContractStatus) -> &'static str,
    pub choice: fn(ReleaseChoice) -> &'static str,
    pub view: fn(ContractView) -> &'static str,
    pub invoice_status: fn(InvoiceStatus) -> &'static str,
    pub release_state: fn(ReleaseState) -> &'static str,
    pub line: fn(LineKind) -> &'static str,
    pub released_now: &'static str,
    pub end_today: &'static str,
    pub in_automatic: &'static str,
    pub search: &'static str,
    pub contract: &'static str,
    pub contract_n: fn(i64) -> String,
    pub holder: &'static str,
    pub plan: &'static str,
    pub status_label: &'static str,
    pub access_label: &'static str,
    pub value: &'static str,
    pub overdue: &'static str,
    pub invoices_count: fn(u32) -> String,
    pub since: fn(&str) -> String,
    pub until: fn(&str) -> String,
    pub before: fn(&str) -> String,
    pub released: &'static str,
    pub released_filter: &'static str,
    pub without_release: &'static str,
    pub only_blocked: &'static str,
    pub ends_by: &'static str,
    pub blocked_from: &'static str,
    pub blocked_to: &'static str,
    pub state: &'static str,
    pub city: &'static str,
    pub actions: &'static str,
    pub actions_of: fn(i64) -> String,
    pub release: &'static str,
    pub summary: &'static str,
    pub history: &'static str,
    pub revoke: &'static str,
    pub nothing_to_revoke: &'static str,
    pub block: &'static str,
    pub unblock: &'static str,
    pub set_choice: &'static str,
    pub no_right: &'static str,
    pub released_until: &'static str,
    pub released_by: &'static str,
    pub last_release: &'static str,
    pub next_release: &'static str,
    pub no_release: &'static str,
    pub never: &'static str,
    pub today: &'static str,
    pub protocol: &'static str,
    pub time_left: fn(&str) -> String,
    pub again_at: fn(&str) -> String,
    pub why_not: &'static str,
    pub may_now: fn(&str) -> String,
    pub overdue_invoices: &'static str,
    pub other_invoices: &'static str,
    /// Before the day on which an invoice is due.
    pub due: &'static str,
    pub no_invoices: &'static str,
    pub due_on: fn(&str) -> String,
    pub late_days: fn(i64) -> String,
    pub pay: &'static str,
    pub pay_of: fn(&str) -> String,
    /// What recording does while others are overdue, and when it is the last one.
    pub pay_text: &'static str,
    pub pay_last_text: &'static str,
    pub paid: fn(&str) -> String,
    pub settled: &'static str,
    pub confirm_title: fn(i64, &str) -> String,
    pub confirm_text: fn(&str, u32) -> String,
    pub starts: &'static str,
    pub starts_now: fn(&str) -> String,
    pub ends: &'static str,
    pub ends_at: fn(&str, &str) -> String,
    pub if_unpaid: &'static str,
    pub goes_back: fn(&str) -> String,
    pub new_release: &'static str,
    pub only_from: fn(&str) -> String,
    pub at_once: &'static str,
    pub confirm: fn(&str) -> String,
    pub override_reason: &'static str,
    pub override_help: &'static str,
    pub override_act: &'static str,
    pub success: fn(i64, &str, &str) -> String,
    pub refused_title: fn(i64) -> String,
    pub revoke_title: fn(i64) -> String,
    pub revoke_text: fn(&str) -> String,
    /// The release was given today and the parameter lets it count for nothing.
    pub revoke_undone: &'static str,
    pub possible_from: fn(&str) -> String,
    pub possible_today: &'static str,
    pub revoked: fn(i64) -> String,
    pub block_title: fn(i64) -> String,
    pub block_text: &'static str,
    pub blocked: fn(i64) -> String,
    pub unblock_title: fn(i64) -> String,
    pub unblock_text: &'static str,
    pub unblocked: fn(i64) -> String,
    pub choice_title: fn(i64) -> String,
    pub restriction: &'static str,
    pub restriction_help: &'static str,
    pub choice_saved: &'static str,
    pub close_summary: &'static str,
    pub empty: &'static str,
    pub empty_filtered: &'static str,
    pub empty_hint: &'static str,
    pub no_plan: &'static str,
    pub releases: &'static str,
    pub history_empty: &'static str,
    pub system: &'static str,
    pub import: &'static str,
    pub import_invoices: &'static str,
    pub facts: &'static str,
}

pub const PT_BR: ContractTexts = ContractTexts {
    title: "Contratos",
    access: |access| access_name(Locale::PtBr, access),
    status: |status| match status {
        ContractStatus::Active => "Ativo",
        ContractStatus::Inactive => "Inativo",
        ContractStatus::NegativeListed => "Negativado",
        ContractStatus::Withdrawn => "Desistência",
        ContractStatus::PreContract => "Pré-contrato",
    },
    choice: |choice| match choice {
        ReleaseChoice::Allow => "Sim",
        ReleaseChoice::Deny => "Não",
        ReleaseChoice::Follow => "Conforme o parâmetro geral",
    },
    view: |view| match view {
        ContractView::All => "Todos",
        ContractView::Blocked => "Bloqueados",
        ContractView::Released => "Liberados",
        ContractView::Automatic => "Bloqueio automático",
        ContractView::Overdue => "Financeiro em atraso",
        ContractView::Manual => "Bloqueio manual",
    },
    invoice_status: |status| match status {
        InvoiceStatus::Open => "Em aberto",
        InvoiceStatus::Paid => "Paga",
        InvoiceStatus::Cancelled => "Cancelada",
    },
    release_state: |state| match state {
        ReleaseState::Active => "em andamento",
        ReleaseState::Expired => "expirou sem pagamento",
        ReleaseState::Settled => "encerrada: contrato em dia",
        ReleaseState::Revoked => "revogada",
    },
    line: |kind| match kind {
        LineKind::Created => "Cadastrado",
        LineKind::Imported => "Atualizado por importação",
        LineKind::Blocked => "Bloqueado",
        LineKind::Unblocked => "Desbloqueado",
        LineKind::Released => "Liberado temporariamente",
        LineKind::Reblocked => "Liberação expirou sem pagamento",
        LineKind::Revoked => "Liberação revogada",
        LineKind::Settled => "Faturas em dia: bloqueio encerrado",
        LineKind::Paid => "Fatura paga",
        LineKind::Choice => "Liberar temporariamente",
    },
    released_now: "liberados agora",
    end_today: "vencem hoje",
    in_automatic: "em bloqueio automático",
    search: "Contrato, titular ou CPF/CNPJ",
    contract: "Contrato",
    contract_n: |number| format!("Contrato {number}"),
    holder: "Titular",
    plan: "Plano",
    status_label: "Status do contrato",
    access_label: "Status de acesso",
    value: "Valor (R$)",
    overdue: "Em atraso (R$)",
    invoices_count: |count| if count == 1 { "1 fatura".into() } else { format!("{count} faturas") },
    since: |date| format!("desde {date}"),
    until: |moment| format!("até {moment}"),
    before: |access| format!("antes: {access}"),
    released: "Liberado temporariamente",
    released_filter: "Liberado",
    without_release: "Sem liberação em andamento",
    only_blocked: "Só bloqueados",
    ends_by: "Liberado até",
    blocked_from: "Bloqueado desde",
    blocked_to: "Bloqueado até",
    state: "UF",
    city: "Cidade",
    actions: "Ações",
    actions_of: |number| format!("Ações do contrato {number}"),
    release: "Liberar temporariamente",
    summary: "Ver resumo",
    history: "Histórico",
    revoke: "Revogar liberação",
    nothing_to_revoke: "Não há liberação em andamento",
    block: "Bloquear manualmente",
    unblock: "Desbloquear",
    set_choice: "Permitir ou restringir liberação",
    no_right: "Seu papel não permite",
    released_until: "Liberado até",
    released_by: "Liberado por",
    last_release: "Última liberação",
    next_release: "Próxima liberação possível",
    no_release: "Sem liberação",
    never: "Nunca",
    today: "Hoje",
    protocol: "Protocolo",
    time_left: |span| format!("faltam {span}"),
    again_at: |date| format!("de novo em {date}"),
    why_not: "Por que não pode ser liberado agora",
    may_now: |until| format!("Pode ser liberado agora, até {until}."),
    overdue_invoices: "Faturas em atraso",
    other_invoices: "Outras faturas",
    due: "vencimento",
    no_invoices: "Nenhuma fatura em atraso.",
    due_on: |date| format!("venceu em {date}"),
    late_days: |days| if days == 1 { "1 dia".into() } else { format!("{days} dias") },
    pay: "Registrar pagamento",
    pay_of: |number| format!("Registrar pagamento da fatura {number}"),
    pay_text: "O registro não pode ser desfeito. Outras faturas seguem em atraso, e o bloqueio continua.",
    pay_last_text: "O registro não pode ser desfeito. Sem outra fatura em atraso, o bloqueio automático e a liberação terminam.",
    paid: |number| format!("Fatura {number} paga."),
    settled: "Sem faturas em atraso: o bloqueio foi encerrado.",
    confirm_title: |number, date| format!("Liberar o contrato {number} até {date}?"),
    confirm_text: |name, days| {
        if days == 1 {
            format!("{name} volta a navegar agora, só até o fim de hoje.")
        } else {
            format!("{name} volta a navegar agora, por {days} dias.")
        }
    },
    starts: "Começa",
    starts_now: |moment| format!("agora, {moment}"),
    ends: "Termina",
    ends_at: |weekday, date| format!("{weekday}, {date} às 23:59"),
    if_unpaid: "Se não pagar",
    goes_back: |access| format!("volta para {access}"),
    new_release: "Nova liberação",
    only_from: |date| format!("só a partir de {date}"),
    at_once: "sem espera",
    confirm: |date| format!("Liberar até {date}"),
    override_reason: "Motivo para liberar antes do prazo",
    override_help: "Fica registrado na auditoria com o seu nome.",
    override_act: "Liberar antes do prazo",
    success: |number, date, protocol| {
        format!("Contrato {number} liberado temporariamente até {date} 23:59. Protocolo {protocol}.")
    },
    refused_title: |number| format!("Contrato {number} não foi liberado"),
    revoke_title: |number| format!("Revogar a liberação do contrato {number}?"),
    revoke_text: |access| format!("O contrato volta agora para {access}."),
    revoke_undone: "Esta liberação foi dada hoje e não conta para a espera.",
    possible_from: |date| format!("Nova liberação possível a partir de {date}."),
    possible_today: "Nova liberação possível ainda hoje.",
    revoked: |number| format!("Liberação do contrato {number} revogada."),
    block_title: |number| format!("Bloquear o contrato {number}?"),
    block_text: "O acesso é cortado agora. Uma liberação em andamento termina.",
    blocked: |number| format!("Contrato {number} bloqueado."),
    unblock_title: |number| format!("Desbloquear o contrato {number}?"),
    unblock_text: "O acesso volta agora, sem data para terminar.",
    unblocked: |number| format!("Contrato {number} desbloqueado."),
    choice_title: |number| format!("Liberação temporária do contrato {number}"),
    restriction: "Motivo da restrição",
    restriction_help: "Aparece para quem tentar liberar.",
    choice_saved: "Permissão do contrato salva.",
    close_summary: "Fechar resumo",
    empty: "Nenhum contrato ainda",
    empty_filtered: "Nada com esses filtros",
    empty_hint: "Retire um filtro ou comece de novo.",
    no_plan: "Qualquer plano",
    releases: "Liberações",
    history_empty: "Nada aconteceu ainda.",
    system: "sistema",
    import: "Importar contratos",
    import_invoices: "Importar faturas",
    facts: "Situação",
};

pub const EN: ContractTexts = ContractTexts {
    title: "Contracts",
    access: |access| access_name(Locale::En, access),
    status: |status| match status {
        ContractStatus::Active => "Active",
        ContractStatus::Inactive => "Inactive",
        ContractStatus::NegativeListed => "Negative-listed",
        ContractStatus::Withdrawn => "Withdrawn",
        ContractStatus::PreContract => "Pre-contract",
    },
    choice: |choice| match choice {
        ReleaseChoice::Allow => "Yes",
        ReleaseChoice::Deny => "No",
        ReleaseChoice::Follow => "As the general parameter",
    },
    view: |view| match view {
        ContractView::All => "All",
        ContractView::Blocked => "Blocked",
        ContractView::Released => "Released",
        ContractView::Automatic => "Automatic block",
        ContractView::Overdue => "Payment overdue",
        ContractView::Manual => "Manual block",
    },
    invoice_status: |status| match status {
        InvoiceStatus::Open => "Open",
        InvoiceStatus::Paid => "Paid",
        InvoiceStatus::Cancelled => "Cancelled",
    },
    release_state: |state| match state {
        ReleaseState::Active => "running",
        ReleaseState::Expired => "expired without payment",
        ReleaseState::Settled => "ended: nothing owed",
        ReleaseState::Revoked => "revoked",
    },
    line: |kind| match kind {
        LineKind::Created => "Created",
        LineKind::Imported => "Updated by an import",
        LineKind::Blocked => "Blocked",
        LineKind::Unblocked => "Unblocked",
        LineKind::Released => "Released temporarily",
        LineKind::Reblocked => "Release expired without payment",
        LineKind::Revoked => "Release revoked",
        LineKind::Settled => "Nothing overdue: block ended",
        LineKind::Paid => "Invoice paid",
        LineKind::Choice => "Release temporarily",
    },
    released_now: "released now",
    end_today: "end today",
    in_automatic: "in automatic block",
    search: "Contract, holder or CPF/CNPJ",
    contract: "Contract",
    contract_n: |number| format!("Contract {number}"),
    holder: "Holder",
    plan: "Plan",
    status_label: "Contract status",
    access_label: "Access status",
    value: "Value (R$)",
    overdue: "Overdue (R$)",
    invoices_count: |count| if count == 1 { "1 invoice".into() } else { format!("{count} invoices") },
    since: |date| format!("since {date}"),
    until: |moment| format!("until {moment}"),
    before: |access| format!("before: {access}"),
    released: "Released temporarily",
    released_filter: "Released",
    without_release: "No release running",
    only_blocked: "Blocked only",
    ends_by: "Released until",
    blocked_from: "Blocked since",
    blocked_to: "Blocked until",
    state: "State",
    city: "City",
    actions: "Actions",
    actions_of: |number| format!("Actions of contract {number}"),
    release: "Release temporarily",
    summary: "See summary",
    history: "History",
    revoke: "Revoke release",
    nothing_to_revoke: "No release is running",
    block: "Block by hand",
    unblock: "Unblock",
    set_choice: "Allow or restrict releases",
    no_right: "Your role does not allow it",
    released_until: "Released until",
    released_by: "Released by",
    last_release: "Last release",
    next_release: "Next release possible",
    no_release: "No release",
    never: "Never",
    today: "Today",
    protocol: "Protocol",
    time_left: |span| format!("{span} left"),
    again_at: |date| format!("again on {date}"),
    why_not: "Why it cannot be released now",
    may_now: |until| format!("Can be released now, until {until}."),
    overdue_invoices: "Overdue invoices",
    other_invoices: "Other invoices",
    due: "due",
    no_invoices: "No overdue invoice.",
    due_on: |date| format!("was due on {date}"),
    late_days: |days| if days == 1 { "1 day".into() } else { format!("{days} days") },
    pay: "Record payment",
    pay_of: |number| format!("Record the payment of invoice {number}"),
    pay_text: "The record cannot be undone. Other invoices stay overdue, and so does the block.",
    pay_last_text: "The record cannot be undone. With no other invoice overdue, the automatic block and the release end.",
    paid: |number| format!("Invoice {number} is paid."),
    settled: "Nothing is overdue: the block ended.",
    confirm_title: |number, date| format!("Release contract {number} until {date}?"),
    confirm_text: |name, days| {
        if days == 1 {
            format!("{name} is online again now, until the end of today only.")
        } else {
            format!("{name} is online again now, for {days} days.")
        }
    },
    starts: "Starts",
    starts_now: |moment| format!("now, {moment}"),
    ends: "Ends",
    ends_at: |weekday, date| format!("{weekday}, {date} at 23:59"),
    if_unpaid: "If not paid",
    goes_back: |access| format!("goes back to {access}"),
    new_release: "New release",
    only_from: |date| format!("only from {date}"),
    at_once: "no wait",
    confirm: |date| format!("Release until {date}"),
    override_reason: "Reason to release before the wait is over",
    override_help: "It is kept in the audit with your name.",
    override_act: "Release before the wait is over",
    success: |number, date, protocol| {
        format!("Contract {number} released temporarily until {date} 23:59. Protocol {protocol}.")
    },
    refused_title: |number| format!("Contract {number} was not released"),
    revoke_title: |number| format!("Revoke the release of contract {number}?"),
    revoke_text: |access| format!("The contract goes back to {access} now."),
    revoke_undone: "This release was given today and does not count for the wait.",
    possible_from: |date| format!("A new release is possible from {date}."),
    possible_today: "A new release is possible today.",
    revoked: |number| format!("Release of contract {number} revoked."),
    block_title: |number| format!("Block contract {number}?"),
    block_text: "The access is cut now. A running release ends.",
    blocked: |number| format!("Contract {number} blocked."),
    unblock_title: |number| format!("Unblock contract {number}?"),
    unblock_text: "The access comes back now, without an end.",
    unblocked: |number| format!("Contract {number} unblocked."),
    choice_title: |number| format!("Temporary release of contract {number}"),
    restriction: "Reason of the restriction",
    restriction_help: "Whoever tries to release sees it.",
    choice_saved: "Permission of the contract saved.",
    close_summary: "Close summary",
    empty: "No contracts yet",
    empty_filtered: "Nothing with these filters",
    empty_hint: "Take a filter away or start again.",
    no_plan: "Any plan",
    releases: "Releases",
    history_empty: "Nothing happened yet.",
    system: "system",
    import: "Import contracts",
    import_invoices: "Import invoices",
    facts: "Facts",
};

/// A date as these screens write it.
#[must_use]
pub fn date(day: NaiveDate) -> String {
    format_date(day)
}
