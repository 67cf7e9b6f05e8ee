//! What is told of by webhook: messages and what happens to them, comments.

use serde_json::{Map, Value, json};

use super::pictures;
use crate::app::App;
use crate::clock::Millis;
use crate::hooks::{Platform, Update, enqueue};
use crate::ids;
use crate::world::instagram::{Comment, DirectMessage, Part};
use crate::world::{Side, World};

/// The two of a conversation.
#[derive(Clone, Copy)]
pub(crate) struct Pair<'a> {
    pub(crate) account: &'a str,
    pub(crate) person: &'a str,
}

impl Pair<'_> {
    /// By which the account knows the person.
    pub(crate) fn igsid(&self) -> String {
        ids::igsid(self.account, self.person)
    }

    fn item(&self, from: Side, at: Millis, key: &str, what: Value) -> Value {
        let (account, person) = (json!({"id": self.account}), json!({"id": self.igsid()}));
        let (sender, recipient) = match from {
            Side::Customer => (person, account),
            Side::Business => (account, person),
        };
        let mut item = Map::new();
        item.insert("sender".into(), sender);
        item.insert("recipient".into(), recipient);
        item.insert("timestamp".into(), json!(at));
        item.insert(key.into(), what);
        Value::Object(item)
    }

    fn tell(&self, app: &App, field: &str, value: Value) {
        let event = if field == "messaging_seen" {
            "read"
        } else {
            "message"
        };
        enqueue(
            app,
            Update {
                platform: Platform::Instagram,
                waba_id: self.account.to_owned(),
                number_id: self.account.to_owned(),
                field: field.to_owned(),
                value,
                event: event.to_owned(),
                wamid: None,
                at: app.now(),
                trick: None,
            },
        );
    }

    /// Somebody wrote. What the business wrote comes back as an echo.
    pub(crate) fn message(&self, app: &App, message: &DirectMessage) {
        let told = told(app, self.account, message);
        let value = self.item(message.from, message.at, "message", told);
        self.tell(app, "messages", value);
    }

    /// The person changed what was written.
    pub(crate) fn edit(&self, app: &App, message: &DirectMessage) {
        let what = json!({"mid": message.id, "text": message.text, "num_edit": message.edits});
        let value = self.item(Side::Customer, app.now(), "message_edit", what);
        self.tell(app, "message_edit", value);
    }

    /// The person took it back.
    pub(crate) fn unsend(&self, app: &App, mid: &str) {
        let what = json!({"mid": mid, "is_deleted": true});
        let value = self.item(Side::Customer, app.now(), "message", what);
        self.tell(app, "messages", value);
    }

    /// The person reacted, or not any more.
    pub(crate) fn reaction(&self, app: &App, mid: &str, emoji: Option<&str>) {
        let what = match emoji {
            Some(emoji) => {
                json!({"mid": mid, "action": "react", "reaction": word(emoji), "emoji": emoji})
            }
            None => json!({"mid": mid, "action": "unreact"}),
        };
        let value = self.item(Side::Customer, app.now(), "reaction", what);
        self.tell(app, "message_reactions", value);
    }

    /// The person has it on the screen.
    pub(crate) fn seen(&self, app: &App, mid: &str) {
        let value = self.item(Side::Customer, app.now(), "read", json!({"mid": mid}));
        self.tell(app, "messaging_seen", value);
    }
}

/// Meta's word for a reaction.
fn word(emoji: &str) -> &'static str {
    match emoji.trim_end_matches('\u{fe0f}') {
        "\u{2764}" => "love",
        "\u{1f44d}" => "like",
        "\u{1f602}" => "smile",
        "\u{1f62e}" => "wow",
        "\u{1f622}" => "sad",
        "\u{1f621}" => "angry",
        _ => "other",
    }
}

/// A message as webhooks show it.
fn told(app: &App, account: &str, message: &DirectMessage) -> Value {
    let mut told = Map::new();
    told.insert("mid".into(), json!(message.id));
    if let Some(text) = &message.text {
        told.insert("text".into(), json!(text));
    }
    let parts: Vec<Value> = message
        .parts
        .iter()
        .map(|part| attachment(app, account, part))
        .collect();
    if !parts.is_empty() {
        told.insert("attachments".into(), json!(parts));
    }
    if let Some(story) = &message.story {
        let url = pictures::address(app, &format!("story:{}", story.id));
        told.insert(
            "reply_to".into(),
            json!({"story": {"url": url, "id": story.id}}),
        );
    } else if let Some(mid) = &message.reply_to {
        told.insert("reply_to".into(), json!({"mid": mid}));
    }
    if message.from == Side::Business {
        told.insert("is_echo".into(), json!(true));
    }
    Value::Object(told)
}

fn attachment(app: &App, account: &str, part: &Part) -> Value {
    let own = part
        .media
        .as_deref()
        .map(|media| pictures::address(app, media));
    let url = match part.kind.as_str() {
        "like_heart" => None,
        // The customer's own story: any picture will do.
        "story_mention" => {
            let world = app.world();
            let story = world.instagram.accounts.get(account);
            story.map(|account| pictures::address(app, &format!("story:{}", account.story_id)))
        }
        _ => own.or_else(|| part.url.clone()),
    };
    match url {
        Some(url) => json!({"type": part.kind, "payload": {"url": url}}),
        None => json!({"type": part.kind}),
    }
}

/// Somebody commented; the account's own comments come back too.
pub(crate) fn comment(app: &App, comment: &Comment) {
    let value = {
        let world = app.world();
        let Some(post) = world.instagram.posts.get(&comment.post) else {
            return;
        };
        let mut value = json!({
            "id": comment.id, "text": comment.text, "from": author(&world, comment),
            "media": {"id": post.id, "media_product_type": post.sort},
        });
        if let Some(parent) = &comment.parent {
            value["parent_id"] = json!(parent);
        }
        value
    };
    enqueue(
        app,
        Update {
            platform: Platform::Instagram,
            waba_id: comment.account.clone(),
            number_id: comment.account.clone(),
            field: "comments".to_owned(),
            value,
            event: "message".to_owned(),
            wamid: None,
            at: app.now(),
            trick: None,
        },
    );
}

/// Who commented, as webhooks say it.
fn author(world: &World, comment: &Comment) -> Value {
    let (id, username) = world.commenter(comment);
    let mut author = json!({"id": id, "username": username});
    if comment.person.is_none() {
        let account = world.instagram.accounts.get(&comment.account);
        author["self_ig_scoped_id"] = json!(account.map(|account| &account.scoped_id));
    }
    author
}
