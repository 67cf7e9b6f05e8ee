//! What people write on their phones, and what the business writes in Instagram's own app.

mod acts;
mod remark;

use serde::Deserialize;

pub(crate) use acts::{Act, act, seen};
pub(crate) use remark::{Remark, remark};

use super::events::Pair;
use crate::app::App;
use crate::clock::Millis;
use crate::world::instagram::{DirectMessage, Part, StoryPart, key};
use crate::world::{Side, World};
use crate::{ids, sample};

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
