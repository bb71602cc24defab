//! The tickets told by hand: those of the pictures in the manual, at the same distance from the last one.

use domain::ticket::Status;

use super::{
    life::Outcome,
    team::{BIANCA, CAIO, DEBORA, FABIO, MARLON, RENATA},
};

/// Where Marina's ticket stands, whose mail did not go out.
pub(super) const MARINA: u32 = 14;

/// A ticket told by hand.
pub(super) struct Told {
    /// How far before the last one it stands.
    pub(super) before_last: u32,
    pub(super) requester: &'static str,
    pub(super) subject: &'static str,
    pub(super) assignee: Option<usize>,
    pub(super) cents: i64,
    pub(super) service: &'static str,
    pub(super) outcome: Outcome,
}

const fn told(
    before_last: u32,
    requester: &'static str,
    subject: &'static str,
    assignee: Option<usize>,
    cents: i64,
    service: &'static str,
    outcome: Outcome,
) -> Told {
    Told { before_last, requester, subject, assignee, cents, service, outcome }
}

const fn reached(status: Status) -> Outcome {
    Outcome::Reached(status)
}

#[rustfmt::skip]
pub(super) const TOLD: [Told; 18] = [
    told(0, "Padaria Estrela do Oeste", "Mudança de endereço da loja 2", Some(RENATA), 18_000, "Mudança de endereço", Outcome::New),
    told(1, "Josué Bernardes Lima", "Não recebi o boleto de março", None, 0, "Segunda via", Outcome::New),
    told(3, "Prado & Lins Advocacia", "Alteração do quadro societário", Some(RENATA), 125_000, "Alteração contratual", Outcome::New),
    told(MARINA, "Marina Salgado", "Segunda via de nota fiscal de janeiro", Some(RENATA), 3_500, "Segunda via", reached(Status::Analysing)),
    told(20, "Transportadora Rio Doce", "Portabilidade de 6 linhas", Some(BIANCA), 54_000, "Portabilidade", reached(Status::Analysing)),
    told(27, "Condomínio Vila das Palmeiras", "Laudo do poste antes da instalação", Some(MARLON), 298_000, "Instalação de fibra", reached(Status::Waiting)),
    told(41, "Ótica Visão São João Ltda.", "Negociação de débitos em atraso", Some(RENATA), 1_198_710, "Cobrança de débitos", reached(Status::Analysing)),
    told(46, "Serralheria Três Poderes", "Lista de funcionários para a folha de março", Some(DEBORA), 89_000, "Folha de pagamento", reached(Status::Waiting)),
    told(52, "Auto Center Bandeira", "Assinatura do termo de instalação", Some(RENATA), 0, "Instalação de fibra", reached(Status::Waiting)),
    told(60, "Iolanda Brandão Teles", "Troca de titularidade para a filha", Some(BIANCA), 6_000, "Titularidade", reached(Status::Finished)),
    told(76, "Josefa Monteiro", "Envio do comprovante de residência", Some(RENATA), 0, "Cadastro", reached(Status::Waiting)),
    told(82, "Kléber Antunes de Sá", "Isenção da multa de fidelidade", Some(CAIO), 34_900, "Cancelamento", reached(Status::Rejected)),
    told(92, "Mercearia Dois Irmãos", "Vencimento para o dia 15", Some(MARLON), 0, "Cadastro", reached(Status::Finished)),
    told(105, "Academia Corpo & Ritmo", "Ponto adicional na recepção", Some(DEBORA), 22_000, "Ponto adicional", reached(Status::Cancelled)),
    told(113, "Escola Pequeno Ipê", "Certidão negativa para licitação", Some(FABIO), 15_000, "Certidões", reached(Status::Finished)),
    told(129, "Clínica Bem Viver", "Cobrança em duplicidade em fevereiro", Some(RENATA), 41_780, "Cobrança de débitos", reached(Status::Reopened)),
    told(135, "Neide Aparecida Coutinho", "Promessa de pagamento de duas faturas", Some(RENATA), 23_980, "Cobrança de débitos", reached(Status::Waiting)),
    told(154, "Pousada Recanto do Mar", "Queda de sinal no bloco dos fundos", Some(MARLON), 0, "Visita técnica", reached(Status::Analysing)),
];
