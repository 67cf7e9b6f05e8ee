//! A file that was uploaded to be sent.

use domain::file_type::kind_of;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::content::MediaKind;

/// A file that was uploaded to be sent. It goes after a day when no message has it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Attachment {
    /// For a reply's `media_id`, and for `GET /media/{id}`.
    id: Uuid,
    /// What it is sent as.
    kind: MediaKind,
    /// Its type, by its own first bytes.
    mime_type: String,
    /// Its size in bytes.
    size: i64,
    /// Its SHA-256, lower-case hex.
    sha256: String,
    /// The name it was given.
    filename: Option<String>,
}

impl Attachment {
    pub(crate) fn of(media: db::media::Media, as_document: bool) -> Self {
        let mime_type = media.mime_type.unwrap_or_default();
        let kind = if as_document {
            MediaKind::Document
        } else {
            kind_of(&mime_type).into()
        };
        Self {
            id: media.id.uuid(),
            kind,
            mime_type,
            size: media.size.unwrap_or(0),
            sha256: media.sha256.unwrap_or_default(),
            filename: media.filename,
        }
    }
}
