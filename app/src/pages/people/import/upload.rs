//! Sending a list: one at a time from this page.

use domain::{error::ErrorCode, ids::ImportId, person::import::ImportKind};
use web_sys::{File, FormData};

use crate::{
    api::ApiError,
    ui::transfer::{self, Answer, Body},
};

const PATH: &str = "/api/imports?kind=";

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Uploaded {
    Done(ImportId),
    Refused(ApiError),
    Cancelled,
}

/// Starts sending under this number. `progress` gets whole percents. `None` when the browser refuses.
pub fn start(
    number: u32,
    kind: ImportKind,
    file: &File,
    progress: Box<dyn Fn(u32)>,
) -> Option<impl Future<Output = Uploaded> + use<>> {
    let form = FormData::new().ok()?;
    form.append_with_blob_and_filename("file", file, &file.name()).ok()?;
    let answer = transfer::send(number, &format!("{PATH}{}", kind.code()), &[], Body::Form(&form), progress)?;
    Some(async move {
        match answer.await {
            Answer::Done(text) => match serde_json::from_str(&text) {
                Ok(id) => Uploaded::Done(id),
                Err(_) => Uploaded::Refused(ErrorCode::Internal.into()),
            },
            Answer::Refused(error) => Uploaded::Refused(error),
            Answer::Cancelled => Uploaded::Cancelled,
        }
    })
}
