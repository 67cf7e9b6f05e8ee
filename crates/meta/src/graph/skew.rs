//! How far this machine's clock is from Meta's, as the dates of its answers tell.

use std::sync::atomic::{AtomicI64, Ordering};

use domain::Time;

/// Nothing was seen yet.
const UNSEEN: i64 = i64::MIN;

/// Seconds by which Meta's clock was ahead at the newest answer.
#[derive(Debug)]
pub(super) struct Skew(AtomicI64);

impl Default for Skew {
    fn default() -> Self {
        Self(AtomicI64::new(UNSEEN))
    }
}

impl Skew {
    /// A date has whole seconds, and the answer took a moment: a second or two mean nothing.
    pub(super) fn note(&self, theirs: Time, ours: Time) {
        let ahead = (theirs - ours).num_seconds();
        let before = self.0.swap(ahead, Ordering::Relaxed);
        if ahead.abs() > 5 && before != ahead {
            tracing::warn!(seconds = ahead, "this machine's clock is away from Meta's");
        }
    }

    pub(super) fn seen(&self) -> Option<chrono::Duration> {
        match self.0.load(Ordering::Relaxed) {
            UNSEEN => None,
            seconds => chrono::Duration::try_seconds(seconds),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_answer_counts() {
        let skew = Skew::default();
        assert_eq!(skew.seen(), None);
        let now = chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap();
        for seconds in [90, -3_600, 0] {
            let told = chrono::Duration::seconds(seconds);
            skew.note(now + told, now);
            assert_eq!(skew.seen(), Some(told));
        }
    }
}
