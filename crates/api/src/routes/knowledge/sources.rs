//! How the sources of the knowledge are: indexed or not, used or not.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::state::ApiState;
use crate::views::Stamp;

/// How the sources are.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KnowledgeSources {
    /// How many can be found for an answer.
    indexed: usize,
    /// Those that are left out, or only quoted.
    problems: Vec<KnowledgeProblem>,
    /// Those that drafts stand on.
    used: Vec<KnowledgeUsed>,
}

/// Something a source says that is not used, or not as a fact.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KnowledgeProblem {
    /// `item:JKT-BLU`, `policy:P2`, `promo:NOV10`, `answer:A1`.
    source: String,
    /// Stable code.
    code: String,
    /// Plain words.
    detail: String,
    /// Whether no answer can be found in it because of this.
    failed: bool,
}

/// How often a source was used.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KnowledgeUsed {
    /// Which.
    source: String,
    /// In how many drafts.
    drafts: i64,
    /// How many of them left.
    sent: i64,
    /// When last.
    last_at: Stamp,
}

/// Get how the sources are
#[utoipa::path(
    get,
    path = "/knowledge/sources",
    tag = "knowledge",
    responses((status = 200, description = "Sources with problems or uses", body = KnowledgeSources), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn knowledge_sources(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<KnowledgeSources>> {
    let mut tx = who.open(&api).await?;
    let (indexed, problems, used) = api.desk().source_states(&mut tx).await?;
    Ok(Json(KnowledgeSources {
        indexed,
        problems: problems
            .into_iter()
            .map(|p| KnowledgeProblem {
                source: p.source,
                code: p.code,
                detail: p.detail,
                failed: p.unused,
            })
            .collect(),
        used: used
            .into_iter()
            .map(|u| KnowledgeUsed {
                source: u.source,
                drafts: u.drafts,
                sent: u.sent,
                last_at: u.last_at.into(),
            })
            .collect(),
    }))
}
