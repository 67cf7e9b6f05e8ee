//! Accounts, numbers, tokens and sign-up codes.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Done, Refusal};
use crate::app::App;
use crate::config::{SeedNumber, SeedTemplate, SeedWaba};
use crate::ids;
use crate::world::{CODE_MS, Token, Waba, World};

/// Many accounts at once, each with a number, a token and the same templates.
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Tenants {
    count: usize,
    prefix: String,
    templates: Vec<SeedTemplate>,
    subscribed: bool,
}

impl Default for Tenants {
    fn default() -> Self {
        Self {
            count: 1,
            prefix: "Tenant".to_owned(),
            templates: Vec::new(),
            subscribed: true,
        }
    }
}

/// `POST /_sandbox/tenants`.
pub(super) async fn tenants(State(app): State<Arc<App>>, Json(wish): Json<Tenants>) -> Done {
    if wish.count > 10_000 {
        return Err(Refusal::wrong("at most 10000 tenants at once"));
    }
    let now = app.now();
    let mut made = Vec::new();
    for at in 1..=wish.count {
        let name = format!("{} {at}", wish.prefix);
        let waba = SeedWaba {
            name: name.clone(),
            subscribed: wish.subscribed,
            templates: wish.templates.clone(),
            numbers: vec![SeedNumber {
                verified_name: name,
                ..SeedNumber::default()
            }],
            ..SeedWaba::default()
        };
        let mut world = app.world();
        let (waba_id, token) = world.plant_waba(&waba, now);
        made.push(described(&world, &waba_id, Some(token)));
    }
    app.touch("");
    Ok(Json(json!({"tenants": made})))
}

fn described(world: &World, waba_id: &str, token: Option<String>) -> Value {
    let numbers: Vec<Value> = world
        .numbers
        .values()
        .filter(|number| number.waba_id == waba_id)
        .map(|number| json!({
            "phone_number_id": number.id, "display_phone_number": number.display,
            "verified_name": number.verified_name, "status": number.status, "quality": number.quality,
            "override_callback_uri": number.override_uri, "pin": number.pin, "sms_code": number.sms_code,
        }))
        .collect();
    let waba = world
        .wabas
        .get(waba_id)
        .cloned()
        .unwrap_or_else(Waba::default);
    let token = token.or_else(|| {
        world
            .tokens
            .iter()
            .find(|(_, token)| token.wabas.iter().any(|id| id == waba_id))
            .map(|(name, _)| name.clone())
    });
    json!({
        "waba_id": waba_id, "name": waba.name, "business_id": waba.business_id, "token": token,
        "subscribed": waba.subscribed, "override_callback_uri": waba.override_uri, "numbers": numbers,
        "phone_number_id": numbers.first().map(|number| number["phone_number_id"].clone()),
    })
}

/// `GET /_sandbox/wabas`.
pub(super) async fn list(State(app): State<Arc<App>>) -> Done {
    let world = app.world();
    let all: Vec<Value> = world
        .wabas
        .keys()
        .map(|id| described(&world, id, None))
        .collect();
    Ok(Json(json!({"wabas": all})))
}

/// `POST /_sandbox/wabas`.
pub(super) async fn add_waba(State(app): State<Arc<App>>, Json(seed): Json<SeedWaba>) -> Done {
    let now = app.now();
    let mut world = app.world();
    let (waba_id, token) = world.plant_waba(&seed, now);
    let shown = described(&world, &waba_id, Some(token));
    drop(world);
    app.touch("");
    Ok(Json(shown))
}

/// `POST /_sandbox/wabas/{id}/numbers`.
pub(super) async fn add_number(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Json(seed): Json<SeedNumber>,
) -> Done {
    let now = app.now();
    let mut world = app.world();
    if !world.wabas.contains_key(&id) {
        return Err(Refusal::absent("such account"));
    }
    let number = world.plant_number(&id, &seed, now);
    drop(world);
    app.touch("");
    Ok(Json(json!({"phone_number_id": number, "waba_id": id})))
}

/// A token for accounts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TokenWish {
    wabas: Vec<String>,
    token: Option<String>,
    /// Seconds of sandbox time.
    expires_in: Option<i64>,
    scopes: Option<Vec<String>>,
}

/// `POST /_sandbox/tokens`.
pub(super) async fn add_token(State(app): State<Arc<App>>, Json(wish): Json<TokenWish>) -> Done {
    let now = app.now();
    let token = wish.token.unwrap_or_else(ids::token);
    let mut world = app.world();
    for waba in &wish.wabas {
        if !world.wabas.contains_key(waba) {
            return Err(Refusal::absent("such account"));
        }
        world.plant_token(&token, waba, now);
    }
    let held = world
        .tokens
        .get_mut(&token)
        .ok_or_else(|| Refusal::wrong("wabas must not be empty"))?;
    held.expires_at = wish.expires_in.map(|seconds| now + seconds * 1000);
    held.revoked = false;
    if let Some(scopes) = wish.scopes {
        held.scopes = scopes;
    }
    drop(world);
    app.touch("");
    Ok(Json(json!({"token": token})))
}

/// `GET /_sandbox/tokens`.
pub(super) async fn tokens(State(app): State<Arc<App>>) -> Done {
    let world = app.world();
    let all: Vec<Value> = world
        .tokens
        .iter()
        .map(|(name, token): (&String, &Token)| {
            json!({"token": name, "wabas": token.wabas,
            "expires_at": token.expires_at, "revoked": token.revoked, "scopes": token.scopes})
        })
        .collect();
    Ok(Json(json!({"tokens": all})))
}

/// Which token.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WhichToken {
    token: String,
}

/// `POST /_sandbox/tokens/revoke`.
pub(super) async fn revoke_token(
    State(app): State<Arc<App>>,
    Json(which): Json<WhichToken>,
) -> Done {
    let mut world = app.world();
    world
        .tokens
        .get_mut(&which.token)
        .ok_or_else(|| Refusal::absent("such token"))?
        .revoked = true;
    drop(world);
    app.touch("");
    Ok(Json(json!({"ok": true})))
}

/// A sign-up code for an account.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CodeWish {
    waba_id: String,
}

/// `POST /_sandbox/codes`: what the sign-up dialog would hand over. Good for 30 seconds, once.
pub(super) async fn add_code(State(app): State<Arc<App>>, Json(wish): Json<CodeWish>) -> Done {
    let now = app.now();
    let mut world = app.world();
    if !world.wabas.contains_key(&wish.waba_id) {
        return Err(Refusal::absent("such account"));
    }
    let code = world.plant_code(&wish.waba_id, None, now + CODE_MS);
    let shown = described(&world, &wish.waba_id, None);
    drop(world);
    app.touch("");
    Ok(Json(
        json!({"code": code, "waba_id": wish.waba_id, "phone_number_id": shown["phone_number_id"],
        "business_id": shown["business_id"]}),
    ))
}
