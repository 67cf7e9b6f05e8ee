//! An entry of the evidence chain, with a sentence that says what happened.

use db::evidence_log::Stored;
use domain::ids::ConversationId;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::happened::Happened;
use crate::problem::{Problem, Result};

/// An entry of the evidence chain.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EvidenceEntry)]
pub(crate) struct Entry {
    /// Its number, without gaps.
    seq: u64,
    /// When, to the microsecond that was hashed.
    #[schema(value_type = String, format = DateTime)]
    at: String,
    /// What happened.
    kind: String,
    /// To what.
    subject: String,
    /// By whom.
    actor: String,
    /// The thread it belongs to.
    conversation_id: Option<Uuid>,
    /// Their name, where it is known.
    actor_name: Option<String>,
    /// What happened, in a sentence.
    summary: String,
    /// Stable name of that sentence, for saying it in another language.
    said: String,
    /// What the sentence names: a status, a mode, a name.
    about: Option<String>,
    /// The details; null once they are erased.
    #[schema(value_type = Option<Object>)]
    payload: Option<Value>,
    /// Whether the details were erased. The entry still proves that something stood here.
    erased: bool,
    /// The hash of the entry before.
    prev: String,
    /// The hash of this one.
    hash: String,
    /// The hash of salt and details.
    commit: String,
    /// What the details were salted with.
    salt: Option<String>,
}

/// The end of a chain.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EvidenceHead)]
pub(crate) struct Head {
    /// The number of the last entry; 0 when there is none.
    seq: u64,
    /// Its hash.
    hash: String,
}

impl From<evidence::Head> for Head {
    fn from(head: evidence::Head) -> Self {
        Self {
            seq: head.seq,
            hash: head.hash.to_string(),
        }
    }
}

impl Entry {
    pub(crate) fn of(stored: Stored) -> Result<Self> {
        let conversation_id = stored.conversation.map(ConversationId::uuid);
        let entry = stored.entry;
        let salt = entry
            .opening
            .as_ref()
            .map(|opening| hex::encode(opening.salt));
        let payload: Option<Value> = match &entry.opening {
            None => None,
            Some(opening) => Some(serde_json::from_str(&opening.payload).map_err(|e| {
                Problem::internal(format!(
                    "evidence {} has an unreadable payload: {e}",
                    entry.seq
                ))
            })?),
        };
        let happened = Happened::of(&entry.kind, payload.as_ref());
        Ok(Self {
            seq: entry.seq,
            at: entry
                .at
                .to_rfc3339_opts(chrono::SecondsFormat::Micros, true),
            summary: happened.sentence,
            said: happened.code,
            about: happened.about,
            actor_name: actor_name(&entry.actor, payload.as_ref()),
            kind: entry.kind.to_string(),
            subject: entry.subject,
            actor: entry.actor,
            conversation_id,
            erased: payload.is_none(),
            payload,
            prev: entry.prev.to_string(),
            hash: entry.hash.to_string(),
            commit: entry.commit.to_string(),
            salt,
        })
    }

    pub(crate) fn list(stored: Vec<Stored>) -> Result<Vec<Self>> {
        stored.into_iter().map(Self::of).collect()
    }
}

/// People are named by id in the chain; the name they had then stands in the payload, while it is there.
fn actor_name(actor: &str, payload: Option<&Value>) -> Option<String> {
    let by = payload.and_then(|p| p.get("by")).and_then(Value::as_str);
    match actor.split_once(':') {
        Some(("person", _)) => by.map(str::to_owned),
        Some(("key", name)) => Some(name.to_owned()),
        Some(("rule", _)) => Some("Rule".to_owned()),
        Some(("composer", _)) => Some("Composer".to_owned()),
        None if actor == "system" => Some("Loket".to_owned()),
        None if actor == "meta" => Some("Meta".to_owned()),
        _ => None,
    }
}
