//! Texts of the conversation, and of the catalogue of canned replies.

use crate::chat::Delivery;

/// Texts of the chat.
pub struct ChatTexts {
    pub title: &'static str,
    pub log: fn(&str) -> String,
    pub empty: fn(&str) -> String,
    pub older: &'static str,
    pub new_line: fn(i64) -> String,
    // the other side
    pub online: &'static str,
    pub offline: &'static str,
    pub typing: fn(&str) -> String,
    pub team: &'static str,
    // the connection
    pub connected: &'static str,
    pub connecting: &'static str,
    pub waiting: &'static str,
    // the fate of a message
    pub delivery: fn(Delivery) -> &'static str,
    pub sending: &'static str,
    pub waits: &'static str,
    /// Its author, who is named, is not signed in on this browser.
    pub waits_for: fn(&str) -> String,
    pub not_sent: &'static str,
    pub send_again: &'static str,
    pub discard: &'static str,
    // the composer
    pub message_for: fn(&str) -> String,
    pub placeholder: &'static str,
    pub send: &'static str,
    pub note: &'static str,
    pub note_placeholder: &'static str,
    pub canned: &'static str,
    pub canned_empty: &'static str,
    pub read_only: &'static str,
    // what cannot be done, and how it can
    pub not_linked_how: &'static str,
    pub not_linked_link: &'static str,
    pub closed: fn(&str) -> String,
    // alerts
    pub options: &'static str,
    pub sound: &'static str,
    pub notify: &'static str,
    pub notify_refused: &'static str,
    pub notify_title: fn(&str) -> String,
    // unread
    pub unread: fn(i64) -> String,
    /// Behind a number on a tab.
    pub unread_word: &'static str,
    pub unread_chats: fn(usize) -> String,
    /// The list of conversations that wait for an answer.
    pub inbox: &'static str,
    pub inbox_empty: &'static str,
    pub waits_since: fn(&str) -> String,
    // canned replies in the settings
    pub replies: &'static str,
    pub replies_text: &'static str,
    pub reply_new: &'static str,
    pub reply_edit: &'static str,
    pub reply_name: &'static str,
    pub reply_name_help: &'static str,
    pub reply_text: &'static str,
    pub reply_text_help: &'static str,
    pub reply_deactivate_text: &'static str,
    pub replies_empty: &'static str,
}

pub const PT_BR: ChatTexts = ChatTexts {
    title: "Chat",
    log: |name| format!("Conversa com {name}"),
    empty: |name| format!("Nenhuma mensagem ainda. O que você escrever chega a {name} na hora."),
    older: "Mensagens anteriores",
    new_line: |count| if count == 1 { "1 nova".into() } else { format!("{count} novas") },
    online: "online agora",
    offline: "fora do ar agora",
    typing: |name| format!("{name} está digitando"),
    team: "a equipe",
    connected: "Conectado",
    connecting: "Conectando…",
    waiting: "Sem conexão",
    delivery: |delivery| match delivery {
        Delivery::Sent => "Enviada",
        Delivery::Delivered => "Entregue",
        Delivery::Read => "Lida",
    },
    sending: "Enviando",
    waits: "Aguardando conexão",
    waits_for: |name| format!("Espera por {name}"),
    not_sent: "Não enviada",
    send_again: "Tentar de novo",
    discard: "Descartar mensagem",
    message_for: |name| format!("Mensagem para {name}"),
    placeholder: "Escreva uma mensagem",
    send: "Enviar",
    note: "Nota interna",
    note_placeholder: "Só a equipe vê",
    canned: "Respostas prontas",
    canned_empty: "Nenhuma resposta pronta com esse nome",
    read_only: "Você pode ler esta conversa, mas não escrever.",
    not_linked_how: "Para conversar, crie em Parâmetros › Usuários um usuário com o papel Solicitante ligado a esta pessoa.",
    not_linked_link: "Abrir Usuários",
    closed: |status| format!("Este atendimento está {status}. A conversa continua aberta."),
    options: "Avisos do chat",
    sound: "Som em mensagem nova",
    notify: "Notificação do navegador",
    notify_refused: "O navegador bloqueou as notificações deste endereço. Libere nas configurações do site.",
    notify_title: |name| format!("Mensagem de {name}"),
    unread: |count| {
        if count == 1 { "1 mensagem não lida".into() } else { format!("{count} mensagens não lidas") }
    },
    unread_word: " não lidas",
    unread_chats: |count| {
        if count == 1 {
            "1 conversa com mensagens não lidas".into()
        } else {
            format!("{count} conversas com mensagens não lidas")
        }
    },
    inbox: "Conversas à espera",
    inbox_empty: "Nenhuma conversa espera por resposta.",
    waits_since: |moment| format!("espera desde {moment}"),
    replies: "Respostas prontas",
    replies_text: "Textos que a equipe insere no chat digitando / e o nome.",
    reply_new: "Nova resposta",
    reply_edit: "Editar resposta",
    reply_name: "Nome",
    reply_name_help: "O que se digita depois da barra.",
    reply_text: "Texto",
    reply_text_help: "Variáveis: {solicitante} {primeiro_nome} {atendente} {numero} {protocolo} {assunto} {empresa}",
    reply_deactivate_text: "Some da lista do chat. As mensagens já enviadas ficam como estão.",
    replies_empty: "Nenhuma resposta pronta ainda",
};

pub const EN: ChatTexts = ChatTexts {
    title: "Chat",
    log: |name| format!("Conversation with {name}"),
    empty: |name| format!("No messages yet. What you write reaches {name} at once."),
    older: "Earlier messages",
    new_line: |count| format!("{count} new"),
    online: "online now",
    offline: "away now",
    typing: |name| format!("{name} is typing"),
    team: "the team",
    connected: "Connected",
    connecting: "Connecting…",
    waiting: "No connection",
    delivery: |delivery| match delivery {
        Delivery::Sent => "Sent",
        Delivery::Delivered => "Delivered",
        Delivery::Read => "Read",
    },
    sending: "Sending",
    waits: "Waiting for the connection",
    waits_for: |name| format!("Waits for {name}"),
    not_sent: "Not sent",
    send_again: "Try again",
    discard: "Discard message",
    message_for: |name| format!("Message to {name}"),
    placeholder: "Write a message",
    send: "Send",
    note: "Internal note",
    note_placeholder: "Only the team sees it",
    canned: "Canned replies",
    canned_empty: "No canned reply with this name",
    read_only: "You may read this conversation, but not write.",
    not_linked_how: "To chat, create a user with the role Requester, linked to this person, under Settings › Users.",
    not_linked_link: "Open users",
    closed: |status| format!("This ticket is {status}. The conversation stays open."),
    options: "Chat alerts",
    sound: "Sound for new messages",
    notify: "Browser notification",
    notify_refused: "The browser blocks notifications of this address. Allow them in the site's settings.",
    notify_title: |name| format!("Message from {name}"),
    unread: |count| if count == 1 { "1 unread message".into() } else { format!("{count} unread messages") },
    unread_word: " unread",
    unread_chats: |count| {
        if count == 1 {
            "1 conversation with unread messages".into()
        } else {
            format!("{count} conversations with unread messages")
        }
    },
    inbox: "Waiting conversations",
    inbox_empty: "No conversation waits for an answer.",
    waits_since: |moment| format!("waiting since {moment}"),
    replies: "Canned replies",
    replies_text: "Texts that the team puts into the chat by typing / and the name.",
    reply_new: "New reply",
    reply_edit: "Edit reply",
    reply_name: "Name",
    reply_name_help: "What one types after the slash.",
    reply_text: "Text",
    reply_text_help: "Variables: {solicitante} {primeiro_nome} {atendente} {numero} {protocolo} {assunto} {empresa}",
    reply_deactivate_text: "Leaves the list of the chat. Messages already sent stay as they are.",
    replies_empty: "No canned replies yet",
};
