//! The memory of the running program, as the system counts it.

use crate::{Outcome, program::Program};

pub struct Memory {
    /// MiB in use now.
    pub now: f64,
    /// MiB at the most so far.
    pub peak: f64,
}

/// Reads `/proc/PID/status`.
pub fn of(program: &Program) -> Outcome<Memory> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", program.pid()?))?;
    let mib = |name: &str| -> Outcome<f64> {
        let line = status.lines().find_map(|line| line.strip_prefix(name)).ok_or_else(|| format!("no {name}"))?;
        let kib: f64 = line.trim_start_matches(':').trim().trim_end_matches(" kB").parse()?;
        Ok(kib / 1024.0)
    };
    Ok(Memory { now: mib("VmRSS")?, peak: mib("VmHWM")? })
}
