//! What the phone's Instagram shows: a conversation, a story, posts with comments.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Response};
use http::header;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Done, Refusal};
use crate::app::App;
use crate::instagram::{customer, pictures};
use crate::world::instagram::{Direct, DirectMessage, Post, key};
use crate::world::{Customer, Side, World};

/// Where the page looks.
#[derive(Deserialize)]
pub(super) struct Look {
    #[serde(default)]
    account: String,
    customer: String,
}

/// `GET /_sandbox/instagram/phone?account=&customer=`: everything at once. Without an account the first.
pub(super) async fn view(State(app): State<Arc<App>>, Query(look): Query<Look>) -> Done {
    let now = app.now();
    let world = app.world();
    let person = world
        .customers
        .get(&look.customer)
        .ok_or_else(|| Refusal::absent("such person"))?;
    let ordered = world.instagram.ordered();
    let chosen = ordered
        .iter()
        .find(|account| account.id == look.account)
        .or_else(|| ordered.first());
    let Some(chosen) = chosen else {
        return Ok(Json(json!({"accounts": []})));
    };
    let direct = |account: &str| world.instagram.directs.get(&key(account, &person.id));
    let accounts: Vec<Value> = ordered
        .iter()
        .map(|account| {
            json!({"id": account.id, "username": account.username, "name": account.name,
                "unread": direct(&account.id).map_or(0, unread)})
        })
        .collect();
    let talk = direct(&chosen.id);
    let messages: Vec<Value> = talk
        .into_iter()
        .flat_map(|direct| &direct.messages)
        .map(|message| shown(&world, message))
        .collect();
    let posts: Vec<Value> = world
        .instagram
        .posts_of(&chosen.id)
        .into_iter()
        .map(|post| with_comments(&world, post, person))
        .collect();
    Ok(Json(json!({
        "now": now, "accounts": accounts, "handle": person.handle(),
        "account": {"id": chosen.id, "username": chosen.username, "name": chosen.name,
            "followers": chosen.followers, "story_id": chosen.story_id, "told": !chosen.subscribed.is_empty()},
        "messages": messages, "typing": talk.is_some_and(|direct| now < direct.typing_until),
        "request": talk.is_some_and(|direct| direct.last_inbound_at.is_none() && !direct.messages.is_empty()),
        "posts": posts,
    })))
}

fn unread(direct: &Direct) -> usize {
    let unseen = |message: &&DirectMessage| message.from == Side::Business && !message.seen;
    direct.messages.iter().filter(unseen).count()
}

fn shown(world: &World, message: &DirectMessage) -> Value {
    let comment = message.comment.as_ref();
    let comment = comment.map(|id| world.instagram.comments.get(id));
    json!({
        "id": message.id, "from": message.from, "at": message.at, "text": message.text, "parts": message.parts,
        "reply_to": message.reply_to, "story": message.story, "reactions": message.reactions,
        "comment": comment.map(|found| found.map(|found| found.text.clone()).unwrap_or_default()),
        "edits": message.edits, "deleted": message.deleted, "seen": message.seen,
    })
}

fn with_comments(world: &World, post: &Post, person: &Customer) -> Value {
    let mut comments: Vec<_> = world
        .instagram
        .comments
        .values()
        .filter(|comment| comment.post == post.id)
        // What is hidden is seen by whoever wrote it.
        .filter(|comment| !comment.hidden || comment.person.as_ref() == Some(&person.id))
        .collect();
    comments.sort_by_key(|comment| comment.at);
    let comments: Vec<Value> = comments
        .into_iter()
        .map(|comment| {
            let (_, username) = world.commenter(comment);
            json!({"id": comment.id, "parent": comment.parent, "at": comment.at, "text": comment.text,
                "username": username, "person": comment.person, "business": comment.person.is_none(),
                "mine": comment.person.as_ref() == Some(&person.id)})
        })
        .collect();
    json!({"id": post.id, "at": post.at, "caption": post.caption, "likes": post.likes, "comments": comments})
}

/// `POST /_sandbox/instagram/phone/seen`: the page shows this conversation.
pub(super) async fn seen(State(app): State<Arc<App>>, Json(look): Json<Look>) -> Done {
    customer::seen(&app, &look.account, &look.customer);
    Ok(Json(json!({"ok": true})))
}

/// `GET /_sandbox/instagram/pictures/{name}`: a picture of a post, a story or an account.
pub(super) async fn picture(State(app): State<Arc<App>>, Path(name): Path<String>) -> Response {
    let drawn = name.contains(':').then(|| pictures::file(&app, &name));
    match drawn.flatten() {
        Some((mime, bytes)) => {
            let headers = [
                (header::CONTENT_TYPE, mime),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
                (header::CACHE_CONTROL, "private, max-age=3600".to_owned()),
            ];
            (headers, bytes).into_response()
        }
        None => Refusal::absent("such picture").into_response(),
    }
}
