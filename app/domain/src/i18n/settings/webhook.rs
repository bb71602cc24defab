//! Texts of the parameters of "Integrações".

use crate::webhook::{Attempt, EventKind, EventState};

texts! {
    /// Texts of "Integrações".
    pub struct WebhookTexts {
        tab: "Integrações", "Integrations";
        text:
            "Avisa outro sistema, como o da rede, a cada bloqueio, liberação e novo bloqueio de um contrato.",
            "Tells another system, such as the network's, of each block, release and new block of a contract.";
        enabled: "Enviar eventos", "Send events";
        enabled_help:
            "Desligado, os eventos ficam registrados e não são enviados.",
            "Off: events are recorded and not sent.";
        url: "Endereço", "Address";
        url_help:
            "Recebe um POST com JSON. Redirecionamentos não são seguidos.",
            "Gets a POST with JSON. Redirects are not followed.";
        private: "Permitir rede interna", "Allow the own network";
        private_help:
            "Aceita endereços privados e http:// sem criptografia.",
            "Accepts private addresses and http:// without encryption.";
        key: "Chave da assinatura", "Key of the signature";
        key_help:
            "Cada envio leva o cabeçalho Balcao-Signature com HMAC-SHA256.",
            "Each delivery carries the header Balcao-Signature with HMAC-SHA256.";
        make_key: "Gerar nova chave", "Make a new key";
        /// Before a key that is in use is replaced.
        make_key_question:
            "A chave atual deixa de valer na hora: quem recebe os eventos recusa as assinaturas até ter a nova.",
            "The present key ends at once: whoever receives the events refuses the signatures until they have the new one.";
        has_key: "Há uma chave em uso.", "A key is in use.";
        no_key: "Nenhuma chave ainda.", "No key yet.";
        key_once: "Copie agora: a chave não aparece de novo.", "Copy it now: the key is not shown again.";
        test: "Enviar teste", "Send a test";
        log: "Últimos eventos", "Last events";
        log_empty: "Nenhum evento ainda.", "No events yet.";
        event: "Evento", "Event";
        when: "Quando", "When";
        outcome: "Resultado", "Outcome";
        resend: "Reenviar", "Send again";
        resend_of(id: i64): "Reenviar o evento {id}", "Send event {id} again";
        kind of EventKind {
            Blocked => "Bloqueado", "Blocked";
            Unblocked => "Desbloqueado", "Unblocked";
            Released => "Liberado", "Released";
            Reblocked => "Bloqueado de novo", "Blocked again";
            Test => "Teste", "Test";
        };
        state of EventState {
            Kept => "Registrado, não enviado", "Recorded, not sent";
            Queued => "Na fila", "In the queue";
            Delivered => "Entregue", "Delivered";
            Failed => "Falhou", "Failed";
        };
        attempt(attempt: &Attempt):
            {
                match attempt {
                    Attempt::Accepted { status } => format!("Entregue (resposta {status})."),
                    Attempt::Refused { status } => format!("O destino respondeu {status}."),
                    Attempt::Timeout => "O destino não respondeu em 10 segundos.".into(),
                    Attempt::Unreachable => "O destino não foi encontrado ou recusou a conexão.".into(),
                    Attempt::Private => "O endereço fica na rede interna, que não está permitida.".into(),
                    Attempt::NotSet => "O envio está desligado ou sem chave.".into(),
                }
            },
            {
                match attempt {
                    Attempt::Accepted { status } => format!("Delivered (answer {status})."),
                    Attempt::Refused { status } => format!("The receiver answered {status}."),
                    Attempt::Timeout => "The receiver did not answer within 10 seconds.".into(),
                    Attempt::Unreachable => "The receiver was not found or refused the connection.".into(),
                    Attempt::Private => "The address is inside the own network, which is not allowed.".into(),
                    Attempt::NotSet => "Sending is off or there is no key.".into(),
                }
            };
        next(moment: &str): "nova tentativa {moment}", "next attempt {moment}";
    }
}
