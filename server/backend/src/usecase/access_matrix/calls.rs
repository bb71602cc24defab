//! One well-formed call of each function, on a record made for it: with the right, it succeeds.

use std::{convert::Infallible, time::Duration};

use domain::{
    access::{Actor, Role},
    account::{Appearance, ChangePassword, Secret, Theme},
    accountant::AccountantForm,
    activation::{Activation, SetActive},
    error::{AppError, ErrorCode},
    i18n::Locale,
    ids::{ClientKey, ImportId, PersonId, ServiceId, TicketId},
    money::Money,
    person::{
        PersonForm, PersonQuery,
        import::{ImportState, Separator, Target},
    },
    service::ServiceForm,
    settings::{
        HoursSettings, MailSettings, TicketSettings,
        company::CompanyForm,
        hours::HoursForm,
        wire::{AddNationalHolidays, HolidayForm, MailForm, RemoveHoliday, SaveSetting},
    },
    ticket::{
        Status, TicketFilter, TicketQuery,
        wire::{BulkAct, BulkChange, ChangeStatus, EditTicket, MoveTicket, NewTicket},
    },
    user::UserForm,
    zone::Zone,
};
use futures::stream;

use crate::{
    testing::{TestDb, TestDesk},
    usecase::{
        Caller, account, accountant, draft, import, mail, palette, person, service, session, settings, ticket, user,
    },
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
    desk: TestDesk,
    admin: Caller,
    colleague: Actor,
    maria: PersonId,
    /// The requester of [`Scene::caller`].
    joao: PersonId,
    service: ServiceId,
}

pub fn key() -> ClientKey {
    ClientKey::parse(&format!("{:032x}", rand::random::<u128>())).unwrap()
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
        Self { desk, admin, colleague, maria, joao, service }
    }

    /// Somebody of this role who has no part in any record; the requester is João.
    pub async fn caller(&self, role: Role) -> Caller {
        let actor = match role {
            Role::Requester => self.desk.requester(self.joao).await,
            role => self.desk.user("Alguém", role).await,
        };
        self.desk.caller(&actor)
    }

    fn requester(&self, whose: Whose) -> PersonId {
        if whose == Whose::Own { self.joao } else { self.maria }
    }

    fn form(&self, whose: Whose) -> NewTicket {
        NewTicket {
            key: key(),
            requester: Some(self.requester(whose)),
            service: Some(self.service),
            accountant: None,
            assignee: Some(self.colleague.id),
            subject: "Boleto".to_owned(),
            description: String::new(),
            value: String::new(),
        }
    }

    /// A new ticket, assigned to the colleague.
    async fn ticket(&self, whose: Whose) -> TicketId {
        ticket::create(&self.desk, &self.admin, self.form(whose)).await.unwrap().id
    }

    /// A finished one, version 2, whose mail was written.
    async fn finished(&self, whose: Whose) -> TicketId {
        let id = self.ticket(whose).await;
        let form = ChangeStatus { key: key(), id, version: 1, to: Status::Finished, reason: String::new() };
        ticket::change_status(&self.desk, &self.admin, form).await.unwrap();
        id
    }

    /// An uploaded and checked list of people.
    async fn import(&self, name: &str) -> ImportId {
        let bytes = format!("Nome\n{name}\n").into_bytes();
        let parts = stream::iter([Ok::<_, Infallible>(bytes)]);
        let id = import::begin(&self.desk, &self.admin, "lista.csv", None, parts).await.unwrap();
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
        "tickets" => tickets(scene, caller, name, whose).await,
        "people" | "palette" => people(scene, caller, name).await,
        "imports" => imports(scene, caller, name).await,
        "settings" => parameters(scene, caller, name).await,
        "services" | "accountants" | "users" => catalogues(scene, caller, name).await,
        _ => others(scene, caller, name).await,
    }
}

async fn tickets(scene: &Scene, caller: &Caller, name: &str, whose: Whose) -> Result<(), AppError> {
    let (desk, admin) = (&scene.desk, &scene.admin);
    let (version, reason, note) = (1, String::new(), "nota".to_owned());
    match name {
        "tickets/list" => ticket::list(desk, caller, TicketQuery::default()).await.map(drop),
        "tickets/views" => ticket::tabs(desk, caller).await.map(drop),
        "tickets/choices" => ticket::choices(desk, caller).await.map(drop),
        "tickets/rows" => ticket::rows_of(desk, caller, &[scene.ticket(whose).await]).await.map(drop),
        "tickets/show" => ticket::show(desk, caller, scene.ticket(whose).await).await.map(drop),
        "tickets/history" => ticket::history_before(desk, caller, scene.ticket(whose).await, i64::MAX).await.map(drop),
        "tickets/create" => ticket::create(desk, caller, scene.form(whose)).await.map(drop),
        "tickets/edit" => {
            let form = EditTicket {
                key: key(),
                id: scene.ticket(whose).await,
                version,
                requester: scene.requester(whose),
                service: scene.service,
                accountant: None,
                subject: "Outro".to_owned(),
                description: String::new(),
                value: "1,00".to_owned(),
                due: String::new(),
            };
            ticket::edit(desk, caller, form).await.map(drop)
        }
        "tickets/change_status" => {
            let id = scene.ticket(whose).await;
            let form = ChangeStatus { key: key(), id, version, to: Status::Waiting, reason };
            ticket::change_status(desk, caller, form).await.map(drop)
        }
        "tickets/reopen" => {
            let id = scene.finished(whose).await;
            ticket::reopen(desk, caller, &key(), id, 2).await.map(drop)
        }
        "tickets/notify" => {
            let id = scene.ticket(whose).await;
            ticket::notify(desk, caller, &key(), id, version).await.map(drop)
        }
        "tickets/move" => {
            let id = scene.ticket(whose).await;
            let form = MoveTicket { key: key(), id, version, to: Some(scene.admin.actor.id), note };
            ticket::hand_over(desk, caller, form).await.map(drop)
        }
        "tickets/bulk" => {
            let tickets = vec![(scene.ticket(whose).await, version)];
            let change = BulkAct::Status { to: Status::Waiting, reason };
            let result = ticket::bulk_change(desk, caller, BulkChange { key: key(), tickets, change }).await?;
            result.refused.into_iter().next().map_or(Ok(()), |(_, error)| Err(error))
        }
        "tickets/add_note" => {
            let id = scene.ticket(whose).await;
            ticket::add_note(desk, caller, &key(), id, note).await.map(drop)
        }
        "tickets/merge" => {
            let (id, into) = (scene.ticket(whose).await, scene.ticket(whose).await);
            ticket::merge(desk, caller, &key(), id, version, into).await.map(drop)
        }
        "tickets/link" => {
            let (id, other) = (scene.ticket(whose).await, scene.ticket(whose).await);
            ticket::link(desk, caller, &key(), id, other).await
        }
        "tickets/unlink" => {
            let (id, other) = (scene.ticket(whose).await, scene.ticket(whose).await);
            ticket::link(desk, admin, &key(), id, other).await?;
            ticket::unlink(desk, caller, &key(), id, other).await
        }
        "tickets/resend_mail" => {
            let id = scene.finished(whose).await;
            mail::resend(desk, &caller.actor, id).await.map(drop)
        }
        "tickets/save_view" | "tickets/save_view (shared)" => {
            let shared = name.ends_with("(shared)");
            ticket::save_view(desk, caller, &key(), "Visão", &TicketFilter::default(), shared).await.map(drop)
        }
        "tickets/delete_view" => {
            let id = ticket::save_view(desk, admin, &key(), "Visão", &TicketFilter::default(), true).await?;
            ticket::delete_view(desk, caller, id).await
        }
        other => panic!("say how to call {other}"),
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
        "people/create" => person::create(desk, caller, &form).await.map(drop).map_err(first),
        "people/edit" => {
            let form = PersonForm { id: Some(desk.person("Alguma", None).await), version: 1, ..form };
            person::edit(desk, caller, &form).await.map(drop).map_err(first)
        }
        // The palette refuses nobody: whoever may see nothing finds nothing.
        "palette/find" => {
            scene.ticket(Whose::Others).await;
            let found = palette::find(desk, caller, "boleto").await?;
            if found.people.is_empty() && found.tickets.is_empty() {
                return Err(ErrorCode::Forbidden.into());
            }
            Ok(())
        }
        other => panic!("say how to call {other}"),
    }
}

async fn imports(scene: &Scene, caller: &Caller, name: &str) -> Result<(), AppError> {
    let desk = &scene.desk;
    let id = scene.import(name).await;
    match name {
        "imports/list" => import::list(desk, caller).await.map(drop),
        "imports/preview" => import::preview(desk, caller, id).await.map(drop),
        "imports/status" => import::status(desk, caller, id).await.map(drop),
        "imports/remap" => import::remap(desk, caller, id, Separator::Semicolon, vec![Some(Target::Name)]).await,
        "imports/start" => import::start(desk, caller, id).await,
        "imports/cancel" => import::cancel(desk, caller, id).await,
        other => panic!("say how to call {other}"),
    }
}

async fn parameters(scene: &Scene, caller: &Caller, name: &str) -> Result<(), AppError> {
    let desk = &scene.desk;
    let page = settings::load(desk, &scene.admin).await?;
    match name {
        "settings/load" => settings::load(desk, caller).await.map(drop),
        "settings/save_company" => {
            let form = CompanyForm {
                name: "Contábil".to_owned(),
                document: String::new(),
                email: "atendimento@saojoao.test".to_owned(),
                phone: String::new(),
                zone: Zone::Brasilia,
            };
            let input = SaveSetting { key: key(), version: page.company.version, form };
            settings::save_company(desk, caller, input).await.map(drop)
        }
        "settings/save_mail" => {
            let form = MailForm::of(&MailSettings::default());
            let input = SaveSetting { key: key(), version: page.mail.version, form };
            settings::save_mail(desk, caller, input).await.map(drop)
        }
        "settings/save_tickets" => {
            let input = SaveSetting { key: key(), version: page.tickets.version, form: TicketSettings::default() };
            settings::save_tickets(desk, caller, input).await.map(drop)
        }
        "settings/save_hours" => {
            let form = HoursForm::of(&HoursSettings::default());
            let input = SaveSetting { key: key(), version: page.hours.version, form };
            settings::save_hours(desk, caller, input).await.map(drop)
        }
        "settings/add_holiday" => {
            let input = HolidayForm { key: key(), day: "20/01/2026".to_owned(), name: "Feriado".to_owned() };
            settings::add_holiday(desk, caller, input).await.map(drop)
        }
        "settings/add_national_holidays" => {
            settings::add_national_holidays(desk, caller, AddNationalHolidays { key: key(), year: 2027 })
                .await
                .map(drop)
        }
        "settings/remove_holiday" => {
            let day = chrono::NaiveDate::from_ymd_opt(2026, 1, 21).unwrap();
            let form = HolidayForm { key: key(), day: "21/01/2026".to_owned(), name: "Feriado".to_owned() };
            if page.holidays.iter().all(|holiday| holiday.day != day) {
                settings::add_holiday(desk, &scene.admin, form).await?;
            }
            settings::remove_holiday(desk, caller, RemoveHoliday { key: key(), day }).await.map(drop)
        }
        "settings/test_mail" => settings::test_mail(desk, caller, &key()).await.map(drop),
        other => panic!("say how to call {other}"),
    }
}

async fn catalogues(scene: &Scene, caller: &Caller, name: &str) -> Result<(), AppError> {
    let desk = &scene.desk;
    let act = Activation::Deactivate { reason: "saiu".to_owned() };
    match name {
        "services/list" => service::list(desk, caller).await.map(drop),
        "services/save" => {
            let name = format!("Serviço {}", key().as_str());
            let form =
                ServiceForm { key: key(), id: None, version: 0, name, price: String::new(), term: String::new() };
            service::save(desk, caller, form).await.map(drop)
        }
        "services/set_active" => {
            let id = desk.service("Antigo", Money::ZERO).await;
            service::set_active(desk, caller, SetActive { key: key(), id, version: 1, act }).await.map(drop)
        }
        "accountants/list" => accountant::list(desk, caller).await.map(drop),
        "accountants/save" => {
            let form = AccountantForm {
                key: key(),
                id: None,
                version: 0,
                label: format!("Contador {}", key().as_str()),
                office_name: "Escritório".to_owned(),
                crc: String::new(),
                email: String::new(),
            };
            accountant::save(desk, caller, form).await.map(drop)
        }
        "accountants/set_active" => {
            let id = desk.accountant("Antigo", "Antigo").await;
            accountant::set_active(desk, caller, SetActive { key: key(), id, version: 1, act }).await.map(drop)
        }
        "users/list" => user::list(desk, caller).await.map(drop),
        "users/save" => {
            let form = UserForm {
                key: key(),
                id: None,
                version: 0,
                email: format!("{}@example.test", key().as_str()),
                name: "Nova".to_owned(),
                role: Role::Agent,
                person: None,
                password: Secret::new("uma senha bem longa".to_owned()),
            };
            user::save(desk, caller, form).await.map(drop)
        }
        "users/set_active" => {
            let id = desk.agent("Antiga").await.id;
            user::set_active(desk, caller, SetActive { key: key(), id, version: 1, act }).await.map(drop)
        }
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
        "drafts/save" => draft::save(desk, caller, "ticket.new", "texto").await.map(drop),
        "drafts/load" => draft::load(desk, caller, "ticket.new").await.map(drop),
        "drafts/discard" => draft::discard(desk, caller, "ticket.new").await,
        "session/first_start" => session::is_first_start(desk).await.map(drop),
        // Answered from the session alone.
        "session/who_am_i" => Ok(()),
        "/export/tickets.csv" => ticket::export(desk, caller, TicketQuery::default()).await.map(drop),
        "/api/imports" => {
            let parts = stream::iter([Ok::<_, Infallible>(b"Nome\nMaria\n".to_vec())]);
            import::begin(desk, caller, "lista.csv", None, parts).await.map(drop)
        }
        "/imports/{id}/bad.csv" => {
            let id = scene.import("bad").await;
            import::download_bad(desk, caller, id).await.map(drop)
        }
        other => panic!("say how to call {other}"),
    }
}
