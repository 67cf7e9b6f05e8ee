//! Putting threads back as they stood.

use axum::extract::State;
use axum::http::StatusCode;
use db::conversations::Standing;
use desk::{Decided, Decision};
use domain::Time;
use domain::ids::{ConversationId, PersonId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::bulk::{BulkResult, distinct};
use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Answer, Begun, Json, Keyed, once};
use crate::state::ApiState;

/// How threads stood.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Restore {
    /// At most 200 threads, as `changed` told them.
    items: Vec<StandAgain>,
}

/// How a thread stood.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StandAgain {
    /// Which thread.
    id: Uuid,
    /// `open`, `snoozed` or `resolved`.
    state: StandingWord,
    /// When it wakes; one that is past counts as open.
    #[schema(value_type = Option<String>, format = DateTime)]
    snoozed_until: Option<Time>,
    /// Who took care of it; somebody who left counts as nobody.
    assignee_id: Option<Uuid>,
}

/// Where a thread stood.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StandingWord {
    /// Open.
    Open,
    /// Asleep.
    Snoozed,
    /// Done.
    Resolved,
}

impl StandAgain {
    fn standing(&self, now: Time) -> Standing {
        match (self.state, self.snoozed_until) {
            (StandingWord::Snoozed, Some(until)) if until > now => Standing::Snoozed { until },
            (StandingWord::Resolved, _) => Standing::Resolved,
            (StandingWord::Open | StandingWord::Snoozed, _) => Standing::Open,
        }
    }
}

/// Put threads back as they stood before a decision
#[utoipa::path(
    post,
    path = "/conversations/restore",
    tag = "conversations",
    params(Keyed),
    request_body = Restore,
    responses((status = 200, description = "What became of it", body = BulkResult), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn restore_conversations(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    body: Json<Restore>,
) -> Result<Answer> {
    let items = body.value.items;
    let ids = distinct(items.iter().map(|item| item.id).collect())?;
    if ids.len() != items.len() {
        return Err(Problem::invalid("items", "each thread once"));
    }
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let (desk, now) = (api.desk(), api.desk().now());
    let members = db::assignments::members(&mut work.tx).await?;
    let mut whole = Decided::default();
    // In the order of their ids, as everybody locks them.
    for id in &ids {
        let Some(item) = items
            .iter()
            .find(|item| ConversationId::from(item.id) == *id)
        else {
            continue;
        };
        let stand = Decision::Stand(item.standing(now));
        let person = item.assignee_id.map(PersonId::from);
        let person = person.filter(|p| members.iter().any(|m| m.id == *p && m.may_answer()));
        let first = desk.care_for(&mut work.tx, &[*id], &stand).await?;
        let second = desk
            .care_for(&mut work.tx, &[*id], &Decision::Assign(person))
            .await?;
        whole.missing.extend(first.missing);
        whole.before.extend(
            first
                .before
                .into_iter()
                .next()
                .or(second.before.into_iter().next()),
        );
    }
    let result = BulkResult::of(ids.len(), whole);
    work.finish(&api, StatusCode::OK, &result).await
}
