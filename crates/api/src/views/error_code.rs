//! What one of the provider's error codes means.

use meta::errors::{Entry, Retry, Who};
use serde::Serialize;
use utoipa::ToSchema;

use super::word;

/// What an error code means.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ErrorCode {
    /// The code, or the first of a range.
    code: i64,
    /// The last of a range.
    code_to: Option<i64>,
    /// Only with one of these subcodes; with any when empty.
    subcodes: Vec<i64>,
    /// What it means for us.
    class: String,
    /// A few words.
    title: String,
    /// Why it happens.
    cause: String,
    /// What to do.
    hint: String,
    /// Who can do it.
    who: Fixer,
    /// The name of a button that helps.
    action: String,
    /// What happens to what failed so.
    retried: Retried,
}

super::words::mirror! {
    /// Who can put something right.
    Fixer = Who {
        /// The person at the desk.
        Agent,
        /// The owner of the business.
        Owner,
        /// Whoever runs this installation and its Meta app.
        Operator,
        /// Meta alone.
        Meta,
        /// Nobody needs to.
        Nobody,
    }
}

/// What happens to what failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Retried {
    /// Nothing by itself.
    No,
    /// It is tried again by itself, now and then.
    ByItself,
    /// It can be tried again once something was put right.
    AfterFix,
}

impl From<&Entry> for ErrorCode {
    fn from(entry: &Entry) -> Self {
        Self {
            code: entry.code,
            code_to: entry.code_to,
            subcodes: entry.subcodes.clone(),
            class: word(&entry.class),
            title: entry.title.clone(),
            cause: entry.cause.clone(),
            hint: entry.hint.clone(),
            who: entry.who.into(),
            action: entry.action.clone(),
            retried: match entry.retry {
                // What Meta may have done is never done again by the machine.
                _ if entry.ambiguous_send => Retried::No,
                Retry::No => Retried::No,
                Retry::Backoff { .. } | Retry::Later { .. } | Retry::Once => Retried::ByItself,
                Retry::AfterFix => Retried::AfterFix,
            },
        }
    }
}
