//! Facebook's login dialog: what it offers, its end, and what befalls the person's tokens later.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::json;

use super::{Done, Refusal};
use crate::app::App;
use crate::login::{self, Choice};
use crate::world::{Fate, PERSON, PERSON_NAME, SCOPES};

/// `GET /_sandbox/login`: what can be chosen. Makes nothing.
pub(super) async fn offer(State(app): State<Arc<App>>) -> Done {
    let mut offer = app.world().login_offer();
    offer["app"] = json!({"id": app.config.app_id, "name": "Sandbox app"});
    offer["person"] = json!({"id": PERSON, "name": PERSON_NAME});
    offer["scopes"] = json!(SCOPES);
    Ok(Json(offer))
}

/// `POST /_sandbox/login/finish`: answers where the browser goes.
pub(super) async fn finish(State(app): State<Arc<App>>, Json(choice): Json<Choice>) -> Done {
    let to = login::end(&app, choice).map_err(Refusal::wrong)?;
    Ok(Json(json!({"to": to})))
}

/// `POST /_sandbox/login/person`: befalls all tokens that the person gave.
pub(super) async fn change(State(app): State<Arc<App>>, Json(fate): Json<Fate>) -> Done {
    if let Fate::EndIn { days } | Fate::DataEndsIn { days } = fate
        && !(0..=3650).contains(&days)
    {
        return Err(Refusal::wrong("days must be from 0 to 3650"));
    }
    let now = app.now();
    let count = app.world().befall(&fate, now);
    app.touch("");
    Ok(Json(json!({"tokens": count})))
}
