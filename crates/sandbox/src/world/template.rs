//! Message templates of an account.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::clock::Millis;

/// A template as the account has it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Template {
    pub(crate) id: String,
    pub(crate) waba_id: String,
    pub(crate) name: String,
    pub(crate) language: String,
    pub(crate) category: String,
    pub(crate) previous_category: Option<String>,
    /// `APPROVED`, `PENDING`, `REJECTED`, `PAUSED`, `DISABLED`, …
    pub(crate) status: String,
    pub(crate) reason: Option<String>,
    pub(crate) quality: String,
    pub(crate) parameter_format: String,
    pub(crate) ttl_seconds: Option<i64>,
    pub(crate) components: Vec<Value>,
    pub(crate) created_at: Millis,
    pub(crate) edits: Vec<Millis>,
    /// How often it was paused.
    pub(crate) pauses: u32,
    pub(crate) paused_until: Option<Millis>,
}

impl Template {
    /// The template as Graph shows it, with every field that may be asked for.
    pub(crate) fn node(&self) -> Value {
        let mut node = json!({
            "id": self.id,
            "name": self.name,
            "status": self.status,
            "category": self.category,
            "language": self.language,
            "parameter_format": self.parameter_format,
            "components": self.components,
            "quality_score": {"score": self.quality, "date": self.created_at.div_euclid(1000)},
            "rejected_reason": self.reason.as_deref().unwrap_or("NONE"),
            "health_status": {"can_send_message": if self.status == "APPROVED" {"AVAILABLE"} else {"BLOCKED"},
                "entities": [{"entity_type": "MESSAGE_TEMPLATE", "id": self.id,
                    "can_send_message": if self.status == "APPROVED" {"AVAILABLE"} else {"BLOCKED"}}]},
        });
        if let Some(previous) = &self.previous_category {
            node["previous_category"] = json!(previous);
        }
        if let Some(ttl) = self.ttl_seconds {
            node["message_send_ttl_seconds"] = json!(ttl);
        }
        node
    }

    /// Whether the parameters have names.
    pub(crate) fn named(&self) -> bool {
        self.parameter_format.eq_ignore_ascii_case("NAMED")
    }
}
