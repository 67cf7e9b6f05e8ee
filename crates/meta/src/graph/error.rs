//! What can go wrong with a call, told apart by what it proves.

use domain::failure::{FailureClass, ProviderError};
use serde_json::Value;

use super::client::Answered;
use super::media::MediaRefusal;
use crate::errors::{Classified, Retry, classify};

/// Why a call gave no value. No variant ever holds a token or an address with one.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum GraphError {
    /// We refused to make the request. Nothing left.
    #[error("not asked: {reason}")]
    Local {
        /// Why.
        reason: String,
    },
    /// No connection: name, connect or TLS failed. Nothing left.
    #[error("no connection: {reason}")]
    NotSent {
        /// What happened.
        reason: String,
    },
    /// Bytes may have left and no full answer came back.
    #[error("no answer: {reason}")]
    Lost {
        /// What happened.
        reason: String,
    },
    /// Meta answered with an error.
    #[error("{0}")]
    Refused(Box<Refused>),
    /// Something answered, but not as the Graph API does.
    #[error("status {status}: {reason}")]
    Unreadable {
        /// The HTTP status.
        status: u16,
        /// What is wrong with it.
        reason: String,
    },
    /// A file was not taken.
    #[error("{0}")]
    Media(#[from] MediaRefusal),
}

/// An error that Meta answered with.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("status {status}, code {}: {}", error.number(), error.title)]
pub struct Refused {
    /// The HTTP status.
    pub status: u16,
    /// The error.
    pub error: ProviderError,
    /// Its class, read as a call that is not a send.
    pub class: FailureClass,
    /// Whether the call may be made again.
    pub retry: Retry,
    /// Milliseconds Meta asks to wait, from its usage headers; 0 when it does not say.
    pub wait_ms: u64,
    /// A localised sentence for people, when Meta sent one.
    pub user_message: Option<String>,
}

impl GraphError {
    pub(super) fn local(reason: impl Into<String>) -> Self {
        Self::Local {
            reason: reason.into(),
        }
    }

    /// Sorts a failure to get an answer: only a failed connection proves that nothing left.
    pub(super) fn transport(error: reqwest::Error) -> Self {
        if error.is_builder() {
            Self::local(reason(error))
        } else if error.is_connect() {
            Self::NotSent {
                reason: reason(error),
            }
        } else {
            Self::lost(error)
        }
    }

    pub(super) fn lost(error: reqwest::Error) -> Self {
        Self::Lost {
            reason: reason(error),
        }
    }

    /// Whether a *read* may be made again, and after how many milliseconds at the earliest.
    #[must_use]
    pub fn read_retry_ms(&self) -> Option<u64> {
        match self {
            Self::NotSent { .. } | Self::Lost { .. } => Some(1_000),
            Self::Unreadable { status, .. } => (*status >= 500 || *status == 429).then_some(1_000),
            Self::Refused(refused) => match refused.retry {
                Retry::Backoff { from_ms, .. } => Some(from_ms.max(refused.wait_ms)),
                Retry::Later { after_ms: Some(ms) } => Some(ms.max(refused.wait_ms)),
                Retry::Later { after_ms: None } | Retry::No | Retry::Once | Retry::AfterFix => None,
            },
            Self::Local { .. } | Self::Media(_) => None,
        }
    }

    /// The class of the failure, when Meta gave one.
    #[must_use]
    pub fn class(&self) -> Option<FailureClass> {
        match self {
            Self::Refused(refused) => Some(refused.class),
            _ => None,
        }
    }

    /// Whether Meta said that the token is none any more: code 190, whatever its subcode (Meta, "Handle Errors").
    #[must_use]
    pub fn is_dead_token(&self) -> bool {
        matches!(self, Self::Refused(refused) if refused.class == FailureClass::NeedsReauth
            && refused.error.code == Some(190))
    }
}

/// A failure in words, without the address: that may carry a token.
pub(super) fn reason(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut text = error.to_string();
    let mut source = std::error::Error::source(&error);
    while let Some(inner) = source {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        source = inner.source();
    }
    text
}

/// The value of a successful answer, or the error it carries.
pub(super) fn understand(answered: &Answered) -> Result<Value, GraphError> {
    let value: Option<Value> = serde_json::from_slice(&answered.body).ok();
    if let Some(error) = value.as_ref().and_then(provider_error) {
        return Err(refused(answered, value.as_ref(), error));
    }
    match value {
        Some(value) if (200..300).contains(&answered.status) => Ok(value),
        Some(_) => Err(unreadable(
            answered,
            "an error status without a Graph error",
        )),
        None => Err(unreadable(answered, "the body is not JSON")),
    }
}

fn unreadable(answered: &Answered, reason: &str) -> GraphError {
    GraphError::Unreadable {
        status: answered.status,
        reason: reason.to_owned(),
    }
}

fn refused(answered: &Answered, body: Option<&Value>, error: ProviderError) -> GraphError {
    let Classified {
        class,
        retry,
        alarm,
        ..
    } = classify(error.code, error.subcode, Some(answered.status), false);
    if alarm {
        tracing::error!(code = error.code, subcode = ?error.subcode, status = answered.status, "unknown Graph error code");
    }
    let user_message = body
        .and_then(|b| b.pointer("/error/error_user_msg"))
        .and_then(Value::as_str)
        .map(str::to_owned);
    GraphError::Refused(Box::new(Refused {
        status: answered.status,
        error,
        class,
        retry,
        wait_ms: answered.facts.usage.wait_ms(),
        user_message,
    }))
}

/// The error inside a Graph body, when it has one: an object `error` with a number `code`.
pub(super) fn provider_error(body: &Value) -> Option<ProviderError> {
    let error = body.get("error")?.as_object()?;
    let code = error.get("code")?.as_i64()?;
    let text = |key: &str| error.get(key).and_then(Value::as_str).map(str::to_owned);
    Some(ProviderError {
        code: Some(code),
        subcode: error.get("error_subcode").and_then(Value::as_i64),
        title: text("error_user_title")
            .or_else(|| text("type"))
            .unwrap_or_default(),
        message: text("message"),
        details: error
            .get("error_data")
            .and_then(|d| d.get("details"))
            .and_then(Value::as_str)
            .map(str::to_owned),
    })
}
