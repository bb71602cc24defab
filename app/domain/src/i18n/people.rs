//! Texts of the people screens and of the import of people.

use crate::{
    i18n::{Locale, Texts},
    person::{
        PersonKind, PhoneState,
        import::{Encoding, FaultReason, ImportFailure, ImportState, RowFault, Separator, Target},
    },
};

/// Texts of list, form and page.
pub struct PeopleTexts {
    pub title: &'static str,
    pub new_title: &'static str,
    pub new_button: &'static str,
    pub import_button: &'static str,
    pub search_label: &'static str,
    pub search_placeholder: &'static str,
    pub empty_title: &'static str,
    pub empty_text: &'static str,
    pub nothing_title: &'static str,
    pub nothing_text: &'static str,
    pub sort_by: fn(&str) -> String,
    // columns and fields
    pub name: &'static str,
    pub kind: &'static str,
    pub kind_name: fn(PersonKind) -> &'static str,
    pub kind_short: fn(PersonKind) -> &'static str,
    pub kind_help: &'static str,
    pub social_name: &'static str,
    pub document: &'static str,
    pub document_help: &'static str,
    pub email: &'static str,
    pub phone: &'static str,
    pub phones: &'static str,
    pub phone_n: fn(u8) -> String,
    pub phone_state: fn(PhoneState) -> &'static str,
    pub phone_state_n: fn(u8) -> String,
    pub use_number: fn(&str) -> String,
    pub free_slot: &'static str,
    pub place: &'static str,
    pub city: &'static str,
    pub state: &'static str,
    pub no_state: &'static str,
    pub zone: &'static str,
    pub zone_company: &'static str,
    pub note: &'static str,
    pub updated: &'static str,
    pub created: &'static str,
    pub identification: &'static str,
    pub contact: &'static str,
    pub address: &'static str,
    pub inactive: &'static str,
    pub deactivate_text: &'static str,
    pub chat_linked: &'static str,
    pub chat_not_linked: &'static str,
    pub chat: &'static str,
    pub not_given: &'static str,
    pub no_phone: &'static str,
    // page and form
    pub edit_title: fn(&str) -> String,
    pub save: &'static str,
    pub created_toast: fn(&str) -> String,
    pub saved_toast: fn(&str) -> String,
    pub errors_summary: fn(usize) -> String,
    pub taken_document: &'static str,
    pub repeated_phone: &'static str,
    pub unknown_state: &'static str,
    pub tickets: &'static str,
    pub no_tickets: &'static str,
    pub new_ticket: &'static str,
    pub all_tickets: &'static str,
    pub no_email_warning: &'static str,
    pub conflict_field: &'static str,
    pub conflict_stored: &'static str,
    pub conflict_typed: &'static str,
    pub conflict_take_stored: &'static str,
    pub conflict_back: &'static str,
    pub conflict_explain: fn(&str) -> String,
    pub import: ImportTexts,
}

/// Texts of the import wizard.
pub struct ImportTexts {
    pub title: &'static str,
    pub step_file: &'static str,
    /// Above what an earlier list held: people, contracts.
    pub what: &'static str,
    pub step_columns: &'static str,
    pub step_run: &'static str,
    pub step_result: &'static str,
    pub drop: &'static str,
    pub browse: &'static str,
    pub limits: &'static str,
    pub send: &'static str,
    pub sending: &'static str,
    pub sent_percent: fn(u32) -> String,
    pub cancel_sending: &'static str,
    pub previous: &'static str,
    pub previous_none: &'static str,
    pub reading: &'static str,
    pub read_rows: fn(u64) -> String,
    pub column: &'static str,
    pub example: &'static str,
    pub fills: &'static str,
    pub fills_of: fn(&str) -> String,
    pub left_out: &'static str,
    pub target: fn(Target) -> String,
    pub separator: &'static str,
    pub separator_name: fn(Separator) -> &'static str,
    pub encoding: fn(Encoding) -> &'static str,
    pub apply: &'static str,
    pub changed_columns: &'static str,
    pub no_name_column: &'static str,
    pub preview: &'static str,
    pub problems: &'static str,
    pub problems_some: fn(u64) -> String,
    pub no_problems: &'static str,
    pub line: &'static str,
    pub why: &'static str,
    pub content: &'static str,
    pub good: &'static str,
    pub bad: &'static str,
    pub start: fn(u64) -> String,
    pub nothing_to_import: &'static str,
    pub importing: &'static str,
    pub progress: fn(u64, u64) -> String,
    pub faults: fn(u64) -> String,
    pub leave_note: &'static str,
    pub cancel: &'static str,
    pub cancel_title: &'static str,
    pub cancel_text: &'static str,
    pub keep_running: &'static str,
    pub done_title: &'static str,
    pub cancelled_title: &'static str,
    pub cancelled_text: &'static str,
    pub failed_title: &'static str,
    pub failure: fn(ImportFailure) -> &'static str,
    pub created_rows: &'static str,
    pub updated_rows: &'static str,
    pub download_bad: &'static str,
    pub bad_file_name: fn(&str) -> String,
    pub reason_column: &'static str,
    pub another: &'static str,
    pub to_people: &'static str,
    pub state: fn(ImportState) -> &'static str,
    pub by_at: fn(&str, &str) -> String,
}

pub const PT_BR: PeopleTexts = PeopleTexts {
    title: "Pessoas",
    new_title: "Nova pessoa",
    new_button: "Nova pessoa",
    import_button: "Importar lista",
    search_label: "Buscar pessoa",
    search_placeholder: "Nome, CPF/CNPJ, e-mail ou telefone",
    empty_title: "Nenhuma pessoa ainda",
    empty_text: "Cadastre a primeira ou traga uma lista em CSV.",
    nothing_title: "Nada com esta busca",
    nothing_text: "Confira o que digitou ou cadastre a pessoa.",
    sort_by: |column| format!("Ordenar por {column}"),
    name: "Nome",
    kind: "Tipo",
    kind_name: |kind| match kind {
        PersonKind::Individual => "Pessoa física",
        PersonKind::Company => "Pessoa jurídica",
    },
    kind_short: |kind| match kind {
        PersonKind::Individual => "PF",
        PersonKind::Company => "PJ",
    },
    kind_help: "Com CPF ou CNPJ preenchido, vale o tipo do documento.",
    social_name: "Nome social ou fantasia",
    document: "CPF/CNPJ",
    document_help: "Com ou sem pontuação; o CNPJ pode ter letras.",
    email: "E-mail",
    phone: "Telefone",
    phones: "Telefones",
    phone_n: |slot| format!("Telefone {slot}"),
    phone_state: |state| match state {
        PhoneState::Ok => "Em uso",
        PhoneState::Wrong => "Número errado",
        PhoneState::DoNotCall => "Não perturbe",
    },
    phone_state_n: |slot| format!("Situação do telefone {slot}"),
    use_number: |number| format!("Usar {number}"),
    free_slot: "livre",
    place: "Cidade/UF",
    city: "Cidade",
    state: "UF",
    no_state: "Não informada",
    zone: "Fuso horário",
    zone_company: "O da empresa",
    note: "Observação",
    updated: "Atualizado",
    created: "Cadastro",
    identification: "Identificação",
    contact: "Contato",
    address: "Onde vive",
    inactive: "Inativa",
    deactivate_text: "Some das escolhas de novos atendimentos. Os atendimentos e o histórico continuam como estão.",
    chat_linked: "Vinculada",
    chat_not_linked: "Não vinculada",
    chat: "Chat",
    not_given: "não informado",
    no_phone: "Nenhum telefone",
    edit_title: |name| format!("Editar {name}"),
    save: "Salvar",
    created_toast: |name| format!("Pessoa cadastrada: {name}."),
    saved_toast: |name| format!("Dados de {name} salvos."),
    errors_summary: |count| {
        if count == 1 { "Corrija 1 campo para salvar.".into() } else { format!("Corrija {count} campos para salvar.") }
    },
    taken_document: "Já existe uma pessoa com este CPF/CNPJ.",
    repeated_phone: "Este número já está em outra linha.",
    unknown_state: "UF desconhecida: use a sigla ou o nome do estado.",
    tickets: "Atendimentos",
    no_tickets: "Nenhum atendimento desta pessoa.",
    new_ticket: "Novo atendimento",
    all_tickets: "Ver todos",
    no_email_warning: "Sem e-mail: as mudanças de status não serão avisadas.",
    conflict_field: "Campo",
    conflict_stored: "Está salvo",
    conflict_typed: "Você digitou",
    conflict_take_stored: "Ficar com o que está salvo",
    conflict_back: "Voltar e continuar editando",
    conflict_explain: |at| format!("Outra pessoa salvou este cadastro {at}. Nada seu foi perdido: escolha o que fica."),
    import: ImportTexts {
        title: "Importar pessoas",
        step_file: "Arquivo",
        what: "Lista",
        step_columns: "Colunas e conferência",
        step_run: "Importação",
        step_result: "Resultado",
        drop: "Arraste o arquivo",
        browse: "ou procure no computador",
        limits: "CSV de até 200 MB e 1.000.000 de linhas; a primeira linha traz os títulos das colunas",
        send: "Enviar arquivo",
        sending: "Enviando o arquivo",
        sent_percent: |percent| format!("{percent} % enviado"),
        cancel_sending: "Cancelar envio",
        previous: "Importações anteriores",
        previous_none: "Nenhuma importação ainda.",
        reading: "Conferindo as linhas",
        read_rows: |rows| format!("{} linhas lidas", grouped(rows, '.')),
        column: "Coluna do arquivo",
        example: "Exemplo",
        fills: "Preenche",
        fills_of: |column| format!("O que a coluna {column} preenche"),
        left_out: "Deixar de fora",
        target: |target| match target {
            Target::Name => "Nome".into(),
            Target::SocialName => "Nome social ou fantasia".into(),
            Target::Document => "CPF/CNPJ".into(),
            Target::Email => "E-mail".into(),
            Target::Phone(slot) => format!("Telefone {slot}"),
            Target::City => "Cidade".into(),
            Target::State => "UF".into(),
            Target::Note => "Observação".into(),
            Target::Number => "Número do contrato".into(),
            Target::Plan => "Plano".into(),
            Target::Value => "Valor".into(),
            Target::ContractStatus => "Status do contrato".into(),
            Target::Access => "Status de acesso".into(),
            Target::BlockedOn => "Bloqueado desde".into(),
            Target::Choice => "Liberar temporariamente (S/N/P)".into(),
            Target::Restriction => "Motivo da restrição".into(),
            Target::Invoice => "Número da fatura".into(),
            Target::Due => "Vencimento".into(),
            Target::InvoiceStatus => "Situação da fatura".into(),
        },
        separator: "Separador",
        separator_name: |separator| match separator {
            Separator::Semicolon => "Ponto e vírgula ( ; )",
            Separator::Comma => "Vírgula ( , )",
            Separator::Tab => "Tabulação",
            Separator::Pipe => "Barra vertical ( | )",
        },
        encoding: |encoding| match encoding {
            Encoding::Utf8 => "UTF-8",
            Encoding::Windows1252 => "Latin-1 (Windows-1252)",
        },
        apply: "Conferir de novo",
        changed_columns: "As colunas mudaram: confira de novo antes de importar.",
        no_name_column: "Escolha a coluna que traz o nome.",
        preview: "Primeiras linhas",
        problems: "Linhas com erro",
        problems_some: |shown| {
            format!("As primeiras {}; o arquivo das linhas com erro traz todas.", grouped(shown, '.'))
        },
        no_problems: "Nenhuma linha com erro.",
        line: "Linha",
        why: "Motivo",
        content: "Conteúdo",
        good: "entram",
        bad: "com erro",
        start: |rows| {
            if rows == 1 { "Importar 1 linha".into() } else { format!("Importar {} linhas", grouped(rows, '.')) }
        },
        nothing_to_import: "Nenhuma linha pode entrar: veja os motivos abaixo.",
        importing: "Importando",
        progress: |done, total| format!("{} de {} linhas", grouped(done, '.'), grouped(total, '.')),
        faults: |rows| format!("{} com erro", grouped(rows, '.')),
        leave_note: "Pode sair desta página: a importação continua, mesmo se o servidor reiniciar.",
        cancel: "Cancelar importação",
        cancel_title: "Cancelar a importação?",
        cancel_text: "As linhas que já entraram ficam. As outras não entram.",
        keep_running: "Continuar importando",
        done_title: "Importação concluída",
        cancelled_title: "Importação cancelada",
        cancelled_text: "As linhas que já tinham entrado ficaram.",
        failed_title: "A importação parou",
        failure: |failure| match failure {
            ImportFailure::FileGone => "O arquivo não está mais no servidor. Envie de novo.",
            ImportFailure::TooManyRows => "O arquivo passa de 1.000.000 de linhas. Divida em partes e envie cada uma.",
            ImportFailure::Internal => {
                "Algo falhou no servidor. O que já entrou ficou; envie o arquivo de novo para continuar, sem duplicar."
            }
        },
        created_rows: "cadastradas",
        updated_rows: "atualizadas",
        download_bad: "Baixar linhas com erro",
        bad_file_name: |name| format!("{name} - linhas com erro.csv"),
        reason_column: "motivo",
        another: "Importar outro arquivo",
        to_people: "Ver pessoas",
        state: |state| match state {
            ImportState::Reading => "Conferindo",
            ImportState::Ready => "Aguardando início",
            ImportState::Importing => "Importando",
            ImportState::Done => "Concluída",
            ImportState::Cancelled => "Cancelada",
            ImportState::Failed => "Parou",
        },
        by_at: |name, at| format!("{name}, {at}"),
    },
};

pub const EN: PeopleTexts = PeopleTexts {
    title: "People",
    new_title: "New person",
    new_button: "New person",
    import_button: "Import list",
    search_label: "Find a person",
    search_placeholder: "Name, CPF/CNPJ, e-mail or phone",
    empty_title: "No people yet",
    empty_text: "Add the first one or bring a list in CSV.",
    nothing_title: "Nothing for this search",
    nothing_text: "Look at what you typed again, or add the person.",
    sort_by: |column| format!("Sort by {column}"),
    name: "Name",
    kind: "Kind",
    kind_name: |kind| match kind {
        PersonKind::Individual => "Natural person",
        PersonKind::Company => "Legal person",
    },
    kind_short: |kind| match kind {
        PersonKind::Individual => "PF",
        PersonKind::Company => "PJ",
    },
    kind_help: "When a CPF or CNPJ is given, the document decides.",
    social_name: "Social or trade name",
    document: "CPF/CNPJ",
    document_help: "With or without punctuation; a CNPJ may have letters.",
    email: "E-mail",
    phone: "Phone",
    phones: "Phones",
    phone_n: |slot| format!("Phone {slot}"),
    phone_state: |state| match state {
        PhoneState::Ok => "In use",
        PhoneState::Wrong => "Wrong number",
        PhoneState::DoNotCall => "Do not call",
    },
    phone_state_n: |slot| format!("State of phone {slot}"),
    use_number: |number| format!("Use {number}"),
    free_slot: "free",
    place: "City/state",
    city: "City",
    state: "State",
    no_state: "Not given",
    zone: "Time zone",
    zone_company: "The company's",
    note: "Note",
    updated: "Updated",
    created: "Created",
    identification: "Identification",
    contact: "Contact",
    address: "Where they live",
    inactive: "Inactive",
    deactivate_text: "Leaves the choices of new tickets. Tickets and history stay as they are.",
    chat_linked: "Linked",
    chat_not_linked: "Not linked",
    chat: "Chat",
    not_given: "not given",
    no_phone: "No phone",
    edit_title: |name| format!("Edit {name}"),
    save: "Save",
    created_toast: |name| format!("Person added: {name}."),
    saved_toast: |name| format!("Saved the data of {name}."),
    errors_summary: |count| {
        if count == 1 { "Correct 1 field to save.".into() } else { format!("Correct {count} fields to save.") }
    },
    taken_document: "Another person has this CPF/CNPJ.",
    repeated_phone: "This number is in another line already.",
    unknown_state: "Unknown state: use its code or its name.",
    tickets: "Tickets",
    no_tickets: "No tickets of this person.",
    new_ticket: "New ticket",
    all_tickets: "See all",
    no_email_warning: "No e-mail: changes of status will not be announced.",
    conflict_field: "Field",
    conflict_stored: "Is stored",
    conflict_typed: "You typed",
    conflict_take_stored: "Keep what is stored",
    conflict_back: "Go back and keep editing",
    conflict_explain: |at| {
        format!("Somebody else saved this person {at}. Nothing of yours is lost: choose what stays.")
    },
    import: ImportTexts {
        title: "Import people",
        step_file: "File",
        what: "List",
        step_columns: "Columns and check",
        step_run: "Import",
        step_result: "Result",
        drop: "Drop the file here",
        browse: "or browse the computer",
        limits: "CSV of up to 200 MB and 1,000,000 rows; the first line holds the titles of the columns",
        send: "Send file",
        sending: "Sending the file",
        sent_percent: |percent| format!("{percent}% sent"),
        cancel_sending: "Cancel sending",
        previous: "Earlier imports",
        previous_none: "No imports yet.",
        reading: "Checking the rows",
        read_rows: |rows| format!("{} rows read", grouped(rows, ',')),
        column: "Column of the file",
        example: "Example",
        fills: "Fills",
        fills_of: |column| format!("What the column {column} fills"),
        left_out: "Leave out",
        target: |target| match target {
            Target::Name => "Name".into(),
            Target::SocialName => "Social or trade name".into(),
            Target::Document => "CPF/CNPJ".into(),
            Target::Email => "E-mail".into(),
            Target::Phone(slot) => format!("Phone {slot}"),
            Target::City => "City".into(),
            Target::State => "State".into(),
            Target::Note => "Note".into(),
            Target::Number => "Contract number".into(),
            Target::Plan => "Plan".into(),
            Target::Value => "Value".into(),
            Target::ContractStatus => "Contract status".into(),
            Target::Access => "Access status".into(),
            Target::BlockedOn => "Blocked since".into(),
            Target::Choice => "Release temporarily (S/N/P)".into(),
            Target::Restriction => "Reason of the restriction".into(),
            Target::Invoice => "Invoice number".into(),
            Target::Due => "Due date".into(),
            Target::InvoiceStatus => "Invoice status".into(),
        },
        separator: "Separator",
        separator_name: |separator| match separator {
            Separator::Semicolon => "Semicolon ( ; )",
            Separator::Comma => "Comma ( , )",
            Separator::Tab => "Tab",
            Separator::Pipe => "Vertical bar ( | )",
        },
        encoding: |encoding| match encoding {
            Encoding::Utf8 => "UTF-8",
            Encoding::Windows1252 => "Latin-1 (Windows-1252)",
        },
        apply: "Check again",
        changed_columns: "The columns changed: check again before importing.",
        no_name_column: "Choose the column that holds the name.",
        preview: "First rows",
        problems: "Rows with a fault",
        problems_some: |shown| format!("The first {}; the file of faulty rows holds all of them.", grouped(shown, ',')),
        no_problems: "No row has a fault.",
        line: "Line",
        why: "Reason",
        content: "Content",
        good: "will enter",
        bad: "with a fault",
        start: |rows| if rows == 1 { "Import 1 row".into() } else { format!("Import {} rows", grouped(rows, ',')) },
        nothing_to_import: "No row can enter: see the reasons below.",
        importing: "Importing",
        progress: |done, total| format!("{} of {} rows", grouped(done, ','), grouped(total, ',')),
        faults: |rows| format!("{} with a fault", grouped(rows, ',')),
        leave_note: "You may leave this page: the import goes on, even if the server restarts.",
        cancel: "Cancel import",
        cancel_title: "Cancel the import?",
        cancel_text: "Rows that have entered stay. The others do not enter.",
        keep_running: "Keep importing",
        done_title: "Import finished",
        cancelled_title: "Import cancelled",
        cancelled_text: "Rows that had entered have stayed.",
        failed_title: "The import stopped",
        failure: |failure| match failure {
            ImportFailure::FileGone => "The file is no longer on the server. Send it again.",
            ImportFailure::TooManyRows => "The file has more than 1,000,000 rows. Split it and send each part.",
            ImportFailure::Internal => {
                "Something failed on the server. What entered has stayed; send the file again to continue, without doubles."
            }
        },
        created_rows: "added",
        updated_rows: "updated",
        download_bad: "Download faulty rows",
        bad_file_name: |name| format!("{name} - faulty rows.csv"),
        reason_column: "reason",
        another: "Import another file",
        to_people: "See people",
        state: |state| match state {
            ImportState::Reading => "Checking",
            ImportState::Ready => "Waiting for the start",
            ImportState::Importing => "Importing",
            ImportState::Done => "Finished",
            ImportState::Cancelled => "Cancelled",
            ImportState::Failed => "Stopped",
        },
        by_at: |name, at| format!("{name}, {at}"),
    },
};

impl Texts {
    /// Why a row of an imported file stays out, with the field in front: "Telefone 2: informe DDD e número."
    #[must_use]
    pub fn row_fault(&self, fault: &RowFault) -> String {
        let sentence = match &fault.reason {
            FaultReason::Field(code) => self.error(&code.clone().into()),
            FaultReason::UnknownState => self.people.unknown_state.to_owned(),
            reason => whole_row(self.locale, reason),
        };
        match fault.field {
            Some(field) => format!("{}: {sentence}", (self.people.import.target)(field)),
            None => sentence,
        }
    }
}

fn whole_row(locale: Locale, reason: &FaultReason) -> String {
    match (locale, reason) {
        (Locale::PtBr, FaultReason::Duplicate) => "Repetida: já está em uma linha acima.".into(),
        (Locale::En, FaultReason::Duplicate) => "Repeated: it is in a row above.".into(),
        (Locale::PtBr, FaultReason::BrokenQuotes) => "Aspas abertas que não fecham.".into(),
        (Locale::En, FaultReason::BrokenQuotes) => "A quote was opened and never closed.".into(),
        (Locale::PtBr, FaultReason::ShortRow { expected, found }) => {
            format!("Faltam colunas: a linha tem {found}, o título tem {expected}.")
        }
        (Locale::En, FaultReason::ShortRow { expected, found }) => {
            format!("Columns are missing: the row has {found}, the header {expected}.")
        }
        (Locale::PtBr, FaultReason::LongRow { expected, found }) => {
            format!("Sobram colunas: a linha tem {found}, o título tem {expected}.")
        }
        (Locale::En, FaultReason::LongRow { expected, found }) => {
            format!("Too many columns: the row has {found}, the header {expected}.")
        }
        (Locale::PtBr, FaultReason::UnknownContract) => "O contrato desta fatura não está cadastrado.".into(),
        (Locale::En, FaultReason::UnknownContract) => "The contract of this invoice is not known.".into(),
        (Locale::PtBr, FaultReason::InvoiceOfAnother) => "Esta fatura já é de outro contrato.".into(),
        (Locale::En, FaultReason::InvoiceOfAnother) => "This invoice belongs to another contract already.".into(),
        (Locale::PtBr, FaultReason::RowTooLong | FaultReason::Field(_) | FaultReason::UnknownState) => {
            "A linha é longa demais.".into()
        }
        (Locale::En, FaultReason::RowTooLong | FaultReason::Field(_) | FaultReason::UnknownState) => {
            "The row is too long.".into()
        }
    }
}

/// "1.234.567": thousands apart, for numbers of rows.
fn grouped(number: u64, mark: char) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + 4);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        for (number, text) in [(0, "0"), (999, "999"), (1_000, "1.000"), (1_234_567, "1.234.567")] {
            assert_eq!(grouped(number, '.'), text);
        }
    }

    #[test]
    fn faults_name_their_field() {
        let fault = RowFault { field: Some(Target::State), reason: FaultReason::UnknownState };
        assert!(Locale::PtBr.texts().row_fault(&fault).starts_with("UF: UF desconhecida"));
        let fault = RowFault::of_row(FaultReason::ShortRow { expected: 3, found: 1 });
        assert_eq!(Locale::En.texts().row_fault(&fault), "Columns are missing: the row has 1, the header 3.");
    }
}
