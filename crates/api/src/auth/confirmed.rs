//! What is dangerous wants a person who showed who they are a moment ago.

use axum::http::StatusCode;
use desk::account::CONFIRMED;
use desk::sign_in::Visitor;
use domain::Time;

use crate::problem::{Problem, Result};

/// Whether a person showed who they are within the last quarter of an hour.
pub(crate) fn confirmed(visitor: &Visitor, now: Time) -> Result<()> {
    recent(visitor.confirmed_at, now)
}

/// The same, of the moment alone.
pub(crate) fn recent(confirmed_at: Time, now: Time) -> Result<()> {
    if now - confirmed_at <= CONFIRMED {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::FORBIDDEN,
        "confirm_needed",
        "Show again who you are",
    )
    .detail("This cannot be undone easily, so your password or passkey is asked for again.")
    .hint("Send it to POST /session/confirm, then try again.")
    .action("confirm"))
}
