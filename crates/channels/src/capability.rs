//! What a channel can do, told to the desk through the API, so that the desk never asks for a channel by name.

use domain::content::MediaKind;
use domain::window::{Bound, WindowRule};
use serde::Serialize;

/// What a channel can do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing that a channel can do or not, whatever it can besides"
)]
pub struct Capability {
    /// The registered name.
    pub kind: String,
    /// The name people know.
    pub label: String,
    /// The provider's own app, in which a person may write as well.
    pub app: String,
    /// The longest text, in characters.
    pub text_max: usize,
    /// Whether that is counted in bytes of UTF-8 instead.
    pub text_bytes: bool,
    /// The longest public reply under a post, in characters; absent where there are no posts.
    pub public_max: Option<usize>,
    /// The longest words under a file, in characters.
    pub caption_max: usize,
    /// Files it takes, one row per sort.
    pub media: Vec<MediaLimit>,
    /// What the composer offers.
    pub composer: Vec<ComposerBlock>,
    /// Hours in which free messages are possible after the customer's last one; absent when there is no limit.
    pub window_hours: Option<u32>,
    /// Hours after the customer's last message in which a person may still write their own words, though no rule may.
    pub person_hours: Option<u32>,
    /// Whether the customer's messages can be marked as read.
    pub read_receipts: bool,
    /// Whether the provider tells of every message it took what became of it, and not only that it was read.
    pub tells_fate: bool,
    /// Whether the customer can be shown that an answer is being written.
    pub typing: bool,
}

/// Limits for one sort of file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MediaLimit {
    /// Which sort.
    pub kind: MediaKind,
    /// The largest file, in bytes.
    pub max_bytes: u64,
    /// Media types taken; empty means any.
    pub mime_types: Vec<String>,
    /// Whether words may stand under it.
    pub caption: bool,
}

/// A thing the composer offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ComposerBlock {
    /// Free text.
    Text,
    /// A file.
    Media,
    /// A sign on an earlier message.
    Reaction,
    /// Quoting an earlier message.
    Quote,
    /// An approved template.
    Template,
}

impl Capability {
    /// The limits for a sort of file, when the channel takes it.
    #[must_use]
    pub fn media(&self, kind: MediaKind) -> Option<&MediaLimit> {
        self.media.iter().find(|m| m.kind == kind)
    }

    /// What free messages are bound to in a direct conversation.
    #[must_use]
    pub fn window_rule(&self) -> WindowRule {
        WindowRule {
            bound: match self.window_hours {
                Some(_) => Bound::Window,
                None => Bound::Public,
            },
            person_hours: self.person_hours.unwrap_or(0),
            templates: self.composer.contains(&ComposerBlock::Template),
        }
    }

    /// Whether a file of this sort, length and media type may be sent. Parameters after `;` do not matter.
    #[must_use]
    pub fn takes(&self, kind: MediaKind, bytes: u64, mime_type: &str) -> bool {
        let plain = mime_type.split(';').next().unwrap_or("").trim();
        self.media(kind).is_some_and(|limit| {
            let known = limit
                .mime_types
                .iter()
                .any(|m| m.eq_ignore_ascii_case(plain));
            bytes <= limit.max_bytes && (limit.mime_types.is_empty() || known)
        })
    }
}
