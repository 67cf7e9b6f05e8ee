//! What Meta tells of accounts and numbers, each on a button, with what reading them answers afterwards.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Done, Refusal};
use crate::app::App;
use crate::flow::{self, News};

/// Which news.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wish {
    kind: String,
    /// Why a name was declined, in Meta's word.
    reason: Option<String>,
}

/// `GET /_sandbox/numbers/{id}/news`: what can be told.
pub(super) async fn list(State(app): State<Arc<App>>, Path(id): Path<String>) -> Done {
    if !app.world().numbers.contains_key(&id) {
        return Err(Refusal::absent("such number"));
    }
    let all: Vec<Value> = News::ALL
        .iter()
        .map(|news| json!({"kind": news.kind(), "field": news.field(), "title": news.title()}))
        .collect();
    Ok(Json(json!({"news": all})))
}

/// `POST /_sandbox/numbers/{id}/news`: tells it now.
pub(super) async fn tell(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Json(wish): Json<Wish>,
) -> Done {
    let news = News::parse(&wish.kind)
        .ok_or_else(|| Refusal::wrong(format!("no news are called {}", wish.kind)))?;
    let reason = wish.reason.as_deref();
    if let Some(reason) = reason.filter(|reason| !flow::NAME_REASONS.contains(reason)) {
        return Err(Refusal::wrong(format!(
            "{reason} is none of {}",
            flow::NAME_REASONS.join(", ")
        )));
    }
    if !flow::tell_news(&app, &id, news, reason) {
        return Err(Refusal::absent("such number"));
    }
    Ok(Json(json!({"ok": true, "field": news.field()})))
}
