//! Who takes care of conversations, who is there, and the rule that gives them out.

mod assignees;
mod away;
mod colleagues;
mod get_rule;
mod set_rule;

use chrono::Duration;
use domain::assignment::{Mode, Rule};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;
use crate::views::mirror;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(assignees::list_assignees))
        .routes(routes!(away::set_availability))
        .routes(routes!(colleagues::list_colleagues))
        .routes(routes!(get_rule::get_assignment_rule))
        .routes(routes!(set_rule::set_assignment_rule))
}

mirror! {
    /// How conversations find somebody.
    AssignmentMode = Mode {
        /// People take them.
        Off,
        /// In turn, among those who are there and have room.
        RoundRobin,
    }
}

/// How conversations find somebody.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AssignmentRule {
    /// How.
    mode: AssignmentMode,
    /// Open conversations that the rule lets one person have, 1 to 500.
    capacity: u32,
    /// Minutes after which those who wait for somebody that is gone are given to others, 1 to 1440.
    requeue_minutes: u32,
}

impl From<Rule> for AssignmentRule {
    fn from(rule: Rule) -> Self {
        Self {
            mode: rule.mode.into(),
            capacity: rule.capacity,
            requeue_minutes: u32::try_from(rule.requeue_after.num_minutes()).unwrap_or(u32::MAX),
        }
    }
}

impl From<AssignmentRule> for Rule {
    fn from(rule: AssignmentRule) -> Self {
        Self {
            mode: rule.mode.into(),
            capacity: rule.capacity,
            requeue_after: Duration::minutes(rule.requeue_minutes.into()),
        }
    }
}
