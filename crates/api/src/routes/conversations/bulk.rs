//! One decision about many threads.

use axum::extract::State;
use axum::http::StatusCode;
use db::conversations::Standing;
use desk::{Decided, Decision};
use domain::Time;
use domain::ids::ConversationId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Answer, Begun, Json, Keyed, once};
use crate::state::ApiState;
use crate::views::{ConversationDetail, StoodBefore};

/// Most threads of one request: it must end soon, and somebody wants to see how far it is.
const MOST: usize = 200;

/// Threads, and what is decided about them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BulkDecision {
    /// Which threads, at most 200.
    ids: Vec<Uuid>,
    /// What is decided.
    decision: OneDecision,
}

/// What is decided.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum OneDecision {
    /// They are open again.
    Reopen {},
    /// They sleep.
    Snooze {
        /// Until then.
        #[schema(value_type = String, format = DateTime)]
        until: Time,
    },
    /// They are done.
    Resolve {},
    /// They are given to somebody.
    Assign {
        /// To whom; null for nobody.
        person_id: Option<Uuid>,
    },
    /// Their labels change.
    Label {
        /// Labels they carry from now on.
        #[serde(default)]
        add: Vec<Uuid>,
        /// Labels they carry no more.
        #[serde(default)]
        remove: Vec<Uuid>,
    },
    /// They count as unread.
    Unread {},
}

impl From<OneDecision> for Decision {
    fn from(decision: OneDecision) -> Self {
        match decision {
            OneDecision::Reopen {} => Self::Stand(Standing::Open),
            OneDecision::Snooze { until } => Self::Stand(Standing::Snoozed { until }),
            OneDecision::Resolve {} => Self::Stand(Standing::Resolved),
            OneDecision::Assign { person_id } => Self::Assign(person_id.map(Into::into)),
            OneDecision::Label { add, remove } => Self::Label {
                add: add.into_iter().map(Into::into).collect(),
                remove: remove.into_iter().map(Into::into).collect(),
            },
            OneDecision::Unread {} => Self::Unread,
        }
    }
}

/// What became of it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BulkResult {
    /// What changed, as it stood before.
    changed: Vec<StoodBefore>,
    /// How many stood so already.
    unchanged: usize,
    /// What could not be done.
    failed: Vec<BulkFailure>,
}

/// A thread about which nothing could be decided.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BulkFailure {
    /// Which.
    id: Uuid,
    /// Why: `not_found`.
    code: String,
}

impl BulkResult {
    pub(super) fn of(asked: usize, decided: Decided) -> Self {
        let unchanged = asked - decided.before.len() - decided.missing.len();
        let failed = decided.missing.into_iter().map(|id| BulkFailure {
            id: id.uuid(),
            code: "not_found".to_owned(),
        });
        Self {
            failed: failed.collect(),
            changed: decided.before.into_iter().map(StoodBefore::from).collect(),
            unchanged,
        }
    }
}

/// Ids, each once.
pub(super) fn distinct(ids: Vec<Uuid>) -> Result<Vec<ConversationId>> {
    let mut ids: Vec<ConversationId> = ids.into_iter().map(Into::into).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.len() > MOST {
        return Err(Problem::invalid(
            "ids",
            "at most 200; ask again for the others",
        ));
    }
    Ok(ids)
}

/// Decide about many threads at once
///
/// All in one transaction. Threads that are not here are named in `failed`, and the others are decided about. `changed`
/// tells how they stood before: `POST /conversations/restore` puts them back.
#[utoipa::path(
    post,
    path = "/conversations/bulk",
    tag = "conversations",
    params(Keyed),
    request_body = BulkDecision,
    responses((status = 200, description = "What became of it", body = BulkResult), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn decide_about_many(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    body: Json<BulkDecision>,
) -> Result<Answer> {
    let BulkDecision { ids, decision } = body.value;
    let ids = distinct(ids)?;
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let decided = api
        .desk()
        .care_for(&mut work.tx, &ids, &decision.into())
        .await?;
    let result = BulkResult::of(ids.len(), decided);
    work.finish(&api, StatusCode::OK, &result).await
}

/// One decision about one thread, which must be here.
pub(super) async fn alone(
    api: &ApiState,
    who: &InWorkspace<Sends>,
    id: ConversationId,
    decision: &Decision,
) -> Result<axum::Json<ConversationDetail>> {
    let mut tx = who.open(api).await?;
    let decided = api.desk().care_for(&mut tx, &[id], decision).await?;
    if !decided.missing.is_empty() {
        return Err(Problem::not_found());
    }
    let shown = ConversationDetail::one(api, &mut tx, id).await?;
    tx.commit(api.desk().now()).await?;
    Ok(axum::Json(shown))
}
