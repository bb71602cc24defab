//! The sentence of every refusal and failure. What happened, and what to do; never a code alone, never blame.

use crate::{
    document::DocumentError,
    email::EmailError,
    error::{AppError, ErrorCode},
    i18n::{
        Locale, Texts,
        contracts::{access_name, refusal},
        tickets::status_name,
    },
    money::MoneyError,
    phone::PhoneError,
};

/// Texts around errors; the sentences themselves are in [`Texts::error`].
pub struct ErrorTexts {
    pub title: &'static str,
    pub not_found_title: &'static str,
    pub forbidden_title: &'static str,
    pub retry: &'static str,
    pub back: &'static str,
    /// "Código do pedido: …"
    pub request: fn(&str) -> String,
    pub page_not_found: &'static str,
}

pub const PT_BR: ErrorTexts = ErrorTexts {
    title: "Algo deu errado",
    not_found_title: "Não encontrado",
    forbidden_title: "Sem permissão",
    retry: "Tentar de novo",
    back: "Voltar",
    request: |id| format!("Código do pedido: {id}"),
    page_not_found: "Esta página não existe.",
};

pub const EN: ErrorTexts = ErrorTexts {
    title: "Something went wrong",
    not_found_title: "Not found",
    forbidden_title: "No permission",
    retry: "Try again",
    back: "Back",
    request: |id| format!("Request code: {id}"),
    page_not_found: "This page does not exist.",
};

impl Texts {
    /// The sentence for an error, in this language.
    #[must_use]
    pub fn error(&self, error: &AppError) -> String {
        match self.locale {
            Locale::PtBr => pt_br(&error.code),
            Locale::En => en(&error.code),
        }
    }
}

fn pt_br(code: &ErrorCode) -> String {
    match code {
        ErrorCode::SignedOut => "Sua sessão terminou. Entre de novo para continuar.".into(),
        ErrorCode::AnotherUser { name } => {
            format!("Agora está {name} neste navegador. Nada foi enviado: entre de novo ou recarregue a página.")
        }
        ErrorCode::WrongCredentials => "E-mail ou senha incorretos.".into(),
        ErrorCode::TooManyAttempts { seconds } => {
            format!("Muitas tentativas. Tente de novo em {}.", minutes_pt(*seconds))
        }
        ErrorCode::Forbidden => "Você não tem permissão para isto.".into(),
        ErrorCode::NotFound => "Não encontrado. Pode ter sido unido a outro ou o endereço está errado.".into(),
        ErrorCode::Stale => "Outra pessoa alterou este registro. Compare as versões e escolha o que fica.".into(),
        ErrorCode::Required => "Preencha este campo.".into(),
        ErrorCode::TooLong { max } => format!("Use no máximo {max} caracteres."),
        ErrorCode::NotAvailable => "Esta opção não está mais disponível. Escolha outra.".into(),
        ErrorCode::Taken => "Já existe um registro com este valor.".into(),
        ErrorCode::Document(reason) => document_pt(*reason).into(),
        ErrorCode::Phone(reason) => phone_pt(reason),
        ErrorCode::Email(reason) => email_pt(*reason).into(),
        ErrorCode::Money(reason) => money_pt(*reason).into(),
        ErrorCode::BadDate => "Data inválida: use dd/mm/aaaa.".into(),
        ErrorCode::BadTime => "Hora inválida: use HH:MM.".into(),
        ErrorCode::EndsBeforeStart => "O fim deve ser depois do início.".into(),
        ErrorCode::OutOfRange { min, max } => format!("Use um número de {min} a {max}."),
        ErrorCode::StatusNotAllowed { from, to } => format!(
            "O fluxo restrito não permite mudar de {} para {}.",
            status_name(Locale::PtBr, *from),
            status_name(Locale::PtBr, *to)
        ),
        ErrorCode::ReasonRequired => "Informe o motivo.".into(),
        ErrorCode::NoteRequired => "Informe o motivo da movimentação.".into(),
        ErrorCode::AlreadyOpen => "O atendimento já está aberto.".into(),
        ErrorCode::NotNew => "O atendimento já foi movimentado.".into(),
        ErrorCode::AlreadyNotified => "O responsável já foi lembrado deste atendimento.".into(),
        ErrorCode::NoAssignee => "O atendimento não tem responsável.".into(),
        ErrorCode::SameAssignee => "O atendimento já está com esta pessoa.".into(),
        ErrorCode::SameTicket => "Escolha outro atendimento.".into(),
        ErrorCode::Merged { into } => format!("Este atendimento foi unido ao #{into}."),
        ErrorCode::AlreadyOpened { id } => format!(
            "Seu envio anterior já abriu o atendimento #{id}. O que você mudou depois não está nele: abra-o e complete lá."
        ),
        ErrorCode::PasswordTooShort { min } => format!("Use uma senha de pelo menos {min} caracteres."),
        ErrorCode::WrongPassword => "A senha atual não confere.".into(),
        ErrorCode::LastAdmin => "O último administrador não pode ser desativado nem mudar de papel.".into(),
        ErrorCode::FileTooLarge { max_mb } => format!("O arquivo passa do limite de {max_mb} MB."),
        ErrorCode::FileEmpty => "O arquivo está vazio.".into(),
        ErrorCode::FileName => "Nome de arquivo não aceito: use um nome sem barras nem caracteres invisíveis.".into(),
        ErrorCode::FileType => {
            "Tipo de arquivo não aceito. Envie PDF, imagem, documento, planilha, texto, XML, áudio, vídeo ou ZIP."
                .into()
        }
        ErrorCode::FileDisguised => "O conteúdo não é o que o nome do arquivo diz. Confira a extensão.".into(),
        ErrorCode::FileCutOff => "O envio parou antes do fim. Nada foi guardado: tente de novo.".into(),
        ErrorCode::TooManyFiles { max } => format!("No máximo {max} arquivos de uma vez. Salve ou remova alguns."),
        ErrorCode::FilesADay { max } => {
            format!("Este atendimento já recebeu {max} arquivos seus em um dia. Envie os outros amanhã.")
        }
        ErrorCode::TooManyViews { max } => format!("No máximo {max} visões salvas. Apague uma para salvar outra."),
        ErrorCode::StorageFull => "Não há mais espaço para arquivos. Nada foi guardado: avise o administrador.".into(),
        ErrorCode::StorageAway => {
            "O lugar dos arquivos não está respondendo. Nada foi perdido: tente de novo em instantes.".into()
        }
        ErrorCode::LinkExpired => "Este link já foi usado ou venceu. Peça outro.".into(),
        ErrorCode::NotCsv => "O arquivo não é uma tabela em texto (CSV).".into(),
        ErrorCode::ImportFileGone => "O arquivo desta importação já foi apagado. Envie a lista de novo.".into(),
        ErrorCode::ImportState => "Esta importação já avançou. Atualize a página.".into(),
        ErrorCode::NotLinked => "Este solicitante não está vinculado ao chat.".into(),
        ErrorCode::TooFast { .. } => "Muitas mensagens em pouco tempo. Esta sai sozinha em instantes.".into(),
        ErrorCode::UnknownVariable { name } => format!("A variável {{{name}}} não existe."),
        ErrorCode::Release(why) => refusal(Locale::PtBr, why),
        ErrorCode::AlreadyBlocked => "O contrato já está em bloqueio manual.".into(),
        ErrorCode::BlockStays { access } => {
            format!("O status de acesso {} não muda por aqui.", access_name(Locale::PtBr, *access))
        }
        ErrorCode::NoRelease => "Não há liberação em andamento.".into(),
        ErrorCode::BadUrl => "Endereço inválido: use https://… (http:// só com a rede interna permitida).".into(),
        ErrorCode::PrivateAddress => "O endereço fica na rede interna, que não está permitida.".into(),
        ErrorCode::NoWebhook => "Informe o endereço e gere a chave antes de enviar.".into(),
        ErrorCode::Unavailable => {
            "O banco de dados não está respondendo. Nada foi perdido: tente de novo em instantes.".into()
        }
        ErrorCode::Internal => "Algo falhou no servidor. Nada foi salvo: tente de novo.".into(),
        ErrorCode::Offline => "Sem conexão com o servidor. O que você digitou continua aqui.".into(),
    }
}

fn en(code: &ErrorCode) -> String {
    match code {
        ErrorCode::SignedOut => "Your session ended. Sign in again to continue.".into(),
        ErrorCode::AnotherUser { name } => {
            format!("{name} is signed in on this browser now. Nothing was sent: sign in again or reload the page.")
        }
        ErrorCode::WrongCredentials => "Wrong e-mail or password.".into(),
        ErrorCode::TooManyAttempts { seconds } => {
            format!("Too many attempts. Try again in {} min.", seconds.div_ceil(60))
        }
        ErrorCode::Forbidden => "You do not have permission for this.".into(),
        ErrorCode::NotFound => "Not found. It may have been merged, or the address is wrong.".into(),
        ErrorCode::Stale => "Somebody else changed this record. Compare the versions and choose what stays.".into(),
        ErrorCode::Required => "Fill in this field.".into(),
        ErrorCode::TooLong { max } => format!("Use at most {max} characters."),
        ErrorCode::NotAvailable => "This choice is no longer available. Choose another one.".into(),
        ErrorCode::Taken => "Another record already has this value.".into(),
        ErrorCode::Document(reason) => document_en(*reason).into(),
        ErrorCode::Phone(reason) => phone_en(reason),
        ErrorCode::Email(reason) => email_en(*reason).into(),
        ErrorCode::Money(reason) => money_en(*reason).into(),
        ErrorCode::BadDate => "Not a date: use dd/mm/yyyy.".into(),
        ErrorCode::BadTime => "Not a time: use HH:MM.".into(),
        ErrorCode::EndsBeforeStart => "The end must be after the start.".into(),
        ErrorCode::OutOfRange { min, max } => format!("Use a number from {min} to {max}."),
        ErrorCode::StatusNotAllowed { from, to } => format!(
            "The restricted flow does not allow a change from {} to {}.",
            status_name(Locale::En, *from),
            status_name(Locale::En, *to)
        ),
        ErrorCode::ReasonRequired => "Give the reason.".into(),
        ErrorCode::NoteRequired => "Give the reason for the hand-over.".into(),
        ErrorCode::AlreadyOpen => "The ticket is open already.".into(),
        ErrorCode::NotNew => "The ticket was already worked on.".into(),
        ErrorCode::AlreadyNotified => "The assignee was already reminded of this ticket.".into(),
        ErrorCode::NoAssignee => "The ticket has no assignee.".into(),
        ErrorCode::SameAssignee => "The ticket is already with this person.".into(),
        ErrorCode::SameTicket => "Choose another ticket.".into(),
        ErrorCode::Merged { into } => format!("This ticket was merged into #{into}."),
        ErrorCode::AlreadyOpened { id } => format!(
            "What you sent before already opened ticket #{id}. What you changed since is not in it: open it and add it there."
        ),
        ErrorCode::PasswordTooShort { min } => format!("Use a password of at least {min} characters."),
        ErrorCode::WrongPassword => "The present password is another one.".into(),
        ErrorCode::LastAdmin => "The last administrator can be neither deactivated nor demoted.".into(),
        ErrorCode::FileTooLarge { max_mb } => format!("The file is larger than the limit of {max_mb} MB."),
        ErrorCode::FileEmpty => "The file is empty.".into(),
        ErrorCode::FileName => "File name not accepted: use one without slashes or invisible characters.".into(),
        ErrorCode::FileType => {
            "Type of file not accepted. Send PDF, image, document, sheet, text, XML, audio, video or ZIP.".into()
        }
        ErrorCode::FileDisguised => "The content is not what the file's name says. Check its extension.".into(),
        ErrorCode::FileCutOff => "The upload stopped before its end. Nothing was kept: try again.".into(),
        ErrorCode::TooManyFiles { max } => format!("At most {max} files at once. Save or remove some."),
        ErrorCode::FilesADay { max } => {
            format!("This ticket got {max} files from you within a day. Send the others tomorrow.")
        }
        ErrorCode::TooManyViews { max } => format!("At most {max} saved views. Delete one to save another."),
        ErrorCode::StorageFull => "There is no room left for files. Nothing was kept: tell the administrator.".into(),
        ErrorCode::StorageAway => "The place of the files does not answer. Nothing was lost: try again soon.".into(),
        ErrorCode::LinkExpired => "This link was used already or is too old. Ask for another one.".into(),
        ErrorCode::NotCsv => "The file is not a table of text (CSV).".into(),
        ErrorCode::ImportFileGone => "The file of this import was deleted already. Send the list again.".into(),
        ErrorCode::ImportState => "This import has moved on. Reload the page.".into(),
        ErrorCode::NotLinked => "This requester is not linked to the chat.".into(),
        ErrorCode::TooFast { .. } => "Many messages in little time. This one goes out by itself in a moment.".into(),
        ErrorCode::UnknownVariable { name } => format!("The variable {{{name}}} does not exist."),
        ErrorCode::Release(why) => refusal(Locale::En, why),
        ErrorCode::AlreadyBlocked => "The contract is blocked by hand already.".into(),
        ErrorCode::BlockStays { access } => {
            format!("The access status {} is not changed here.", access_name(Locale::En, *access))
        }
        ErrorCode::NoRelease => "No release is running.".into(),
        ErrorCode::BadUrl => "Not an address: use https://… (http:// only with the own network allowed).".into(),
        ErrorCode::PrivateAddress => "The address is inside the own network, which is not allowed.".into(),
        ErrorCode::NoWebhook => "Enter the address and make the key before sending.".into(),
        ErrorCode::Unavailable => "The database does not answer. Nothing was lost: try again in a moment.".into(),
        ErrorCode::Internal => "Something failed on the server. Nothing was saved: try again.".into(),
        ErrorCode::Offline => "No connection to the server. What you typed is still here.".into(),
    }
}

fn minutes_pt(seconds: u32) -> String {
    match seconds.div_ceil(60) {
        0 | 1 => "1 minuto".into(),
        minutes => format!("{minutes} minutos"),
    }
}

const fn document_pt(reason: DocumentError) -> &'static str {
    match reason {
        DocumentError::Empty => "Informe o CPF ou o CNPJ.",
        DocumentError::Length => "Um CPF tem 11 dígitos; um CNPJ, 14 caracteres.",
        DocumentError::Characters => "Há um caractere que não existe em CPF nem em CNPJ.",
        DocumentError::CheckDigits => "Os dígitos verificadores não conferem: confira o número.",
        DocumentError::Repeated => "Um CPF ou CNPJ de caracteres repetidos não é válido.",
        DocumentError::Separators => {
            "Há um ponto, barra, traço ou espaço fora do lugar: escreva como 529.982.247-25 ou 12.ABC.345/01DE-35."
        }
        DocumentError::TwoNumbers => "Há dois números neste campo: deixe só um CPF ou CNPJ.",
    }
}

const fn document_en(reason: DocumentError) -> &'static str {
    match reason {
        DocumentError::Empty => "Give the CPF or CNPJ.",
        DocumentError::Length => "A CPF has 11 digits; a CNPJ has 14 characters.",
        DocumentError::Characters => "There is a character that neither a CPF nor a CNPJ can have.",
        DocumentError::CheckDigits => "The check digits do not fit: look at the number again.",
        DocumentError::Repeated => "A CPF or CNPJ of one repeated character is not valid.",
        DocumentError::Separators => {
            "A dot, slash, hyphen or space is out of place: write it like 529.982.247-25 or 12.ABC.345/01DE-35."
        }
        DocumentError::TwoNumbers => "There are two numbers in this field: leave only one CPF or CNPJ.",
    }
}

fn phone_pt(reason: &PhoneError) -> String {
    match reason {
        PhoneError::Empty | PhoneError::Length | PhoneError::Number => {
            "Telefone inválido: informe DDD e número.".into()
        }
        PhoneError::Characters => "Telefone inválido: há um caractere que não é de telefone.".into(),
        PhoneError::Country => "Telefone inválido: só números do Brasil (+55).".into(),
        PhoneError::Ddd => "Telefone inválido: este DDD não existe.".into(),
        PhoneError::Separators => {
            "Telefone inválido: há um sinal ou espaço fora do lugar. Escreva como (11) 98765-4321.".into()
        }
        PhoneError::TwoNumbers => "Há dois telefones neste campo: informe um em cada campo.".into(),
        PhoneError::MissingNinthDigit { suggestion } => {
            format!("Falta o nono dígito. Seria {}?", suggestion.formatted())
        }
    }
}

fn phone_en(reason: &PhoneError) -> String {
    match reason {
        PhoneError::Empty | PhoneError::Length | PhoneError::Number => "Not a phone: give area code and number.".into(),
        PhoneError::Characters => "Not a phone: there is a character that phones do not have.".into(),
        PhoneError::Country => "Not a phone: only Brazilian numbers (+55).".into(),
        PhoneError::Ddd => "Not a phone: this area code does not exist.".into(),
        PhoneError::Separators => "Not a phone: a mark or space is out of place. Write it like (11) 98765-4321.".into(),
        PhoneError::TwoNumbers => "There are two phones in this field: give one in each field.".into(),
        PhoneError::MissingNinthDigit { suggestion } => {
            format!("The ninth digit is missing. Is it {}?", suggestion.formatted())
        }
    }
}

const fn email_pt(reason: EmailError) -> &'static str {
    match reason {
        EmailError::Empty => "Informe o e-mail.",
        EmailError::MissingAt => "Falta o @ no e-mail.",
        EmailError::ManyAts => "O e-mail tem mais de um @.",
        EmailError::MissingLocal => "Falta o nome antes do @.",
        EmailError::MissingDomain | EmailError::MissingDot => "Falta o domínio, como exemplo.com.br.",
        EmailError::Space => "O e-mail não pode ter espaços.",
        EmailError::TooLong => "O e-mail é longo demais.",
        EmailError::Control | EmailError::Dot | EmailError::Character(_) | EmailError::Domain => {
            "O e-mail não é válido: confira como foi escrito."
        }
    }
}

const fn email_en(reason: EmailError) -> &'static str {
    match reason {
        EmailError::Empty => "Give the e-mail.",
        EmailError::MissingAt => "The e-mail has no @.",
        EmailError::ManyAts => "The e-mail has more than one @.",
        EmailError::MissingLocal => "The name before the @ is missing.",
        EmailError::MissingDomain | EmailError::MissingDot => "The domain is missing, such as example.com.",
        EmailError::Space => "An e-mail has no spaces.",
        EmailError::TooLong => "The e-mail is too long.",
        EmailError::Control | EmailError::Dot | EmailError::Character(_) | EmailError::Domain => {
            "The e-mail is not valid: look at it again."
        }
    }
}

const fn money_pt(reason: MoneyError) -> &'static str {
    match reason {
        MoneyError::Empty => "Informe o valor.",
        MoneyError::Ambiguous => "Não está claro onde ficam os centavos: use 1.234,56.",
        MoneyError::Range => "O valor é grande demais.",
        MoneyError::Characters | MoneyError::Format => "Valor inválido: use 1.234,56.",
    }
}

const fn money_en(reason: MoneyError) -> &'static str {
    match reason {
        MoneyError::Empty => "Give the amount.",
        MoneyError::Ambiguous => "It is not clear where the cents are: use 1.234,56.",
        MoneyError::Range => "The amount is too large.",
        MoneyError::Characters | MoneyError::Format => "Not an amount: use 1.234,56.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ticket::Status;

    #[test]
    fn refusals_say_what_to_do() {
        let t = Locale::PtBr.texts();
        assert_eq!(t.error(&ErrorCode::Phone(PhoneError::Length).into()), "Telefone inválido: informe DDD e número.");
        assert_eq!(
            t.error(&ErrorCode::Phone(PhoneError::TwoNumbers).into()),
            "Há dois telefones neste campo: informe um em cada campo."
        );
        assert_eq!(
            t.error(&ErrorCode::StatusNotAllowed { from: Status::Finished, to: Status::Waiting }.into()),
            "O fluxo restrito não permite mudar de Finalizado para Aguardando."
        );
        assert_eq!(
            t.error(&ErrorCode::AnotherUser { name: "Bianca Toledo".to_owned() }.into()),
            "Agora está Bianca Toledo neste navegador. Nada foi enviado: entre de novo ou recarregue a página."
        );
        assert_eq!(
            t.error(&ErrorCode::TooManyAttempts { seconds: 61 }.into()),
            "Muitas tentativas. Tente de novo em 2 minutos."
        );
    }
}
