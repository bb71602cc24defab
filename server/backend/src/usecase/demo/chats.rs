//! Customers of the demo who sign in themselves, and what they and the team wrote to each other.

use domain::{
    access::Role,
    chat::{
        MAIL_AFTER_MINUTES, Side, SideMarks,
        canned::{CannedReply, CannedReplyDraft},
    },
    error::AppError,
    ids::{ClientKey, TicketId, UserId},
    time::UtcMillis,
};

use super::{
    calendar::Calendar,
    people::Person,
    team::{BIANCA, DemoUser, RENATA, Team},
    tickets::LAST_NUMBER,
    told::TOLD,
};
use crate::{
    db::Tx,
    maybe_row, run,
    store::{
        self,
        catalogue::Stored,
        conversations::{self, NewMessage},
        users::NewUser,
    },
};

/// Customers with a user; their names are those of people told by hand.
pub const REQUESTERS: [DemoUser; 4] = [
    requester("marina@balcao.demo", "Marina Salgado"),
    requester("josue@balcao.demo", "Josué Bernardes Lima"),
    requester("neide@balcao.demo", "Neide Aparecida Coutinho"),
    requester("padaria@balcao.demo", "Padaria Estrela do Oeste"),
];

const fn requester(email: &'static str, name: &'static str) -> DemoUser {
    DemoUser { email, name, role: Role::Requester }
}

/// One thing said: who of the team, or the requester, minutes ago, and the words.
struct Said(Option<usize>, i64, &'static str);

/// A conversation: how far before the last ticket it stands, what was said, and up to which message each side read.
struct Talk {
    before_last: u32,
    said: &'static [Said],
    staff_read: i64,
    requester_read: i64,
}

const MARINAS: &[Said] = &[
    Said(
        None,
        1_350,
        "Boa tarde! Preciso da nota fiscal de janeiro de novo, o contador disse que a que veio por e-mail está sem o código de verificação.",
    ),
    Said(Some(RENATA), 1_346, "Boa tarde, Marina. Vou pedir a segunda via ao financeiro e volto por aqui ainda hoje."),
    Said(None, 1_340, "Obrigada! Ele precisa entregar até sexta."),
    Said(
        Some(RENATA),
        24,
        "Segue a segunda via: https://notas.vivaleste.example/2026/01/002214. Consegue conferir o código no rodapé?",
    ),
    Said(None, 19, "Consegui abrir, obrigada!"),
    Said(None, 17, "Mas veio sem o carimbo da prefeitura, igual à primeira."),
    Said(None, 16, "Dá para sair até as 17h?"),
];

const JOSUES: &[Said] = &[
    Said(None, 95, "Bom dia, o boleto de março não chegou nem no e-mail nem pelo correio."),
    Said(None, 94, "Vence amanhã, não quero pagar multa."),
];

const NEIDES: &[Said] = &[
    Said(None, 2_900, "Consigo pagar as duas faturas no dia 10?"),
    Said(Some(RENATA), 2_880, "Consegue, sim. Anotei a promessa para o dia 10, sem bloqueio até lá."),
    Said(None, 2_870, "Que alívio. Muito obrigada pela paciência."),
    Said(Some(RENATA), 2_868, "Imagina. Se mudar algo, é só escrever por aqui."),
];

const PADARIAS: &[Said] = &[
    Said(None, 60, "Vamos mudar a loja 2 para a rua de trás. O que precisam de nós?"),
    Said(Some(RENATA), 52, "Bom dia! O endereço completo com CEP e uma conta de luz do lugar novo."),
    Said(Some(BIANCA), 50, "E a data em que a loja velha fecha, para ninguém ficar sem linha."),
];

const TALKS: [Talk; 4] = [
    Talk { before_last: 14, said: MARINAS, staff_read: 5, requester_read: 7 },
    Talk { before_last: 1, said: JOSUES, staff_read: 0, requester_read: 2 },
    Talk { before_last: 135, said: NEIDES, staff_read: 4, requester_read: 4 },
    Talk { before_last: 0, said: PADARIAS, staff_read: 3, requester_read: 2 },
];

const REPLIES: [(&str, &str); 4] = [
    ("Saudação", "Olá, {primeiro_nome}. Aqui é {atendente}, da {empresa}. Vou cuidar do atendimento #{numero}."),
    (
        "Pedir documento",
        "{primeiro_nome}, para seguir com “{assunto}” falta um documento. Consegue mandar uma foto por aqui?",
    ),
    (
        "Segunda via enviada",
        "A segunda via foi enviada para o seu e-mail. Se não chegar em dez minutos, confira o lixo eletrônico.",
    ),
    (
        "Encerramento",
        "Fico feliz em ajudar. O protocolo é {protocolo}; se precisar, é só escrever por aqui que o atendimento é reaberto.",
    ),
];

/// Writes users, conversations and canned replies.
pub(super) async fn write(
    tx: &mut Tx,
    password_hash: &str,
    calendar: &Calendar,
    team: &Team,
    people: &[Person],
) -> Result<(), AppError> {
    let since = calendar.now.plus_days(-60);
    for (name, text) in REPLIES {
        let draft = CannedReplyDraft { name: name.to_owned(), text: text.to_owned() };
        CannedReply::insert(tx, &draft, since).await?;
    }
    for DemoUser { email, name, role } in REQUESTERS {
        let Some(person) = people.iter().find(|person| person.name == name) else { continue };
        let new = NewUser { email, name, role, password_hash, person: Some(person.id) };
        let user = store::users::insert(tx, &new, since.millis()).await?;
        for talk in TALKS.iter().filter(|talk| requester_of(talk) == Some(name)) {
            let ticket = TicketId::new(LAST_NUMBER - i64::from(talk.before_last));
            // A small demo has no such ticket.
            let there: Option<(i64,)> = maybe_row!(
                tx,
                (i64,),
                "select opened_at from tickets where id = $1 and requester_id = $2",
                ticket.get(),
                person.id.get()
            )?;
            if let Some((opened_at,)) = there {
                let moments = moments(talk.said, UtcMillis::from_millis(opened_at), calendar.now);
                converse(tx, team, ticket, (user, name), talk, &moments).await?;
            }
        }
    }
    Ok(())
}

fn requester_of(talk: &Talk) -> Option<&'static str> {
    TOLD.iter().find(|told| told.before_last == talk.before_last).map(|told| told.requester)
}

/// When each thing was said: so many minutes ago, and closer together where the ticket was opened later than that.
fn moments(said: &[Said], opened_at: UtcMillis, now: UtcMillis) -> Vec<UtcMillis> {
    let (Some(Said(_, first, _)), Some(Said(_, last, _))) = (said.first(), said.last()) else { return Vec::new() };
    let there = now.millis_since(opened_at) / 60_000;
    let end = (*last).min(there / 2);
    let length = (first - last).max(1);
    let room = (there - 1 - end).clamp(0, length);
    said.iter().map(|Said(_, ago, _)| now.plus_minutes(-(end + (ago - last) * room / length))).collect()
}

async fn converse(
    tx: &mut Tx,
    team: &Team,
    ticket: TicketId,
    requester: (UserId, &str),
    talk: &Talk,
    moments: &[UtcMillis],
) -> Result<(), AppError> {
    for (number, (Said(who, _, text), at)) in (1..).zip(talk.said.iter().zip(moments.iter().copied())) {
        let (author, author_name) = who.map_or(requester, |index| team.member(index));
        let side = if who.is_some() { Side::Staff } else { Side::Requester };
        let Ok(key) = ClientKey::parse(&format!("demo-message-{ticket}-{number:04}")) else { continue };
        let mail_at = at.plus_minutes(MAIL_AFTER_MINUTES);
        let new = NewMessage { ticket, author, author_name, side, text, key: &key, files: 0, at, mail_at };
        conversations::append(tx, &new).await?;
    }
    for (side, read) in [(Side::Staff, talk.staff_read), (Side::Requester, talk.requester_read)] {
        let received = i64::try_from(talk.said.len()).unwrap_or(i64::MAX);
        conversations::mark(tx, ticket, side, SideMarks { received, read }).await?;
    }
    // Nobody is to be told by mail of what a demo made up.
    run!(tx, "update conversations set mail_due_at = null where ticket_id = $1", ticket.get())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_said_before_its_ticket_was_opened() {
        let now = UtcMillis::from_millis(1_800_000_000_000);
        for minutes in [1, 3, 60, 100_000] {
            let opened = now.plus_minutes(-minutes);
            for talk in &TALKS {
                let moments = moments(talk.said, opened, now);
                let held = moments.iter().all(|at| (opened..=now).contains(at));
                assert!(held && moments.is_sorted(), "opened {minutes} minutes ago: {moments:?}");
            }
        }
    }
}
