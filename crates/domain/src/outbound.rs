//! What we want to send, free of any channel's spelling.

use serde::{Deserialize, Serialize};

use crate::content::MediaKind;
use crate::identity::IdentitySet;
use crate::ids::{AttemptId, MediaId};
use crate::template::{Template, TemplateValues};

/// A message ready to be rendered into a provider's request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outbound {
    /// Who receives it.
    pub to: IdentitySet,
    /// What it says.
    pub payload: Payload,
    /// The provider's id of the message it quotes.
    pub quote: Option<String>,
    /// The comment it answers in public; `None` in the direct conversation.
    pub under: Option<String>,
    /// Whether it goes as a person's own late answer, after the window has closed for everything else.
    pub as_person: bool,
    /// The attempt; travels as the provider's opaque reference and says nothing about anybody.
    pub attempt: AttemptId,
}

/// What it says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Payload {
    /// Free text.
    Text {
        /// The words.
        body: String,
        /// Ask the provider for a link preview.
        #[serde(default)]
        preview_url: bool,
    },
    /// A file we hold.
    Media {
        /// Which sort.
        kind: MediaKind,
        /// Our copy.
        media: MediaId,
        /// The provider's id after upload.
        #[serde(default)]
        provider_id: Option<String>,
        /// Words under it.
        #[serde(default)]
        caption: Option<String>,
        /// A document's name.
        #[serde(default)]
        filename: Option<String>,
    },
    /// The one message to somebody who commented and has not written: it opens their direct conversation.
    PrivateReply {
        /// The provider's id of the comment.
        comment: String,
        /// The words.
        body: String,
    },
    /// A reaction; no emoji takes it back.
    Reaction {
        /// The provider's id of the target.
        target: String,
        /// The sign.
        emoji: Option<String>,
    },
    /// An approved template with its values, frozen as it was when it was queued.
    Template {
        /// The definition the preview was made from.
        template: Box<Template>,
        /// The values.
        values: TemplateValues,
    },
}

impl Payload {
    /// The file that the provider must hold before this can leave.
    #[must_use]
    pub fn file(&self) -> Option<MediaId> {
        match self {
            Self::Media { media, .. } => Some(*media),
            Self::Template { values, .. } => values.header_file,
            Self::Text { .. } | Self::PrivateReply { .. } | Self::Reaction { .. } => None,
        }
    }

    /// The same with the provider's id of its file.
    #[must_use]
    pub fn with_file(mut self, id: &str) -> Self {
        match &mut self {
            Self::Media { provider_id, .. } => *provider_id = Some(id.to_owned()),
            Self::Template { values, .. } if values.header_file.is_some() => {
                values.header_media = Some(id.to_owned());
            }
            Self::Template { .. }
            | Self::Text { .. }
            | Self::PrivateReply { .. }
            | Self::Reaction { .. } => {}
        }
        self
    }
}

/// How a file is handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadForm {
    /// The edge under the sender.
    pub edge: &'static str,
    /// What stands beside the file.
    pub fields: Vec<(&'static str, String)>,
    /// What the file's part is called.
    pub file: &'static str,
    /// Where the answer has the id.
    pub id: &'static str,
}

/// Something wrong with a message that is known before any request.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{field}: {problem}")]
pub struct RenderError {
    /// Which part.
    pub field: String,
    /// What to do about it.
    pub problem: String,
}
