//! Guessing from the header which column fills which field. Only a proposal: the screen lets everything be changed.

use super::{ImportKind, Mapping, Target};
use crate::{person::PHONE_SLOTS, search};

/// Folded header words of each field, Portuguese first, then English. A header matches as a whole, spaces apart.
const KNOWN: [(Target, &[&str]); 7] = [
    (
        Target::Name,
        &[
            "nome",
            "nomecompleto",
            "razaosocial",
            "nomerazaosocial",
            "nomeourazaosocial",
            "cliente",
            "nomedocliente",
            "nomecliente",
            "pessoa",
            "solicitante",
            "contato",
            "name",
            "fullname",
            "companyname",
            "customer",
            "customername",
            "client",
        ],
    ),
    (
        Target::SocialName,
        &["nomesocial", "nomefantasia", "fantasia", "apelido", "socialname", "tradename", "tradingname", "nickname"],
    ),
    (
        Target::Document,
        &[
            "cpf",
            "cnpj",
            "cpfcnpj",
            "cnpjcpf",
            "cpfoucnpj",
            "documento",
            "doc",
            "nrdocumento",
            "numerododocumento",
            "document",
            "taxid",
        ],
    ),
    (Target::Email, &["email", "emailprincipal", "correioeletronico", "mail", "emailaddress"]),
    (Target::City, &["cidade", "municipio", "city", "town"]),
    (Target::State, &["uf", "estado", "estadouf", "siglauf", "state", "province"]),
    (
        Target::Note,
        &["observacao", "observacoes", "obs", "nota", "notas", "comentario", "comentarios", "note", "notes", "remarks"],
    ),
];

/// Beginnings of the header of a phone column; what follows may be a number ("Telefone 2") or a word ("Fone comercial").
const PHONES: [&str; 9] = ["telefone", "fone", "tel", "celular", "cel", "whatsapp", "phone", "mobile", "cellphone"];

/// The same for lists of contracts and of invoices.
const KNOWN_OF_CONTRACTS: [(Target, &[&str]); 11] = [
    (Target::Invoice, &["fatura", "numerodafatura", "boleto", "nossonumero", "titulo", "invoice", "invoicenumber"]),
    (Target::Number, &["contrato", "numero", "numerodocontrato", "nrcontrato", "idcontrato", "contract", "number"]),
    (Target::Plan, &["plano", "produto", "plan", "product"]),
    (Target::Value, &["valor", "mensalidade", "valorr", "valordafatura", "value", "amount", "price"]),
    (Target::ContractStatus, &["status", "statusdocontrato", "situacao", "situacaodocontrato", "contractstatus"]),
    (Target::InvoiceStatus, &["status", "situacao", "situacaodafatura", "statusdafatura", "invoicestatus"]),
    (Target::Access, &["acesso", "statusdeacesso", "statusacesso", "statusinternet", "access", "accessstatus"]),
    (Target::BlockedOn, &["bloqueadodesde", "bloqueadoem", "datadobloqueio", "bloqueio", "blockedsince"]),
    (Target::Choice, &["liberartemporariamente", "liberacao", "desbloqueiodeconfianca", "snp", "release"]),
    (Target::Restriction, &["restricao", "motivodarestricao", "motivo", "restriction", "reason"]),
    (Target::Due, &["vencimento", "datadevencimento", "venceem", "due", "duedate"]),
];

/// Proposes a field for each column; each field at most once, phones in their order.
pub fn guess_mapping(kind: ImportKind, header: &[String]) -> Mapping {
    let mut mapping: Mapping = Vec::with_capacity(header.len());
    let mut slot = 0_u8;
    for title in header {
        let folded = search::fold(title);
        let bare: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
        let known = KNOWN_OF_CONTRACTS
            .iter()
            .chain(&KNOWN)
            .find(|(target, names)| kind.targets().contains(target) && names.contains(&bare.as_str()))
            .map(|(target, _)| *target);
        let target = match known {
            Some(target) => (!mapping.contains(&Some(target))).then_some(target),
            None if kind == ImportKind::People && is_phone(&folded) && usize::from(slot) < PHONE_SLOTS => {
                slot += 1;
                Some(Target::Phone(slot))
            }
            None => None,
        };
        mapping.push(target);
    }
    mapping
}

fn is_phone(folded: &str) -> bool {
    let first = folded.split(' ').next().unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_digit());
    PHONES.contains(&first)
}
