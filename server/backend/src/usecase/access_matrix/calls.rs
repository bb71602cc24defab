//! One well-formed call of each function, on a record made for it: with the right, it succeeds.

use std::{convert::Infallible, time::Duration};

use domain::{
    access::{Actor, Role},
    account::{Appearance, ChangePassword, Secret, Theme},
    activation::{Activation, SetActive},
    error::{AppError, ErrorCode},
    i18n::Locale,
    ids::{ImportId, PersonId, ServiceId, TicketId},
    money::Money,
    person::{
        PersonForm, PersonQuery,
        import::{ImportKind, ImportState, Separator, Target},
    },
    ticket::{
        Status, TicketQuery,
        wire::{ChangeStatus, NewTicket},
    },
};
use futures::stream;

use super::{
    administration::{catalogues, parameters},
    chat::{chat, replies},
    contracts, portal,
    tickets::tickets,
};
use crate::{
    testing::{TestDb, TestDesk, key},
    usecase::{Caller, account, draft, import, palette, person, session, ticket},
};

/// Whose ticket is touched.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    Others,
    /// The ticket of the person that the requester is.
    Own,
}

/// A desk with an administrator who prepares records, somebody else's and the requester's.
pub struct Scene {
    pub desk: TestDesk,
    pub admin: Caller,
    pub service: ServiceId,
    colleague: Actor,
    maria: PersonId,
    /// The requester of [`Scene::caller`].
    joao: PersonId,
}

impl Scene {
    pub async fn new(db: &TestDb) -> Self {
        let desk = db.desk();
        desk.company("Contábil", "atendimento@saojoao.test").await;
        let admin = desk.caller(&desk.admin().await);
        let colleague = desk.agent("Colega").await;
        let maria = desk.person("Maria", Some("maria@example.test")).await;
        let joao = desk.person("João", Some("joao@example.test")).await;
        let service = desk.service("Segunda via", Money::ZERO).await;
        Self { desk, admin, service, colleague, maria, joao }
    }

    /// Somebody of this role who has no part in any record; the requester is João.
    pub async fn caller(&self, role: Role) -> Caller {
        let actor = match role {
            Role::Requester => self.desk.requester(self.joao).await,
            role => self.desk.user("Alguém", role).await,
        };
        self.desk.caller(&actor)
    }

    pub fn requester(&self, whose: Whose) -> PersonId {
        if whose == Whose::Own { self.joao } else { self.maria }
    }

    pub fn form(&self, whose: Whose) -> NewTicket {
        NewTicket {
            key: key(),
            requester: Some(self.requester(whose)),
            service: Some(self.service),
            accountant: None,
            assignee: Some(self.colleague.id),
            subject: "Boleto".to_owned(),
            description: String::new(),
            value: String::new(),
            files: Vec::new(),
        }
    }

    /// A new ticket, assigned to the colleague.
    pub async fn ticket(&self, whose: Whose) -> TicketId {
        ticket::create(&self.desk, &self.admin, self.form(whose)).await.unwrap().id
    }

    /// A finished one, version 2, whose mail was written.
    pub async fn finished(&self, whose: Whose) -> TicketId {
        let id = self.ticket(whose).await;
        let form = ChangeStatus { key: key(), id, version: 1, to: Status::Finished, reason: String::new() };
        ticket::change_status(&self.desk, &self.admin, form).await.unwrap();
        id
    }

    /// An uploaded and checked list of people.
    async fn import(&self, kind: ImportKind, name: &str) -> ImportId {
        let bytes = match kind {
            ImportKind::People => format!("Nome\n{name}\n"),
            _ => "Contrato;CPF/CNPJ;Nome\n77;529.982.247-25;Maria\n".to_owned(),
        };
        let bytes = bytes.into_bytes();
        let parts = stream::iter([Ok::<_, Infallible>(bytes)]);
        let id = import::begin(&self.desk, &self.admin, kind, "lista.csv", None, parts).await.unwrap();
        for _ in 0..500 {
            if import::status(&self.desk, &self.admin, id).await.unwrap().state == ImportState::Ready {
                return id;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the list is not read");
    }
}

/// Calls the function of that name. Preparing happens as the administrator; only the last step is the caller's.
pub async fn call(scene: &Scene, caller: &Caller, name: &str, whose: Whose) -> Result<(), AppError> {
    match name.split(['/', ' ']).next().unwrap_or_default() {
        "chat" => chat(scene, caller, name, whose).await,
        _ if name == "/chat/messages" => chat(scene, caller, name, whose).await,
        "canned_replies" => replies(scene, caller, name).await,
        "tickets" => tickets(scene, caller, name, whose).await,
        "portal" => portal::pages(scene, caller, name, whose).await,
        _ if name.contains("files") => portal::files(scene, caller, name, whose).await,
        "contracts" | "webhook" => contracts::call(scene, caller, name).await,
        _ if name == "/export/contracts.csv" => contracts::call(scene, caller, name).await,
        "people" | "palette" => people(scene, caller, name).await,
        "imports" => imports(scene, caller, name).await,
        "settings" => parameters(scene, caller, name).await,
        "services" | "accountants" | "users" => catalogues(scene, caller, name).await,
        _ => others(scene, caller, name).await,
    }
}

async fn people(scene: &Scene, caller: &Caller, name: &str) -> Result<(), AppError> {
    let desk = &scene.desk;
    let form = PersonForm { name: "Outra Pessoa".to_owned(), ..PersonForm::empty(key()) };
    let first = |faults: Vec<AppError>| faults.into_iter().next().expect("a refusal has a reason");
    match name {
        "people/find" => person::find(desk, caller, "maria").await.map(drop),
        "people/list" => person::list(desk, caller, PersonQuery::default()).await.map(drop),
        "people/show" => person::show(desk, caller, scene.maria).await.map(drop),
        "people/set_active" => {
            let id = desk.person("Antiga", None).await;
            let act = Activation::Deactivate { reason: String::new() };
            person::set_active(desk, caller, SetActive { key: key(), id, version: 1, act }).await.map(drop)
        }
        "people/create" => person::create(desk, caller, &form).await.map(drop).map_err(first),
        "people/edit" => {
            let form = PersonForm { id: Some(desk.person("Alguma", None).await), version: 1, ..form };
            person::edit(desk, caller, &form).await.map(drop).map_err(first)
        }
        // The palette refuses nobody: whoever may see nothing finds nothing.
        "palette/find" => {
            scene.ticket(Whose::Others).await;
            let found = palette::find(desk, caller, "boleto").await?;
            if found.people.is_empty() && found.tickets.is_empty() && found.contracts.is_empty() {
                return Err(ErrorCode::Forbidden.into());
            }
            Ok(())
        }
        other => panic!("say how to call {other}"),
    }
}

async fn imports(scene: &Scene, caller: &Caller, name: &str) -> Result<(), AppError> {
    let desk = &scene.desk;
    let kind = if name.ends_with("(contracts)") { ImportKind::Contracts } else { ImportKind::People };
    let id = scene.import(kind, name).await;
    match name {
        "imports/list" => import::list(desk, caller).await.map(drop),
        "imports/preview" => import::preview(desk, caller, id).await.map(drop),
        "imports/status" => import::status(desk, caller, id).await.map(drop),
        "imports/remap" => import::remap(desk, caller, id, Separator::Semicolon, vec![Some(Target::Name)]).await,
        "imports/start" | "imports/start (contracts)" => import::start(desk, caller, id).await,
        "imports/cancel" => import::cancel(desk, caller, id).await,
        other => panic!("say how to call {other}"),
    }
}

async fn others(scene: &Scene, caller: &Caller, name: &str) -> Result<(), AppError> {
    let desk = &scene.desk;
    match name {
        "account/set_appearance" => {
            account::set_appearance(desk, caller, Appearance { locale: Locale::En, theme: Theme::Dark }).await
        }
        "account/change_password" => {
            let secret = |text: &str| Secret::new(text.to_owned());
            let form = ChangePassword { key: key(), current: secret("errada"), new: secret("uma senha bem longa") };
            // Nobody of this test has a password; being asked for it is as far as one gets.
            match account::change_password(desk, caller, "", form).await {
                Err(error) if error.code == ErrorCode::WrongPassword => Ok(()),
                answer => answer.map(drop),
            }
        }
        "drafts/save" => draft::save(desk, caller, caller.actor.id, "ticket.new", "texto").await.map(drop),
        "drafts/load" => draft::load(desk, caller, "ticket.new").await.map(drop),
        "drafts/discard" => draft::discard(desk, caller, caller.actor.id, "ticket.new").await,
        "session/first_start" => session::is_first_start(desk).await.map(drop),
        // Answered from the session alone.
        "session/who_am_i" => Ok(()),
        "/export/tickets.csv" => ticket::export(desk, caller, TicketQuery::default()).await.map(drop),
        "/api/imports" => {
            let parts = stream::iter([Ok::<_, Infallible>(b"Nome\nMaria\n".to_vec())]);
            import::begin(desk, caller, ImportKind::People, "lista.csv", None, parts).await.map(drop)
        }
        "/imports/{id}/bad.csv" => {
            let id = scene.import(ImportKind::People, "bad").await;
            import::download_bad(desk, caller, id).await.map(drop)
        }
        other => panic!("say how to call {other}"),
    }
}
