//! Meta's send limits as token buckets. Pure: the caller gives the time.

use std::collections::HashMap;

use crate::clock::Millis;

/// A bucket that refills evenly. Its credit is time: one token costs one interval, so that no
/// fraction is ever lost.
#[derive(Clone, Debug)]
struct Bucket {
    credit_ms: u64,
    at: Millis,
}

/// How a limit refills.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rate {
    /// Tokens a full bucket holds.
    pub(crate) burst: u64,
    /// Milliseconds after which one token comes back.
    pub(crate) interval_ms: u64,
}

/// All buckets of one kind, by key.
#[derive(Debug, Default)]
pub(crate) struct Buckets {
    by_key: HashMap<String, Bucket>,
}

impl Buckets {
    /// Takes one token, or says no. A clock that goes backwards refills nothing.
    pub(crate) fn take(&mut self, key: &str, rate: Rate, now: Millis) -> bool {
        let full = rate.burst.saturating_mul(rate.interval_ms);
        let bucket = self.by_key.entry(key.to_owned()).or_insert(Bucket {
            credit_ms: full,
            at: now,
        });
        let elapsed = u64::try_from(now.saturating_sub(bucket.at)).unwrap_or(0);
        bucket.credit_ms = bucket.credit_ms.saturating_add(elapsed).min(full);
        bucket.at = now;
        if bucket.credit_ms < rate.interval_ms {
            return false;
        }
        bucket.credit_ms -= rate.interval_ms;
        true
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.by_key.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PAIR: Rate = Rate {
        burst: 45,
        interval_ms: 6000,
    };

    #[test]
    fn a_pair_gets_its_burst_and_then_one_per_six_seconds() {
        let mut buckets = Buckets::default();
        let admitted = (0..60).filter(|_| buckets.take("a|b", PAIR, 0)).count();
        assert_eq!(admitted, 45);
        assert!(!buckets.take("a|b", PAIR, 5_900));
        assert!(buckets.take("a|b", PAIR, 6_000));
        assert!(!buckets.take("a|b", PAIR, 6_001));
        assert!(buckets.take("a|c", PAIR, 6_001));
    }

    proptest! {
        #[test]
        fn never_more_than_burst_plus_refill(steps in proptest::collection::vec(0_i64..20_000, 1..200)) {
            let mut buckets = Buckets::default();
            let (mut now, mut admitted) = (0, 0_u64);
            for step in steps {
                now += step;
                admitted += u64::from(buckets.take("k", PAIR, now));
            }
            prop_assert!(admitted <= 45 + u64::try_from(now).unwrap() / 6000 + 1);
        }
    }
}
