//! What the company of the demo has to choose from: services, accountants, its own record, holidays.

use chrono::Datelike;
use domain::{
    accountant::{Accountant, AccountantDraft},
    error::AppError,
    ids::{AccountantId, ServiceId},
    money::Money,
    service::{self, ServiceDraft},
    settings::{Company, Setting},
    zone::Zone,
};

use super::calendar::{Calendar, holidays_of};
use crate::{
    db::Tx,
    error::StoreError,
    store::{catalogue::Stored, holidays, settings},
};

/// Name, price in cents, term in working hours (a working day has ten).
const SERVICES: [(&str, i64, Option<u32>); 20] = [
    ("Segunda via", 3_500, Some(10)),
    ("Mudança de endereço", 18_000, Some(50)),
    ("Alteração contratual", 125_000, Some(150)),
    ("Portabilidade", 9_000, Some(30)),
    ("Instalação de fibra", 298_000, Some(70)),
    ("Cobrança de débitos", 0, Some(100)),
    ("Folha de pagamento", 89_000, Some(20)),
    ("Titularidade", 6_000, Some(30)),
    ("Cadastro", 0, Some(20)),
    ("Cancelamento", 34_900, Some(20)),
    ("Ponto adicional", 22_000, Some(50)),
    ("Certidões", 15_000, Some(40)),
    ("Visita técnica", 0, Some(20)),
    ("Abertura de empresa", 189_000, Some(200)),
    ("Imposto de renda", 42_000, Some(100)),
    ("Emissão de nota fiscal", 4_500, Some(10)),
    ("Parcelamento de tributos", 68_000, Some(100)),
    ("Certificado digital", 24_000, Some(30)),
    ("Consultoria tributária", 156_000, Some(150)),
    ("Outros assuntos", 0, None),
];

/// Name, office, CRC.
const ACCOUNTANTS: [(&str, &str, &str); 5] = [
    ("Helena Prado", "Prado Contabilidade Ltda", "1SP214807/O-3"),
    ("Otávio Lacerda", "Lacerda & Filhos Contadores", "1MG098114/O-7"),
    ("Ivone Takeda", "Takeda Assessoria Contábil", "1PR061902/O-1"),
    ("Raul Bittencourt", "Bittencourt Auditoria e Contabilidade", "1RS077345/O-9"),
    ("Marília Fontes", "Escritório Fontes", "1BA040228/O-5"),
];

/// A stored service.
#[derive(Debug, Clone, Copy)]
pub(super) struct Service {
    pub(super) id: ServiceId,
    pub(super) name: &'static str,
    pub(super) price: Money,
    pub(super) due_minutes: Option<u32>,
}

/// The stored catalogues.
pub(super) struct Catalogues {
    pub(super) services: Vec<Service>,
    pub(super) accountants: Vec<(AccountantId, &'static str)>,
    pub(super) company: Company,
}

impl Catalogues {
    /// The service of this name; the last one if there is none.
    pub(super) fn service(&self, name: &str) -> Service {
        let last = self.services.len() - 1;
        let index = self.services.iter().position(|service| service.name == name).unwrap_or(last);
        self.services[index]
    }
}

pub(super) async fn write(tx: &mut Tx, calendar: &Calendar) -> Result<Catalogues, AppError> {
    let now = calendar.now;
    let since = now.plus_days(-120);
    let mut offered = Vec::with_capacity(SERVICES.len());
    for (name, cents, hours) in SERVICES {
        let due_minutes = hours.map(|hours| hours * 60);
        let price = Money::from_cents(cents).map_err(StoreError::corrupt)?;
        let draft = ServiceDraft { name: name.to_owned(), price, term: due_minutes };
        let id = service::Service::insert(tx, &draft, since).await?;
        offered.push(Service { id, name, price, due_minutes });
    }
    let mut offices = Vec::with_capacity(ACCOUNTANTS.len());
    for (name, office, crc) in ACCOUNTANTS {
        let first = name.split(' ').next().unwrap_or_default();
        let draft = AccountantDraft {
            label: name.to_owned(),
            office_name: office.to_owned(),
            crc: crc.to_owned(),
            email: Some(format!("{}@contadores.example", domain::search::fold(first))),
        };
        let id = Accountant::insert(tx, &draft, since).await?;
        offices.push((id, office));
    }
    let company = Company {
        name: "Prado Contabilidade Ltda".to_owned(),
        document: "11222333000181".to_owned(),
        email: "atendimento@balcao.demo".to_owned(),
        phone: "+551120000100".to_owned(),
        zone: Zone::Brasilia,
    };
    // A company that was entered already stays as it is.
    settings::put_json(tx, Company::NAME, &company, now, "balcao demo", 0).await?;
    // Those of last year too: in the first months of a year the tickets of the demo lie on both sides of it.
    let year = now.local_date(Zone::Brasilia).year();
    for holiday in (year - 1..=year + 1).flat_map(holidays_of) {
        holidays::insert(tx, &holiday, now).await?;
    }
    Ok(Catalogues { services: offered, accountants: offices, company })
}
