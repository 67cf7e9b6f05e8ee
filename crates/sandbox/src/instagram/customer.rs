//! What people do on their phones, and what the business does in Instagram's own app.

use serde::Deserialize;

use super::comments::place;
use super::events::{self, Pair};
use crate::app::App;
use crate::clock::Millis;
use crate::world::instagram::{Comment, Direct, DirectMessage, Part, StoryPart, key};
use crate::world::{Side, World};
use crate::{ids, sample};

/// A message can be changed for a quarter of an hour,
const EDIT_MS: Millis = 15 * 60_000;
/// and five times.
const EDITS: u32 = 5;
/// The longest comment, in characters.
const COMMENT_MAX: usize = 2_200;

/// How a message has to do with a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Story {
    /// It answers the account's story.
    Reply,
    /// The person's own story names the account.
    Mention,
}

/// A message that somebody writes.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Written {
    pub(crate) account: String,
    pub(crate) customer: String,
    pub(crate) text: Option<String>,
    /// `image`, `audio`, `video`, `file` or `like_heart`.
    pub(crate) kind: Option<String>,
    /// A file that was uploaded; none: a sample.
    pub(crate) media: Option<String>,
    pub(crate) reply_to: Option<String>,
    pub(crate) story: Option<Story>,
    /// Sandbox time instead of now.
    pub(crate) at: Option<Millis>,
}

fn known(world: &World, account: &str, person: &str) -> Result<(), String> {
    if !world.instagram.accounts.contains_key(account) {
        return Err(format!("there is no Instagram account {account}"));
    }
    if !world.customers.contains_key(person) {
        return Err(format!("there is no person {person}"));
    }
    Ok(())
}

/// A person writes to an account. Answers the message's id.
pub(crate) fn write(app: &App, written: &Written) -> Result<String, String> {
    say(app, written, Side::Customer)
}

/// The business writes in Instagram's own app.
pub(crate) fn by_hand(app: &App, written: &Written) -> Result<String, String> {
    if written.story.is_some() {
        return Err("a business does not answer its own story".to_owned());
    }
    say(app, written, Side::Business)
}

fn say(app: &App, written: &Written, from: Side) -> Result<String, String> {
    let now = written.at.unwrap_or_else(|| app.now());
    let message = {
        let mut world = app.world();
        known(&world, &written.account, &written.customer)?;
        let message = composed(&mut world, written, (from, now))?;
        let direct = world.instagram.direct(&written.account, &written.customer);
        if from == Side::Customer {
            direct.last_inbound_at = direct.last_inbound_at.max(Some(now));
        }
        direct.messages.push(message.clone());
        message
    };
    app.touch(&key(&written.account, &written.customer));
    let pair = Pair {
        account: &written.account,
        person: &written.customer,
    };
    pair.message(app, &message);
    Ok(message.id)
}

fn composed(
    world: &mut World,
    written: &Written,
    (from, now): (Side, Millis),
) -> Result<DirectMessage, String> {
    let text = written.text.clone().filter(|text| !text.trim().is_empty());
    let mut parts = Vec::new();
    if let Some(kind) = &written.kind {
        parts.push(part(world, written, kind, now)?);
    }
    let mut story = None;
    match written.story {
        Some(Story::Mention) => parts.push(Part {
            kind: "story_mention".to_owned(),
            ..Part::default()
        }),
        Some(Story::Reply) => {
            let account = world.instagram.accounts.get(&written.account);
            story = account.map(|account| StoryPart {
                id: account.story_id.clone(),
            });
        }
        None => {}
    }
    if text.is_none() && parts.is_empty() {
        return Err("there is nothing to send".to_owned());
    }
    if let Some(mid) = &written.reply_to {
        let direct = world.instagram.direct(&written.account, &written.customer);
        direct
            .message_mut(mid)
            .ok_or("the message replied to is not in this conversation")?;
    }
    Ok(DirectMessage {
        id: ids::direct(&written.account),
        from,
        at: now,
        text,
        parts,
        reply_to: written.reply_to.clone(),
        story,
        by_hand: from == Side::Business,
        ..DirectMessage::default()
    })
}

fn part(world: &mut World, written: &Written, kind: &str, now: Millis) -> Result<Part, String> {
    let bare = Part {
        kind: kind.to_owned(),
        ..Part::default()
    };
    if kind == "like_heart" {
        return Ok(bare);
    }
    if !["image", "audio", "video", "file"].contains(&kind) {
        return Err(format!("there is no kind {kind}"));
    }
    let media = match &written.media {
        Some(id) if world.media.contains_key(id) => id.clone(),
        Some(_) => return Err("there is no such media id".to_owned()),
        None => {
            let sample = if kind == "file" { "document" } else { kind };
            sample::plant(world, sample, now)
                .ok_or("there is no sample for this kind; give a media id")?
        }
    };
    Ok(Part {
        media: Some(media),
        ..bare
    })
}

/// What happens to a message later.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(crate) enum Act {
    /// The person changes it.
    Edit { text: String },
    /// The person takes it back.
    Unsend,
    /// The person reacts to it; without an emoji not any more.
    React { emoji: Option<String> },
}

/// A person does something to a message.
pub(crate) fn act(app: &App, mid: &str, act: Act) -> Result<(), String> {
    let now = app.now();
    let (account, person, message) = {
        let mut world = app.world();
        let place = world
            .instagram
            .locate(mid)
            .map(|(direct, _)| key(&direct.account, &direct.person))
            .ok_or("there is no such message")?;
        let direct = world
            .instagram
            .directs
            .get_mut(&place)
            .ok_or("there is no such message")?;
        let message = changed(direct, mid, &act, now)?;
        (direct.account.clone(), direct.person.clone(), message)
    };
    app.touch(&key(&account, &person));
    let pair = Pair {
        account: &account,
        person: &person,
    };
    match act {
        Act::Edit { .. } => pair.edit(app, &message),
        Act::Unsend => pair.unsend(app, mid),
        Act::React { emoji } => pair.reaction(app, mid, emoji.as_deref()),
    }
    Ok(())
}

fn changed(
    direct: &mut Direct,
    mid: &str,
    act: &Act,
    now: Millis,
) -> Result<DirectMessage, String> {
    let message = direct.message_mut(mid).ok_or("there is no such message")?;
    let own = message.from == Side::Customer;
    match act {
        Act::Edit { text } => {
            if !own || message.text.is_none() || message.deleted {
                return Err("only one's own words can be changed".to_owned());
            }
            if now - message.at > EDIT_MS || message.edits >= EDITS {
                return Err("a message can be changed for 15 minutes, and five times".to_owned());
            }
            if text.trim().is_empty() {
                return Err("there is nothing to send".to_owned());
            }
            message.text = Some(text.clone());
            message.edits += 1;
        }
        Act::Unsend => {
            if !own {
                return Err("only one's own messages can be taken back".to_owned());
            }
            message.deleted = true;
        }
        Act::React { emoji } => message.reactions.customer.clone_from(emoji),
    }
    Ok(message.clone())
}

/// The phone shows a conversation: what the business wrote is seen, and told once.
pub(crate) fn seen(app: &App, account: &str, person: &str) {
    let last = {
        let mut world = app.world();
        let silent = world
            .customers
            .get(person)
            .is_none_or(|person| person.receipts_off);
        let Some(direct) = world.instagram.directs.get_mut(&key(account, person)) else {
            return;
        };
        let mut last = None;
        for message in &mut direct.messages {
            if message.from == Side::Business && !message.seen {
                message.seen = true;
                last = Some(message.id.clone());
            }
        }
        last.filter(|_| !silent)
    };
    if let Some(mid) = last {
        app.touch(&key(account, person));
        Pair { account, person }.seen(app, &mid);
    }
}

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
