//! How far this machine's clock is from Meta's, as the dates of its answers tell.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use domain::Time;

/// So long an answer tells of the clock: it may have been set since, and then only another answer would say so.
const FRESH: Duration = Duration::from_mins(10);

/// By how much Meta's clock was ahead at the newest answer.
#[derive(Debug, Default)]
pub(super) struct Skew(Mutex<Option<(chrono::Duration, Instant)>>);

impl Skew {
    /// A date has whole seconds, and the answer took a moment: a second or two mean nothing.
    pub(super) fn note(&self, theirs: Time, ours: Time) {
        let ahead = chrono::Duration::seconds((theirs - ours).num_seconds());
        let before = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .replace((ahead, Instant::now()));
        let known = before.is_some_and(|(before, _)| before == ahead);
        if ahead.abs() > chrono::Duration::seconds(5) && !known {
            tracing::warn!(
                seconds = ahead.num_seconds(),
                "this machine's clock is away from Meta's"
            );
        }
    }

    pub(super) fn seen(&self) -> Option<chrono::Duration> {
        self.seen_at(Instant::now())
    }

    fn seen_at(&self, now: Instant) -> Option<chrono::Duration> {
        let noted = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        noted
            .filter(|(_, at)| now.saturating_duration_since(*at) < FRESH)
            .map(|(ahead, _)| ahead)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_answer_counts_and_not_for_ever() {
        let skew = Skew::default();
        assert_eq!(skew.seen(), None);
        let now = chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap();
        for seconds in [90, -3_600, 0] {
            let told = chrono::Duration::seconds(seconds);
            skew.note(now + told, now);
            assert_eq!(skew.seen(), Some(told));
        }
        assert_eq!(skew.seen_at(Instant::now() + FRESH), None);
    }
}
