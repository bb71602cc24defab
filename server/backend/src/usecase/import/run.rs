//! The second pass: good rows become records, one portion a transaction, with the number of decided rows in the same
//! transaction. A killed process therefore continues exactly where the last transaction ended.

use std::{collections::HashMap, time::Duration};

use domain::{
    access::Actor,
    document::Document,
    ids::{ImportId, PersonId},
    person::{
        PersonDraft,
        import::{Identity, ImportFailure, ImportKind, ImportRow, ImportState, Problem, merge},
    },
    time::UtcMillis,
};

use super::{
    contracts::{Written, write_contracts, write_invoices},
    file::{self, Decided},
    read::{kept_content, stop},
    settle::settle_some,
    source,
};
use crate::{
    Desk,
    db::Tx,
    error::StoreError,
    live,
    store::{
        audit::{self, AuditEntry, Author},
        imports::{self, problems},
        people, users,
    },
};

/// Attempts at one portion: somebody may save one of its people at the same moment, or the database be away for a while.
const ATTEMPTS: u32 = 6;
/// Before the second attempt; doubled for each further one.
const PAUSE: Duration = Duration::from_millis(200);

/// How a pass ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// All rows are decided.
    Done,
    /// Cancelled, taken over by another process, or not an import that runs.
    Left,
}

/// Imports what is left of an import.
pub(super) async fn pass(desk: Desk, id: ImportId) {
    match run(&desk, id, None).await {
        Ok(Ok(_)) => {}
        Ok(Err(failure)) => stop(&desk, id, failure).await,
        Err(error) => {
            tracing::error!(%error, import = id.get(), "an import stopped");
            stop(&desk, id, ImportFailure::Internal).await;
        }
    }
}

/// Imports at most `portions`; tests leave the rest undone like a process that was killed.
pub(super) async fn run(
    desk: &Desk,
    id: ImportId,
    portions: Option<usize>,
) -> Result<Result<End, ImportFailure>, StoreError> {
    let mut conn = desk.db().conn().await?;
    let Some(import) = imports::find(&mut conn, id).await? else { return Ok(Ok(End::Left)) };
    if import.status.state != ImportState::Importing {
        return Ok(Ok(End::Left));
    }
    let actor = users::get(&mut conn, import.created_by).await?.actor()?;
    drop(conn);
    let (kind, separator) = (import.status.kind, import.status.separator.char());
    let mut done = import.status.done_rows;
    let mut rows = file::portions(source(desk, &import), done);
    let mut written = 0;
    while let Some(portion) = rows.recv().await {
        let portion = match portion {
            Ok(portion) => portion,
            Err(failure) => return Ok(Err(failure)),
        };
        let after = done + u64::try_from(portion.len()).unwrap_or(u64::MAX);
        if !persist(desk, (id, kind, separator), &actor, done..after, &portion).await? {
            return Ok(Ok(End::Left));
        }
        done = after;
        written += 1;
        if portions == Some(written) {
            return Ok(Ok(End::Left));
        }
    }
    settle(desk, id, &actor).await?;
    finish(desk, id, &actor).await?;
    Ok(Ok(End::Done))
}

/// One portion, tried again when it fails for a reason that passes.
async fn persist(
    desk: &Desk,
    (id, kind, separator): (ImportId, ImportKind, char),
    actor: &Actor,
    rows: std::ops::Range<u64>,
    portion: &[Decided],
) -> Result<bool, StoreError> {
    let mut pause = PAUSE;
    for _ in 1..ATTEMPTS {
        match write(desk, (id, kind, separator), actor, rows.clone(), portion).await {
            Err(error) if may_pass(&error) => {
                tracing::info!(%error, import = id.get(), "a portion of an import is tried again");
                tokio::time::sleep(pause).await;
                pause *= 2;
            }
            other => return other,
        }
    }
    write(desk, (id, kind, separator), actor, rows, portion).await
}

/// `false` when the import is no longer ours to continue; then nothing was written.
async fn write(
    desk: &Desk,
    (id, kind, separator): (ImportId, ImportKind, char),
    actor: &Actor,
    rows: std::ops::Range<u64>,
    portion: &[Decided],
) -> Result<bool, StoreError> {
    let now = desk.clock().now();
    let mut tx = desk.db().begin().await?;
    if !imports::advance(&mut tx, id, rows.start, rows.end, now).await? {
        return Ok(false);
    }
    let written = match kind {
        ImportKind::People => write_people(&mut tx, portion, actor, now).await?,
        ImportKind::Contracts => {
            let lines = portion.iter().filter_map(|row| match &row.outcome {
                Ok(ImportRow::Contract(line)) => Some(&**line),
                _ => None,
            });
            write_contracts(&mut tx, lines.collect(), actor, now).await?
        }
        ImportKind::Invoices => {
            let lines = portion.iter().filter_map(|row| match &row.outcome {
                Ok(ImportRow::Invoice(line)) => Some((row.line, line)),
                _ => None,
            });
            write_invoices(&mut tx, id, lines.collect(), actor, now).await?
        }
    };
    for (line, fault) in &written.late {
        let content = portion.iter().find(|row| row.line == *line).map(|row| kept_content(row, separator));
        let problem = Problem { line: *line, fault: fault.clone(), content: content.unwrap_or_default() };
        problems::add(&mut tx, id, &problem).await?;
    }
    let late = u64::try_from(written.late.len()).unwrap_or_default();
    imports::add_written(&mut tx, id, written.created, written.updated, late).await?;
    tx.commit().await?;
    if kind != ImportKind::People {
        desk.hub().publish(live::Event::ContractsChanged);
        desk.events_wait().notify_one();
    }
    Ok(true)
}

/// Stores a portion of people.
async fn write_people(tx: &mut Tx, portion: &[Decided], actor: &Actor, now: UtcMillis) -> Result<Written, StoreError> {
    let good: Vec<&PersonDraft> = portion
        .iter()
        .filter_map(|row| match &row.outcome {
            Ok(ImportRow::Person(draft)) => Some(&**draft),
            _ => None,
        })
        .collect();
    let documents: Vec<&str> = good.iter().filter_map(|draft| draft.document.as_ref().map(Document::as_str)).collect();
    let known = people::by_documents(tx, &documents).await?;
    let (mut created, mut updated) = (0, 0);
    for draft in good {
        match same_person(tx, &known, draft).await? {
            Some(person) => {
                change(tx, person, draft, actor, now).await?;
                updated += 1;
            }
            None => {
                people::insert(tx, draft, now).await?;
                created += 1;
            }
        }
    }
    Ok(Written { created, updated, late: Vec::new() })
}

/// The stored person that a row is about.
async fn same_person(
    tx: &mut Tx,
    known: &HashMap<String, PersonId>,
    draft: &PersonDraft,
) -> Result<Option<PersonId>, StoreError> {
    match Identity::of(draft) {
        Some(Identity::Document(document)) => Ok(known.get(&document).copied()),
        Some(Identity::NameAndPhone(folded, number)) => people::by_name_and_phone(tx, &folded, &number).await,
        Some(Identity::Number(_)) | None => Ok(None),
    }
}

async fn change(
    tx: &mut Tx,
    person: PersonId,
    row: &PersonDraft,
    actor: &Actor,
    now: UtcMillis,
) -> Result<(), StoreError> {
    let before = people::find(tx, person).await?.ok_or_else(overtaken)?;
    let after = merge(&before.draft, row);
    if after == before.draft {
        return Ok(());
    }
    people::update(tx, &before, &after, now).await?.ok_or_else(overtaken)?;
    let old = serde_json::to_string(&before.draft).map_err(StoreError::corrupt)?;
    let new = serde_json::to_string(&after).map_err(StoreError::corrupt)?;
    let entry =
        AuditEntry::new(now, Author::User(actor), "imported", "person").about(person.get()).before(&old).after(&new);
    audit::append(tx, &entry).await
}

/// Ends the blocks that the payments of this import ended. The import runs until that is done, so a killed process
/// continues here too.
async fn settle(desk: &Desk, id: ImportId, actor: &Actor) -> Result<(), StoreError> {
    let (mut failures, mut pause) = (0, PAUSE);
    loop {
        match settle_some(desk, id, actor).await {
            Ok(false) => return Ok(()),
            Ok(true) => (failures, pause) = (0, PAUSE),
            Err(error) if may_pass(&error) && failures + 1 < ATTEMPTS => {
                tracing::info!(%error, import = id.get(), "the end of an import is tried again");
                tokio::time::sleep(pause).await;
                failures += 1;
                pause *= 2;
            }
            Err(error) => return Err(error),
        }
    }
}

async fn finish(desk: &Desk, id: ImportId, actor: &Actor) -> Result<(), StoreError> {
    let now = desk.clock().now();
    let mut tx = desk.db().begin().await?;
    if !imports::change_state(&mut tx, id, ImportState::Importing, ImportState::Done, now).await? {
        return Ok(());
    }
    if let Some(import) = imports::find(&mut tx, id).await? {
        let status = import.status;
        let after =
            format!("created {}, updated {}, bad {}", status.created_rows, status.updated_rows, status.bad_rows);
        let entry = AuditEntry::new(now, Author::User(actor), "finished", "import").about(id.get()).after(&after);
        audit::append(&mut tx, &entry).await?;
    }
    tx.commit().await
}

const OVERTAKEN: &str = "somebody saved the same person at this moment";

fn overtaken() -> StoreError {
    StoreError::corrupt(OVERTAKEN)
}

/// Whether trying the same again may help.
fn may_pass(error: &StoreError) -> bool {
    error.is_unavailable() || error.unique_violation().is_some() || is_overtaken(error)
}

fn is_overtaken(error: &StoreError) -> bool {
    matches!(error, StoreError::Corrupt(what) if what == OVERTAKEN)
}
