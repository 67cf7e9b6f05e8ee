//! What is missing between Meta and here.

use serde::Serialize;
use utoipa::ToSchema;

use super::Stamp;

/// What is missing between Meta and here. Each count is of the last 7 days, unless it says otherwise.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChannelGaps {
    /// So many events of webhooks were answered with 200, each told once however often it came.
    taken: i64,
    /// So many of them had their effect.
    applied: i64,
    /// So many are kept and have none: what is not known, or speaks of what is not here.
    without_effect: i64,
    /// So many wait for their turn.
    waiting: i64,
    /// So many were set aside after too many tries, whenever they came.
    set_aside: i64,
    /// Statuses came of so many messages that nobody sent here.
    strangers: i64,
    /// So many messages were taken by Meta more than half an hour ago, which told nothing of them nor of a later one.
    untold: i64,
    /// When the first of these left.
    untold_since: Option<Stamp>,
}

impl From<desk::ChannelGaps> for ChannelGaps {
    fn from(gaps: desk::ChannelGaps) -> Self {
        Self {
            taken: gaps.taken.all,
            applied: gaps.taken.applied,
            without_effect: gaps.taken.without_effect,
            waiting: gaps.taken.waiting,
            set_aside: gaps.taken.set_aside,
            strangers: gaps.strangers,
            untold: gaps.untold,
            untold_since: gaps.untold_since.map(Stamp),
        }
    }
}
