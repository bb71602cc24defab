//! Calls of the functions of parameters, catalogues and users.

use domain::{
    access::Role,
    account::Secret,
    accountant::{Accountant, AccountantForm},
    activation::{Activation, SetActive},
    contract::params::{ContractSettings, ContractSettingsForm},
    error::AppError,
    money::Money,
    service::{Service, ServiceForm},
    settings::{
        HoursSettings, MailSettings, TicketSettings,
        company::CompanyForm,
        hours::HoursForm,
        wire::{AddNationalHolidays, HolidayForm, MailForm, RemoveHoliday, SaveSetting, TicketsForm},
    },
    user::UserForm,
    webhook::WebhookSettings,
    zone::Zone,
};

use super::calls::Scene;
use crate::{
    testing::key,
    usecase::{Caller, catalogue, settings, user},
};

pub async fn parameters(scene: &Scene, caller: &Caller, name: &str) -> Result<(), AppError> {
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
        "settings/save_contracts" => {
            let form = ContractSettingsForm::of(&ContractSettings::default());
            let input = SaveSetting { key: key(), version: page.contracts.version, form };
            settings::save_contracts(desk, caller, input).await.map(drop)
        }
        "settings/save_webhook" => {
            let input = SaveSetting { key: key(), version: page.webhook.version, form: WebhookSettings::default() };
            settings::save_webhook(desk, caller, input).await.map(drop)
        }
        "settings/save_tickets" => {
            let input = SaveSetting {
                key: key(),
                version: page.tickets.version,
                form: TicketsForm::of(&TicketSettings::default()),
            };
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

pub async fn catalogues(scene: &Scene, caller: &Caller, name: &str) -> Result<(), AppError> {
    let desk = &scene.desk;
    let act = Activation::Deactivate { reason: "saiu".to_owned() };
    match name {
        "services/list" => catalogue::list::<Service>(desk, caller).await.map(drop),
        "services/save" => {
            let name = format!("Serviço {}", key().as_str());
            let form =
                ServiceForm { key: key(), id: None, version: 0, name, price: String::new(), term: String::new() };
            catalogue::save::<Service>(desk, caller, form).await.map(drop)
        }
        "services/set_active" => {
            let id = desk.service("Antigo", Money::ZERO).await;
            catalogue::set_active::<Service>(desk, caller, SetActive { key: key(), id, version: 1, act })
                .await
                .map(drop)
        }
        "accountants/list" => catalogue::list::<Accountant>(desk, caller).await.map(drop),
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
            catalogue::save::<Accountant>(desk, caller, form).await.map(drop)
        }
        "accountants/set_active" => {
            let id = desk.accountant("Antigo", "Antigo").await;
            catalogue::set_active::<Accountant>(desk, caller, SetActive { key: key(), id, version: 1, act })
                .await
                .map(drop)
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
                may_release: false,
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
