//! The approval queue.
#![expect(
    unused_qualifications,
    reason = "written by the macro that describes the operation"
)]

use axum::Json;
use axum::extract::State;
use db::drafts;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::{Ask, Limit, Listed, Place};
use crate::state::ApiState;
use crate::views::QueuedDraft;

/// What is listed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Which drafts; all open ones when absent.
    #[serde(default)]
    #[param(inline, value_type = Option<DraftFilter>)]
    state: DraftFilter,
    /// Where the page before ended.
    #[param(value_type = Option<String>)]
    cursor: Option<Place>,
    /// Rows of the page, 1 to 100; 50 when absent.
    #[serde(default)]
    #[param(value_type = Option<u16>, minimum = 1, maximum = 100)]
    limit: Limit,
}

/// Which drafts.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DraftFilter {
    /// All that wait for a decision.
    #[default]
    Open,
    /// Those that passed the check.
    Waiting,
    /// Those the check doubts.
    Held,
    /// Those the sources do not answer.
    NoGrounding,
}

impl DraftFilter {
    const fn states(self) -> &'static [&'static str] {
        match self {
            Self::Open => &["waiting", "held", "no_grounding"],
            Self::Waiting => &["waiting"],
            Self::Held => &["held"],
            Self::NoGrounding => &["no_grounding"],
        }
    }
}

/// List drafts that wait for a decision, each with its conversation, newest first
#[utoipa::path(
    get,
    path = "/drafts",
    tag = "drafts",
    params(Wanted),
    responses((status = 200, description = "A page", body = Listed<QueuedDraft>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_drafts(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Ask(wanted): Ask<Wanted>,
) -> Result<Json<Listed<QueuedDraft>>> {
    let mut tx = who.open(&api).await?;
    let after = wanted.cursor.map(|place| (place.at, place.id.into()));
    let rows = drafts::list(
        &mut tx,
        wanted.state.states(),
        after,
        wanted.limit.and_one(),
    )
    .await?;
    let place = |draft: &drafts::Draft| Place {
        at: draft.created_at,
        id: draft.id.uuid(),
    };
    let Listed { items, next_cursor } = Listed::cut(rows, wanted.limit, place);
    let items = QueuedDraft::list(&api, &mut tx, items).await?;
    Ok(Json(Listed { items, next_cursor }))
}
