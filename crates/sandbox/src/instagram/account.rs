//! The account itself, and which of its events are sent to the app.

use serde_json::{Value, json};

use super::auth::Holder;
use super::pictures;
use crate::app::App;
use crate::error::GraphError;
use crate::graph::{Answer, Call, project};
use crate::world::instagram::{BASIC, COMMENTS, MESSAGES};

/// The events that can be asked for, and what must be allowed for it.
const FIELDS: [(&str, &str); 14] = [
    ("comments", COMMENTS),
    ("live_comments", COMMENTS),
    ("mentions", COMMENTS),
    ("message_echoes", MESSAGES),
    ("message_edit", MESSAGES),
    ("message_reactions", MESSAGES),
    ("messages", MESSAGES),
    ("messaging_handover", MESSAGES),
    ("messaging_optins", MESSAGES),
    ("messaging_postbacks", MESSAGES),
    ("messaging_referral", MESSAGES),
    ("messaging_seen", MESSAGES),
    ("standby", MESSAGES),
    ("story_insights", BASIC),
];

/// `GET /me`.
pub(super) fn node(app: &App, call: &Call, who: &Holder) -> Result<Answer, GraphError> {
    who.must_have(BASIC)?;
    let world = app.world();
    let account = world
        .instagram
        .account(&who.account)
        .ok_or_else(|| GraphError::unknown_object("get", &who.account))?;
    let posts = world
        .instagram
        .posts
        .values()
        .filter(|post| post.account == account.id)
        .count();
    let shown = json!({
        "id": account.scoped_id, "user_id": account.id, "username": account.username, "name": account.name,
        "account_type": account.sort, "media_count": posts, "followers_count": account.followers,
        "follows_count": 180, "biography": null,
        "profile_picture_url": pictures::address(app, &format!("account:{}", account.id)),
    });
    let default = ["username"];
    Ok(Answer::json(project(&shown, call, &default, "IGUser")?))
}

/// `POST /{id}/subscribed_apps`: from now on these events of the account are sent.
pub(super) fn subscribe(
    app: &App,
    call: &Call,
    who: &Holder,
    id: &str,
) -> Result<Answer, GraphError> {
    who.must_be(app, "POST", id)?;
    let wanted = wanted(call)?;
    for field in &wanted {
        let known = FIELDS.iter().find(|(name, _)| name == field);
        let (_, scope) = known.ok_or_else(|| unknown_field(field))?;
        who.must_have(scope)?;
    }
    if let Some(account) = app.world().instagram.accounts.get_mut(&who.account) {
        account.subscribed = wanted;
    }
    app.touch("");
    Ok(Answer::success())
}

fn wanted(call: &Call) -> Result<Vec<String>, GraphError> {
    let names: Vec<String> = match call.params.get("subscribed_fields") {
        Some(Value::Array(names)) => names
            .iter()
            .filter_map(|name| name.as_str().map(str::to_owned))
            .collect(),
        Some(Value::String(names)) => names
            .split(',')
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect(),
        _ => Vec::new(),
    };
    if names.is_empty() {
        return Err(GraphError::param(
            "The parameter subscribed_fields is required.",
        ));
    }
    Ok(names)
}

fn unknown_field(field: &str) -> GraphError {
    let all: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).collect();
    GraphError::param(format!(
        "Param subscribed_fields[0] must be one of {{{}}} - got \"{field}\".",
        all.join(", ")
    ))
}

/// `GET /{id}/subscribed_apps`.
pub(super) fn subscriptions(app: &App, who: &Holder, id: &str) -> Result<Answer, GraphError> {
    who.must_be(app, "GET", id)?;
    let world = app.world();
    let fields = world
        .instagram
        .account(&who.account)
        .map(|account| account.subscribed.clone())
        .unwrap_or_default();
    let played = app.config.instagram.as_ref();
    let app_id = played.map(|played| played.app_id.clone());
    Ok(Answer::json(if fields.is_empty() {
        json!({"data": []})
    } else {
        json!({"data": [{"id": app_id, "subscribed_fields": fields}]})
    }))
}

/// `DELETE /{id}/subscribed_apps`.
pub(super) fn unsubscribe(app: &App, who: &Holder, id: &str) -> Result<Answer, GraphError> {
    who.must_be(app, "DELETE", id)?;
    if let Some(account) = app.world().instagram.accounts.get_mut(&who.account) {
        account.subscribed.clear();
    }
    app.touch("");
    Ok(Answer::success())
}
