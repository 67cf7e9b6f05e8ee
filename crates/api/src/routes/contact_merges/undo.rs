//! Taking a merge back.

use axum::Json;
use axum::extract::State;
use domain::ids::MergeId;

use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;
use crate::views::ContactMerge;

/// Undo a merge of two contacts
///
/// For 24 hours. What nobody changed since goes back to where it was; what was written since stays with the contact that
/// was kept, and a stop since counts for both. Of several merges into one contact the newest goes first.
#[utoipa::path(
    post,
    path = "/contact-merges/{id}/undo",
    tag = "contacts",
    params(("id" = Uuid, Path, description = "The merge")),
    responses((status = 200, description = "The merge, taken back", body = ContactMerge), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn undo_merge(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<MergeId>,
) -> Result<Json<ContactMerge>> {
    let mut tx = who.open(&api).await?;
    let merge = api.desk().undo_merge(&mut tx, id).await?;
    tx.commit(api.desk().now()).await?;
    Ok(Json(ContactMerge::of(merge)?))
}
