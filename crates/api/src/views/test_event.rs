//! What became of a test event.

use desk::TestOutcome as Outcome;
use serde::Serialize;
use utoipa::ToSchema;

/// What became of a test event.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TestEvent {
    /// Where it was brought.
    address: String,
    /// How it went.
    outcome: TestOutcome,
    /// The status that something answered with; null where it arrived or nothing answered.
    status: Option<u16>,
    /// Why nothing answered.
    why: Option<String>,
    /// Milliseconds until it was known.
    took_ms: u64,
}

/// How a test event went.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TestOutcome {
    /// It came, its signature was right, and it is with this workspace.
    Arrived,
    /// Something answered 200, and it is not here: the address leads elsewhere.
    Elsewhere,
    /// The signature was not accepted, or something that is no webhook address answered.
    Refused,
    /// Nothing answered.
    Unreachable,
}

impl From<desk::TestEvent> for TestEvent {
    fn from(tested: desk::TestEvent) -> Self {
        let (outcome, status, why) = match tested.outcome {
            Outcome::Arrived => (TestOutcome::Arrived, None, None),
            Outcome::Elsewhere => (TestOutcome::Elsewhere, Some(200), None),
            Outcome::Refused(status) => (TestOutcome::Refused, Some(status), None),
            Outcome::Unreachable(why) => (TestOutcome::Unreachable, None, Some(why)),
        };
        Self {
            address: tested.address,
            outcome,
            status,
            why,
            took_ms: u64::try_from(tested.took.as_millis()).unwrap_or(u64::MAX),
        }
    }
}
