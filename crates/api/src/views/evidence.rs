//! An entry of the evidence chain, with a sentence that says what happened.

use db::evidence_log::Stored;
use domain::ids::ConversationId;
use evidence::Kind;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

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
        Ok(Self {
            seq: entry.seq,
            at: entry
                .at
                .to_rfc3339_opts(chrono::SecondsFormat::Micros, true),
            summary: summary(&entry.kind, payload.as_ref()),
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

/// What happened, in a sentence. Codes and numbers come from the payload while it is there.
fn summary(kind: &Kind, payload: Option<&Value>) -> String {
    let text = |key: &str| payload.and_then(|p| p.get(key)).and_then(Value::as_str);
    let plain = match kind {
        Kind::Received
            if payload.is_some_and(|p| p.get("merged").is_some_and(|m| !m.is_null())) =>
        {
            "Two contacts turned out to be one person."
        }
        Kind::Received => "The customer's message came in with a valid signature.",
        Kind::Drafted => "A reply was composed from the workspace's own sources.",
        Kind::Checked => "The draft was checked.",
        Kind::DraftEdited => "A person changed the draft; it was checked again.",
        Kind::Approved if text("resend").is_some() => "A person decided to send the message again.",
        Kind::Approved
            if payload.is_some_and(|p| p.get("override") == Some(&Value::Bool(true))) =>
        {
            "A person sent the draft although the check held it."
        }
        Kind::Approved => "A person approved the draft.",
        Kind::AutoApproved => "A rule let the checked draft go.",
        Kind::AutoHeld => "A person held the draft before the rule let it go.",
        Kind::Discarded => "A person discarded the draft.",
        Kind::Refused => "The gate refused the send.",
        Kind::TakenBack => "A person took the message back before it left.",
        Kind::SendAttempted => "The message passed the gate and left for the provider.",
        Kind::Sent => "The provider accepted the message.",
        Kind::SendUnknown => "Nobody knows whether the provider took the message.",
        Kind::SendFailed => "The provider refused the message.",
        Kind::Status => return status(text("status").or_else(|| text("word"))),
        Kind::Consent => return consent(text("state")),
        Kind::ChannelConnected => "A channel was connected.",
        Kind::ChannelDisconnected => "A channel was disconnected, and its token destroyed.",
        Kind::Template => "A template changed its state.",
        Kind::Campaign => "A campaign was launched, paused or ended.",
        Kind::SettingsChanged => return settings(text("what"), text("to")),
        Kind::Conversation => return conversation(text("event")),
        Kind::Contact if text("event") == Some("unmerged") => {
            "A merge of two contacts was taken back."
        }
        Kind::Contact => "A person made two contacts one.",
        Kind::Erased => "A person's data was erased.",
        Kind::Access => return access(text("what"), text("name")),
        Kind::Exported => "The evidence was exported.",
        Kind::Viewed => "Somebody looked at the evidence.",
        Kind::JobEnded => "Long work came to its end.",
        Kind::Restored => "The database was brought back from a backup.",
        Kind::Job if text("what") == Some("dropped") => {
            "An operator dropped work that had been set aside."
        }
        Kind::Job => "An operator put work that had been set aside back in line.",
        other => return format!("{}.", other.as_str().replace('_', " ")),
    };
    plain.to_owned()
}

fn status(word: Option<&str>) -> String {
    word.map_or_else(
        || "The provider reported a status.".to_owned(),
        |w| format!("The provider reported: {w}."),
    )
}

fn consent(state: Option<&str>) -> String {
    match state {
        Some("opted_out") => "The customer stopped messages.".to_owned(),
        Some("opted_in") => "The customer agreed to messages.".to_owned(),
        _ => "Consent was changed.".to_owned(),
    }
}

fn conversation(event: Option<&str>) -> String {
    let what = match event {
        Some("conversation_resolved") => "resolved",
        Some("conversation_reopened") => "reopened",
        Some("conversation_reopened_by_customer") => "reopened by the customer's message",
        Some("conversation_snoozed") => "snoozed",
        Some("conversation_woke") => "opened again after its snooze",
        Some("conversation_assigned") => "given to somebody",
        Some("conversation_unassigned") => "taken from whoever had it",
        Some("conversation_requeued") => "taken back from somebody who was gone",
        _ => return "What becomes of a conversation was decided.".to_owned(),
    };
    format!("The conversation was {what}.")
}

fn settings(what: Option<&str>, to: Option<&str>) -> String {
    match (what, to) {
        (Some("reply_mode"), Some(to)) => {
            format!("The reply mode was set to {}.", to.replace('_', " "))
        }
        (Some("auto_hold_seconds"), _) => {
            "How long a rule waits before it sends was changed.".to_owned()
        }
        (Some("assignment"), _) => "How conversations find somebody was changed.".to_owned(),
        (Some("knowledge"), _) => "The knowledge was changed.".to_owned(),
        (Some("stop_words"), _) => "The words that stop messages were changed.".to_owned(),
        (Some("start_words"), _) => "The words that start messages again were changed.".to_owned(),
        (Some("outreach_to_opted_in"), _) => "Who may be written to first was changed.".to_owned(),
        (Some("timezone"), Some(to)) => format!("The time zone was set to {to}."),
        (Some("locale"), Some(to)) => format!("The language was set to {to}."),
        (Some("name"), Some(to)) => format!("The workspace was named \u{201c}{to}\u{201d}."),
        (Some("token"), _) => "A channel's token was renewed.".to_owned(),
        _ => "A setting was changed.".to_owned(),
    }
}

fn access(what: Option<&str>, name: Option<&str>) -> String {
    let name = name.unwrap_or("unnamed");
    match what {
        Some("key_created") => format!("The API key \u{201c}{name}\u{201d} was made."),
        Some("key_revoked") => format!("The API key \u{201c}{name}\u{201d} was revoked."),
        _ => "Somebody was let in, or a right was changed.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_kind_has_a_sentence_with_and_without_its_payload() {
        for kind in Kind::ALL {
            for payload in [
                None,
                Some(json!({ "what": "knowledge", "state": "opted_out", "status": "read" })),
            ] {
                let sentence = summary(kind, payload.as_ref());
                assert!(
                    sentence.ends_with('.') && sentence.len() > 10,
                    "{kind}: {sentence}"
                );
            }
        }
        let newer: Kind = "voice_call".parse().unwrap();
        assert_eq!(summary(&newer, None), "voice call.");
    }
}
