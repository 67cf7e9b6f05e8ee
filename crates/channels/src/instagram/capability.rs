//! What Instagram can do (Meta, "Instagram messaging": supported types and sizes).

use domain::content::MediaKind;

use crate::{Capability, ComposerBlock, MediaLimit};

/// The longest text: Meta counts bytes of UTF-8.
pub(super) const TEXT_MAX_BYTES: usize = 1_000;

/// The longest public reply to a comment, in characters.
pub(super) const COMMENT_MAX: usize = 300;

const MB: u64 = 1_024 * 1_024;

pub(super) fn capability() -> Capability {
    Capability {
        kind: super::KIND.to_owned(),
        label: "Instagram".to_owned(),
        app: "Instagram app".to_owned(),
        text_max: TEXT_MAX_BYTES,
        text_bytes: true,
        public_max: Some(COMMENT_MAX),
        caption_max: 0,
        media: vec![
            limit(
                MediaKind::Image,
                8 * MB,
                &["image/jpeg", "image/png", "image/gif"],
            ),
            limit(
                MediaKind::Video,
                25 * MB,
                &[
                    "video/mp4",
                    "video/ogg",
                    "video/x-msvideo",
                    "video/quicktime",
                    "video/webm",
                ],
            ),
            limit(
                MediaKind::Audio,
                25 * MB,
                &["audio/aac", "audio/mp4", "audio/wav", "audio/x-wav"],
            ),
            limit(MediaKind::Document, 25 * MB, &["application/pdf"]),
        ],
        composer: vec![
            ComposerBlock::Text,
            ComposerBlock::Media,
            ComposerBlock::Reaction,
            ComposerBlock::Quote,
        ],
        window_hours: Some(24),
        person_hours: Some(7 * 24),
        read_receipts: true,
        tells_fate: false,
        typing: true,
    }
}

/// Words never stand under a file here; they are a message of their own.
fn limit(kind: MediaKind, max_bytes: u64, mime_types: &[&str]) -> MediaLimit {
    MediaLimit {
        kind,
        max_bytes,
        mime_types: mime_types.iter().map(|&m| m.to_owned()).collect(),
        caption: false,
    }
}
