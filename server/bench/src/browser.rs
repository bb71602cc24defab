//! The first load in Chromium, measured by `end2end/bench/first-load.mjs`.

use std::process::{Command, Stdio};

use serde_json::Value;

use crate::{Outcome, client::Client, samples::Samples};

const SCRIPT: &str = "end2end/bench/first-load.mjs";
const LOADS: u32 = 7;

pub struct FirstLoad {
    /// Bytes on the wire with headers, compressed, and requests; the same at every load.
    pub bytes: f64,
    pub requests: f64,
    /// Milliseconds from the start of the navigation.
    pub row: Samples,
    pub wasm: Samples,
    pub hydrated: Samples,
    /// The first row when the WASM never comes.
    pub row_without_wasm: f64,
    /// Bytes by kind of file, in words.
    pub kinds: String,
}

/// Loads the list with an empty cache and the client's session.
pub fn first_load(client: &Client) -> Outcome<FirstLoad> {
    let done = Command::new("node")
        .args([SCRIPT, &client.url(), client.cookie(), &LOADS.to_string()])
        // What moves the clock of the program (tools/dates.sh) spoils the waiting of a browser.
        .env_remove("LD_PRELOAD")
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()?;
    if !done.status.success() {
        return Err(format!("{SCRIPT} failed").into());
    }
    let measured: Value = serde_json::from_slice(&done.stdout)?;
    let number = |name: &str| measured[name].as_f64().ok_or_else(|| format!("{SCRIPT} gave no {name}"));
    let samples = |name: &str| -> Outcome<Samples> {
        let figures = measured[name].as_array().ok_or_else(|| format!("{SCRIPT} gave no {name}"))?;
        Ok(figures.iter().filter_map(Value::as_f64).collect::<Vec<_>>().into())
    };
    Ok(FirstLoad {
        bytes: number("bytes")?,
        requests: number("requests")?,
        row: samples("row")?,
        wasm: samples("wasm")?,
        hydrated: samples("hydrated")?,
        row_without_wasm: number("rowWithoutWasm")?,
        kinds: measured["kinds"].as_str().unwrap_or_default().to_owned(),
    })
}
