//! Figures: percentiles, medians, goals, and the two ways of showing them.

use std::time::Duration;

use serde_json::{Value, json};

use crate::tell;

/// Latencies of one step in microseconds.
#[derive(Debug, Default, Clone)]
pub(crate) struct Latencies(Vec<u32>);

impl Latencies {
    /// Adds one; longer than an hour counts as an hour.
    pub(crate) fn add(&mut self, latency: Duration) {
        let micros = latency.as_micros().min(3_600_000_000);
        self.0.push(u32::try_from(micros).unwrap_or(u32::MAX));
    }

    pub(crate) fn absorb(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Milliseconds below or at which the share `p` of all lies (nearest rank); `None` when there are none.
    pub(crate) fn percentile(&mut self, p: f64) -> Option<f64> {
        self.0.sort_unstable();
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a rank among a few million"
        )]
        let rank = (p * self.0.len() as f64).ceil() as usize;
        let at = rank.clamp(1, self.0.len().max(1)) - 1;
        self.0.get(at).map(|micros| f64::from(*micros) / 1000.0)
    }

    /// p50, p99 and p99.9.
    pub(crate) fn summary(&mut self) -> [Option<f64>; 3] {
        [0.5, 0.99, 0.999].map(|p| self.percentile(p))
    }
}

/// The middle one, or the mean of the two in the middle; NaN of nothing.
pub(crate) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    match (sorted.len(), sorted.len() / 2) {
        (0, _) => f64::NAN,
        (n, half) if n % 2 == 1 => sorted[half],
        (_, half) => f64::midpoint(sorted[half - 1], sorted[half]),
    }
}

/// A figure beside what is wanted of it.
pub(crate) struct Goal {
    pub(crate) what: String,
    pub(crate) value: f64,
    pub(crate) limit: f64,
    pub(crate) unit: &'static str,
    /// Whether more is better.
    pub(crate) at_least: bool,
}

impl Goal {
    pub(crate) fn at_least(what: &str, value: f64, limit: f64, unit: &'static str) -> Self {
        Self {
            what: what.to_owned(),
            value,
            limit,
            unit,
            at_least: true,
        }
    }

    pub(crate) fn at_most(what: &str, value: f64, limit: f64, unit: &'static str) -> Self {
        Self {
            what: what.to_owned(),
            value,
            limit,
            unit,
            at_least: false,
        }
    }

    /// A figure that could not be measured is not met.
    pub(crate) fn met(&self) -> bool {
        if self.at_least {
            self.value >= self.limit
        } else {
            self.value <= self.limit
        }
    }

    fn json(&self) -> Value {
        json!({
            "what": self.what, "value": rounded(self.value), "limit": self.limit, "unit": self.unit,
            "at_least": self.at_least, "met": self.met(),
        })
    }
}

/// Shows goals, then everything as one line of JSON.
pub(crate) fn conclude(scenario: &str, mut figures: Value, goals: &[Goal]) {
    tell::line("");
    for goal in goals {
        let sign = if goal.at_least { "≥" } else { "≤" };
        tell::line(format_args!(
            "{}  {:<52} {:>10} {:<3} (goal {sign} {} {})",
            if goal.met() { "PASS" } else { "MISS" },
            goal.what,
            rounded(goal.value),
            goal.unit,
            goal.limit,
            goal.unit,
        ));
    }
    figures["scenario"] = json!(scenario);
    figures["cores"] =
        json!(std::thread::available_parallelism().map_or(0, std::num::NonZero::get));
    figures["goals"] = goals.iter().map(Goal::json).collect();
    tell::line("");
    tell::line(figures);
}

/// Three places that mean something are enough.
pub(crate) fn rounded(value: f64) -> f64 {
    let factor = if value.abs() >= 100.0 { 1.0 } else { 100.0 };
    (value * factor).round() / factor
}

/// A figure of the table.
pub(crate) fn shown(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| rounded(value).to_string())
}

/// Lines under headings, aligned.
pub(crate) struct Table(Vec<Vec<String>>);

impl Table {
    pub(crate) fn new(headings: &[&str]) -> Self {
        Self(vec![headings.iter().map(|h| (*h).to_owned()).collect()])
    }

    pub(crate) fn row(&mut self, cells: Vec<String>) {
        self.0.push(cells);
    }

    pub(crate) fn show(&self) {
        let columns = self.0.iter().map(Vec::len).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns)
            .map(|c| {
                self.0
                    .iter()
                    .filter_map(|row| row.get(c))
                    .map(|cell| cell.chars().count())
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        for row in &self.0 {
            let mut text = String::new();
            for (n, (cell, width)) in row.iter().zip(&widths).enumerate() {
                let pad = " ".repeat(width - cell.chars().count());
                // The first column is words, the others are figures.
                let (before, after) = if n == 0 { ("", &*pad) } else { (&*pad, "") };
                let gap = if n == 0 { "" } else { "  " };
                text.extend([gap, before, cell, after]);
            }
            tell::line(text.trim_end());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_nearest_ranks() {
        let mut latencies = Latencies::default();
        assert_eq!(latencies.summary(), [None; 3]);
        for n in (1..=1000).rev() {
            latencies.add(Duration::from_millis(n));
        }
        assert_eq!(latencies.summary(), [Some(500.0), Some(990.0), Some(999.0)]);
    }

    #[test]
    fn medians_lie_in_the_middle() {
        assert!((median(&[3.0, 1.0, 2.0]) - 2.0).abs() < 1e-9);
        assert!((median(&[4.0, 1.0, 2.0, 3.0]) - 2.5).abs() < 1e-9);
        assert!(median(&[]).is_nan());
    }

    #[test]
    fn what_was_not_measured_is_not_met() {
        assert!(!Goal::at_least("x", f64::NAN, 1.0, "").met());
        assert!(!Goal::at_most("x", f64::NAN, 1.0, "").met());
        assert!(Goal::at_most("x", 1.0, 1.0, "").met());
    }
}
