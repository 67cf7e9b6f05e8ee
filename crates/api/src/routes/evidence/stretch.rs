//! A stretch of the chain, as bytes that can be hashed as they stand.
#![expect(
    unused_qualifications,
    reason = "written by the macro that describes the operation"
)]

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problem, Problems, Result};
use crate::request::Ask;
use crate::state::ApiState;

/// Most entries of a stretch.
const MOST: u16 = 2_000;

/// Which stretch.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Stretch {
    /// It begins after this number; at the beginning when absent.
    #[serde(default)]
    #[param(value_type = Option<u64>)]
    after_seq: u64,
    /// How many entries, 1 to 2000; 2000 when absent.
    #[param(minimum = 1, maximum = 2000)]
    limit: Option<u16>,
}

/// Get a stretch of the chain in the export's format
///
/// For verifying the whole chain piece by piece: each piece names the hash before its first entry and the hash of its
/// last. It holds no checkpoints; those are in the export.
#[utoipa::path(
    get,
    path = "/evidence/stretch",
    tag = "evidence",
    params(Stretch),
    responses((status = 200, description = "The stretch", body = String, content_type = "application/jsonl"), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn get_stretch(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Ask(wanted): Ask<Stretch>,
) -> Result<Response> {
    let after = i64::try_from(wanted.after_seq)
        .map_err(|_| Problem::invalid("after_seq", "a number of the chain"))?;
    let limit = wanted.limit.unwrap_or(MOST);
    if !(1..=MOST).contains(&limit) {
        return Err(Problem::invalid("limit", "1 to 2000"));
    }
    let mut tx = who.open(&api).await?;
    api.desk().look_at_evidence(&mut tx).await?;
    let file = api
        .desk()
        .evidence_stretch(&mut tx, after, i64::from(limit))
        .await?;
    tx.commit(api.desk().now()).await?;
    Ok(([(header::CONTENT_TYPE, "application/jsonl")], file).into_response())
}
