//! What a person's own token is good for: a longer life, and their portfolios.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::auth::Who;
use super::call::{Answer, Call};
use super::fields::{page, project};
use crate::app::App;
use crate::error::GraphError;
use crate::world::Waba;

/// `/oauth/access_token` with `fb_exchange_token`: a token of sixty days.
pub(crate) fn lengthen(app: &App, token: &str) -> Result<Answer, GraphError> {
    let now = app.now();
    let mut world = app.world();
    let held = world.tokens.get(token);
    let over = held
        .and_then(|held| held.expires_at)
        .is_some_and(|at| now >= at);
    match held {
        None => {
            return Err(GraphError::token(
                "Invalid OAuth access token - Cannot parse access token",
                None,
            ));
        }
        Some(held) if held.revoked => {
            return Err(GraphError::token(
                "Error validating access token: The user has not authorized application.",
                Some(458),
            ));
        }
        Some(_) if over => {
            return Err(GraphError::token(
                "Error validating access token: Session has expired.",
                Some(463),
            ));
        }
        Some(_) => {}
    }
    let (token, lives) = world.lengthen(token, now).ok_or_else(|| {
        GraphError::param("Only a person's token can be exchanged for a longer one.")
    })?;
    drop(world);
    app.touch("");
    Ok(Answer::json(
        json!({"access_token": token, "token_type": "bearer", "expires_in": lives}),
    ))
}

/// `GET /me/businesses`: the portfolios of the token's person.
pub(crate) fn businesses(app: &App, call: &Call, who: &Who) -> Result<Answer, GraphError> {
    who.must_hold(app, "business_management")?;
    let Who::Token(token) = who else {
        return Err(GraphError::unknown_edge("me/businesses"));
    };
    let world = app.world();
    let ids: BTreeSet<&str> = world
        .wabas
        .values()
        .filter(|waba| world.may(token, &waba.id))
        .map(Waba::portfolio)
        .collect();
    let items: Result<Vec<Value>, GraphError> = ids
        .into_iter()
        .map(|id| {
            let shown = json!({"id": id, "name": world.portfolio_name(id), "verification_status": "verified"});
            project(&shown, call, &["name"], "Business")
        })
        .collect();
    page(&items?, call).map(Answer::json)
}
