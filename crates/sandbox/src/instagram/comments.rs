//! Posts, comments under them, replies below those.

use serde_json::{Value, json};

use super::auth::Holder;
use super::{events, pictures};
use crate::app::App;
use crate::clock::Millis;
use crate::error::GraphError;
use crate::graph::{Answer, Call, page, project};
use crate::ids;
use crate::world::World;
use crate::world::instagram::{BASIC, COMMENTS, Comment, Post};

/// The longest public reply, in characters.
const TEXT_MAX: usize = 300;

/// A time as Instagram writes it.
fn time(at: Millis) -> String {
    chrono::DateTime::from_timestamp_millis(at)
        .map(|at| at.format("%Y-%m-%dT%H:%M:%S+0000").to_string())
        .unwrap_or_default()
}

/// What an id names of the holder's account: a post or a comment.
pub(super) fn node(
    app: &App,
    call: &Call,
    who: &Holder,
    id: &str,
) -> Option<Result<Answer, GraphError>> {
    let (post, comment) = {
        let world = app.world();
        let post = world.instagram.posts.get(id).cloned();
        (post, world.instagram.comments.get(id).cloned())
    };
    match (post, comment) {
        (Some(post), _) if post.account == who.account => Some(media(app, call, who, &post)),
        (_, Some(comment)) if comment.account == who.account => Some(one(app, call, who, &comment)),
        _ => None,
    }
}

fn media(app: &App, call: &Call, who: &Holder, post: &Post) -> Result<Answer, GraphError> {
    who.must_have(BASIC)?;
    if call.method != "GET" {
        return Err(GraphError::unknown_edge(&post.id));
    }
    let picture = pictures::address(app, &format!("post:{}", post.id));
    let world = app.world();
    let comments = world
        .instagram
        .comments
        .values()
        .filter(|comment| comment.post == post.id)
        .count();
    let username = world
        .instagram
        .accounts
        .get(&post.account)
        .map(|account| account.username.clone());
    let shown = json!({
        "id": post.id, "caption": post.caption, "media_type": "IMAGE", "media_product_type": post.sort,
        "media_url": picture, "thumbnail_url": null, "permalink": permalink(app, post),
        "timestamp": time(post.at), "username": username, "comments_count": comments, "like_count": post.likes,
        "is_comment_enabled": true, "shortcode": post.id,
    });
    Ok(Answer::json(project(&shown, call, &[], "IGMedia")?))
}

/// The phone, open at this post.
fn permalink(app: &App, post: &Post) -> String {
    format!(
        "{}/sandbox/phone?tab=post&account={}&post={}",
        app.base, post.account, post.id
    )
}

fn one(app: &App, call: &Call, who: &Holder, comment: &Comment) -> Result<Answer, GraphError> {
    who.must_have(COMMENTS)?;
    match call.method.as_str() {
        "GET" => {
            let world = app.world();
            let shown = described(&world, comment);
            let default = ["text", "timestamp"];
            Ok(Answer::json(project(&shown, call, &default, "IGComment")?))
        }
        "DELETE" => {
            let mut world = app.world();
            let comments = &mut world.instagram.comments;
            comments.retain(|id, one| {
                *id != comment.id && one.parent.as_deref() != Some(comment.id.as_str())
            });
            drop(world);
            app.touch(&place(comment));
            Ok(Answer::success())
        }
        "POST" => {
            let hide = call.text("hide").map(|hide| hide == "true" || hide == "1");
            let hide = hide.ok_or_else(|| GraphError::param("The parameter hide is required."))?;
            if let Some(comment) = app.world().instagram.comments.get_mut(&comment.id) {
                comment.hidden = hide;
            }
            app.touch(&place(comment));
            Ok(Answer::success())
        }
        _ => Err(GraphError::unknown_edge(&comment.id)),
    }
}

/// What open pages are told: a post changed.
pub(crate) fn place(comment: &Comment) -> String {
    format!("ig-post:{}", comment.post)
}

fn described(world: &World, comment: &Comment) -> Value {
    let (id, username) = world.commenter(comment);
    let replies: Vec<Value> = world
        .instagram
        .comments
        .values()
        .filter(|one| one.parent.as_deref() == Some(comment.id.as_str()))
        .map(|one| json!({"id": one.id, "text": one.text, "timestamp": time(one.at)}))
        .collect();
    json!({
        "id": comment.id, "text": comment.text, "timestamp": time(comment.at), "username": username,
        "from": {"id": id, "username": username}, "parent_id": comment.parent, "hidden": comment.hidden,
        "media": {"id": comment.post}, "like_count": 0, "replies": {"data": replies},
    })
}

/// `GET` and `POST` of `/{comment}/replies` and `/{post}/comments`.
pub(super) fn edge(
    app: &App,
    call: &Call,
    who: &Holder,
    (id, edge): (&str, &str),
) -> Result<Answer, GraphError> {
    who.must_have(COMMENTS)?;
    let absent = || GraphError::unknown_object(&call.method.to_lowercase(), id);
    let (post, parent) = {
        let world = app.world();
        if edge == "comments" {
            let post = world.instagram.posts.get(id);
            let post = post.filter(|post| post.account == who.account);
            (post.ok_or_else(absent)?.id.clone(), None)
        } else {
            let comment = world.instagram.comments.get(id);
            let comment = comment
                .filter(|comment| comment.account == who.account)
                .ok_or_else(absent)?;
            // Replies stand below the first comment, whichever of them they answer.
            let top = comment.parent.clone().unwrap_or_else(|| comment.id.clone());
            (comment.post.clone(), Some(top))
        }
    };
    match call.method.as_str() {
        "GET" => list(app, call, &post, parent.as_deref()),
        "POST" => {
            let text = call.text("message").unwrap_or_default();
            check(&text)?;
            let made = Comment {
                id: ids::instagram("1786"),
                post,
                account: who.account.clone(),
                parent,
                at: app.now(),
                text,
                ..Comment::default()
            };
            app.world()
                .instagram
                .comments
                .insert(made.id.clone(), made.clone());
            app.touch(&place(&made));
            events::comment(app, &made);
            Ok(Answer::json(json!({"id": made.id})))
        }
        _ => Err(absent()),
    }
}

fn check(text: &str) -> Result<(), GraphError> {
    let wrong = |words: &str| Err(GraphError::param(words));
    if text.trim().is_empty() {
        return wrong("The parameter message is required.");
    }
    let hashtags = text
        .split_whitespace()
        .filter(|word| word.len() > 1 && word.starts_with('#'));
    if text.chars().count() > TEXT_MAX {
        return wrong("A comment can have up to 300 characters");
    }
    if hashtags.count() > 4 {
        return wrong("A comment can have up to 4 hashtags");
    }
    if text.matches("https://").count() + text.matches("http://").count() > 1 {
        return wrong("A comment can have one link");
    }
    Ok(())
}

fn list(app: &App, call: &Call, post: &str, parent: Option<&str>) -> Result<Answer, GraphError> {
    let world = app.world();
    let mut found: Vec<&Comment> = world
        .instagram
        .comments
        .values()
        .filter(|one| one.post == post && one.parent.as_deref() == parent)
        .collect();
    found.sort_by_key(|one| std::cmp::Reverse(one.at));
    let items: Result<Vec<Value>, GraphError> = found
        .into_iter()
        .map(|one| {
            project(
                &described(&world, one),
                call,
                &["text", "timestamp"],
                "IGComment",
            )
        })
        .collect();
    Ok(Answer::json(page(&items?, call)?))
}
