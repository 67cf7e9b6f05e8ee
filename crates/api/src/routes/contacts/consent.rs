//! Recording what a customer agreed to, or stopped, elsewhere.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::get::detail;
use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Answer, Begun, Json, Keyed, once};
use crate::state::ApiState;
use crate::views::ContactDetail;

/// A change of consent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewConsent {
    /// Whose.
    contact_id: Uuid,
    /// What it becomes.
    state: NewConsentState,
    /// Where it comes from, such as `form`, `import` or `person`; `message` is for what the customer wrote here.
    source: String,
    /// What proves it, in words.
    note: Option<String>,
}

/// What consent can become by a person's word.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum NewConsentState {
    /// The customer agreed.
    OptedIn,
    /// The customer stopped.
    OptedOut,
}

/// Record a change of consent
///
/// A stop that the customer wrote is undone only by the customer.
#[utoipa::path(
    post,
    path = "/consents",
    tag = "contacts",
    params(Keyed),
    request_body = NewConsent,
    responses((status = 201, description = "The contact", body = ContactDetail), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn record_consent(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    body: Json<NewConsent>,
) -> Result<Answer> {
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let NewConsent {
        contact_id,
        state,
        source,
        note,
    } = body.value;
    let too_long = |text: &str, most| text.chars().count() > most;
    if desk::is_reserved_source(&source)
        || too_long(&source, 100)
        || note.as_deref().is_some_and(|text| too_long(text, 2000))
    {
        return Err(Problem::invalid(
            "source",
            "a word for where it comes from, other than message or merge",
        ));
    }
    let state = match state {
        NewConsentState::OptedIn => domain::consent::Consent::OptedIn,
        NewConsentState::OptedOut => domain::consent::Consent::OptedOut,
    };
    let contact = contact_id.into();
    api.desk()
        .change_consent(&mut work.tx, contact, state, &source, note)
        .await?;
    let shown = detail(&mut work.tx, contact).await?;
    work.finish(&api, StatusCode::CREATED, &shown).await
}
