//! The memory and the processor time of a running program, as the system counts them.

use std::time::Duration;

use crate::Outcome;

/// Parts of a second in which Linux counts processor time, on every machine that matters here.
const TICKS: f64 = 100.0;

pub struct Memory {
    /// MiB in use now.
    pub now: f64,
    /// MiB at the most so far.
    pub peak: f64,
}

/// Reads `/proc/PID/status`.
pub fn of(pid: u32) -> Outcome<Memory> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let mib = |name: &str| -> Outcome<f64> {
        let line = status.lines().find_map(|line| line.strip_prefix(name)).ok_or_else(|| format!("no {name}"))?;
        let kib: f64 = line.trim_start_matches(':').trim().trim_end_matches(" kB").parse()?;
        Ok(kib / 1024.0)
    };
    Ok(Memory { now: mib("VmRSS")?, peak: mib("VmHWM")? })
}

/// Processor time so far, of all threads; reads `/proc/PID/stat`.
pub fn cpu(pid: u32) -> Outcome<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"))?;
    // The name in brackets may hold anything, so counting begins behind it.
    let (_, fields) = stat.rsplit_once(')').ok_or("no name")?;
    let ticks = fields.split_whitespace().skip(11).take(2).map(str::parse::<u32>).sum::<Result<u32, _>>()?;
    Ok(Duration::from_secs_f64(f64::from(ticks) / TICKS))
}
