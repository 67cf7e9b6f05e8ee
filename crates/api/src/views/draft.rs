//! A proposed reply, with what it rests on and what the gate says.

use db::WorkspaceTx;
use db::drafts;
use domain::ids::MessageId;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Stamp, Verdict, read};
use crate::problem::Result;
use crate::state::ApiState;

/// A proposed reply.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Draft {
    /// Which.
    id: Uuid,
    /// In which thread.
    conversation_id: Uuid,
    /// Grows with every change; send it back with a decision.
    version: i32,
    /// Where it stands.
    state: DraftState,
    /// What would be sent.
    text: String,
    /// What was composed.
    original_text: String,
    /// Whether a person changed it.
    edited: bool,
    /// Its language.
    language: String,
    /// What the customer asked.
    intent: String,
    /// The message it answers.
    reply_to: Uuid,
    /// What it rests on.
    sources: Vec<Source>,
    /// What the checker says.
    check: Check,
    /// Why nothing was composed.
    abstained: Option<Abstained>,
    /// What the gate would answer if it were approved now.
    gate: Verdict,
    /// Who decided.
    decided_by: Option<DecidedBy>,
    /// When.
    decided_at: Option<Stamp>,
    /// The message it became.
    message_id: Option<Uuid>,
    /// When a rule lets it go, unless somebody holds it.
    auto_send_at: Option<Stamp>,
    /// When it was made.
    created_at: Stamp,
    /// Last change.
    updated_at: Stamp,
}

super::words::mirror! {
    /// Where a draft stands.
    DraftState = domain::draft::DraftState {
        /// Checked, waits for a person.
        Waiting,
        /// The check doubts it; a person must look.
        Held,
        /// The sources do not answer; a person must write.
        NoGrounding,
        /// A person let it go.
        Approved,
        /// A rule let it go.
        AutoSent,
        /// A person threw it away.
        Discarded,
        /// It was overtaken.
        Superseded,
    }
}

/// A passage a draft rests on.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Source {
    /// Stable id.
    id: String,
    /// `item`, `policy`, `promo`, `answer` or `computed`.
    kind: String,
    /// Short title.
    title: String,
    /// The text.
    passage: String,
    /// Which version of the source.
    version: String,
}

#[derive(Deserialize)]
struct StoredSource {
    id: String,
    #[serde(default)]
    version: Value,
    #[serde(default)]
    title: String,
    #[serde(default)]
    passage: String,
}

impl Source {
    /// Reads stored sources; the kind is the first part of the id.
    pub(crate) fn list(stored: Value) -> Result<Vec<Self>> {
        let stored: Vec<StoredSource> = read("draft.sources", stored)?;
        Ok(stored.into_iter().map(Self::from).collect())
    }
}

impl From<StoredSource> for Source {
    fn from(stored: StoredSource) -> Self {
        let kind = match stored.id.split_once(':') {
            Some((kind @ ("item" | "policy" | "promo" | "answer"), _)) => kind,
            _ => "computed",
        };
        let version = match stored.version {
            Value::String(text) => text,
            Value::Null => String::new(),
            other => other.to_string(),
        };
        Self {
            kind: kind.to_owned(),
            id: stored.id,
            title: stored.title,
            passage: stored.passage,
            version,
        }
    }
}

/// What the checker says.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Check {
    /// `pass`, `hold`, `block`, or `none` when there was nothing to check.
    verdict: String,
    /// Why.
    reasons: Vec<CheckReason>,
}

/// A reason of the checker.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct CheckReason {
    /// Stable code.
    code: String,
    /// A few words.
    title: String,
    /// What exactly.
    detail: String,
    /// What it is about where no part of the text says so: a phrase, words, a source's id.
    about: Option<String>,
    /// Where it begins in the text, counted as JavaScript counts (UTF-16).
    start: Option<usize>,
    /// Where it ends.
    end: Option<usize>,
}

#[derive(Deserialize)]
struct StoredCheck {
    #[serde(default)]
    verdict: Option<String>,
    #[serde(default)]
    reasons: Vec<StoredReason>,
}

#[derive(Deserialize)]
struct StoredReason {
    code: String,
    title: String,
    detail: String,
    #[serde(default)]
    about: Option<String>,
    #[serde(default)]
    span: Option<(usize, usize)>,
}

impl Check {
    /// Reads a stored verdict about `text`.
    pub(crate) fn of(stored: Value, text: &str) -> Result<Self> {
        let stored: StoredCheck = read("draft.verdict", stored)?;
        let units = |byte: usize| text.get(..byte).map(|before| before.encode_utf16().count());
        let reasons = stored.reasons.into_iter().map(|reason| CheckReason {
            start: reason.span.and_then(|(start, _)| units(start)),
            end: reason.span.and_then(|(_, end)| units(end)),
            code: reason.code,
            title: reason.title,
            detail: reason.detail,
            about: reason.about,
        });
        Ok(Self {
            verdict: stored.verdict.unwrap_or_else(|| "none".to_owned()),
            reasons: reasons.collect(),
        })
    }
}

/// Why nothing was composed.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Abstained {
    /// Stable code.
    reason: String,
    /// What to do.
    hint: String,
}

impl Abstained {
    fn of(stored: &Value) -> Self {
        let text = |key: &str| stored.get(key).and_then(Value::as_str);
        let reason = text("reason")
            .or_else(|| text("kind"))
            .unwrap_or("not_composed");
        Self {
            hint: hint(reason).to_owned(),
            reason: reason.to_owned(),
        }
    }
}

fn hint(reason: &str) -> &'static str {
    match reason {
        "no_source" => {
            "Nothing in your knowledge answers this. Answer it yourself, or add an answer."
        }
        "unknown_item" => {
            "This item is not in your catalogue. Answer it yourself, or add the item."
        }
        "not_understood" => "A part of the question was not understood. Read it and answer.",
        "unclear" => {
            "Your sources leave this open or contradict each other. Answer it, then put them right."
        }
        "currency" => "The customer asks in another currency. Answer it yourself.",
        "language" => {
            "The customer writes in a language that facts are not written in. Answer it yourself."
        }
        "asked" => "The customer asked for a person.",
        "complaint" => "This is a complaint. A person should answer.",
        "order" => "This is about one order. Look it up and answer.",
        "payment" => "This is about a payment. Never ask for card data here.",
        "refund" => "This is about a refund or cancellation. A person decides.",
        "negotiation" => "The customer asks for a special price. A person decides.",
        "advice" => "The customer asks what to buy. A person should advise.",
        "suspicious" => {
            "The message tries to steer the reply, or asks for protected data. Be careful."
        }
        "danger" => "Somebody may be in danger. Act at once.",
        "opt_out" => "The customer wants no more messages.",
        "off_task" => "This is not a matter of your business.",
        _ => "Write the answer yourself.",
    }
}

/// Who decided about a draft.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct DecidedBy {
    /// `person`, `rule` or `api`.
    kind: String,
    /// The name shown; null for a rule.
    #[serde(default)]
    name: Option<String>,
}

impl DecidedBy {
    /// The name to show.
    pub(crate) fn shown(&self) -> &str {
        self.name.as_deref().unwrap_or("A rule")
    }
}

impl Draft {
    /// A draft with the gate's answer of this moment.
    pub(crate) async fn of(
        api: &ApiState,
        tx: &mut WorkspaceTx,
        draft: drafts::Draft,
    ) -> Result<Self> {
        let gate = api.desk().draft_gate(tx, &draft).await?;
        Ok(Self {
            id: draft.id.uuid(),
            conversation_id: draft.conversation.uuid(),
            version: draft.version,
            state: draft.state.into(),
            edited: draft.text != draft.original_text,
            check: Check::of(draft.verdict, &draft.text)?,
            text: draft.text,
            original_text: draft.original_text,
            language: draft.language,
            intent: draft.intent,
            reply_to: draft.reply_to.uuid(),
            sources: Source::list(draft.sources)?,
            abstained: draft.abstained.as_ref().map(Abstained::of),
            gate: gate.into(),
            decided_by: draft
                .decided_by
                .map(|by| read("draft.decided_by", by))
                .transpose()?,
            decided_at: draft.decided_at.map(Stamp),
            message_id: draft.message.map(MessageId::uuid),
            auto_send_at: draft.auto_send_at.map(Stamp),
            created_at: draft.created_at.into(),
            updated_at: draft.updated_at.into(),
        })
    }

    /// What happened to it, in a sentence: "Rina approved this 2 s ago".
    pub(crate) fn happened(&self, now: domain::Time) -> String {
        let what = match self.state {
            DraftState::Approved => "approved this",
            DraftState::Discarded => "discarded this",
            DraftState::AutoSent => "sent this",
            DraftState::Superseded => {
                return "The customer wrote again, or somebody answered meanwhile.".to_owned();
            }
            DraftState::Waiting | DraftState::Held | DraftState::NoGrounding => {
                return "Somebody changed the words meanwhile.".to_owned();
            }
        };
        let who = self
            .decided_by
            .as_ref()
            .map_or("Somebody", DecidedBy::shown);
        let seconds = self
            .decided_at
            .map_or(0, |at| (now - at.0).num_seconds().max(0));
        let ago = match seconds {
            0..120 => format!("{seconds} s"),
            120..7200 => format!("{} min", seconds / 60),
            _ => format!("{} h", seconds / 3600),
        };
        format!("{who} {what} {ago} ago.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_span_is_counted_as_the_browser_counts() {
        let text = "é😀 Rp5.000";
        let start = text.find("Rp").unwrap();
        let stored = json!({ "verdict": "hold", "reasons": [
            { "code": "unsupported_number", "title": "t", "detail": "d", "span": [start, text.len()] },
            { "code": "whole", "title": "t", "detail": "d" },
            { "code": "outside", "title": "t", "detail": "d", "span": [1, 999] },
        ] });
        let check = Check::of(stored, text).unwrap();
        assert_eq!(
            (check.reasons[0].start, check.reasons[0].end),
            (Some(4), Some(11))
        );
        assert_eq!(check.reasons[1].start, None);
        assert_eq!(check.reasons[2].end, None);
        assert_eq!(Check::of(json!({}), "").unwrap().verdict, "none");
    }

    #[test]
    fn a_sources_kind_is_the_first_part_of_its_id() {
        let stored = json!([
            { "id": "policy:P2", "version": "ab", "title": "Retur", "passage": "7 hari" },
            { "id": "sum", "version": 3 },
        ]);
        let sources = Source::list(stored).unwrap();
        assert_eq!(
            (sources[0].kind.as_str(), sources[1].kind.as_str()),
            ("policy", "computed")
        );
        assert_eq!(sources[1].version, "3");
        assert!(Source::list(json!({})).is_err());
    }
}
