//! The sign-up dialog's own calls: what it offers, whether a number is free, and its end.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::json;

use super::{Done, Refusal};
use crate::app::App;
use crate::dialog;
use crate::world::{Ending, NumberChoice, PERSON_NAME, SCOPES, SignUp, is_phone};

/// `GET /_sandbox/signup`: what can be chosen. Makes nothing.
pub(super) async fn offer(State(app): State<Arc<App>>) -> Done {
    let mut offer = app.world().sign_up_offer();
    offer["app"] = json!({"id": app.config.app_id, "name": "Sandbox app"});
    offer["person"] = json!(PERSON_NAME);
    offer["scopes"] = json!(SCOPES);
    Ok(Json(offer))
}

/// A number that somebody enters.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entered {
    display: String,
}

/// `POST /_sandbox/signup/number`: whether it can be had. The code on its way to it is always 123456.
pub(super) async fn number(State(app): State<Arc<App>>, Json(entered): Json<Entered>) -> Done {
    let taken = app.world().has_phone(&entered.display);
    Ok(Json(
        json!({"well_formed": is_phone(&entered.display), "taken": taken}),
    ))
}

/// What was chosen, and how it ends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Finish {
    client_id: String,
    redirect_uri: String,
    #[serde(default)]
    account: Option<String>,
    #[serde(default)]
    business: Option<String>,
    name: String,
    number: NumberChoice,
    ending: Ending,
}

/// `POST /_sandbox/signup/finish`: makes what is new; answers the message and the code that the dialog tells.
pub(super) async fn finish(State(app): State<Arc<App>>, Json(wish): Json<Finish>) -> Done {
    if let Some(problem) = dialog::refused(&app, &wish.client_id, &wish.redirect_uri) {
        return Err(Refusal::wrong(problem.words()));
    }
    let chosen = SignUp {
        account: wish.account,
        business: wish.business,
        name: wish.name,
        number: wish.number,
        ending: wish.ending,
        redirect_uri: wish.redirect_uri,
    };
    let now = app.now();
    let told = app.world().sign_up(chosen, now).map_err(Refusal::wrong)?;
    app.touch("");
    Ok(Json(told))
}
