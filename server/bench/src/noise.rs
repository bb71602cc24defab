//! How busy the machine is with other things: the same small sum again and again.

use std::{hint::black_box, time::Instant};

use crate::samples::Samples;

const STEPS: u64 = 1_000_000;

/// Adds how long the sum took this time.
pub fn sample(into: &mut Samples) {
    let began = Instant::now();
    let sum = (0..STEPS).fold(0_u64, |sum, step| black_box(sum.wrapping_mul(31).wrapping_add(step)));
    black_box(sum);
    into.add(began.elapsed());
}

/// The load of the last minute, as the system counts it.
pub fn load() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').next().unwrap_or("unknown").to_owned()
}
