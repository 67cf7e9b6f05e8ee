//! What people do to messages: change them, take them back, react, look at them.

use serde::Deserialize;

use crate::app::App;
use crate::clock::Millis;
use crate::instagram::events::Pair;
use crate::world::Side;
use crate::world::instagram::{DirectMessage, key};

/// A message can be changed for a quarter of an hour,
const EDIT_MS: Millis = 15 * 60_000;
/// and five times.
const EDITS: u32 = 5;

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
    let ((account, person), message) = {
        let mut world = app.world();
        let found = world.instagram.message_mut(mid);
        let (talkers, message) = found.ok_or("there is no such message")?;
        change(message, &act, now)?;
        (talkers, message.clone())
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

fn change(message: &mut DirectMessage, act: &Act, now: Millis) -> Result<(), String> {
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
    Ok(())
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
