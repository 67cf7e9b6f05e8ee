//! The evidence chain, entry by entry.
#![expect(
    unused_qualifications,
    reason = "written by the macro that describes the operation"
)]

use axum::Json;
use axum::extract::State;
use db::evidence_log;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Ask, Limit};
use crate::state::ApiState;
use crate::views::{Entry, Head};

/// Which entries.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Those after this number; from the beginning when absent.
    #[serde(default)]
    #[param(value_type = Option<u64>)]
    after_seq: u64,
    /// How many, 1 to 100; 50 when absent.
    #[serde(default)]
    #[param(value_type = Option<u16>, minimum = 1, maximum = 100)]
    limit: Limit,
}

/// A part of the chain.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EvidencePage {
    /// The entries, in order.
    items: Vec<Entry>,
    /// Where the chain ends now.
    head: Head,
}

/// List the evidence of the workspace, in order
#[utoipa::path(
    get,
    path = "/evidence",
    tag = "evidence",
    params(Wanted),
    responses((status = 200, description = "A part of the chain", body = EvidencePage), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_evidence(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Ask(wanted): Ask<Wanted>,
) -> Result<Json<EvidencePage>> {
    let after = i64::try_from(wanted.after_seq)
        .map_err(|_| Problem::invalid("after_seq", "a number of the chain"))?;
    let mut tx = who.open(&api).await?;
    let head = evidence_log::head(&mut tx).await?.into();
    let stored = evidence_log::after(&mut tx, after, wanted.limit.and_one() - 1).await?;
    Ok(Json(EvidencePage {
        items: Entry::list(stored)?,
        head,
    }))
}
