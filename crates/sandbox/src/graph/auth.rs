//! Who calls.

use subtle::ConstantTimeEq as _;

use super::call::Call;
use crate::app::App;
use crate::error::GraphError;
use crate::wire;

/// The caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// The app itself: `app id | app secret`.
    App,
    /// The holder of this token.
    Token(String),
}

/// Reads the token and checks that it lives.
pub(crate) fn who(app: &App, call: &Call) -> Result<Who, GraphError> {
    let token = call
        .bearer
        .clone()
        .or_else(|| call.text("access_token"))
        .filter(|token| !token.is_empty());
    let Some(token) = token else {
        return Err(GraphError::path(
            "An active access token must be used to query information about the current user.",
        ));
    };
    if token == format!("{}|{}", app.config.app_id, app.config.app_secret) {
        return Ok(Who::App);
    }
    let now = app.now();
    let world = app.world();
    let Some(held) = world.tokens.get(&token) else {
        return Err(GraphError::token(
            "Invalid OAuth access token - Cannot parse access token",
            None,
        ));
    };
    if held.revoked {
        return Err(GraphError::token(
            "Error validating access token: The user has not authorized application.",
            Some(458),
        ));
    }
    if held.expires_at.is_some_and(|at| now >= at) {
        return Err(GraphError::token(
            "Error validating access token: Session has expired.",
            Some(463),
        ));
    }
    if world.settings.require_appsecret_proof && !proven(app, call, &token, now) {
        return Err(GraphError::param(
            "API calls from the server require an appsecret_proof argument",
        ));
    }
    Ok(Who::Token(token))
}

/// The classic proof over the token, and the dated one over token and time.
fn proven(app: &App, call: &Call, token: &str, now: i64) -> bool {
    let Some(given) = call.text("appsecret_proof") else {
        return false;
    };
    let same = |message: &str| {
        let right = wire::hmac_hex(&app.config.app_secret, message.as_bytes());
        bool::from(right.as_bytes().ct_eq(given.as_bytes()))
    };
    match call
        .text("appsecret_time")
        .and_then(|time| time.parse::<i64>().ok())
    {
        Some(time) => (now / 1000 - time).abs() <= 300 && same(&format!("{token}|{time}")),
        None => same(token),
    }
}

impl Who {
    /// Refuses when the caller's token lacks a permission.
    pub(crate) fn must_hold(&self, app: &App, scope: &str) -> Result<(), GraphError> {
        let holds = match self {
            Self::App => false,
            Self::Token(token) => {
                let world = app.world();
                let held = world.tokens.get(token);
                held.is_some_and(|held| held.scopes.iter().any(|one| one == scope))
            }
        };
        if holds {
            Ok(())
        } else {
            Err(GraphError::permission(&format!(
                "You do not have the permission {scope} that this takes"
            )))
        }
    }

    /// Refuses when the caller may not touch the account; `id` is what the call named.
    pub(crate) fn must_reach(
        &self,
        app: &App,
        waba_id: &str,
        method: &str,
        id: &str,
    ) -> Result<(), GraphError> {
        let reaches = match self {
            Self::App => false,
            Self::Token(token) => app.world().may(token, waba_id),
        };
        if reaches {
            Ok(())
        } else {
            Err(unreachable(method, id))
        }
    }
}

/// Not there, or not for this token: Graph does not say which.
pub(crate) fn unreachable(method: &str, id: &str) -> GraphError {
    GraphError::unknown_object(&method.to_lowercase(), id)
}
