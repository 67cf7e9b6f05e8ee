//! Whether the chain is sound.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::state::ApiState;
use crate::views::{Head, Stamp};

/// What verification found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Verification {
    /// Whether every entry follows the one before, to the very end.
    ok: bool,
    /// Entries seen.
    entries: u64,
    /// Entries whose details were erased.
    erased: u64,
    /// Where it breaks first.
    first_broken: Option<FirstBroken>,
    /// Where the chain ends.
    head: Head,
    /// The newest signed checkpoint, when there is one.
    checkpoint: Option<CheckpointHint>,
}

/// Where a chain breaks first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FirstBroken {
    /// At which number.
    seq: u64,
    /// What is wrong.
    reason: String,
}

/// A signed head.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CheckpointHint {
    /// The last entry it covers.
    seq: u64,
    /// When it was signed.
    at: Stamp,
    /// With which key.
    key_id: String,
}

/// Verify the whole chain
#[utoipa::path(
    get,
    path = "/evidence/verify",
    tag = "evidence",
    responses((status = 200, description = "What was found", body = Verification), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn verify_evidence(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<Verification>> {
    let mut tx = who.open(&api).await?;
    let report = api.desk().verify_evidence(&mut tx).await?;
    Ok(Json(Verification {
        ok: report.ok,
        entries: report.entries,
        erased: report.erased,
        first_broken: report
            .first_broken
            .map(|(seq, reason)| FirstBroken { seq, reason }),
        head: report.head.into(),
        checkpoint: report.checkpoint.map(|signed| CheckpointHint {
            seq: signed.seq,
            at: signed.at.into(),
            key_id: signed.key_id,
        }),
    }))
}
