//! What a workspace answers from, and a question tried on it.

use db::WorkspaceTx;
use db::knowledge;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{Check, Source, Stamp};
use crate::problem::{Problem, Result};

/// What a workspace answers from.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Knowledge {
    /// The document: `business`, `currency`, `timezone`, `items`, `policies`, `promo`, `answers`.
    #[schema(value_type = Object)]
    document: Value,
    /// Grows with every change; 0 while there is nothing.
    version: i32,
    /// When it became the present one; null while there is nothing.
    updated_at: Option<Stamp>,
}

impl Knowledge {
    /// The present version; an empty document when nothing was put yet.
    pub(crate) async fn current(tx: &mut WorkspaceTx) -> Result<Self> {
        Ok(match knowledge::current(tx).await? {
            Some(known) => Self {
                document: known.document,
                version: known.version,
                updated_at: Some(known.created_at.into()),
            },
            None => Self {
                document: json!({ "business": "", "items": [], "policies": [], "promo": [], "answers": [] }),
                version: 0,
                updated_at: None,
            },
        })
    }
}

/// What would be drafted for a question.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Trial {
    /// `answer`, `clarify`, `abstain`, `handoff`, `opt_out` or `off_task`.
    outcome: String,
    /// The words; null when nothing would be said.
    text: Option<String>,
    /// What they rest on.
    sources: Vec<Source>,
    /// What the checker says.
    check: Check,
    /// What the customer would be asking.
    intent: String,
    /// The language of the words.
    language: String,
}

impl Trial {
    pub(crate) fn of(drafted: &grounding::Drafted) -> Result<Self> {
        let outcome = json(&drafted.doc.outcome)?;
        Ok(Self {
            outcome: outcome
                .get("kind")
                .and_then(Value::as_str)
                .unwrap_or("unknown")
                .to_owned(),
            text: Some(drafted.text.clone()).filter(|text| !text.is_empty()),
            sources: Source::list(json(&drafted.sources)?)?,
            check: Check::of(json(&drafted.verdict)?, &drafted.text)?,
            intent: drafted.intent.clone(),
            language: super::word(&drafted.language),
        })
    }
}

fn json(value: &impl Serialize) -> Result<Value> {
    serde_json::to_value(value).map_err(|e| Problem::internal(format!("a trial has no JSON: {e}")))
}
