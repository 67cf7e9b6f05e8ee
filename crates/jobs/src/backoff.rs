//! When to try again, and when to stop.

use chrono::Duration;
use domain::Time;

/// After this many failed tries a job is set aside.
pub const GIVE_UP_AFTER: i32 = 8;

/// The next try after `attempts` failed ones: half a second doubled each time, at most ten minutes, with up to a
/// third added so that many failures of one moment do not return in one moment. `jitter` is 0.0 to 1.0.
#[must_use]
pub fn retry_at(now: Time, attempts: i32, jitter: f64) -> Time {
    let doubled = 500_i64.saturating_mul(
        1_i64
            .checked_shl(attempts.clamp(0, 20).unsigned_abs())
            .unwrap_or(i64::MAX),
    );
    let base = doubled.min(600_000);
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "at most ten minutes in milliseconds"
    )]
    let extra = (base as f64 / 3.0 * jitter.clamp(0.0, 1.0)) as i64;
    now + Duration::milliseconds(base + extra)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    #[test]
    fn grows_and_stops_growing() {
        let now = chrono::Utc.timestamp_opt(0, 0).single().unwrap();
        let wait = |attempts| (retry_at(now, attempts, 0.0) - now).num_milliseconds();
        assert_eq!(
            [wait(0), wait(1), wait(4), wait(11), wait(60)],
            [500, 1000, 8000, 600_000, 600_000]
        );
        assert_eq!((retry_at(now, 1, 1.0) - now).num_milliseconds(), 1333);
    }
}
