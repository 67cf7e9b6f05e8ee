//! Tokens: a code for a short one, a short one for a long one, a long one for the next.

use serde_json::{Value, json};

use super::auth;
use crate::app::App;
use crate::config::InstagramApp;
use crate::error::GraphError;
use crate::graph::{Answer, Call};
use crate::world::instagram::{LONG_MS, SHORT_MS, Token};

/// A long token can be refreshed when it is a day old.
const AGE_MS: i64 = 24 * 3_600_000;

/// `POST /oauth/access_token`: a code for a token of an hour. Its refusals are not Graph's.
pub(super) fn exchange(app: &App, played: &InstagramApp, call: &Call) -> Answer {
    let refused = |words: &str| {
        Answer::Refused(
            400,
            json!({"error_type": "OAuthException", "code": 400, "error_message": words}),
        )
    };
    let text = |key: &str| call.text(key).unwrap_or_default();
    if text("client_id") != played.app_id {
        return refused("Invalid platform app");
    }
    if text("client_secret") != played.app_secret {
        return refused("Error validating client secret.");
    }
    if text("grant_type") != "authorization_code" {
        return refused("Invalid grant_type: authorization_code is expected");
    }
    let now = app.now();
    let mut world = app.world();
    // As it was handed over: `#_` behind it is no part of it.
    let Some(code) = world.instagram.codes.get_mut(&text("code")) else {
        return refused("Matching code was not found or was already used");
    };
    if code.used {
        return refused("Matching code was not found or was already used");
    }
    // One attempt, whatever comes of it.
    code.used = true;
    let code = code.clone();
    if now >= code.expires_at {
        return refused("This authorization code has expired");
    }
    if text("redirect_uri") != code.redirect_uri {
        return refused(
            "Error validating verification code. Please make sure your redirect_uri is identical to the one you used in \
             the OAuth dialog request",
        );
    }
    let token = world.instagram.plant_token(Token {
        account: code.account.clone(),
        scopes: code.scopes.clone(),
        issued_at: now,
        expires_at: now + SHORT_MS,
        long: false,
        revoked: code.withdrawn,
    });
    let user = world
        .instagram
        .account(&code.account)
        .map(|account| account.scoped_id.clone())
        .unwrap_or_default();
    let flat = world.settings.flat_instagram_tokens;
    drop(world);
    app.touch("");
    Answer::json(if flat {
        let number = user
            .parse::<u64>()
            .map_or_else(|_| json!(user), |user| json!(user));
        json!({"access_token": token, "user_id": number, "permissions": code.scopes})
    } else {
        json!({"data": [{"access_token": token, "user_id": user, "permissions": code.scopes.join(",")}]})
    })
}

/// `GET /access_token`: a token of an hour for one of sixty days.
pub(super) fn lengthen(
    app: &App,
    played: &InstagramApp,
    call: &Call,
) -> Result<Answer, GraphError> {
    grant(call, "ig_exchange_token")?;
    if call.text("client_secret").as_deref() != Some(played.app_secret.as_str()) {
        return Err(GraphError::instagram(
            400,
            1,
            None,
            "Error validating client secret.",
        ));
    }
    let held = token(app, call)?;
    if held.long {
        return Err(GraphError::instagram(
            400,
            452,
            None,
            "Session key invalid. This could be because the session key has an incorrect format, or because the user has \
             revoked this session",
        ));
    }
    Ok(issue(app, &held))
}

/// `GET /refresh_access_token`: sixty days from now. The one before lives out its own.
pub(super) fn refresh(app: &App, call: &Call) -> Result<Answer, GraphError> {
    grant(call, "ig_refresh_token")?;
    let held = token(app, call)?;
    let refused = |words: &str| GraphError::instagram(400, 100, None, &format!("(#100) {words}"));
    if !held.long {
        return Err(refused("Only a long-lived access token can be refreshed"));
    }
    if app.now() - held.issued_at < AGE_MS {
        return Err(refused(
            "The access token must be at least 24 hours old to be refreshed",
        ));
    }
    Ok(issue(app, &held))
}

fn grant(call: &Call, wanted: &str) -> Result<(), GraphError> {
    if call.text("grant_type").as_deref() == Some(wanted) {
        return Ok(());
    }
    Err(GraphError::param(format!(
        "Invalid grant_type: {wanted} is expected"
    )))
}

fn token(app: &App, call: &Call) -> Result<Token, GraphError> {
    let given = call.text("access_token").or_else(|| call.bearer.clone());
    auth::alive(app, &given.unwrap_or_default())
}

fn issue(app: &App, held: &Token) -> Answer {
    let now = app.now();
    let token = app.world().instagram.plant_token(Token {
        issued_at: now,
        expires_at: now + LONG_MS,
        long: true,
        ..held.clone()
    });
    app.touch("");
    let answer: Value =
        json!({"access_token": token, "token_type": "bearer", "expires_in": LONG_MS / 1000});
    Answer::json(answer)
}
