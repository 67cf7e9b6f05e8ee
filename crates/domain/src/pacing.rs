//! How fast one number, and one pair of number and person, may send.
//!
//! Meta: 80 messages a second for a number (20 under coexistence), one message per six seconds to one person with a
//! burst of 45 borrowed from the future. A bucket is two numbers, so it lives in one row and is moved by this function.

use serde::{Deserialize, Serialize};

use crate::Time;

/// The rule of a bucket.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Pace {
    /// Tokens that come back per second.
    pub per_second: f64,
    /// The most that can be saved up; at least 1.
    pub burst: f64,
}

/// A number's default pace.
pub const NUMBER_PACE: Pace = Pace {
    per_second: 80.0,
    burst: 80.0,
};

/// The pace of a number that people use in the provider's own app as well. It is fixed.
pub const COEXISTENCE_PACE: Pace = Pace {
    per_second: 20.0,
    burst: 20.0,
};

/// The pace to one person.
pub const PAIR_PACE: Pace = Pace {
    per_second: 1.0 / 6.0,
    burst: 45.0,
};

/// A token bucket: how much was left at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bucket {
    /// Tokens at `at`.
    pub tokens: f64,
    /// When that was true.
    pub at: Time,
}

impl Bucket {
    /// A full bucket.
    #[must_use]
    pub const fn full(pace: Pace, now: Time) -> Self {
        Self {
            tokens: pace.burst,
            at: now,
        }
    }

    /// Takes one token, or says how many milliseconds to wait until there is one.
    /// A clock that went back gives nothing and takes nothing, and a bucket emptied for a while ([`Self::empty_until`])
    /// fills from that moment on.
    pub fn take(&mut self, pace: Pace, now: Time) -> Result<(), u64> {
        let elapsed = (now - self.at).num_milliseconds().max(0);
        #[expect(
            clippy::cast_precision_loss,
            reason = "milliseconds between two sends fit a double"
        )]
        let refill = elapsed as f64 / 1000.0 * pace.per_second;
        let tokens = (self.tokens + refill).min(pace.burst);
        if now > self.at {
            self.at = now;
            self.tokens = tokens;
        }
        if tokens >= 1.0 {
            self.tokens = tokens - 1.0;
            return Ok(());
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "positive and at most a few minutes"
        )]
        let wait = ((1.0 - tokens) / pace.per_second * 1000.0).ceil() as u64;
        let ahead = u64::try_from((self.at - now).num_milliseconds()).unwrap_or(0);
        Err(wait.max(1).saturating_add(ahead))
    }

    /// The provider said that we are too fast: nothing is left, and nothing comes back before `until`.
    pub fn empty_until(&mut self, until: Time) {
        self.tokens = 0.0;
        self.at = self.at.max(until);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Duration, TimeZone};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn never_more_than_rate_and_burst(gaps in prop::collection::vec(0_i64..20_000, 1..300)) {
            let start = chrono::Utc.timestamp_opt(1_000_000, 0).single().unwrap();
            let mut bucket = Bucket::full(PAIR_PACE, start);
            let mut now = start;
            let mut sent = 0_i64;
            for gap in gaps {
                now += Duration::milliseconds(gap);
                if bucket.take(PAIR_PACE, now).is_ok() {
                    sent += 1;
                }
                let allowed = 45 + (now - start).num_milliseconds() / 6_000 + 1;
                prop_assert!(sent <= allowed);
            }
        }

        #[test]
        fn an_emptied_one_waits_as_long_as_it_was_told(full in 0_u8..2, ms in 1_i64..600_000, early in 0_i64..600_000) {
            let start = chrono::Utc.timestamp_opt(1_000_000, 0).single().unwrap();
            let mut bucket = Bucket { tokens: f64::from(full) * 80.0, at: start };
            let until = start + Duration::milliseconds(ms);
            bucket.empty_until(until);
            let now = start + Duration::milliseconds(early.min(ms));
            let wait = bucket.take(NUMBER_PACE, now).unwrap_err();
            let then = now + Duration::milliseconds(i64::try_from(wait).unwrap());
            prop_assert!(then > until && then <= until + Duration::milliseconds(13));
            prop_assert!(bucket.take(NUMBER_PACE, then).is_ok());
        }

        #[test]
        fn waiting_as_told_is_enough(drain in 45_usize..60) {
            let start = chrono::Utc.timestamp_opt(1_000_000, 0).single().unwrap();
            let mut bucket = Bucket::full(PAIR_PACE, start);
            let mut wait = None;
            for _ in 0..drain {
                wait = bucket.take(PAIR_PACE, start).err();
            }
            if let Some(ms) = wait {
                let later = start + Duration::milliseconds(i64::try_from(ms).unwrap());
                prop_assert!(bucket.take(PAIR_PACE, later).is_ok());
            }
        }
    }
}
