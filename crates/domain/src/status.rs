//! Delivery status as a lattice: any order of the same facts shows the same status.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Time;

/// A fact about a message we sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryStatus {
    /// The provider's HTTP answer took it.
    Accepted,
    /// The provider sent it on.
    Sent,
    /// It is on the device.
    Delivered,
    /// It was read.
    Read,
    /// A voice message was played.
    Played,
    /// It failed; shown only while nothing above `Accepted` is known.
    Failed,
    /// The provider deleted it.
    Deleted,
}

impl DeliveryStatus {
    /// The stored form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Read => "read",
            Self::Played => "played",
            Self::Failed => "failed",
            Self::Deleted => "deleted",
        }
    }

    /// Reads the stored form and the provider's word, which are the same.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "accepted" => Some(Self::Accepted),
            "sent" => Some(Self::Sent),
            "delivered" => Some(Self::Delivered),
            "read" => Some(Self::Read),
            "played" => Some(Self::Played),
            "failed" => Some(Self::Failed),
            "deleted" => Some(Self::Deleted),
            _ => None,
        }
    }
}

/// The least time known for each status. Joining is commutative, associative and idempotent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StatusSet(BTreeMap<DeliveryStatus, Time>);

impl StatusSet {
    /// Joins one fact.
    pub fn join(&mut self, status: DeliveryStatus, at: Time) {
        self.0
            .entry(status)
            .and_modify(|known| *known = (*known).min(at))
            .or_insert(at);
    }

    /// Joins all facts of `other`.
    pub fn merge(&mut self, other: &Self) {
        for (status, at) in &other.0 {
            self.join(*status, *at);
        }
    }

    /// When a status was first true.
    #[must_use]
    pub fn at(&self, status: DeliveryStatus) -> Option<Time> {
        self.0.get(&status).copied()
    }

    /// The status to show: the highest of accepted, sent, delivered, read, played. `Failed` shows only
    /// while nothing above accepted is known, since a delivery may follow a failure on a second device.
    #[must_use]
    pub fn shown(&self) -> Option<DeliveryStatus> {
        use DeliveryStatus::{Accepted, Delivered, Failed, Played, Read, Sent};
        [Played, Read, Delivered, Sent, Failed, Accepted]
            .into_iter()
            .find(|status| self.0.contains_key(status))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;
    use proptest::prelude::*;

    fn fact() -> impl Strategy<Value = (DeliveryStatus, Time)> {
        use DeliveryStatus::{Accepted, Deleted, Delivered, Failed, Played, Read, Sent};
        let status = prop::sample::select(vec![
            Accepted, Sent, Delivered, Read, Played, Failed, Deleted,
        ]);
        (status, 0_i64..100).prop_map(|(status, second)| {
            (
                status,
                chrono::Utc.timestamp_opt(second, 0).single().unwrap(),
            )
        })
    }

    proptest! {
        #[test]
        fn order_and_repetition_do_not_matter(
            facts in prop::collection::vec(fact(), 0..12),
            seed in any::<u64>(),
        ) {
            let mut forward = StatusSet::default();
            for (status, at) in &facts {
                forward.join(*status, *at);
            }
            let mut shuffled: Vec<_> = facts.iter().chain(facts.iter()).copied().collect();
            let len = shuffled.len().max(1);
            for i in 0..shuffled.len() {
                let j = usize::try_from(seed.rotate_left(u32::try_from(i % 64).unwrap()) % len as u64).unwrap();
                shuffled.swap(i, j);
            }
            let mut other = StatusSet::default();
            for (status, at) in shuffled {
                other.join(status, at);
            }
            prop_assert_eq!(forward, other);
        }

        #[test]
        fn shown_never_goes_back(facts in prop::collection::vec(fact(), 1..12)) {
            let rank = |s: Option<DeliveryStatus>| match s {
                None | Some(DeliveryStatus::Deleted) => 0,
                Some(DeliveryStatus::Accepted) => 1,
                Some(DeliveryStatus::Failed) => 2,
                Some(DeliveryStatus::Sent) => 3,
                Some(DeliveryStatus::Delivered) => 4,
                Some(DeliveryStatus::Read) => 5,
                Some(DeliveryStatus::Played) => 6,
            };
            let mut set = StatusSet::default();
            let mut before = 0;
            for (status, at) in facts {
                set.join(status, at);
                let now = rank(set.shown());
                prop_assert!(now >= before);
                before = now;
            }
        }
    }
}
