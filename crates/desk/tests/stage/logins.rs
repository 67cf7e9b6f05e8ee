//! The stage's sign-in to profiles: what becomes of codes and of tokens, and how often each was asked for.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex};

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use serde_json::{Value, json};

/// What the provider does next.
#[derive(Debug, Default)]
struct Now {
    permissions: Option<Value>,
    flat: bool,
    used: BTreeSet<String>,
    dead: BTreeSet<String>,
    mute: bool,
    exchanges: usize,
    refreshes: usize,
    unsubscribed: Vec<String>,
    away: usize,
}

/// The provider's side of signing in. A code is called `c-{account}-{n}`, and an account's token `IGA{account}` with what
/// tells its tokens apart after a dot.
#[derive(Debug, Clone, Default)]
pub struct Logins(Arc<Mutex<Now>>);

impl Logins {
    /// What an owner agrees to from now on.
    pub fn permit(&self, permissions: Value) {
        self.0.lock().unwrap().permissions = Some(permissions);
    }

    /// Whether tokens come bare, as seen, and not in a list.
    pub fn flat(&self) {
        self.0.lock().unwrap().flat = true;
    }

    /// Whether it gives long-lived tokens at all.
    pub fn is_mute(&self, mute: bool) {
        self.0.lock().unwrap().mute = mute;
    }

    /// No token of this account is one any more.
    pub fn die(&self, account: &str) {
        self.0.lock().unwrap().dead.insert(account.to_owned());
    }

    /// How often another token was asked for.
    pub fn refreshes(&self) -> usize {
        self.0.lock().unwrap().refreshes
    }

    /// How often a code was brought.
    pub fn exchanges(&self) -> usize {
        self.0.lock().unwrap().exchanges
    }

    /// Accounts whose events are no longer sent.
    pub fn unsubscribed(&self) -> Vec<String> {
        self.0.lock().unwrap().unsubscribed.clone()
    }

    /// Whether it is there to hear it.
    pub fn unsubscribe(&self, account: &str) -> bool {
        let mut now = self.0.lock().unwrap();
        if let Some(left) = now.away.checked_sub(1) {
            now.away = left;
            return false;
        }
        now.unsubscribed.push(account.to_owned());
        true
    }

    /// Is away the next so many times that somebody wants to leave.
    pub fn leave_unheard(&self, times: usize) {
        self.0.lock().unwrap().away = times;
    }

    /// What `/me` says to this token.
    pub fn me(&self, token: &str) -> Response {
        let id = account_of(token);
        if self.0.lock().unwrap().dead.contains(id) {
            return dead();
        }
        Json(json!({
            "user_id": id, "id": format!("9{id}"), "username": "tokoangin", "name": "Toko Angin",
            "account_type": "BUSINESS", "media_count": 12,
        }))
        .into_response()
    }

    pub(super) fn router(&self) -> Router {
        Router::new()
            .route("/oauth/access_token", post(exchange))
            .route("/access_token", get(long_lived))
            .route("/refresh_access_token", get(refresh))
            .with_state(self.clone())
    }
}

fn account_of(token: &str) -> &str {
    let token = token.trim_start_matches("IGA");
    token.split('.').next().unwrap_or(token)
}

fn dead() -> Response {
    let error = json!({"error": {"message": "Error validating access token", "type": "OAuthException", "code": 190}});
    (StatusCode::UNAUTHORIZED, Json(error)).into_response()
}

type Fields = HashMap<String, String>;

async fn exchange(State(logins): State<Logins>, Form(form): Form<Fields>) -> Response {
    let mut now = logins.0.lock().unwrap();
    now.exchanges += 1;
    let code = form["code"].clone();
    let ours = form["client_secret"] == super::SECRET
        && form["grant_type"] == "authorization_code"
        && form["redirect_uri"] == super::BACK;
    let account = code
        .strip_prefix("c-")
        .and_then(|rest| rest.split('-').next());
    let (Some(account), true, true) = (account, ours, now.used.insert(code.clone())) else {
        let refused = json!({"error_type": "OAuthException", "code": 400, "error_message": "Matching code was not found or was already used"});
        return (StatusCode::BAD_REQUEST, Json(refused)).into_response();
    };
    let all = "instagram_business_basic,instagram_business_manage_messages,instagram_business_manage_comments";
    let permissions = now.permissions.clone().unwrap_or(json!(all));
    let given = json!({"access_token": format!("S{account}"), "user_id": account, "permissions": permissions});
    Json(if now.flat {
        given
    } else {
        json!({"data": [given]})
    })
    .into_response()
}

async fn long_lived(State(logins): State<Logins>, Query(asked): Query<Fields>) -> Response {
    let now = logins.0.lock().unwrap();
    let short = asked["access_token"].strip_prefix('S');
    match short {
        Some(account) if !now.mute && asked["client_secret"] == super::SECRET => {
            let token = format!("IGA{account}.{}", now.exchanges);
            Json(json!({"access_token": token, "token_type": "bearer", "expires_in": 5_183_944}))
                .into_response()
        }
        _ => StatusCode::BAD_GATEWAY.into_response(),
    }
}

async fn refresh(State(logins): State<Logins>, Query(asked): Query<Fields>) -> Response {
    let mut now = logins.0.lock().unwrap();
    now.refreshes += 1;
    let account = account_of(&asked["access_token"]).to_owned();
    if now.dead.contains(&account) {
        return dead();
    }
    if now.mute {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    let token = format!("IGA{account}.r{}", now.refreshes);
    Json(json!({"access_token": token, "token_type": "bearer", "expires_in": 5_183_944}))
        .into_response()
}
