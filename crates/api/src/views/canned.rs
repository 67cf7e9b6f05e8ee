//! A ready-made reply.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Stamp;

/// A ready-made reply. Placeholders are `{{contact.name}}` and `{{agent.name}}`; who inserts it fills them, once.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CannedReply {
    /// Which.
    id: Uuid,
    /// What one types after the slash.
    shortcut: String,
    /// The text.
    body: String,
    /// Who made it.
    created_by: String,
    /// When.
    created_at: Stamp,
    /// When it was last changed.
    updated_at: Stamp,
}

impl From<db::canned::CannedReply> for CannedReply {
    fn from(reply: db::canned::CannedReply) -> Self {
        Self {
            id: reply.id.uuid(),
            shortcut: reply.shortcut,
            body: reply.body,
            created_by: reply.created_by,
            created_at: reply.created_at.into(),
            updated_at: reply.updated_at.into(),
        }
    }
}
