//! What is said: direct messages and comments.

use serde::{Deserialize, Serialize};

use super::Instagram;
use crate::clock::Millis;
use crate::ids;
use crate::world::{Customer, Side, World};

/// Free answers are allowed for a day after the person's last message.
const WINDOW_MS: Millis = 24 * 3_600_000;
/// People may answer for a week, and a comment may be answered privately as long.
const WEEK_MS: Millis = 7 * 24 * 3_600_000;

/// The map key of a direct conversation, which is also what open pages are told.
pub(crate) fn key(account: &str, person: &str) -> String {
    format!("ig:{account}|{person}")
}

/// A direct conversation.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Direct {
    pub(crate) account: String,
    pub(crate) person: String,
    pub(crate) messages: Vec<DirectMessage>,
    /// When the person last wrote, which opens the window. A comment opens none.
    pub(crate) last_inbound_at: Option<Millis>,
    pub(crate) typing_until: Millis,
}

/// One direct message.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct DirectMessage {
    pub(crate) id: String,
    pub(crate) from: Side,
    pub(crate) at: Millis,
    pub(crate) text: Option<String>,
    pub(crate) parts: Vec<Part>,
    pub(crate) reply_to: Option<String>,
    pub(crate) story: Option<StoryPart>,
    /// The comment that is answered privately.
    pub(crate) comment: Option<String>,
    pub(crate) reactions: Reactions,
    pub(crate) edits: u32,
    pub(crate) deleted: bool,
    /// The other side has it on the screen.
    pub(crate) seen: bool,
}

/// Something attached.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Part {
    /// `image`, `video`, `audio`, `file`, `like_heart`, `story_mention`, …
    pub(crate) kind: String,
    /// A file of ours.
    pub(crate) media: Option<String>,
    /// An address elsewhere.
    pub(crate) url: Option<String>,
}

/// A story that a message answers.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct StoryPart {
    pub(crate) id: String,
}

/// Who reacted how.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Reactions {
    pub(crate) customer: Option<String>,
    pub(crate) business: Option<String>,
}

/// A comment, or a reply below one.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Comment {
    pub(crate) id: String,
    pub(crate) post: String,
    pub(crate) account: String,
    /// The comment it is a reply to: always one without a parent.
    pub(crate) parent: Option<String>,
    /// None: the account itself.
    pub(crate) person: Option<String>,
    pub(crate) at: Millis,
    pub(crate) text: String,
    pub(crate) hidden: bool,
    /// Answered privately already.
    pub(crate) answered: bool,
}

impl Direct {
    /// Whether anybody may write freely.
    pub(crate) fn open(&self, now: Millis) -> bool {
        self.within(now, WINDOW_MS)
    }

    /// Whether a person at the business may.
    pub(crate) fn open_for_people(&self, now: Millis) -> bool {
        self.within(now, WEEK_MS)
    }

    fn within(&self, now: Millis, span: Millis) -> bool {
        self.last_inbound_at
            .is_some_and(|at| now >= at - span && now - at < span)
    }

    /// A message of this conversation.
    pub(crate) fn message_mut(&mut self, id: &str) -> Option<&mut DirectMessage> {
        self.messages.iter_mut().find(|message| message.id == id)
    }
}

impl Comment {
    /// Whether it can still be answered privately.
    pub(crate) fn young(&self, now: Millis) -> bool {
        now - self.at < WEEK_MS
    }
}

impl Instagram {
    /// The conversation of an account and a person, made when absent.
    pub(crate) fn direct(&mut self, account: &str, person: &str) -> &mut Direct {
        self.directs
            .entry(key(account, person))
            .or_insert_with(|| Direct {
                account: account.to_owned(),
                person: person.to_owned(),
                ..Direct::default()
            })
    }

    /// A message wherever it is, with its account and person.
    pub(crate) fn message_mut(
        &mut self,
        id: &str,
    ) -> Option<((String, String), &mut DirectMessage)> {
        self.directs.values_mut().find_map(|direct| {
            let mut messages = direct.messages.iter_mut();
            let message = messages.find(|message| message.id == id)?;
            Some(((direct.account.clone(), direct.person.clone()), message))
        })
    }
}

impl World {
    /// Who wrote a comment: the id by which the account knows them, and their name.
    pub(crate) fn commenter(&self, comment: &Comment) -> (String, Option<String>) {
        if let Some(person) = comment.person.as_deref() {
            let name = self.customers.get(person).map(Customer::handle);
            (ids::igsid(&comment.account, person), name)
        } else {
            let account = self.instagram.accounts.get(&comment.account);
            let name = account.map(|account| account.username.clone());
            (comment.account.clone(), name)
        }
    }
}
