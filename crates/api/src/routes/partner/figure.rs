//! Numbers about people, told only when enough people are behind them.

use std::collections::{BTreeMap, HashMap};

use db::sums::Sum;
use domain::ids::WorkspaceId;
use serde::Serialize;
use utoipa::ToSchema;

/// Numbers about fewer people than this are not told.
const FEWEST: i64 = 5;

/// A number, or `<5` when fewer than five people are behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum Figure {
    /// The number.
    Number(i64),
    /// Too few people to tell.
    Few(Few),
}

/// Too few people to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) enum Few {
    /// Fewer than five people.
    #[serde(rename = "<5")]
    Few,
}

/// Figures by what was counted.
pub(crate) type ByMetric = BTreeMap<String, Figure>;

impl Figure {
    /// What is told of a sum: nothing happened, the number, or that few people are behind it.
    pub(crate) const fn of(sum: &Sum) -> Self {
        if sum.n > 0 && sum.people < FEWEST {
            Self::Few(Few::Few)
        } else {
            Self::Number(sum.n)
        }
    }
}

/// What is told of each workspace and metric.
#[derive(Debug)]
pub(crate) struct Figures(HashMap<(WorkspaceId, String), Figure>);

impl Figures {
    /// From sums, one a workspace and metric.
    pub(crate) fn new(sums: Vec<Sum>) -> Self {
        Self(
            sums.into_iter()
                .map(|sum| {
                    let figure = Figure::of(&sum);
                    ((sum.workspace, sum.metric), figure)
                })
                .collect(),
        )
    }

    /// One figure; what was never counted is zero.
    pub(crate) fn of(&self, workspace: WorkspaceId, metric: &str) -> Figure {
        self.0
            .get(&(workspace, metric.to_owned()))
            .copied()
            .unwrap_or(Figure::Number(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn few_people_are_not_told_apart() {
        let (quiet, busy) = (WorkspaceId::new(), WorkspaceId::new());
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let sum = |workspace, metric: &str, n, people| Sum {
            workspace,
            day,
            metric: metric.to_owned(),
            n,
            people,
        };
        let figures = Figures::new(vec![
            sum(quiet, "messages_in", 90, 4),
            sum(quiet, "failed", 0, 0),
            sum(busy, "messages_in", 7, 5),
            // Many people wrote, and what failed is still about two of them.
            sum(busy, "failed", 12, 2),
        ]);
        assert_eq!(figures.of(quiet, "messages_in"), Figure::Few(Few::Few));
        assert_eq!(figures.of(quiet, "failed"), Figure::Number(0));
        assert_eq!(figures.of(busy, "messages_in"), Figure::Number(7));
        assert_eq!(figures.of(busy, "failed"), Figure::Few(Few::Few));
        assert_eq!(figures.of(busy, "held"), Figure::Number(0));
        assert_eq!(serde_json::to_value(Figure::Few(Few::Few)).unwrap(), "<5");
    }
}
