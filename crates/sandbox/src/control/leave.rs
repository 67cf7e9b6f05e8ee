//! Whoever connected a number takes the app's permission back, or asks for deletion: Meta tells the app by a signed request.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Done, Refusal};
use crate::app::App;
use crate::wire;

/// How long the app may take to answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Which of the two.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wish {
    kind: Kind,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Deauthorize,
    DeleteData,
}

/// `POST /_sandbox/numbers/{id}/leave`: answers what the app answered, for each person whose token reaches the number.
pub(super) async fn leave(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Json(wish): Json<Wish>,
) -> Done {
    let url = match wish.kind {
        Kind::Deauthorize => app.config.deauthorize_url.clone(),
        Kind::DeleteData => app.config.deletion_url.clone(),
    }
    .ok_or_else(|| Refusal::wrong("this sandbox was told no address for that"))?;
    let people = grantors(&app, &id)?;
    if people.is_empty() {
        return Err(Refusal::wrong("nobody's token reaches this number"));
    }
    let mut answers = Vec::new();
    for user in people {
        answers.push(ask(&app, &app.config.app_secret, &url, &user).await);
    }
    Ok(Json(json!({"answers": answers})))
}

/// Whose tokens reach the number. They work no more: the permission is gone either way.
fn grantors(app: &App, number: &str) -> Result<BTreeSet<String>, Refusal> {
    let mut world = app.world();
    let waba = world
        .numbers
        .get(number)
        .map(|one| one.waba_id.clone())
        .ok_or_else(|| Refusal::absent("such number"))?;
    let mut people = BTreeSet::new();
    for token in world.tokens.values_mut() {
        if !token.revoked && token.wabas.contains(&waba) {
            token.revoked = true;
            people.insert(token.user_id.clone());
        }
    }
    drop(world);
    app.touch("");
    Ok(people)
}

/// Tells the app whose secret this is; answers what it answered.
pub(super) async fn ask(app: &App, secret: &str, url: &str, user: &str) -> Value {
    let payload = json!({
        "algorithm": "HMAC-SHA256", "issued_at": app.now().div_euclid(1000), "expires": 0, "user_id": user,
    });
    let signed = wire::signed_request(secret, &payload);
    let sent = app
        .http
        .post(url)
        .timeout(PATIENCE)
        .form(&[("signed_request", signed)])
        .send()
        .await;
    match sent {
        Ok(answer) => {
            let status = answer.status().as_u16();
            let text = answer.text().await.unwrap_or_default();
            let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
            json!({"status": status, "body": body})
        }
        Err(error) => json!({"error": error.to_string()}),
    }
}
