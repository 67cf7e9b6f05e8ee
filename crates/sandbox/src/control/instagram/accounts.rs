//! Accounts, and their owner leaving.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::leave::ask;
use super::{Done, Refusal, played};
use crate::app::App;
use crate::config::SeedInstagram;
use crate::world::instagram::Account;

fn shown(app: &App, account: &Account) -> Value {
    let world = app.world();
    let posts: Vec<Value> = world
        .instagram
        .posts_of(&account.id)
        .into_iter()
        .map(|post| json!({"id": post.id, "caption": post.caption}))
        .collect();
    json!({
        "id": account.id, "scoped_id": account.scoped_id, "username": account.username, "name": account.name,
        "account_type": account.sort, "subscribed": account.subscribed, "posts": posts,
        "connected": world.instagram.connected(&account.id, app.now()),
    })
}

/// `GET /_sandbox/instagram`: the accounts. No token is in it. Without an Instagram app there are none.
pub(super) async fn list(State(app): State<Arc<App>>) -> Done {
    let accounts: Vec<Account> = app
        .world()
        .instagram
        .ordered()
        .into_iter()
        .cloned()
        .collect();
    let played = app.config.instagram.as_ref();
    let all: Vec<Value> = accounts
        .iter()
        .map(|account| shown(&app, account))
        .collect();
    Ok(Json(json!({
        "app_id": played.map(|played| &played.app_id),
        "callback": played.map(|played| &played.callback_url), "accounts": all,
    })))
}

/// `POST /_sandbox/instagram/accounts`: one more account.
pub(super) async fn add(State(app): State<Arc<App>>, Json(seed): Json<SeedInstagram>) -> Done {
    played(&app)?;
    if seed.username.is_empty() {
        return Err(Refusal::wrong("username is missing"));
    }
    let now = app.now();
    let account = {
        let mut world = app.world();
        if world.instagram.account(&seed.id).is_some() {
            return Err(Refusal::wrong("this account exists already"));
        }
        let id = world.instagram.plant_account(&seed, now);
        world.instagram.accounts.get(&id).cloned()
    };
    app.touch("");
    Ok(Json(json!(account.map(|account| shown(&app, &account)))))
}

/// How the owner leaves.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wish {
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    /// The tokens end, and nobody is told.
    Revoke,
    Deauthorize,
    DeleteData,
}

/// `POST /_sandbox/instagram/accounts/{id}/leave`: answers what the app answered.
pub(super) async fn leave(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Json(wish): Json<Wish>,
) -> Done {
    let played = played(&app)?;
    let url = match wish.kind {
        Kind::Revoke => None,
        Kind::Deauthorize => Some(played.deauthorize_url.clone()),
        Kind::DeleteData => Some(played.deletion_url.clone()),
    };
    if matches!(url, Some(None)) {
        return Err(Refusal::wrong("this sandbox was told no address for that"));
    }
    let person = {
        let mut world = app.world();
        let account = world.instagram.account(&id).cloned();
        let account = account.ok_or_else(|| Refusal::absent("such account"))?;
        if !world.instagram.revoke(&account.id) {
            return Err(Refusal::wrong("nobody's token reaches this account"));
        }
        account.scoped_id
    };
    app.touch("");
    let answers = match url.flatten() {
        Some(url) => vec![ask(&app, &played.app_secret, &url, &person).await],
        None => Vec::new(),
    };
    Ok(Json(json!({"answers": answers})))
}
