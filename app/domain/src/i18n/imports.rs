//! Texts of the import of lists: its wizard, and why a row stays out.

use crate::{
    i18n::{Locale, Texts, numbers::grouped},
    person::import::{Encoding, FaultReason, ImportFailure, ImportState, RowFault, Separator, Target},
};

texts! {
    /// Texts of the import wizard.
    pub struct ImportTexts {
        title: "Importar pessoas", "Import people";
        step_file: "Arquivo", "File";
        /// Above what an earlier list held: people, contracts.
        what: "Lista", "List";
        step_columns: "Colunas e conferência", "Columns and check";
        step_run: "Importação", "Import";
        step_result: "Resultado", "Result";
        drop: "Arraste o arquivo", "Drop the file here";
        browse: "ou procure no computador", "or browse the computer";
        limits:
            "CSV de até 200 MB e 1.000.000 de linhas; a primeira linha traz os títulos das colunas",
            "CSV of up to 200 MB and 1,000,000 rows; the first line holds the titles of the columns";
        send: "Enviar arquivo", "Send file";
        sending: "Enviando o arquivo", "Sending the file";
        sent_percent(percent: u32): "{percent} % enviado", "{percent}% sent";
        cancel_sending: "Cancelar envio", "Cancel sending";
        previous: "Importações anteriores", "Earlier imports";
        previous_none: "Nenhuma importação ainda.", "No imports yet.";
        reading: "Conferindo as linhas", "Checking the rows";
        read_rows(rows: u64):
            { format!("{} linhas lidas", grouped(rows, Locale::PtBr)) },
            { format!("{} rows read", grouped(rows, Locale::En)) };
        column: "Coluna do arquivo", "Column of the file";
        example: "Exemplo", "Example";
        fills: "Preenche", "Fills";
        fills_of(column: &str): "O que a coluna {column} preenche", "What the column {column} fills";
        left_out: "Deixar de fora", "Leave out";
        target of Target -> String {
            Name => "Nome", "Name";
            SocialName => "Nome social ou fantasia", "Social or trade name";
            Document => "CPF/CNPJ", "CPF/CNPJ";
            Email => "E-mail", "E-mail";
            Phone(slot) => "Telefone {slot}", "Phone {slot}";
            City => "Cidade", "City";
            State => "UF", "State";
            Note => "Observação", "Note";
            Number => "Número do contrato", "Contract number";
            Plan => "Plano", "Plan";
            Value => "Valor", "Value";
            ContractStatus => "Status do contrato", "Contract status";
            Access => "Status de acesso", "Access status";
            BlockedOn => "Bloqueado desde", "Blocked since";
            Choice => "Liberar temporariamente (S/N/P)", "Release temporarily (S/N/P)";
            Restriction => "Motivo da restrição", "Reason of the restriction";
            Invoice => "Número da fatura", "Invoice number";
            Due => "Vencimento", "Due date";
            InvoiceStatus => "Situação da fatura", "Invoice status";
        };
        separator: "Separador", "Separator";
        separator_name of Separator {
            Semicolon => "Ponto e vírgula ( ; )", "Semicolon ( ; )";
            Comma => "Vírgula ( , )", "Comma ( , )";
            Tab => "Tabulação", "Tab";
            Pipe => "Barra vertical ( | )", "Vertical bar ( | )";
        };
        encoding of Encoding {
            Utf8 => "UTF-8", "UTF-8";
            Windows1252 => "Latin-1 (Windows-1252)", "Latin-1 (Windows-1252)";
        };
        apply: "Conferir de novo", "Check again";
        changed_columns:
            "As colunas mudaram: confira de novo antes de importar.",
            "The columns changed: check again before importing.";
        no_name_column: "Escolha a coluna que traz o nome.", "Choose the column that holds the name.";
        preview: "Primeiras linhas", "First rows";
        problems: "Linhas com erro", "Rows with a fault";
        problems_some(shown: u64):
            { format!("As primeiras {}; o arquivo das linhas com erro traz todas.", grouped(shown, Locale::PtBr)) },
            { format!("The first {}; the file of faulty rows holds all of them.", grouped(shown, Locale::En)) };
        no_problems: "Nenhuma linha com erro.", "No row has a fault.";
        line: "Linha", "Line";
        why: "Motivo", "Reason";
        content: "Conteúdo", "Content";
        good: "entram", "will enter";
        bad: "com erro", "with a fault";
        start(rows: u64):
            { if rows == 1 { "Importar 1 linha".into() } else { format!("Importar {} linhas", grouped(rows, Locale::PtBr)) } },
            { if rows == 1 { "Import 1 row".into() } else { format!("Import {} rows", grouped(rows, Locale::En)) } };
        nothing_to_import:
            "Nenhuma linha pode entrar: veja os motivos abaixo.",
            "No row can enter: see the reasons below.";
        importing: "Importando", "Importing";
        progress(done: u64, total: u64):
            { format!("{} de {} linhas", grouped(done, Locale::PtBr), grouped(total, Locale::PtBr)) },
            { format!("{} of {} rows", grouped(done, Locale::En), grouped(total, Locale::En)) };
        faults(rows: u64):
            { format!("{} com erro", grouped(rows, Locale::PtBr)) },
            { format!("{} with a fault", grouped(rows, Locale::En)) };
        leave_note:
            "Pode sair desta página: a importação continua, mesmo se o servidor reiniciar.",
            "You may leave this page: the import goes on, even if the server restarts.";
        cancel: "Cancelar importação", "Cancel import";
        cancel_title: "Cancelar a importação?", "Cancel the import?";
        cancel_text:
            "As linhas que já entraram ficam. As outras não entram.",
            "Rows that have entered stay. The others do not enter.";
        keep_running: "Continuar importando", "Keep importing";
        done_title: "Importação concluída", "Import finished";
        cancelled_title: "Importação cancelada", "Import cancelled";
        cancelled_text: "As linhas que já tinham entrado ficaram.", "Rows that had entered have stayed.";
        failed_title: "A importação parou", "The import stopped";
        failure of ImportFailure {
            FileGone =>
                "O arquivo não está mais no servidor. Envie de novo.",
                "The file is no longer on the server. Send it again.";
            TooManyRows =>
                "O arquivo passa de 1.000.000 de linhas. Divida em partes e envie cada uma.",
                "The file has more than 1,000,000 rows. Split it and send each part.";
            Internal =>
                "Algo falhou no servidor. O que já entrou ficou; envie o arquivo de novo para continuar, sem duplicar.",
                "Something failed on the server. What entered has stayed; send the file again to continue, without doubles.";
        };
        created_rows: "cadastradas", "added";
        updated_rows: "atualizadas", "updated";
        download_bad: "Baixar linhas com erro", "Download faulty rows";
        bad_file_name(name: &str): "{name} - linhas com erro.csv", "{name} - faulty rows.csv";
        reason_column: "motivo", "reason";
        another: "Importar outro arquivo", "Import another file";
        to_people: "Ver pessoas", "See people";
        state of ImportState {
            Reading => "Conferindo", "Checking";
            Ready => "Aguardando início", "Waiting for the start";
            Importing => "Importando", "Importing";
            Done => "Concluída", "Finished";
            Cancelled => "Cancelada", "Cancelled";
            Failed => "Parou", "Stopped";
        };
        by_at(name: &str, at: &str): "{name}, {at}", "{name}, {at}";
    }
}

impl Texts {
    /// Why a row of an imported file stays out, with the field in front: "Telefone 2: informe DDD e número."
    pub fn row_fault(&self, fault: &RowFault) -> String {
        let sentence = match &fault.reason {
            FaultReason::Field(code) => self.error(&code.clone().into()),
            FaultReason::UnknownState => self.people.unknown_state.to_owned(),
            reason => whole_row(self.locale, reason),
        };
        match fault.field {
            Some(field) => format!("{}: {sentence}", (self.imports.target)(field)),
            None => sentence,
        }
    }
}

words! {
    fn whole_row(&FaultReason) -> String {
        Duplicate => "Repetida: já está em uma linha acima.", "Repeated: it is in a row above.";
        BrokenQuotes => "Aspas abertas que não fecham.", "A quote was opened and never closed.";
        ShortRow { expected, found } =>
            "Faltam colunas: a linha tem {found}, o título tem {expected}.",
            "Columns are missing: the row has {found}, the header {expected}.";
        LongRow { expected, found } =>
            "Sobram colunas: a linha tem {found}, o título tem {expected}.",
            "Too many columns: the row has {found}, the header {expected}.";
        UnknownContract =>
            "O contrato desta fatura não está cadastrado.",
            "The contract of this invoice is not known.";
        InvoiceOfAnother =>
            "Esta fatura já é de outro contrato.",
            "This invoice belongs to another contract already.";
        RowTooLong | Field(_) | UnknownState => "A linha é longa demais.", "The row is too long.";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_name_their_field() {
        let fault = RowFault { field: Some(Target::State), reason: FaultReason::UnknownState };
        assert!(Locale::PtBr.texts().row_fault(&fault).starts_with("UF: UF desconhecida"));
        let fault = RowFault::of_row(FaultReason::ShortRow { expected: 3, found: 1 });
        assert_eq!(Locale::En.texts().row_fault(&fault), "Columns are missing: the row has 1, the header 3.");
    }
}
