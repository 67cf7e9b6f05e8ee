//! What WhatsApp can do (Meta, "Send messages" and "Media": supported types and sizes).

use domain::content::MediaKind;

use crate::{Capability, ComposerBlock, MediaLimit};

/// The longest text, in characters.
pub(super) const TEXT_MAX: usize = 4_096;

/// The longest caption, in characters.
pub(super) const CAPTION_MAX: usize = 1_024;

const KB: u64 = 1_024;
const MB: u64 = 1_024 * KB;

pub(super) fn capability() -> Capability {
    Capability {
        kind: super::KIND.to_owned(),
        label: "WhatsApp".to_owned(),
        app: "WhatsApp Business app".to_owned(),
        text_max: TEXT_MAX,
        text_bytes: false,
        public_max: None,
        caption_max: CAPTION_MAX,
        media: vec![
            limit(MediaKind::Image, 5 * MB, &["image/jpeg", "image/png"]),
            limit(MediaKind::Video, 16 * MB, &["video/mp4", "video/3gpp"]),
            limit(
                MediaKind::Audio,
                16 * MB,
                &[
                    "audio/aac",
                    "audio/amr",
                    "audio/mpeg",
                    "audio/mp4",
                    "audio/ogg",
                ],
            ),
            limit(MediaKind::Document, 100 * MB, &[]),
            // The larger limit, for moving ones; Meta takes still ones up to 100 KB.
            limit(MediaKind::Sticker, 500 * KB, &["image/webp"]),
        ],
        composer: vec![
            ComposerBlock::Text,
            ComposerBlock::Media,
            ComposerBlock::Reaction,
            ComposerBlock::Quote,
            ComposerBlock::Template,
        ],
        window_hours: Some(24),
        person_hours: None,
        read_receipts: true,
        tells_fate: true,
        typing: true,
    }
}

/// Whether words may stand under a file of this sort.
pub(super) const fn has_caption(kind: MediaKind) -> bool {
    matches!(
        kind,
        MediaKind::Image | MediaKind::Video | MediaKind::Document
    )
}

fn limit(kind: MediaKind, max_bytes: u64, mime_types: &[&str]) -> MediaLimit {
    MediaLimit {
        kind,
        max_bytes,
        mime_types: mime_types.iter().map(|&m| m.to_owned()).collect(),
        caption: has_caption(kind),
    }
}
