//! The first pass: every row is decided, nothing is stored but the counts and the first faults.

use domain::{
    ids::ImportId,
    person::import::{ImportFailure, ImportState, PROBLEMS_KEPT, Problem},
};

use super::{
    file::{self, Decided},
    source,
};
use crate::{
    Desk,
    error::StoreError,
    store::imports::{self, ReadCounts, problems},
};

/// Portions between two notes of the progress.
const NOTE_EVERY: u32 = 20;
/// Most text of a faulty row that is kept for the screen, in characters.
const CONTENT_MAX: usize = 400;

/// Reads the file of an import to its end. Also continues after a restart: then from the beginning.
pub(super) async fn pass(desk: Desk, id: ImportId) {
    match run(&desk, id).await {
        Ok(Ok(())) => {}
        Ok(Err(failure)) => stop(&desk, id, failure).await,
        Err(error) => {
            tracing::error!(%error, import = id.get(), "an import could not be read");
            stop(&desk, id, ImportFailure::Internal).await;
        }
    }
}

async fn run(desk: &Desk, id: ImportId) -> Result<Result<(), ImportFailure>, StoreError> {
    let Some(import) = imports::find(&mut desk.db().conn().await?, id).await? else { return Ok(Ok(())) };
    if import.status.state != ImportState::Reading {
        return Ok(Ok(()));
    }
    let separator = import.status.separator.char();
    let mut portions = file::portions(source(desk, &import), 0);
    let mut counts = ReadCounts::default();
    let mut found: Vec<Problem> = Vec::new();
    let mut unnoted = 0;
    while let Some(portion) = portions.recv().await {
        let portion = match portion {
            Ok(portion) => portion,
            Err(failure) => return Ok(Err(failure)),
        };
        for row in &portion {
            counts.total += 1;
            match &row.outcome {
                Ok(_) => counts.good += 1,
                Err(_) => counts.bad += 1,
            }
            if counts.bad <= PROBLEMS_KEPT {
                found.extend(problem_of(row, separator));
            }
        }
        unnoted += 1;
        if unnoted == NOTE_EVERY {
            unnoted = 0;
            if !note(desk, id, counts, &mut found, None).await? {
                return Ok(Ok(()));
            }
        }
    }
    note(desk, id, counts, &mut found, Some(ImportState::Ready)).await?;
    Ok(Ok(()))
}

/// Stores progress and new faults; `false` when somebody cancelled.
async fn note(
    desk: &Desk,
    id: ImportId,
    counts: ReadCounts,
    found: &mut Vec<Problem>,
    end: Option<ImportState>,
) -> Result<bool, StoreError> {
    let now = desk.clock().now();
    let mut tx = desk.db().begin().await?;
    if !imports::read_progress(&mut tx, id, counts, now).await? {
        return Ok(false);
    }
    for problem in found.drain(..) {
        problems::add(&mut tx, id, &problem).await?;
    }
    if let Some(end) = end {
        imports::change_state(&mut tx, id, ImportState::Reading, end, now).await?;
    }
    tx.commit().await?;
    Ok(true)
}

fn problem_of(row: &Decided, separator: char) -> Option<Problem> {
    let fault = row.outcome.as_ref().err()?.clone();
    Some(Problem { line: row.line, fault, content: kept_content(row, separator) })
}

/// What is kept of a faulty row for the screen.
pub(super) fn kept_content(row: &Decided, separator: char) -> String {
    let joined = row.cells.join(&separator.to_string());
    // PostgreSQL refuses NUL, and a line break would look like two rows.
    joined.chars().map(|c| if c.is_control() { ' ' } else { c }).take(CONTENT_MAX).collect()
}

/// Records that the import stopped by itself.
pub(super) async fn stop(desk: &Desk, id: ImportId, failure: ImportFailure) {
    let stopped: Result<(), StoreError> = async {
        let mut tx = desk.db().begin().await?;
        imports::fail(&mut tx, id, failure, desk.clock().now()).await?;
        tx.commit().await
    }
    .await;
    if let Err(error) = stopped {
        // It stays running in the record, so the next start of the desk continues it.
        tracing::error!(%error, import = id.get(), "the end of an import could not be recorded");
    }
}
