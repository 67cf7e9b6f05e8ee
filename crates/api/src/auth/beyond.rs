//! Those who act above workspaces: a partner's operators and the platform's administrators. Neither reads a thread.
//!
//! Their keys have scopes like a workspace's: `read` looks, and only `manage` changes anything. The method says which an
//! operation does, so that no operation can forget to ask.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use db::people::{ApiKey, KeyScope, Membership};
use desk::keys::Scope;
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
            Caller::Key(key) => {
                let KeyScope::Partner(id) = key.scope else {
                    return Err(Problem::forbidden("This key does not belong to a partner."));
                };
                if named.is_some_and(|named| named != id) {
                    return Err(Problem::not_found());
                }
                suffices(&key, &parts.method)?;
                id
            }
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

/// Whether a key's scopes suffice for what the method does.
fn suffices(key: &ApiKey, method: &Method) -> Result<()> {
    let looks = matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS);
    match Scope::widest(&key.scopes) {
        Some(Scope::Manage) => Ok(()),
        Some(_) if looks => Ok(()),
        Some(_) => Err(Problem::forbidden(
            "This key may look, but not change anything. Use a key that may manage.",
        )),
        None => Err(Problem::forbidden("This key may do nothing.")),
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
            Caller::Key(key) if key.scope == KeyScope::Platform => {
                suffices(&key, &parts.method)?;
                true
            }
            Caller::Key(_) => false,
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
