//! Tokens: exchange of sign-up codes, inspection, `me`.

use serde_json::{Value, json};

use super::auth::Who;
use super::call::{Answer, Call};
use super::fields::project;
use super::person;
use crate::app::App;
use crate::error::GraphError;
use crate::world::PERSON_NAME;

/// `/oauth/access_token`: a sign-up code or the app's own credentials for a token.
pub(crate) fn exchange(app: &App, call: &Call) -> Result<Answer, GraphError> {
    let text = |key: &str| call.text(key).unwrap_or_default();
    if text("client_id") != app.config.app_id {
        return Err(GraphError::token(
            "Error validating application. Invalid application ID.",
            None,
        ));
    }
    if text("client_secret") != app.config.app_secret {
        return Err(GraphError {
            http: 400,
            code: 1,
            ..GraphError::token("Error validating client secret.", None)
        });
    }
    if text("grant_type") == "client_credentials" {
        let token = format!("{}|{}", app.config.app_id, app.config.app_secret);
        return Ok(Answer::json(
            json!({"access_token": token, "token_type": "bearer"}),
        ));
    }
    if text("grant_type") == "fb_exchange_token" {
        return person::lengthen(app, &text("fb_exchange_token"));
    }
    let now = app.now();
    let mut world = app.world();
    let wrong = |message: &str| GraphError {
        http: 400,
        subcode: Some(36_007),
        ..GraphError::param(message)
    };
    let code = world
        .codes
        .get_mut(&text("code"))
        .ok_or_else(|| wrong("Invalid verification code format."))?;
    if code.used {
        return Err(GraphError {
            subcode: Some(36_009),
            ..wrong("This authorization code has been used.")
        });
    }
    if now >= code.expires_at {
        return Err(GraphError {
            subcode: Some(36_007),
            ..wrong("This authorization code has expired.")
        });
    }
    // One attempt, whatever comes of it.
    code.used = true;
    let code = code.clone();
    if let Some(given_to) = &code.redirect_uri
        && call.text("redirect_uri").as_ref() != Some(given_to)
    {
        return Err(GraphError {
            subcode: Some(36_008),
            ..wrong("redirect_uri must be the very address that the dialog was opened with.")
        });
    }
    let token = code.token;
    if let Some(agreed) = &code.agreed {
        let lives = world.plant_person_token(&token, agreed, now);
        drop(world);
        app.touch("");
        return Ok(Answer::json(
            json!({"access_token": token, "token_type": "bearer", "expires_in": lives}),
        ));
    }
    world.plant_token(&token, &code.waba_id, now);
    drop(world);
    app.touch("");
    Ok(Answer::json(
        json!({"access_token": token, "token_type": "bearer"}),
    ))
}

/// `GET /debug_token`. Needs the app's own token or one that lives.
pub(crate) fn inspect(app: &App, call: &Call, who: &Who) -> Result<Answer, GraphError> {
    let input = call
        .text("input_token")
        .ok_or_else(|| GraphError::param("The parameter input_token is required."))?;
    let now = app.now();
    let world = app.world();
    let Some(token) = world.tokens.get(&input) else {
        let error = json!({"code": 190, "message": "Invalid OAuth access token."});
        return Ok(Answer::json(
            json!({"data": {"error": error, "is_valid": false, "scopes": []}}),
        ));
    };
    if let Who::Token(own) = who
        && *own != input
        && !token.wabas.iter().any(|waba| world.may(own, waba))
    {
        return Err(GraphError::permission(
            "The token may not inspect this token.",
        ));
    }
    let expired = token.expires_at.is_some_and(|at| now >= at);
    let mut wabas = token.wabas.clone();
    wabas
        .sort_by_key(|id| std::cmp::Reverse(world.wabas.get(id).map_or(0, |waba| waba.created_at)));
    let granular: Vec<Value> = token
        .scopes
        .iter()
        .map(|scope| {
            if scope.starts_with("whatsapp") {
                json!({"scope": scope, "target_ids": wabas})
            } else {
                json!({"scope": scope})
            }
        })
        .collect();
    let mut data = json!({
        "app_id": app.config.app_id,
        "type": if token.person.is_some() {"USER"} else {"SYSTEM_USER"},
        "application": "Sandbox app",
        "data_access_expires_at": token.person.as_ref().map_or(0, |person| person.data_until.div_euclid(1000)),
        "expires_at": token.expires_at.map_or(0, |at| at.div_euclid(1000)),
        "is_valid": !expired && !token.revoked,
        "issued_at": token.issued_at.div_euclid(1000),
        "scopes": token.scopes,
        "granular_scopes": granular,
        "user_id": token.user_id,
    });
    if expired || token.revoked {
        let (subcode, message) = if token.revoked {
            (458, "The user has not authorized application.")
        } else {
            (463, "Error validating access token: Session has expired.")
        };
        data["error"] = json!({"code": 190, "subcode": subcode, "message": message});
    }
    Ok(Answer::json(json!({"data": data})))
}

/// `GET /me`: the system user of the token.
pub(crate) fn me(app: &App, call: &Call, who: &Who) -> Result<Answer, GraphError> {
    let node = match who {
        Who::App => json!({"id": app.config.app_id, "name": "Sandbox app"}),
        Who::Token(token) => {
            let world = app.world();
            let held = world.tokens.get(token);
            let id = held.map(|token| token.user_id.clone()).unwrap_or_default();
            let name = match held.and_then(|token| token.person.as_ref()) {
                Some(_) => PERSON_NAME,
                None => "Sandbox system user",
            };
            json!({"id": id, "name": name})
        }
    };
    Ok(Answer::json(project(&node, call, &["name"], "User")?))
}
