//! `POST /{account}/messages`: direct messages, private replies to comments, reactions and signs.

use serde_json::{Value, json};

use super::auth::Holder;
use super::content::{self, Content, object};
use super::events::Pair;
use crate::app::App;
use crate::clock::Millis;
use crate::error::GraphError;
use crate::graph::{Answer, Call};
use crate::ids;
use crate::world::instagram::{DirectMessage, MESSAGES, key};
use crate::world::{Side, World};

/// How long a person sees that an answer is being written.
const TYPING_MS: Millis = 20_000;

/// Sends what the body says.
pub(super) fn send(app: &App, call: &Call, who: &Holder, id: &str) -> Result<Answer, GraphError> {
    who.must_be(app, "POST", id)?;
    who.must_have(MESSAGES)?;
    let recipient = object(&call.params, "recipient");
    if let Some(comment) = text(&recipient["comment_id"]) {
        return private_reply(app, call, who, &comment);
    }
    let igsid =
        text(&recipient["id"]).ok_or_else(|| GraphError::param("Param recipient is required"))?;
    let person = person(&app.world(), &who.account, &igsid)?;
    let pair = Pair {
        account: &who.account,
        person: &person,
    };
    match call.text("sender_action") {
        Some(action) => sign(app, call, pair, &action),
        None => message(app, call, pair),
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Whom the account knows by this id.
pub(super) fn person(world: &World, account: &str, igsid: &str) -> Result<String, GraphError> {
    world
        .customers
        .keys()
        .find(|person| ids::igsid(account, person) == igsid)
        .cloned()
        .ok_or_else(|| {
            GraphError::instagram(
                400,
                100,
                Some(2_534_014),
                "(#100) The requested user cannot be found.",
            )
        })
}

fn message(app: &App, call: &Call, pair: Pair<'_>) -> Result<Answer, GraphError> {
    let now = app.now();
    let content = content::read(app, pair.account, &object(&call.params, "message"))?;
    let reply_to = text(&object(&call.params, "reply_to")["mid"]);
    {
        let mut world = app.world();
        let approved = world.settings.human_agent;
        let direct = world.instagram.direct(pair.account, pair.person);
        let as_person = match call.text("tag").as_deref() {
            None => false,
            Some("HUMAN_AGENT") if approved => true,
            Some("HUMAN_AGENT") => {
                return Err(GraphError::instagram(
                    400,
                    100,
                    Some(2_018_276),
                    "(#100) Cannot tag this message as HUMAN_AGENT: the Human Agent feature is not approved for this app.",
                ));
            }
            Some(_) => return Err(GraphError::param("Param tag must be one of {HUMAN_AGENT}")),
        };
        let allowed = direct.open(now) || (as_person && direct.open_for_people(now));
        if !allowed {
            return Err(closed());
        }
        if let Some(mid) = &reply_to
            && direct.message_mut(mid).is_none()
        {
            return Err(GraphError::param("The message replied to cannot be found"));
        }
    }
    let sent = DirectMessage {
        reply_to,
        ..written(pair.account, content, now)
    };
    Ok(deliver(app, pair, &sent))
}

/// Nobody may write any more.
fn closed() -> GraphError {
    GraphError::instagram(
        403,
        10,
        Some(2_534_022),
        "(#10) This message is sent outside of allowed window.",
    )
}

fn written(account: &str, content: Content, now: Millis) -> DirectMessage {
    DirectMessage {
        id: ids::direct(account),
        from: Side::Business,
        at: now,
        text: content.text,
        parts: content.parts,
        ..DirectMessage::default()
    }
}

/// Into the conversation, and told back as an echo.
fn deliver(app: &App, pair: Pair<'_>, message: &DirectMessage) -> Answer {
    {
        let mut world = app.world();
        let direct = world.instagram.direct(pair.account, pair.person);
        direct.typing_until = 0;
        direct.messages.push(message.clone());
    }
    app.touch(&key(pair.account, pair.person));
    pair.message(app, message);
    Answer::json(json!({"recipient_id": pair.igsid(), "message_id": message.id}))
}

/// A comment is answered privately: once, within seven days.
fn private_reply(
    app: &App,
    call: &Call,
    who: &Holder,
    comment: &str,
) -> Result<Answer, GraphError> {
    let now = app.now();
    let content = content::read(app, &who.account, &object(&call.params, "message"))?;
    let person = {
        let mut world = app.world();
        let refused = || {
            GraphError::instagram(
                400,
                100,
                Some(2_534_025),
                "(#100) The comment is invalid for a private reply.",
            )
        };
        let found = world
            .instagram
            .comments
            .get_mut(comment)
            .filter(|found| found.account == who.account)
            .ok_or_else(refused)?;
        let person = found.person.clone().ok_or_else(refused)?;
        if found.answered || !found.young(now) {
            return Err(refused());
        }
        found.answered = true;
        person
    };
    let pair = Pair {
        account: &who.account,
        person: &person,
    };
    let sent = DirectMessage {
        comment: Some(comment.to_owned()),
        ..written(&who.account, content, now)
    };
    Ok(deliver(app, pair, &sent))
}

/// What is no message: that somebody writes, has read, likes.
fn sign(app: &App, call: &Call, pair: Pair<'_>, action: &str) -> Result<Answer, GraphError> {
    let now = app.now();
    let mut world = app.world();
    let direct = world.instagram.direct(pair.account, pair.person);
    match action {
        "typing_on" => direct.typing_until = now + TYPING_MS,
        "typing_off" => direct.typing_until = 0,
        "mark_seen" => {
            for message in &mut direct.messages {
                message.seen |= message.from == Side::Customer;
            }
        }
        "react" | "unreact" => {
            if !direct.open_for_people(now) {
                return Err(closed());
            }
            let payload = object(&call.params, "payload");
            let mid = text(&payload["message_id"]).unwrap_or_default();
            let emoji = match (action, payload["reaction"].as_str()) {
                ("unreact", _) => None,
                (_, Some("love")) => Some("\u{2764}\u{fe0f}".to_owned()),
                _ => return Err(GraphError::param("Param payload[reaction] must be love")),
            };
            let message = direct
                .message_mut(&mid)
                .ok_or_else(|| GraphError::param("The message cannot be found"))?;
            message.reactions.business = emoji;
        }
        _ => {
            return Err(GraphError::param(
                "Param sender_action must be one of {mark_seen, react, typing_off, typing_on, unreact}",
            ));
        }
    }
    drop(world);
    app.touch(&key(pair.account, pair.person));
    Ok(Answer::json(json!({"recipient_id": pair.igsid()})))
}
