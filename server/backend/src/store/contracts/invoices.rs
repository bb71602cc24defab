//! Invoices of contracts. A due date is a day of the calendar, `yyyy-mm-dd`, so that its order is that of the text.

use chrono::NaiveDate;
use domain::{
    contract::wire::{InvoiceRow, InvoiceStatus, SUMMARY_LINES},
    ids::{ContractId, InvoiceId},
    money::Money,
    time::UtcMillis,
};

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    maybe_row, rows, run, scalar,
};

#[derive(Debug, sqlx::FromRow)]
struct InvoiceRecord {
    id: i64,
    number: String,
    due_on: String,
    amount_cents: i64,
    #[sqlx(try_from = "String")]
    status: InvoiceStatus,
    paid_at: Option<i64>,
}

impl TryFrom<InvoiceRecord> for InvoiceRow {
    type Error = StoreError;

    fn try_from(record: InvoiceRecord) -> Result<Self, StoreError> {
        Ok(Self {
            id: InvoiceId::new(record.id),
            number: record.number,
            due_on: record.due_on.parse().map_err(StoreError::corrupt)?,
            amount: Money::from_cents(record.amount_cents).map_err(StoreError::corrupt)?,
            status: record.status,
            paid_at: record.paid_at.map(UtcMillis::from_millis),
        })
    }
}

/// The invoices of a contract: the open ones that money is owed for by their day, then the newest of the others.
pub async fn of(conn: &mut Conn, contract: ContractId) -> Result<Vec<InvoiceRow>, StoreError> {
    let found = rows!(
        conn,
        InvoiceRecord,
        "select id, number, due_on, amount_cents, status, paid_at
         from invoices
         where contract_id = $1
         order by case when status = 'open' and amount_cents > 0 then 0 else 1 end,
                  case when status = 'open' and amount_cents > 0 then due_on end, due_on desc, id
         limit $2",
        contract.get(),
        i64::from(SUMMARY_LINES)
    )?;
    found.into_iter().map(InvoiceRow::try_from).collect()
}

/// One invoice of a contract.
pub async fn find(conn: &mut Conn, contract: ContractId, id: InvoiceId) -> Result<Option<InvoiceRow>, StoreError> {
    let found = maybe_row!(
        conn,
        InvoiceRecord,
        "select id, number, due_on, amount_cents, status, paid_at from invoices where id = $1 and contract_id = $2",
        id.get(),
        contract.get()
    )?;
    found.map(InvoiceRow::try_from).transpose()
}

/// Marks an open invoice as paid; `false` when it is open no more.
pub async fn pay(tx: &mut Tx, id: InvoiceId, now: UtcMillis) -> Result<bool, StoreError> {
    let done = run!(
        tx,
        "update invoices set status = 'paid', paid_at = $2, updated_at = $2 where id = $1 and status = 'open'",
        id.get(),
        now.millis()
    )?;
    Ok(done == 1)
}

/// What a contract owes on `today`, in cents: its open invoices that are past their day. One of R$ 0,00 is no debt.
pub async fn owed_cents(conn: &mut Conn, contract: ContractId, today: NaiveDate) -> Result<i64, StoreError> {
    scalar!(
        conn,
        i64,
        "select cast(coalesce(sum(amount_cents), 0) as bigint)
         from invoices
         where contract_id = $1 and status = 'open' and due_on < $2 and amount_cents > 0",
        contract.get(),
        today.to_string()
    )
}

/// What an imported row says.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    pub number: &'a str,
    pub contract: ContractId,
    pub due_on: NaiveDate,
    pub amount: Money,
    /// `None` leaves what is there; a new one is open.
    pub status: Option<InvoiceStatus>,
}

/// What a row became.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    Created,
    Updated {
        /// It was not paid before and is now.
        paid_now: bool,
        /// It was open and past its day, and is paid, cancelled or of R$ 0,00 now.
        overdue_ended: bool,
    },
    /// The number is that of another contract's invoice; nothing was stored.
    OfAnother,
}

/// Creates or changes the invoice of this number. `today` is the company's day.
pub async fn put(tx: &mut Tx, typed: Typed<'_>, today: NaiveDate, now: UtcMillis) -> Result<Put, StoreError> {
    let known: Option<(i64, i64, String, String, i64)> = maybe_row!(
        tx,
        (i64, i64, String, String, i64),
        "select id, contract_id, status, due_on, amount_cents from invoices where number = $1",
        typed.number
    )?;
    let due_on = typed.due_on.to_string();
    let Some((id, contract, before, due_before, cents_before)) = known else {
        let status = typed.status.unwrap_or(InvoiceStatus::Open);
        run!(
            tx,
            "insert into invoices (number, contract_id, due_on, amount_cents, status, paid_at, created_at, updated_at)
             values ($1, $2, $3, $4, $5, $6, $7, $7)",
            typed.number,
            typed.contract.get(),
            due_on,
            typed.amount.cents(),
            status.code(),
            (status == InvoiceStatus::Paid).then_some(now.millis()),
            now.millis()
        )?;
        return Ok(Put::Created);
    };
    if contract != typed.contract.get() {
        return Ok(Put::OfAnother);
    }
    let before = InvoiceStatus::from_code(&before).ok_or_else(|| StoreError::corrupt(&before))?;
    let status = typed.status.unwrap_or(before);
    run!(
        tx,
        "update invoices
         set due_on = $2, amount_cents = $3, status = $4, updated_at = $5,
             paid_at = case when $4 = 'paid' then coalesce(paid_at, $5) end
         where id = $1",
        id,
        due_on,
        typed.amount.cents(),
        status.code(),
        now.millis()
    )?;
    let past_due = before == InvoiceStatus::Open && due_before < today.to_string();
    let forgiven = cents_before > 0 && typed.amount == Money::ZERO;
    Ok(Put::Updated {
        paid_now: status == InvoiceStatus::Paid && before != InvoiceStatus::Paid,
        overdue_ended: past_due && (status != InvoiceStatus::Open || forgiven),
    })
}
