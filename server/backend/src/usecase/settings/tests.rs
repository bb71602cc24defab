use domain::{
    error::{AppError, ErrorCode},
    settings::{
        Company, HoursSettings,
        company::CompanyForm,
        hours::HoursForm,
        wire::{AddNationalHolidays, HolidayForm, MailForm, MailRoute, RemoveHoliday, SaveSetting, TicketsForm},
    },
    ticket::{
        status::Flow,
        wire::{MailFailure, MailOutcome},
    },
    zone::Zone,
};

use super::*;
use crate::{
    both_databases, rows,
    store::settings,
    testing::{TestDesk, key},
    usecase::Caller,
};

fn company(name: &str) -> CompanyForm {
    CompanyForm {
        name: name.to_owned(),
        document: "12.ABC.345/01DE-35".to_owned(),
        email: "contato@prado.com.br".to_owned(),
        phone: "(11) 3344-5566".to_owned(),
        zone: Zone::Amazonas,
    }
}

async fn admin(desk: &TestDesk) -> Caller {
    desk.caller(&desk.admin().await)
}

/// Action, before and after of the audit rows about a kind of record, oldest first.
async fn audit(desk: &TestDesk, entity: &str) -> Vec<(String, String, String)> {
    let mut conn = desk.db().conn().await.unwrap();
    rows!(
        conn,
        (String, String, String),
        "select action, before, after from audit where entity = $1 order by id",
        entity
    )
    .unwrap()
}

both_databases! {
    async fn what_is_saved_is_loaded_with_who_and_when(db: TestDb) {
        let desk = db.desk();
        let caller = admin(&desk).await;
        let page = load(&desk, &caller).await.unwrap();
        assert_eq!((page.company.value, page.company.version, page.company.last), (Company::default(), 0, None));
        assert!(matches!(page.mail_route, MailRoute::Files { folder } if folder.ends_with("mail")));

        let input = SaveSetting { key: key(), version: 0, form: company("Prado Contabilidade") };
        let saved = save_company(&desk, &caller, input).await.unwrap();
        assert_eq!((saved.version, saved.value.document.as_str()), (1, "12ABC34501DE35"));
        let input = SaveSetting { key: key(), version: 0, form: MailForm { daily_budget: "80".to_owned() } };
        save_mail(&desk, &caller, input).await.unwrap();
        let mut hours = HoursForm::of(&HoursSettings::default());
        hours.days[4].open = false;
        save_hours(&desk, &caller, SaveSetting { key: key(), version: 0, form: hours }).await.unwrap();
        let form = TicketsForm { flow: Flow::Restricted, file_max_mb: "10".to_owned() };
        save_tickets(&desk, &caller, SaveSetting { key: key(), version: 0, form }).await.unwrap();

        let page = load(&desk, &caller).await.unwrap();
        assert_eq!(page.company, saved);
        assert_eq!(page.company.last.unwrap().by, "Ana Admin");
        assert_eq!((page.mail.value.daily_budget, page.tickets.value.flow), (80, Flow::Restricted));
        assert_eq!(page.hours.value.hours.friday, None);
        let mut conn = desk.db().conn().await.unwrap();
        assert_eq!(settings::load::<Company>(&mut conn).await.unwrap().zone, Zone::Amazonas);
        let rows = audit(&desk, "settings.company").await;
        assert_eq!(rows.len(), 1);
        assert!(rows[0].1.contains("America/Sao_Paulo") && rows[0].2.contains("Prado Contabilidade"), "{rows:?}");
    }

    async fn a_stale_save_and_a_repeated_one_change_nothing(db: TestDb) {
        let desk = db.desk();
        let caller = admin(&desk).await;
        let first = SaveSetting { key: key(), version: 0, form: company("Prado") };
        let saved = save_company(&desk, &caller, first.clone()).await.unwrap();
        assert_eq!(save_company(&desk, &caller, first).await.unwrap(), saved);
        let stale = SaveSetting { key: key(), version: 0, form: company("Outra") };
        assert_eq!(save_company(&desk, &caller, stale).await, Err(ErrorCode::Stale.into()));
        let same = SaveSetting { key: key(), version: 1, form: company("Prado") };
        assert_eq!(save_company(&desk, &caller, same).await.unwrap().version, 1);
        assert_eq!(audit(&desk, "settings.company").await.len(), 1);
        // Who saves what is there already is not named as the one who changed it, and a default that is saved as such is none.
        let bia = desk.caller(&desk.user("Bia Admin", domain::access::Role::Admin).await);
        let same = SaveSetting { key: key(), version: 1, form: company("Prado") };
        assert_eq!(save_company(&desk, &bia, same).await.unwrap(), saved);
        let default = SaveSetting { key: key(), version: 0, form: HoursForm::of(&HoursSettings::default()) };
        let kept = save_hours(&desk, &bia, default).await.unwrap();
        assert_eq!((kept.version, kept.last), (0, None));
        assert!(audit(&desk, "settings.hours").await.is_empty());
        let second = SaveSetting { key: key(), version: 1, form: company("Prado & Filhos") };
        assert_eq!(save_company(&desk, &caller, second).await.unwrap().version, 2);
    }

    async fn only_administrators_reach_the_settings(db: TestDb) {
        let desk = db.desk();
        for actor in [desk.viewer().await, desk.agent("Bia").await, desk.supervisor().await] {
            let caller = desk.caller(&actor);
            let forbidden = AppError::from(ErrorCode::Forbidden);
            assert_eq!(load(&desk, &caller).await.unwrap_err(), forbidden);
            let broken = SaveSetting { key: key(), version: 0, form: company("") };
            assert_eq!(save_company(&desk, &caller, broken).await.unwrap_err(), forbidden);
            let national = AddNationalHolidays { key: key(), year: 2026 };
            assert_eq!(add_national_holidays(&desk, &caller, national).await.unwrap_err(), forbidden);
            assert_eq!(test_mail(&desk, &caller, &key()).await.unwrap_err(), forbidden);
        }
    }

    async fn faults_of_a_form_name_their_field(db: TestDb) {
        let desk = db.desk();
        let caller = admin(&desk).await;
        let broken = SaveSetting { key: key(), version: 0, form: company(" ") };
        assert_eq!(save_company(&desk, &caller, broken).await, Err(AppError::on("name", ErrorCode::Required)));
        let broken = SaveSetting { key: key(), version: 0, form: MailForm { daily_budget: "0".to_owned() } };
        let range = ErrorCode::OutOfRange { min: 1, max: 1000 };
        assert_eq!(save_mail(&desk, &caller, broken).await, Err(AppError::on("daily_budget", range)));
    }

    async fn national_holidays_come_once_and_keep_given_names(db: TestDb) {
        let desk = db.desk();
        let caller = admin(&desk).await;
        let own = HolidayForm { key: key(), day: "21/04/2026".to_owned(), name: "Tiradentes e feira".to_owned() };
        assert_eq!(add_holiday(&desk, &caller, own.clone()).await.unwrap().changed, 1);
        assert_eq!(add_holiday(&desk, &caller, own.clone()).await.unwrap().changed, 1);
        let twice = HolidayForm { key: key(), ..own };
        assert_eq!(add_holiday(&desk, &caller, twice).await, Err(AppError::on("day", ErrorCode::Taken)));

        let national = |year| AddNationalHolidays { key: key(), year };
        let added = add_national_holidays(&desk, &caller, national(2026)).await.unwrap();
        assert_eq!((added.changed, added.holidays.len()), (9, 10));
        assert_eq!(added.holidays[2].name, "Tiradentes e feira");
        let added = add_national_holidays(&desk, &caller, national(2026)).await.unwrap();
        assert_eq!((added.changed, added.holidays.len()), (0, 10));
        let added = add_national_holidays(&desk, &caller, national(2027)).await.unwrap();
        assert_eq!((added.changed, added.holidays[11].day.to_string().as_str()), (10, "2027-03-26"));
        assert!(add_national_holidays(&desk, &caller, national(99)).await.is_err());

        let day = added.holidays[0].day;
        let gone = remove_holiday(&desk, &caller, RemoveHoliday { key: key(), day }).await.unwrap();
        assert_eq!((gone.changed, gone.holidays.len()), (1, 19));
        let again = remove_holiday(&desk, &caller, RemoveHoliday { key: key(), day }).await.unwrap();
        assert_eq!((again.changed, again.holidays.len()), (0, 19));
        let actions: Vec<String> = audit(&desk, "holidays").await.into_iter().map(|(action, ..)| action).collect();
        assert_eq!(actions, ["added", "added", "added", "removed"]);
        let page = load(&desk, &caller).await.unwrap();
        assert_eq!((page.holidays.len(), page.holidays_last.unwrap().by.as_str()), (19, "Ana Admin"));
    }

    async fn a_test_mail_tells_the_truth(db: TestDb) {
        let desk = db.desk();
        let caller = admin(&desk).await;
        let outcome = test_mail(&desk, &caller, &key()).await.unwrap();
        assert!(matches!(outcome, MailOutcome::Failed { reason: MailFailure::NoSender, .. }), "{outcome:?}");
        assert!(desk.written_mails().is_empty());

        desk.company("Prado", "contato@prado.com.br").await;
        let once = key();
        for _ in 0..2 {
            let outcome = test_mail(&desk, &caller, &once).await.unwrap();
            assert!(matches!(outcome, MailOutcome::Written { .. }), "{outcome:?}");
        }
        assert_eq!(desk.written_mails().len(), 1);

        let unreachable = db.desk_with(Some("smtp://127.0.0.1:1"));
        let outcome = test_mail(&unreachable, &caller, &key()).await.unwrap();
        assert!(matches!(outcome, MailOutcome::Failed { reason: MailFailure::Unreachable, .. }), "{outcome:?}");
        let page = load(&unreachable, &caller).await.unwrap();
        assert_eq!(page.mail_route, MailRoute::Server { host: "127.0.0.1:1".to_owned() });
    }
}
