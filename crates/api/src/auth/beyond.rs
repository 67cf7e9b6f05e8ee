//! Those who act above workspaces: a partner's operators and the platform's administrators. Neither reads a thread.

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use db::people::{KeyScope, Membership};
use domain::ids::PartnerId;

use super::Caller;
use crate::problem::{Problem, Result};
use crate::state::ApiState;

/// The header in which a session names its partner.
const HEADER: &str = "loket-partner";

/// A partner's key or operator.
#[derive(Debug)]
pub(crate) struct AsPartner {
    /// Which partner.
    pub(crate) partner: PartnerId,
    /// Whose idempotency keys these are.
    pub(crate) label: String,
}

impl FromRequestParts<ApiState> for AsPartner {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &ApiState) -> Result<Self> {
        let caller = Caller::of_parts(api, parts).await?;
        let named = parts.headers.get(HEADER).map(|value| {
            let id = value
                .to_str()
                .ok()
                .and_then(|text| text.parse::<PartnerId>().ok());
            id.ok_or_else(Problem::not_found)
        });
        let named = named.transpose()?;
        let partner = match caller {
            Caller::Key(key) => match key.scope {
                KeyScope::Partner(id) if named.is_none_or(|named| named == id) => id,
                KeyScope::Partner(_) => return Err(Problem::not_found()),
                KeyScope::Workspace(_) | KeyScope::Platform => {
                    return Err(Problem::forbidden("This key does not belong to a partner."));
                }
            },
            Caller::Person(visitor) => {
                let named = named.ok_or_else(not_named)?;
                let known = visitor
                    .memberships
                    .iter()
                    .any(|m| matches!(m, Membership::Partner { id, .. } if *id == named));
                if known {
                    named
                } else {
                    return Err(Problem::not_found());
                }
            }
        };
        Ok(Self {
            partner,
            label: format!("partner:{partner}"),
        })
    }
}

fn not_named() -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "partner_missing", "Which partner?")
        .detail("The Loket-Partner header is missing.")
        .hint("Send the id of your partner in the Loket-Partner header, or use a partner's key.")
}

/// A platform key or administrator.
#[derive(Debug)]
pub(crate) struct AsPlatform;

impl AsPlatform {
    /// Whose idempotency keys these are.
    pub(crate) const LABEL: &'static str = "platform";
}

impl FromRequestParts<ApiState> for AsPlatform {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &ApiState) -> Result<Self> {
        let platform = match Caller::of_parts(api, parts).await? {
            Caller::Key(key) => key.scope == KeyScope::Platform,
            Caller::Person(visitor) => visitor.memberships.contains(&Membership::Platform),
        };
        if platform {
            Ok(Self)
        } else {
            Err(Problem::forbidden(
                "Only the platform's administrators may do this.",
            ))
        }
    }
}
