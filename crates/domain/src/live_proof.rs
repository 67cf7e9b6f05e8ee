//! A guided proof that a number really sends and receives: a template goes out, the provider tells that it arrived, and
//! the phone's answer comes in.
//!
//! Pure. It passes only by what the provider told through its signed door, and what a simulated provider told proves
//! nothing.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use crate::Time;
use crate::status::{DeliveryStatus, StatusSet};

/// So long the provider may take to accept it.
pub const ACCEPTED_WITHIN: Duration = Duration::minutes(5);
/// So long after that its arrival may take to be told.
pub const DELIVERED_WITHIN: Duration = Duration::minutes(15);
/// So long after that somebody may take to answer.
pub const REPLIED_WITHIN: Duration = Duration::minutes(30);

/// The steps, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The provider took the message and named it.
    Accepted,
    /// The provider told that it arrived.
    Delivered,
    /// The phone's answer came into its thread.
    Replied,
}

/// How a proof stands. The words are stored and stay as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProofState {
    /// A step is waited for.
    Running,
    /// All steps happened.
    Passed,
    /// The provider refused the message, or it did not arrive.
    Failed,
    /// A step did not happen in time.
    Late,
    /// Somebody ended it.
    Canceled,
}

impl ProofState {
    /// The stored form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Late => "late",
            Self::Canceled => "canceled",
        }
    }

    /// Reads the stored form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [
            Self::Running,
            Self::Passed,
            Self::Failed,
            Self::Late,
            Self::Canceled,
        ]
        .into_iter()
        .find(|one| one.as_str() == text)
    }
}

/// When each step happened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Steps {
    /// The provider took it.
    pub accepted: Option<Time>,
    /// It arrived.
    pub delivered: Option<Time>,
    /// It was read; nobody waits for that.
    pub read: Option<Time>,
    /// The answer came.
    pub replied: Option<Time>,
}

impl Steps {
    /// The steps that a message's statuses tell, and the answer in its thread.
    #[must_use]
    pub fn of(named: bool, statuses: &StatusSet, replied: Option<Time>) -> Self {
        use DeliveryStatus::{Accepted, Delivered, Played, Read, Sent};
        let first = |all: &[DeliveryStatus]| all.iter().filter_map(|one| statuses.at(*one)).min();
        Self {
            accepted: first(&[Accepted, Sent, Delivered, Read, Played]).filter(|_| named),
            // Who read it has it.
            delivered: first(&[Delivered, Read, Played]),
            read: first(&[Read, Played]),
            replied,
        }
    }

    /// The first step that did not happen.
    #[must_use]
    pub const fn waits_for(&self) -> Option<Step> {
        match self {
            Self { accepted: None, .. } => Some(Step::Accepted),
            Self {
                delivered: None, ..
            } => Some(Step::Delivered),
            Self { replied: None, .. } => Some(Step::Replied),
            _ => None,
        }
    }

    /// Until when the step that is waited for may happen.
    #[must_use]
    pub fn until(&self, started: Time) -> Option<Time> {
        self.waits_for().map(|step| match step {
            Step::Accepted => started + ACCEPTED_WITHIN,
            Step::Delivered => self.accepted.unwrap_or(started) + DELIVERED_WITHIN,
            Step::Replied => self.delivered.unwrap_or(started) + REPLIED_WITHIN,
        })
    }

    /// How a running proof stands at `now`. What failed fails it, unless it arrived all the same.
    #[must_use]
    pub fn state(&self, started: Time, failed: bool, now: Time) -> ProofState {
        let Some(until) = self.until(started) else {
            return ProofState::Passed;
        };
        if failed && self.delivered.is_none() {
            return ProofState::Failed;
        }
        if now >= until {
            return ProofState::Late;
        }
        ProofState::Running
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(minutes: i64) -> Time {
        chrono::DateTime::from_timestamp(1_790_000_000 + minutes * 60, 0).unwrap()
    }

    fn told(all: &[(DeliveryStatus, i64)]) -> StatusSet {
        let mut set = StatusSet::default();
        for (status, minutes) in all {
            set.join(*status, at(*minutes));
        }
        set
    }

    #[test]
    fn each_step_needs_the_one_before_it() {
        use DeliveryStatus::{Accepted, Delivered, Read};
        let cases = [
            (vec![], None, Some(Step::Accepted)),
            (vec![(Accepted, 1)], None, Some(Step::Delivered)),
            (vec![(Accepted, 1)], Some(3), Some(Step::Delivered)),
            (
                vec![(Accepted, 1), (Delivered, 2)],
                None,
                Some(Step::Replied),
            ),
            (vec![(Accepted, 1), (Read, 2)], None, Some(Step::Replied)),
            (vec![(Accepted, 1), (Delivered, 2)], Some(3), None),
        ];
        for (statuses, replied, waits) in cases {
            let steps = Steps::of(true, &told(&statuses), replied.map(at));
            assert_eq!(steps.waits_for(), waits, "{statuses:?}");
        }
        // Without the provider's name for it nothing was accepted.
        let unnamed = Steps::of(false, &told(&[(Accepted, 1), (Delivered, 2)]), Some(at(3)));
        assert_eq!(unnamed.waits_for(), Some(Step::Accepted));
    }

    #[test]
    fn each_step_has_its_time() {
        use DeliveryStatus::{Accepted, Delivered};
        use ProofState::{Late, Passed, Running};
        let state = |statuses: &[(DeliveryStatus, i64)], replied: Option<i64>, now: i64| {
            Steps::of(true, &told(statuses), replied.map(at)).state(at(0), false, at(now))
        };
        assert_eq!(state(&[], None, 4), Running);
        assert_eq!(state(&[], None, 5), Late);
        assert_eq!(state(&[(Accepted, 1)], None, 15), Running);
        assert_eq!(state(&[(Accepted, 1)], None, 16), Late);
        let arrived = [(Accepted, 1), (Delivered, 2)];
        assert_eq!(state(&arrived, None, 31), Running);
        assert_eq!(state(&arrived, None, 32), Late);
        // What happened stays so, however late it is looked at.
        assert_eq!(state(&arrived, Some(3), 500), Passed);
    }

    #[test]
    fn what_failed_fails_unless_it_arrived() {
        use DeliveryStatus::{Accepted, Delivered};
        let of = |all: &[(DeliveryStatus, i64)]| {
            Steps::of(true, &told(all), None).state(at(0), true, at(3))
        };
        assert_eq!(of(&[]), ProofState::Failed);
        assert_eq!(of(&[(Accepted, 1)]), ProofState::Failed);
        assert_eq!(of(&[(Accepted, 1), (Delivered, 2)]), ProofState::Running);
    }

    #[test]
    fn words_are_read_as_stored() {
        for one in [
            ProofState::Running,
            ProofState::Passed,
            ProofState::Failed,
            ProofState::Late,
            ProofState::Canceled,
        ] {
            assert_eq!(ProofState::parse(one.as_str()), Some(one));
        }
        assert_eq!(ProofState::parse("else"), None);
    }

    proptest! {
        /// Nothing passes without all three.
        #[test]
        fn nothing_passes_in_part(accepted: bool, delivered: bool, replied: bool, now in 0_i64..200) {
            let steps = Steps {
                accepted: accepted.then(|| at(1)),
                delivered: delivered.then(|| at(2)),
                read: None,
                replied: replied.then(|| at(3)),
            };
            let passed = steps.state(at(0), false, at(now)) == ProofState::Passed;
            prop_assert_eq!(passed, accepted && delivered && replied);
        }
    }
}
