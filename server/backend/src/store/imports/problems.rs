//! The first faulty rows of an import, for the screen. The file of faulty rows is made anew from the uploaded file.

use domain::{
    ids::ImportId,
    person::import::{Problem, RowFault},
};

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    rows, run,
};

/// Keeps one. A reading that continues after a restart finds the same ones again.
pub async fn add(tx: &mut Tx, id: ImportId, problem: &Problem) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into import_problems (import_id, line, field, code, content) values ($1, $2, $3, $4, $5)
         on conflict (import_id, line) do nothing",
        id.get(),
        i64::try_from(problem.line).unwrap_or(i64::MAX),
        problem.fault.field.map_or("", domain::person::import::Target::code),
        serde_json::to_string(&problem.fault).map_err(StoreError::corrupt)?,
        problem.content.as_str()
    )?;
    Ok(())
}

/// Those kept, in the order of the file.
pub async fn of(conn: &mut Conn, id: ImportId, limit: i64) -> Result<Vec<Problem>, StoreError> {
    let found: Vec<(i64, String, String)> = rows!(
        conn,
        (i64, String, String),
        "select line, code, content
         from import_problems
         where import_id = $1
         order by line
         limit $2",
        id.get(),
        limit
    )?;
    let read = |(line, fault, content): (i64, String, String)| {
        let fault: RowFault = serde_json::from_str(&fault).map_err(StoreError::corrupt)?;
        Ok(Problem { line: u64::try_from(line).map_err(StoreError::corrupt)?, fault, content })
    };
    found.into_iter().map(read).collect()
}

/// Those of the lines after `after`, at most `limit`: lines and faults.
pub async fn after(conn: &mut Conn, id: ImportId, after: u64, limit: i64) -> Result<Vec<(u64, RowFault)>, StoreError> {
    let found: Vec<(i64, String)> = rows!(
        conn,
        (i64, String),
        "select line, code
         from import_problems
         where import_id = $1 and line > $2
         order by line
         limit $3",
        id.get(),
        i64::try_from(after).unwrap_or(i64::MAX),
        limit
    )?;
    let read = |(line, fault): (i64, String)| {
        let fault: RowFault = serde_json::from_str(&fault).map_err(StoreError::corrupt)?;
        Ok((u64::try_from(line).map_err(StoreError::corrupt)?, fault))
    };
    found.into_iter().map(read).collect()
}

/// Forgets them: the file is read anew.
pub async fn clear(tx: &mut Tx, id: ImportId) -> Result<(), StoreError> {
    run!(tx, "delete from import_problems where import_id = $1", id.get())?;
    Ok(())
}
