//! Many durations as one figure: the median, with the tenth and the ninetieth part of a hundred.

use std::time::Duration;

/// Durations of the same thing, in milliseconds.
#[derive(Default)]
pub struct Samples(Vec<f64>);

impl Samples {
    pub fn add(&mut self, took: Duration) {
        self.0.push(took.as_secs_f64() * 1000.0);
    }

    pub fn add_all(&mut self, others: &Self) {
        self.0.extend(&others.0);
    }

    pub fn p50(&self) -> f64 {
        self.at(50)
    }

    pub fn p10(&self) -> f64 {
        self.at(10)
    }

    pub fn p90(&self) -> f64 {
        self.at(90)
    }

    pub fn p95(&self) -> f64 {
        self.at(95)
    }

    fn at(&self, part: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let last = sorted.len().saturating_sub(1);
        sorted.get(last * part / 100).copied().unwrap_or(f64::NAN)
    }
}

impl From<Vec<f64>> for Samples {
    fn from(figures: Vec<f64>) -> Self {
        Self(figures)
    }
}
