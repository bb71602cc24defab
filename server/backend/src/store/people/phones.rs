//! The phones of a person, one a slot.

use domain::{
    ids::PersonId,
    person::{PersonPhone, PhoneState},
    phone::Phone,
};

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    rows, run,
};

/// The phones in the order of their slots.
///
/// # Errors
/// The database fails, or a stored number is no number.
pub async fn of(conn: &mut Conn, person: PersonId) -> Result<Vec<PersonPhone>, StoreError> {
    let found: Vec<(i64, String, String)> = rows!(
        conn,
        (i64, String, String),
        "select slot, number, state
         from phones
         where person_id = $1
         order by slot",
        person.get()
    )?;
    let read = |(slot, number, state): (i64, String, String)| {
        Ok(PersonPhone {
            slot: u8::try_from(slot).map_err(StoreError::corrupt)?,
            number: Phone::parse(&number).map_err(StoreError::corrupt)?,
            state: PhoneState::from_code(&state).ok_or_else(|| StoreError::corrupt(&state))?,
        })
    };
    found.into_iter().map(read).collect()
}

/// Stores phones in free slots.
///
/// # Errors
/// A slot is not free, or the database fails.
pub async fn add(tx: &mut Tx, person: PersonId, phones: &[PersonPhone]) -> Result<(), StoreError> {
    for phone in phones {
        run!(
            tx,
            "insert into phones (person_id, slot, number, state) values ($1, $2, $3, $4)",
            person.get(),
            i64::from(phone.slot),
            phone.number.e164(),
            phone.state.code()
        )?;
    }
    Ok(())
}

/// Frees all slots.
pub async fn remove_all(tx: &mut Tx, person: PersonId) -> Result<(), StoreError> {
    run!(tx, "delete from phones where person_id = $1", person.get())?;
    Ok(())
}
