//! Texts of the conversation, and of the catalogue of canned replies.

use crate::chat::Delivery;

texts! {
    /// Texts of the chat.
    pub struct ChatTexts {
        title: "Chat", "Chat";
        log(name: &str): "Conversa com {name}", "Conversation with {name}";
        empty(name: &str):
            "Nenhuma mensagem ainda. O que você escrever chega a {name} na hora.",
            "No messages yet. What you write reaches {name} at once.";
        older: "Mensagens anteriores", "Earlier messages";
        new_line(count: i64): ["1 nova", "{count} novas"], "{count} new";
        // the other side
        online: "online agora", "online now";
        offline: "desconectado", "away now";
        typing(name: &str): "{name} está digitando", "{name} is typing";
        team: "a equipe", "the team";
        // the connection
        connected: "Conectado", "Connected";
        connecting: "Conectando…", "Connecting…";
        waiting: "Sem conexão", "No connection";
        // the fate of a message
        delivery of Delivery {
            Sent => "Enviada", "Sent";
            Delivered => "Entregue", "Delivered";
            Read => "Lida", "Read";
        };
        sending: "Enviando", "Sending";
        waits: "Aguardando conexão", "Waiting for the connection";
        /// Its author, who is named, is not signed in on this browser.
        waits_for(name: &str): "Espera por {name}", "Waits for {name}";
        not_sent: "Não enviada", "Not sent";
        send_again: "Tentar de novo", "Try again";
        discard: "Descartar mensagem", "Discard message";
        // the composer
        message_for(name: &str): "Mensagem para {name}", "Message to {name}";
        placeholder: "Escreva uma mensagem", "Write a message";
        send: "Enviar", "Send";
        note: "Nota interna", "Internal note";
        note_placeholder: "Só a equipe vê", "Only the team sees it";
        canned: "Respostas prontas", "Canned replies";
        canned_empty: "Nenhuma resposta pronta com esse nome", "No canned reply with this name";
        read_only: "Você pode ler esta conversa, mas não escrever.", "You may read this conversation, but not write.";
        // what cannot be done, and how it can
        not_linked_how:
            "Para conversar, crie em Parâmetros › Usuários um usuário com o papel Solicitante ligado a esta pessoa.",
            "To chat, create a user with the role Requester, linked to this person, under Settings › Users.";
        not_linked_link: "Abrir Usuários", "Open users";
        closed(status: &str):
            "Este atendimento está {status}. A conversa continua aberta.",
            "This ticket is {status}. The conversation stays open.";
        // alerts
        options: "Avisos do chat", "Chat alerts";
        sound: "Som em mensagem nova", "Sound for new messages";
        notify: "Notificação do navegador", "Browser notification";
        notify_refused:
            "O navegador bloqueou as notificações deste endereço. Libere nas configurações do site.",
            "The browser blocks notifications of this address. Allow them in the site's settings.";
        notify_title(name: &str): "Mensagem de {name}", "Message from {name}";
        // unread
        unread(count: i64):
            ["1 mensagem não lida", "{count} mensagens não lidas"],
            ["1 unread message", "{count} unread messages"];
        /// Behind a number on a tab.
        unread_word: " não lidas", " unread";
        unread_chats(count: usize):
            ["1 conversa com mensagens não lidas", "{count} conversas com mensagens não lidas"],
            ["1 conversation with unread messages", "{count} conversations with unread messages"];
        /// The list of conversations that wait for an answer.
        inbox: "Conversas à espera", "Waiting conversations";
        inbox_empty: "Nenhuma conversa espera por resposta.", "No conversation waits for an answer.";
        waits_since(moment: &str): "espera desde {moment}", "waiting since {moment}";
        // canned replies in the settings
        replies: "Respostas prontas", "Canned replies";
        replies_text:
            "Textos que a equipe insere no chat digitando / e o nome.",
            "Texts that the team puts into the chat by typing / and the name.";
        reply_new: "Nova resposta", "New reply";
        reply_edit: "Editar resposta", "Edit reply";
        reply_name: "Nome", "Name";
        reply_name_help: "O que se digita depois da barra.", "What one types after the slash.";
        reply_text: "Texto", "Text";
        reply_text_help:
            "Variáveis: {solicitante} {primeiro_nome} {atendente} {numero} {protocolo} {assunto} {empresa}",
            "Variables: {solicitante} {primeiro_nome} {atendente} {numero} {protocolo} {assunto} {empresa}";
        reply_deactivate_text:
            "Some da lista do chat. As mensagens já enviadas ficam como estão.",
            "Leaves the list of the chat. Messages already sent stay as they are.";
        replies_empty: "Nenhuma resposta pronta ainda", "No canned replies yet";
    }
}
