//! What people write under posts.

use serde::Deserialize;

use super::known;
use crate::app::App;
use crate::clock::Millis;
use crate::ids;
use crate::instagram::comments::place;
use crate::instagram::events;
use crate::world::instagram::Comment;

/// The longest comment, in characters.
const COMMENT_MAX: usize = 2_200;

/// A comment under a post, or a reply below one.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Remark {
    pub(crate) customer: String,
    pub(crate) post: String,
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) parent: Option<String>,
    #[serde(default)]
    pub(crate) at: Option<Millis>,
}

/// A person comments. Answers the comment's id.
pub(crate) fn remark(app: &App, remark: Remark) -> Result<String, String> {
    let now = remark.at.unwrap_or_else(|| app.now());
    let length = remark.text.chars().count();
    if remark.text.trim().is_empty() || length > COMMENT_MAX {
        return Err(format!("a comment has 1 to {COMMENT_MAX} characters"));
    }
    let made = {
        let mut world = app.world();
        let post = world.instagram.posts.get(&remark.post);
        let account = post.ok_or("there is no such post")?.account.clone();
        known(&world, &account, &remark.customer)?;
        let parent = match &remark.parent {
            None => None,
            Some(id) => {
                let parent = world
                    .instagram
                    .comments
                    .get(id)
                    .filter(|parent| parent.post == remark.post)
                    .ok_or("there is no such comment under this post")?;
                Some(parent.parent.clone().unwrap_or_else(|| parent.id.clone()))
            }
        };
        let made = Comment {
            id: ids::instagram("1785"),
            post: remark.post,
            account,
            parent,
            person: Some(remark.customer),
            at: now,
            text: remark.text,
            ..Comment::default()
        };
        world
            .instagram
            .comments
            .insert(made.id.clone(), made.clone());
        made
    };
    app.touch(&place(&made));
    events::comment(app, &made);
    Ok(made.id)
}
