//! What goes over the wire, both ways.

use db::live::LiveEvent;
use domain::ids::{ConversationId, DraftId, MessageId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::views::{Named, Stamp};

/// What the server says.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Said<'a> {
    /// The first frame.
    Hello {
        /// The newest number.
        seq: i64,
        /// Whether everything since `after` follows; otherwise the client reads again what it shows.
        resumed: bool,
    },
    /// Something changed. Frames carry ids; the client reads what it may read.
    Event {
        seq: i64,
        kind: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        conversation_id: Option<Uuid>,
        #[serde(skip_serializing_if = "Option::is_none")]
        message_id: Option<Uuid>,
        #[serde(skip_serializing_if = "Option::is_none")]
        draft_id: Option<Uuid>,
        at: Stamp,
    },
    /// The clock was moved, in a sandbox whose time is played.
    Clock { now: Stamp },
    /// Somebody types or looks.
    Presence {
        conversation_id: Uuid,
        person: &'a Named,
        doing: Doing,
        expires_in_s: u32,
    },
}

impl Said<'_> {
    pub(crate) fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl<'a> From<&'a LiveEvent> for Said<'a> {
    fn from(event: &'a LiveEvent) -> Self {
        Self::Event {
            seq: event.seq,
            kind: &event.kind,
            conversation_id: event.conversation.map(ConversationId::uuid),
            message_id: event.message.map(MessageId::uuid),
            draft_id: event.draft.map(DraftId::uuid),
            at: event.at.into(),
        }
    }
}

/// What a person does in a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Doing {
    /// Writes an answer.
    Typing,
    /// Looks at it.
    Viewing,
    /// Left it.
    Gone,
}

impl Doing {
    /// How long it holds without being said again, in seconds.
    pub(crate) const fn lasts(self) -> u32 {
        match self {
            Self::Typing => 8,
            Self::Viewing => 15,
            Self::Gone => 0,
        }
    }
}

/// What a client says.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Heard {
    /// The person writes an answer.
    Typing {
        /// Where.
        conversation_id: Uuid,
    },
    /// The person looks at a thread.
    Viewing {
        /// Which.
        conversation_id: Uuid,
    },
    /// The person left a thread.
    Gone {
        /// Which.
        conversation_id: Uuid,
    },
}

impl Heard {
    pub(crate) const fn parts(&self) -> (Uuid, Doing) {
        match self {
            Self::Typing { conversation_id } => (*conversation_id, Doing::Typing),
            Self::Viewing { conversation_id } => (*conversation_id, Doing::Viewing),
            Self::Gone { conversation_id } => (*conversation_id, Doing::Gone),
        }
    }
}
