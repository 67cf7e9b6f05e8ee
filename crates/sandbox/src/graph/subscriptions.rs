//! Where webhooks go: app callback, account override, number override. Each address is verified
//! by a GET before it is taken, as Meta does.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use super::auth::{Who, unreachable};
use super::call::{Answer, Call};
use super::registration;
use crate::app::App;
use crate::error::GraphError;
use crate::ids;

const URI_MAX: usize = 200;

/// The handshake: the address must answer the challenge, byte for byte, with 200.
async fn verify(app: &App, uri: &str, token: &str) -> Result<(), GraphError> {
    let refused = |why: String| GraphError {
        code: 2200,
        ..GraphError::param(format!(
            "Callback verification failed with the following errors: {why}"
        ))
    };
    let challenge = ids::numeric();
    let sent = app
        .http
        .get(uri)
        .timeout(Duration::from_secs(10))
        .query(&[
            ("hub.mode", "subscribe"),
            ("hub.challenge", challenge.as_str()),
            ("hub.verify_token", token),
        ])
        .send()
        .await
        .map_err(|error| refused(error.to_string()))?;
    let status = sent.status().as_u16();
    let body = sent
        .text()
        .await
        .map_err(|error| refused(error.to_string()))?;
    if status == 200 && body == challenge {
        Ok(())
    } else {
        Err(refused(format!(
            "HTTP Status Code = {status}; the challenge was not returned"
        )))
    }
}

/// Reads and verifies an override; None when there is none in the call.
async fn override_of(app: &App, given: &Value) -> Result<Option<String>, GraphError> {
    let Some(uri) = given["override_callback_uri"]
        .as_str()
        .filter(|uri| !uri.is_empty())
    else {
        return Ok(None);
    };
    if uri.chars().count() > URI_MAX || !uri.starts_with("http") {
        return Err(GraphError::param(format!(
            "Param override_callback_uri must be an address of at most {URI_MAX} characters."
        )));
    }
    let token = given["verify_token"].as_str().unwrap_or_default();
    if token.is_empty() {
        return Err(GraphError::param("The parameter verify_token is required."));
    }
    verify(app, uri, token).await?;
    Ok(Some(uri.to_owned()))
}

fn app_entry(app: &App, override_uri: Option<&str>) -> Value {
    let mut entry = json!({"whatsapp_business_api_data": {
        "id": app.config.app_id,
        "link": format!("https://www.facebook.com/games/?app_id={}", app.config.app_id),
        "name": "Sandbox app",
    }});
    if let Some(uri) = override_uri {
        entry["override_callback_uri"] = json!(uri);
    }
    entry
}

/// `POST /{waba}/subscribed_apps`. Without an override an earlier one is removed.
pub(crate) async fn subscribe(
    app: &Arc<App>,
    call: &Call,
    who: &Who,
    id: &str,
) -> Result<Answer, GraphError> {
    if !app.world().wabas.contains_key(id) {
        return Err(unreachable("POST", id));
    }
    who.must_reach(app, id, "POST", id)?;
    let uri = override_of(app, &Value::Object(call.params.clone())).await?;
    if let Some(waba) = app.world().wabas.get_mut(id) {
        waba.subscribed = true;
        waba.override_uri.clone_from(&uri);
    }
    app.touch("");
    let mut answer = json!({"success": true});
    if let Some(uri) = &uri {
        answer["data"] = json!([app_entry(app, Some(uri))]);
    }
    Ok(Answer::Json(answer, Some(id.to_owned())))
}

/// `GET /{waba}/subscribed_apps`.
pub(super) fn list(app: &App, id: &str) -> Result<Answer, GraphError> {
    let world = app.world();
    let waba = world.wabas.get(id).ok_or_else(|| unreachable("GET", id))?;
    let data: Vec<Value> = if waba.subscribed {
        vec![app_entry(app, waba.override_uri.as_deref())]
    } else {
        Vec::new()
    };
    Ok(Answer::Json(json!({"data": data}), Some(id.to_owned())))
}

/// `DELETE /{waba}/subscribed_apps`.
pub(super) fn unsubscribe(app: &App, id: &str) -> Answer {
    if let Some(waba) = app.world().wabas.get_mut(id) {
        waba.subscribed = false;
        waba.override_uri = None;
    }
    app.touch("");
    Answer::Json(json!({"success": true}), Some(id.to_owned()))
}

/// `POST /{phone_number_id}`: webhook override, PIN, name.
pub(crate) async fn number(
    app: &Arc<App>,
    call: &Call,
    who: &Who,
    id: &str,
) -> Result<Answer, GraphError> {
    let waba_id = app
        .world()
        .numbers
        .get(id)
        .map(|number| number.waba_id.clone())
        .unwrap_or_default();
    who.must_reach(app, &waba_id, "POST", id)?;
    registration::change_pin(app, call, id)?;
    registration::ask_for_name(app, call, id)?;
    if let Some(configuration) = call.params.get("webhook_configuration") {
        // An empty address removes the override; none at all is a mistake.
        if configuration
            .get("override_callback_uri")
            .is_none_or(|uri| !uri.is_string())
        {
            return Err(GraphError::param(
                "The parameter webhook_configuration['override_callback_uri'] is required.",
            ));
        }
        let uri = override_of(app, configuration).await?;
        if let Some(number) = app.world().numbers.get_mut(id) {
            number.override_uri = uri;
        }
    }
    app.touch("");
    Ok(Answer::Json(json!({"success": true}), Some(waba_id)))
}

/// `POST /{app_id}/subscriptions`: the app's own callback.
pub(crate) async fn app(
    app: &Arc<App>,
    call: &Call,
    who: &Who,
    id: &str,
) -> Result<Answer, GraphError> {
    if *who != Who::App || id != app.config.app_id {
        return Err(GraphError::path(
            "An app access token is required to request this resource.",
        ));
    }
    let uri = call
        .text("callback_url")
        .ok_or_else(|| GraphError::param("The parameter callback_url is required."))?;
    verify(app, &uri, &call.text("verify_token").unwrap_or_default()).await?;
    app.world().callback = Some(uri);
    app.touch("");
    Ok(Answer::success())
}
