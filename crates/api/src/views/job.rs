//! Long work as a person watches it.

use db::long_jobs::LongJob;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Stamp;
use crate::state::ApiState;

/// Long work: an import, a feed, a document being read.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Job {
    /// Which.
    pub(crate) id: Uuid,
    /// What is done: `import_catalogue`, `fetch_feed`, `read_document`, …
    kind: String,
    /// What it is about: a file's name.
    label: String,
    /// Where it stands.
    state: JobState,
    /// How many were worked through, unusable ones included. Never goes back.
    done: i64,
    /// Of how many; null while nobody knows.
    total: Option<i64>,
    /// How many of them could not be used.
    failed: i64,
    /// When it was asked for.
    pub(crate) started: Stamp,
    /// When it will probably end; null when nobody can say.
    eta: Option<Stamp>,
    /// When it ended.
    ended: Option<Stamp>,
    /// Whether it can be paused now.
    can_pause: bool,
    /// Whether it can be continued now, after a pause or with what remains after a failure.
    can_resume: bool,
    /// Whether it can be cancelled now.
    can_cancel: bool,
    /// What came of it; its members depend on the kind.
    #[schema(value_type = Option<Object>)]
    result: Option<Value>,
    /// Why it failed.
    problem: Option<JobProblem>,
}

/// Why long work failed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JobProblem {
    /// Stable code; empty for what failed before there were codes.
    code: String,
    /// What happened.
    title: String,
    /// What to do.
    hint: String,
}

/// Where long work stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum JobState {
    /// It waits for a worker.
    Queued,
    /// It is being done.
    Running,
    /// A person stopped it for now.
    Paused,
    /// It is done.
    Finished,
    /// It could not go on; what was done stays.
    Failed,
    /// A person stopped it for good.
    Cancelled,
}

impl JobState {
    fn read(state: &str) -> Self {
        match state {
            "queued" => Self::Queued,
            "running" => Self::Running,
            "paused" => Self::Paused,
            "finished" => Self::Finished,
            "cancelled" => Self::Cancelled,
            _ => Self::Failed,
        }
    }
}

impl Job {
    pub(crate) fn of(api: &ApiState, row: LongJob) -> Self {
        let state = JobState::read(&row.state);
        let text = |value: &Value, name: &str| {
            value
                .get(name)
                .and_then(Value::as_str)
                .unwrap_or("")
                .to_owned()
        };
        Self {
            id: row.id.uuid(),
            state,
            eta: eta(&row).filter(|_| state == JobState::Running),
            can_pause: matches!(state, JobState::Queued | JobState::Running)
                && api.desk().long_work_pauses(&row.kind),
            can_resume: matches!(state, JobState::Paused | JobState::Failed),
            can_cancel: !matches!(state, JobState::Finished | JobState::Cancelled),
            kind: row.kind,
            label: row.label,
            done: row.done,
            total: row.total,
            failed: row.failed,
            started: row.created_at.into(),
            ended: row.ended_at.map(Stamp),
            result: row.result,
            problem: row.problem.map(|p| JobProblem {
                code: text(&p, "code"),
                title: text(&p, "title"),
                hint: text(&p, "hint"),
            }),
        }
    }
}

/// From the pace of the present stretch.
fn eta(row: &LongJob) -> Option<Stamp> {
    let total = row.total?;
    let began = row.stretch_at?;
    let worked = row.done - row.stretch_done;
    let took = (row.updated_at - began).num_milliseconds();
    if worked <= 0 || took < 500 {
        return None;
    }
    let left = took.checked_mul(total - row.done)? / worked;
    Some((row.updated_at + chrono::Duration::try_milliseconds(left)?).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Duration, TimeZone};

    #[test]
    fn the_end_is_expected_from_the_pace_since_it_last_began() {
        let at = chrono::Utc.timestamp_opt(1_700_000_000, 0).unwrap();
        let mut row = LongJob {
            id: domain::ids::LongJobId::new(),
            kind: "k".to_owned(),
            label: String::new(),
            state: "running".to_owned(),
            done: 60,
            total: Some(100),
            failed: 0,
            input: Value::Null,
            cursor: Value::Null,
            result: None,
            problem: None,
            created_by: "system".to_owned(),
            created_at: at - Duration::hours(1),
            stretch_at: Some(at - Duration::seconds(10)),
            stretch_done: 40,
            updated_at: at,
            ended_at: None,
        };
        assert_eq!(eta(&row), Some((at + Duration::seconds(20)).into()));
        row.total = None;
        assert_eq!(eta(&row), None);
    }
}
