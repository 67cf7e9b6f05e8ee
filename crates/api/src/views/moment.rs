//! Something that happened with a contact.

use domain::ids::{ChannelId, ConversationId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::message::Author;
use super::{Consent, Stamp, read};
use crate::problem::{Problem, Result};
use crate::request::Place;

/// Something that happened with a contact.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Moment {
    /// Which.
    id: Uuid,
    /// When.
    at: Stamp,
    /// In which thread.
    conversation_id: Option<Uuid>,
    /// On which channel.
    channel_id: Option<Uuid>,
    /// What.
    what: Happened,
}

/// What happened.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Happened {
    /// They were seen, or entered, for the first time.
    FirstSeen,
    /// A thread began.
    Conversation,
    /// Consent changed.
    Consent {
        /// What it became.
        state: Consent,
        /// Where it came from.
        source: String,
        /// Words of the person who recorded it.
        note: Option<String>,
    },
    /// Somebody at the desk made another contact part of this one.
    Merged {
        /// The other's name, as it was then.
        name: Option<String>,
        /// Who did it.
        author: Author,
    },
    /// That was taken back.
    Unmerged {
        /// The other's name.
        name: Option<String>,
    },
    /// A colleague wrote a note.
    Note {
        /// The words.
        body: String,
        /// Who wrote it.
        author: Author,
    },
    /// Something happened to a thread itself, or the provider told something of the person.
    System {
        /// The word for it, such as `conversation_resolved`.
        event: String,
        /// What belongs to it.
        body: Option<String>,
        /// Who did it.
        author: Option<Author>,
    },
}

impl Moment {
    pub(crate) fn of(row: db::contact_timeline::Moment) -> Result<Self> {
        let mut detail = row.detail;
        detail
            .as_object_mut()
            .ok_or_else(|| Problem::internal("a moment has no members"))?
            .insert("kind".to_owned(), Value::String(row.kind));
        Ok(Self {
            id: row.id,
            at: row.at.into(),
            conversation_id: row.conversation.map(ConversationId::uuid),
            channel_id: row.channel.map(ChannelId::uuid),
            what: read("moment", detail)?,
        })
    }

    /// Where the next page begins after it.
    pub(crate) const fn place(&self) -> Place {
        Place {
            at: self.at.0,
            id: self.id,
        }
    }
}
