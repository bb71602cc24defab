//! The sentence of every refusal and failure. What happened, and what to do; never a code alone, never blame.

use crate::{
    document::DocumentError,
    email::EmailError,
    error::{AppError, ErrorCode},
    i18n::{
        Locale, Texts,
        contracts::{access_name, refusal},
        numbers::grouped,
        tickets::status_name,
    },
    money::MoneyError,
    phone::PhoneError,
};

texts! {
    /// Texts around errors; the sentences themselves are in [`Texts::error`].
    pub struct ErrorTexts {
        title: "Algo deu errado", "Something went wrong";
        not_found_title: "Não encontrado", "Not found";
        forbidden_title: "Sem permissão", "No permission";
        retry: "Tentar de novo", "Try again";
        back: "Voltar", "Back";
        /// "Código do pedido: …"
        request(id: &str): "Código do pedido: {id}", "Request code: {id}";
        page_not_found: "Esta página não existe.", "This page does not exist.";
    }
}

impl Texts {
    /// The sentence for an error, in this language.
    pub fn error(&self, error: &AppError) -> String {
        sentence(self.locale, &error.code)
    }
}

words! {
    fn sentence(&ErrorCode) -> String {
        SignedOut =>
            "Sua sessão terminou. Entre de novo para continuar.",
            "Your session ended. Sign in again to continue.";
        AnotherUser { name } =>
            "Agora está {name} neste navegador. Nada foi enviado: entre de novo ou recarregue a página.",
            "{name} is signed in on this browser now. Nothing was sent: sign in again or reload the page.";
        WrongCredentials => "E-mail ou senha incorretos.", "Wrong e-mail or password.";
        TooManyAttempts { seconds } =>
            { format!("Muitas tentativas. Tente de novo em {}.", minutes_pt(*seconds)) },
            { format!("Too many attempts. Try again in {} min.", seconds.div_ceil(60)) };
        Forbidden => "Você não tem permissão para isto.", "You do not have permission for this.";
        NotFound =>
            "Não encontrado. Pode ter sido unido a outro ou o endereço está errado.",
            "Not found. It may have been merged, or the address is wrong.";
        Stale =>
            "Outra pessoa alterou este registro. Compare as versões e escolha o que fica.",
            "Somebody else changed this record. Compare the versions and choose what stays.";
        Required => "Preencha este campo.", "Fill in this field.";
        TooLong { max } =>
            { format!("Use no máximo {} caracteres.", grouped(*max, Locale::PtBr)) },
            { format!("Use at most {} characters.", grouped(*max, Locale::En)) };
        NotAvailable =>
            "Esta opção não está mais disponível. Escolha outra.",
            "This choice is no longer available. Choose another one.";
        Taken => "Já existe um registro com este valor.", "Another record already has this value.";
        Document(reason) => { document(Locale::PtBr, *reason).into() }, { document(Locale::En, *reason).into() };
        Phone(reason) => { phone(Locale::PtBr, reason) }, { phone(Locale::En, reason) };
        Email(reason) => { email(Locale::PtBr, *reason).into() }, { email(Locale::En, *reason).into() };
        Money(reason) => { money(Locale::PtBr, *reason).into() }, { money(Locale::En, *reason).into() };
        BadDate => "Data inválida: use dd/mm/aaaa.", "Not a date: use dd/mm/yyyy.";
        BadTime => "Hora inválida: use HH:MM.", "Not a time: use HH:MM.";
        EndsBeforeStart => "O fim deve ser depois do início.", "The end must be after the start.";
        OutOfRange { min, max } => "Use um número de {min} a {max}.", "Use a number from {min} to {max}.";
        StatusNotAllowed { from, to } =>
            {
                format!(
                    "O fluxo restrito não permite mudar de {} para {}.",
                    status_name(Locale::PtBr, *from),
                    status_name(Locale::PtBr, *to)
                )
            },
            {
                format!(
                    "The restricted flow does not allow a change from {} to {}.",
                    status_name(Locale::En, *from),
                    status_name(Locale::En, *to)
                )
            };
        ReasonRequired => "Informe o motivo.", "Give the reason.";
        NoteRequired => "Informe o motivo da movimentação.", "Give the reason for the hand-over.";
        AlreadyOpen => "O atendimento já está aberto.", "The ticket is open already.";
        NotNew => "O atendimento já foi movimentado.", "The ticket was already worked on.";
        AlreadyNotified =>
            "O responsável já foi lembrado deste atendimento.",
            "The assignee was already reminded of this ticket.";
        NoAssignee => "O atendimento não tem responsável.", "The ticket has no assignee.";
        SameAssignee => "O atendimento já está com esta pessoa.", "The ticket is already with this person.";
        SameTicket => "Escolha outro atendimento.", "Choose another ticket.";
        Merged { into } => "Este atendimento foi unido ao #{into}.", "This ticket was merged into #{into}.";
        AlreadyOpened { id } =>
            "Seu envio anterior já abriu o atendimento #{id}. O que você mudou depois não está nele: abra-o e complete lá.",
            "What you sent before already opened ticket #{id}. What you changed since is not in it: open it and add it there.";
        PasswordTooShort { min } =>
            "Use uma senha de pelo menos {min} caracteres.",
            "Use a password of at least {min} characters.";
        WrongPassword => "A senha atual não confere.", "The present password is another one.";
        LastAdmin =>
            "O último administrador não pode ser desativado nem mudar de papel.",
            "The last administrator can be neither deactivated nor demoted.";
        FileTooLarge { max_mb } =>
            "O arquivo passa do limite de {max_mb} MB.",
            "The file is larger than the limit of {max_mb} MB.";
        FileEmpty => "O arquivo está vazio.", "The file is empty.";
        FileName =>
            "Nome de arquivo não aceito: use um nome sem barras nem caracteres invisíveis.",
            "File name not accepted: use one without slashes or invisible characters.";
        FileType =>
            "Tipo de arquivo não aceito. Envie PDF, imagem, documento, planilha, texto, XML, áudio, vídeo ou ZIP.",
            "Type of file not accepted. Send PDF, image, document, sheet, text, XML, audio, video or ZIP.";
        FileDisguised =>
            "O conteúdo não é o que o nome do arquivo diz. Confira a extensão.",
            "The content is not what the file's name says. Check its extension.";
        FileCutOff =>
            "O envio parou antes do fim. Nada foi guardado: tente de novo.",
            "The upload stopped before its end. Nothing was kept: try again.";
        TooManyFiles { max } =>
            "No máximo {max} arquivos de uma vez. Salve ou remova alguns.",
            "At most {max} files at once. Save or remove some.";
        FilesADay { max } =>
            "Este atendimento já recebeu {max} arquivos seus em um dia. Envie os outros amanhã.",
            "This ticket got {max} files from you within a day. Send the others tomorrow.";
        TooManyViews { max } =>
            "No máximo {max} visões salvas. Apague uma para salvar outra.",
            "At most {max} saved views. Delete one to save another.";
        StorageFull =>
            "Não há mais espaço para arquivos. Nada foi guardado: avise o administrador.",
            "There is no room left for files. Nothing was kept: tell the administrator.";
        StorageAway =>
            "O lugar dos arquivos não está respondendo. Nada foi perdido: tente de novo em instantes.",
            "The place of the files does not answer. Nothing was lost: try again soon.";
        LinkExpired =>
            "Este link já foi usado ou venceu. Peça outro.",
            "This link was used already or is too old. Ask for another one.";
        NotCsv => "O arquivo não é uma tabela em texto (CSV).", "The file is not a table of text (CSV).";
        ImportFileGone =>
            "O arquivo desta importação já foi apagado. Envie a lista de novo.",
            "The file of this import was deleted already. Send the list again.";
        ImportState => "Esta importação já avançou. Atualize a página.", "This import has moved on. Reload the page.";
        NotLinked => "Este solicitante não está vinculado ao chat.", "This requester is not linked to the chat.";
        TooFast { .. } =>
            "Muitas mensagens em pouco tempo. Esta sai sozinha em instantes.",
            "Many messages in little time. This one goes out by itself in a moment.";
        UnknownVariable { name } => "A variável {{{name}}} não existe.", "The variable {{{name}}} does not exist.";
        Release(why) => { refusal(Locale::PtBr, why) }, { refusal(Locale::En, why) };
        AlreadyBlocked => "O contrato já está em bloqueio manual.", "The contract is blocked by hand already.";
        BlockStays { access } =>
            { format!("O status de acesso {} não muda por aqui.", access_name(Locale::PtBr, *access)) },
            { format!("The access status {} is not changed here.", access_name(Locale::En, *access)) };
        NoRelease => "Não há liberação em andamento.", "No release is running.";
        BadUrl =>
            "Endereço inválido: use https://… (http:// só com a rede interna permitida).",
            "Not an address: use https://… (http:// only with the own network allowed).";
        PrivateAddress =>
            "O endereço fica na rede interna, que não está permitida.",
            "The address is inside the own network, which is not allowed.";
        NoWebhook =>
            "Informe o endereço e gere a chave antes de enviar.",
            "Enter the address and make the key before sending.";
        Unavailable =>
            "O banco de dados não está respondendo. Nada foi perdido: tente de novo em instantes.",
            "The database does not answer. Nothing was lost: try again in a moment.";
        Internal =>
            "Algo falhou no servidor. Nada foi salvo: tente de novo.",
            "Something failed on the server. Nothing was saved: try again.";
        Offline =>
            "Sem conexão com o servidor. O que você digitou continua aqui.",
            "No connection to the server. What you typed is still here.";
    }
}

fn minutes_pt(seconds: u32) -> String {
    match seconds.div_ceil(60) {
        0 | 1 => "1 minuto".into(),
        minutes => format!("{minutes} minutos"),
    }
}

words! {
    fn document(DocumentError) {
        Empty => "Informe o CPF ou o CNPJ.", "Give the CPF or CNPJ.";
        Length => "Um CPF tem 11 dígitos; um CNPJ, 14 caracteres.", "A CPF has 11 digits; a CNPJ has 14 characters.";
        Characters =>
            "Há um caractere que não existe em CPF nem em CNPJ.",
            "There is a character that neither a CPF nor a CNPJ can have.";
        CheckDigits =>
            "Os dígitos verificadores não conferem: confira o número.",
            "The check digits do not fit: look at the number again.";
        Repeated =>
            "Um CPF ou CNPJ de caracteres repetidos não é válido.",
            "A CPF or CNPJ of one repeated character is not valid.";
        Separators =>
            "Há um ponto, barra, traço ou espaço fora do lugar: escreva como 529.982.247-25 ou 12.ABC.345/01DE-35.",
            "A dot, slash, hyphen or space is out of place: write it like 529.982.247-25 or 12.ABC.345/01DE-35.";
        TwoNumbers =>
            "Há dois números neste campo: deixe só um CPF ou CNPJ.",
            "There are two numbers in this field: leave only one CPF or CNPJ.";
    }
}

words! {
    fn phone(&PhoneError) -> String {
        Empty | Length | Number =>
            "Telefone inválido: informe DDD e número.",
            "Not a phone: give area code and number.";
        Characters =>
            "Telefone inválido: há um caractere que não é de telefone.",
            "Not a phone: there is a character that phones do not have.";
        Country => "Telefone inválido: só números do Brasil (+55).", "Not a phone: only Brazilian numbers (+55).";
        Ddd => "Telefone inválido: este DDD não existe.", "Not a phone: this area code does not exist.";
        Separators =>
            "Telefone inválido: há um sinal ou espaço fora do lugar. Escreva como (11) 98765-4321.",
            "Not a phone: a mark or space is out of place. Write it like (11) 98765-4321.";
        TwoNumbers =>
            "Há dois telefones neste campo: informe um em cada campo.",
            "There are two phones in this field: give one in each field.";
        MissingNinthDigit { suggestion } =>
            { format!("Falta o nono dígito. Seria {}?", suggestion.formatted()) },
            { format!("The ninth digit is missing. Is it {}?", suggestion.formatted()) };
    }
}

words! {
    fn email(EmailError) {
        Empty => "Informe o e-mail.", "Give the e-mail.";
        MissingAt => "Falta o @ no e-mail.", "The e-mail has no @.";
        ManyAts => "O e-mail tem mais de um @.", "The e-mail has more than one @.";
        MissingLocal => "Falta o nome antes do @.", "The name before the @ is missing.";
        MissingDomain | MissingDot =>
            "Falta o domínio, como exemplo.com.br.",
            "The domain is missing, such as example.com.";
        Space => "O e-mail não pode ter espaços.", "An e-mail has no spaces.";
        TooLong => "O e-mail é longo demais.", "The e-mail is too long.";
        Control | Dot | Character(_) | Domain =>
            "O e-mail não é válido: confira como foi escrito.",
            "The e-mail is not valid: look at it again.";
    }
}

words! {
    fn money(MoneyError) {
        Empty => "Informe o valor.", "Give the amount.";
        Ambiguous =>
            "Não está claro onde ficam os centavos: use 1.234,56.",
            "It is not clear where the cents are: use 1.234,56.";
        Range => "O valor é grande demais.", "The amount is too large.";
        Characters | Format => "Valor inválido: use 1.234,56.", "Not an amount: use 1.234,56.";
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
        let long = ErrorCode::TooLong { max: 20_000 }.into();
        assert_eq!(t.error(&long), "Use no máximo 20.000 caracteres.");
        assert_eq!(Locale::En.texts().error(&long), "Use at most 20,000 characters.");
    }
}
