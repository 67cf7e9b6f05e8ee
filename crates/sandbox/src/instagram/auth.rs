//! Who calls: whoever holds a token of an account.

use crate::app::App;
use crate::error::GraphError;
use crate::graph::Call;
use crate::world::instagram::Token;

/// The holder of a token that lives.
#[derive(Clone, Debug)]
pub(super) struct Holder {
    /// The account that the token acts for.
    pub(super) account: String,
    scopes: Vec<String>,
}

/// Reads the token and checks that it lives.
pub(super) fn who(app: &App, call: &Call) -> Result<Holder, GraphError> {
    let token = call
        .bearer
        .clone()
        .or_else(|| call.text("access_token"))
        .filter(|token| !token.is_empty())
        .ok_or_else(|| {
            dead(
                "Invalid OAuth access token - Cannot parse access token",
                None,
            )
        })?;
    let held = alive(app, &token)?;
    Ok(Holder {
        account: held.account,
        scopes: held.scopes,
    })
}

/// What this token stands for, when it lives.
pub(super) fn alive(app: &App, token: &str) -> Result<Token, GraphError> {
    let now = app.now();
    let world = app.world();
    let held = world.instagram.tokens.get(token).ok_or_else(|| {
        dead(
            "Invalid OAuth access token - Cannot parse access token",
            None,
        )
    })?;
    if held.revoked {
        return Err(dead(
            "Error validating access token: The user has not authorized application.",
            Some(458),
        ));
    }
    if now >= held.expires_at {
        return Err(dead(
            "Error validating access token: Session has expired.",
            Some(463),
        ));
    }
    Ok(held.clone())
}

/// The token is no good.
fn dead(words: &str, subcode: Option<i64>) -> GraphError {
    GraphError::instagram(400, 190, subcode, words)
}

impl Holder {
    /// Whether this id names the holder's own account.
    pub(super) fn is(&self, app: &App, id: &str) -> bool {
        id == "me"
            || app
                .world()
                .instagram
                .account(id)
                .is_some_and(|account| account.id == self.account)
    }

    /// Refuses when the id does not name the holder's own account.
    pub(super) fn must_be(&self, app: &App, method: &str, id: &str) -> Result<(), GraphError> {
        if self.is(app, id) {
            Ok(())
        } else {
            Err(GraphError::unknown_object(&method.to_lowercase(), id))
        }
    }

    /// Refuses when the person did not allow this.
    pub(super) fn must_have(&self, scope: &str) -> Result<(), GraphError> {
        if self.scopes.iter().any(|held| held == scope) {
            Ok(())
        } else {
            let words = format!(
                "(#10) Application does not have permission for this action: {scope} is needed"
            );
            Err(GraphError::instagram(403, 10, None, &words))
        }
    }
}
