//! Where one of our messages stands.

use db::messages;
use domain::Time;
use domain::status::DeliveryStatus as S;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::{Stamp, read, word};
use crate::problem::Result;

/// Where one of our messages stands.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Delivery {
    /// Where it stands.
    state: DeliveryState,
    /// When each status was first true.
    times: DeliveryTimes,
    /// The provider's id.
    provider_id: Option<String>,
    /// The template used.
    template: Option<TemplateRef>,
    /// Why it failed.
    failure: Option<Failure>,
    /// Until then it can be taken back; null when it cannot.
    undo_until: Option<Stamp>,
    /// From when on it can be sent again, while nobody knows whether it arrived.
    resend_after: Option<Stamp>,
    /// What it cost, as the provider put it.
    #[schema(value_type = Option<Object>)]
    pricing: Option<Value>,
}

/// Where one of our messages stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DeliveryState {
    /// It waits for its turn.
    Queued,
    /// It is on its way.
    Sending,
    /// The provider took it.
    Accepted,
    /// The provider sent it on.
    Sent,
    /// It is on the device.
    Delivered,
    /// It was read.
    Read,
    /// A voice message was played.
    Played,
    /// It failed.
    Failed,
    /// Nobody knows whether the provider took it.
    Unknown,
    /// It was never sent.
    Canceled,
}

/// When each status was first true.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct DeliveryTimes {
    accepted: Option<Stamp>,
    sent: Option<Stamp>,
    delivered: Option<Stamp>,
    read: Option<Stamp>,
    played: Option<Stamp>,
    failed: Option<Stamp>,
}

/// Which template.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct TemplateRef {
    /// Its name.
    name: String,
    /// Its language.
    language: String,
    /// The provider's id.
    id: Option<String>,
}

/// Why one of our messages failed.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Failure {
    /// The provider's code; 0 when it sent none.
    code: i64,
    /// The provider's finer code.
    subcode: Option<i64>,
    /// What it means for us.
    class: String,
    /// A few words.
    title: String,
    /// What to do.
    hint: String,
    /// The name of a button that helps.
    action: String,
    /// The provider's details.
    details: Option<String>,
    /// What to name when asking about a code that nobody knows here; null for those that are known.
    reference: Option<String>,
}

impl Delivery {
    /// Of one of ours; `None` for a customer's message.
    pub(crate) fn of(
        message: &messages::Message,
        resend_after: Option<Time>,
    ) -> Result<Option<Self>> {
        let Some(state) = &message.delivery else {
            return Ok(None);
        };
        let at = |status| message.statuses.at(status).map(Stamp);
        Ok(Some(Self {
            state: state_of(state)?,
            times: DeliveryTimes {
                accepted: at(S::Accepted),
                sent: at(S::Sent),
                delivered: at(S::Delivered),
                read: at(S::Read),
                played: at(S::Played),
                failed: at(S::Failed),
            },
            provider_id: message.provider_id.clone(),
            template: message
                .template
                .clone()
                .map(|value| read("message.template", value))
                .transpose()?,
            failure: message.failure.as_ref().map(Failure::read),
            undo_until: message.not_before.filter(|_| state == "queued").map(Stamp),
            resend_after: resend_after.map(Stamp),
            pricing: message.pricing.clone(),
        }))
    }
}

/// Reads a stored state.
pub(crate) fn state_of(text: &str) -> Result<DeliveryState> {
    read("message.delivery", Value::String(text.to_owned()))
}

impl Failure {
    /// What was stored, with the words of the error table where it has none.
    pub(super) fn read(stored: &Value) -> Self {
        let text = |key: &str| stored.get(key).and_then(Value::as_str).map(str::to_owned);
        let code = stored.get("code").and_then(Value::as_i64).unwrap_or(0);
        let subcode = stored.get("subcode").and_then(Value::as_i64);
        let entry = meta::errors::lookup(code, subcode);
        Self {
            code,
            subcode,
            class: text("class")
                .or_else(|| entry.map(|e| word(&e.class)))
                .unwrap_or_else(|| "unknown".to_owned()),
            title: entry
                .map(|e| e.title.clone())
                .or_else(|| text("title"))
                .unwrap_or_else(|| "It could not be sent".to_owned()),
            hint: entry
                .map(|e| e.hint.clone())
                .or_else(|| text("hint"))
                .unwrap_or_default(),
            action: entry
                .map(|e| e.action.clone())
                .or_else(|| text("action"))
                .unwrap_or_else(|| "none".to_owned()),
            details: text("details").or_else(|| text("message")),
            reference: text("reference"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_known_code_brings_its_words_and_an_unknown_one_keeps_the_providers() {
        let known = Failure::read(
            &json!({ "code": 131_047, "class": "window_closed", "title": "Re-engagement" }),
        );
        assert_eq!(known.class, "window_closed");
        assert!(!known.hint.is_empty());
        let unknown = Failure::read(&json!({ "code": -1, "title": "Odd", "details": "d" }));
        assert_eq!(
            (unknown.title.as_str(), unknown.class.as_str()),
            ("Odd", "unknown")
        );
        assert_eq!(unknown.details.as_deref(), Some("d"));
    }
}
