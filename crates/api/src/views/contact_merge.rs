//! A merge of two contacts.

use db::merges::Merge;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::message::Author;
use super::{Stamp, read};
use crate::problem::Result;

/// Two contacts that a person made one.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ContactMerge {
    /// Which.
    id: Uuid,
    /// The contact that stayed.
    kept_id: Uuid,
    /// The contact that became part of it.
    merged_id: Uuid,
    /// The name of the latter, as it was then.
    merged_name: Option<String>,
    /// Who did it.
    author: Author,
    /// When.
    at: Stamp,
    /// Until when it can be undone.
    undo_until: Stamp,
    /// When it was undone.
    undone_at: Option<Stamp>,
}

impl ContactMerge {
    pub(crate) fn of(merge: Merge) -> Result<Self> {
        Ok(Self {
            id: merge.id.uuid(),
            kept_id: merge.kept.uuid(),
            merged_id: merge.merged.uuid(),
            merged_name: merge.merged_name,
            author: read("contact_merge.author", merge.author)?,
            at: merge.at.into(),
            undo_until: merge.undo_until.into(),
            undone_at: merge.undone_at.map(Stamp),
        })
    }
}
