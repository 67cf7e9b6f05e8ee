//! Making two contacts one.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::ContactId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Begun, Id, Json, Keyed, once};
use crate::state::ApiState;
use crate::views::{Consent, Contact, ContactMerge, Stamp};

/// Which contact goes into the one of the path.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewMerge {
    /// The contact that is merged; the one of the path stays.
    contact_id: Uuid,
}

/// What merging would do.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MergePreview {
    /// The contact that stays.
    kept: Contact,
    /// The contact that becomes part of it.
    merged: Contact,
    /// Consent afterwards: the stricter of both.
    consent: Consent,
    /// Whether consent of the one that stays becomes stricter by it.
    consent_stricter: bool,
    /// Whether a template needs an opt-in afterwards, until the customer writes again.
    needs_opt_in: bool,
    /// Numbers and ids that become earlier ones, since the contact that stays has its own. Replies go to its own.
    earlier: Vec<String>,
    /// Threads that become part of a thread of the contact that stays.
    threads_joined: i64,
    /// Threads that only change their contact.
    threads_moved: i64,
    /// Messages in the threads that are joined.
    messages: i64,
    /// Notes beside them.
    notes: i64,
    /// Drafts that wait there; they are put aside.
    drafts: i64,
    /// Labels that come along.
    labels: i64,
    /// Attributes that come along, where the contact that stays has no value.
    attributes: i64,
    /// Until when it could be undone.
    undo_until: Stamp,
}

/// See what merging another contact into this one would do
///
/// Nothing is changed.
#[utoipa::path(
    post,
    path = "/contacts/{id}/merge-preview",
    tag = "contacts",
    params(("id" = Uuid, Path, description = "The contact that stays")),
    request_body = NewMerge,
    responses((status = 200, description = "What would happen", body = MergePreview), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn preview_merge(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<ContactId>,
    body: Json<NewMerge>,
) -> Result<axum::Json<MergePreview>> {
    let mut tx = who.open(&api).await?;
    let seen = api
        .desk()
        .preview_merge(&mut tx, id, body.value.contact_id.into())
        .await?;
    let weight = seen.weight;
    Ok(axum::Json(MergePreview {
        consent: seen.reach.consent.into(),
        consent_stricter: seen.reach.consent != seen.kept.consent,
        needs_opt_in: seen.kept.wrote_first && !seen.reach.wrote_first,
        kept: seen.kept.into(),
        merged: seen.merged.into(),
        earlier: weight.earlier,
        threads_joined: weight.joined,
        threads_moved: weight.moved,
        messages: weight.messages,
        notes: weight.notes,
        drafts: weight.drafts,
        labels: weight.labels,
        attributes: weight.attributes,
        undo_until: seen.undo_until.into(),
    }))
}

/// Merge another contact into this one
///
/// Threads, labels and attributes come along; of both consents the stricter holds. It can be undone for 24 hours: then
/// everything goes back that nobody changed since, and what was written since stays with the contact that was kept.
#[utoipa::path(
    post,
    path = "/contacts/{id}/merges",
    tag = "contacts",
    params(("id" = Uuid, Path, description = "The contact that stays"), Keyed),
    request_body = NewMerge,
    responses((status = 201, description = "The merge", body = ContactMerge), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn merge_contacts(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<ContactId>,
    body: Json<NewMerge>,
) -> Result<Answer> {
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let merge = api
        .desk()
        .merge_contacts(&mut work.tx, id, body.value.contact_id.into())
        .await?;
    let shown = ContactMerge::of(merge)?;
    work.finish(&api, StatusCode::CREATED, &shown).await
}
