//! The three envelopes.

use domain::Time;
use domain::channel::{ChannelKind, Route, RouteScope};
use domain::dedupe::DedupeKey;
use domain::event::{ChannelEvent, EventBody, Parsed, Unreadable};
use serde_json::Value;

use super::{comment, message};
use crate::{ParseError, instagram, json};

/// Meta's name for bodies of this channel.
const OBJECT: &str = "instagram";

/// Fields whose value is what an item of `messaging` is.
const MESSAGING: &[&str] = &[
    "messages",
    "message_echoes",
    "message_edit",
    "message_reactions",
    "messaging_postbacks",
    "messaging_referral",
    "messaging_seen",
];

/// Fields that are known and concern nobody's conversation.
const ABOUT_ACCOUNT: &[&str] = &["story_insights"];

/// The account, and what its entry says about a fact.
pub(super) struct Entry<'a> {
    /// Meta's name for the body.
    object: &'a str,
    /// The account's id; empty when nothing names it, which then routes nowhere.
    pub(super) account: String,
    /// When Meta sent it, in seconds or milliseconds.
    pub(super) at: Option<Time>,
}

/// Reads a body.
pub(in crate::instagram) fn parse(bytes: &[u8]) -> Result<Parsed, ParseError> {
    let body = json::body(bytes)?;
    let mut out = Parsed::default();
    let object = json::text(&body, "object");
    match body.get("entry") {
        Some(Value::Array(entries)) => {
            for (index, entry) in entries.iter().enumerate() {
                read_entry(object, entry, &format!("/entry/{index}"), &mut out);
            }
        }
        // A lone entry without its list.
        Some(entry @ Value::Object(_)) => read_entry(object, entry, "/entry", &mut out),
        // One change and nothing around it, as the app dashboard's samples are: it names no account.
        None if json::text(&body, "field").is_some() => read_entry(object, &body, "", &mut out),
        _ => out
            .unreadable
            .push(unreadable("/entry", "a list of entries is expected here")),
    }
    Ok(out)
}

fn read_entry(object: Option<&str>, whole: &Value, pointer: &str, out: &mut Parsed) {
    if !whole.is_object() {
        out.unreadable
            .push(unreadable(pointer, "an object is expected here"));
        return;
    }
    // Some bodies leave the object out; what an entry holds tells it then.
    let object = object
        .or_else(|| json::text(whole, "object"))
        .unwrap_or(OBJECT);
    let entry = Entry {
        object,
        account: json::id(whole, "id").unwrap_or_default(),
        at: json::time(whole, "time"),
    };
    if object != OBJECT {
        out.events.push(entry.unknown(None, whole));
        return;
    }
    let mut known = false;
    for (key, kept) in [("messaging", false), ("standby", true)] {
        known |= each(whole, key, pointer, out, |item, pointer, out| {
            if kept {
                // Another app has the conversation: what it says is kept and nothing is answered.
                out.events.push(entry.unknown(Some(key), item));
            } else {
                message::read(&entry, item, pointer, out);
            }
        });
    }
    known |= each(whole, "changes", pointer, out, |change, pointer, out| {
        read_change(&entry, change, pointer, out);
    });
    if json::text(whole, "field").is_some() {
        known = true;
        read_change(&entry, whole, pointer, out);
    }
    if !known {
        out.unreadable
            .push(unreadable(pointer, "the entry says nothing that is known"));
    }
}

/// Reads each item of a list; false when the list is not there.
fn each(
    whole: &Value,
    key: &str,
    pointer: &str,
    out: &mut Parsed,
    read: impl Fn(&Value, &str, &mut Parsed),
) -> bool {
    let pointer = format!("{pointer}/{key}");
    match json::list(whole, key) {
        Ok(None) => return false,
        Ok(Some(items)) => {
            for (index, item) in items.iter().enumerate() {
                let pointer = format!("{pointer}/{index}");
                if item.is_object() {
                    read(item, &pointer, out);
                } else {
                    out.unreadable
                        .push(unreadable(&pointer, "an object is expected here"));
                }
            }
        }
        Err(reason) => out.unreadable.push(unreadable(&pointer, &reason)),
    }
    true
}

fn read_change(entry: &Entry<'_>, change: &Value, pointer: &str, out: &mut Parsed) {
    let field = json::text(change, "field").unwrap_or("");
    let value = change.get("value").unwrap_or(&Value::Null);
    let pointer = format!("{pointer}/value");
    match field {
        _ if !value.is_object() => {
            out.unreadable
                .push(unreadable(&pointer, "an object is expected here"));
        }
        "comments" | "live_comments" => match comment::read(entry, field, value) {
            Ok(event) => out.events.push(event),
            Err(reason) => out.unreadable.push(unreadable(&pointer, &reason)),
        },
        "mentions" => out.events.push(comment::mention(entry, value)),
        field if MESSAGING.contains(&field) => message::read(entry, value, &pointer, out),
        field if ABOUT_ACCOUNT.contains(&field) => out.events.push(entry.event(
            entry.any_key(Some(field), value),
            format!("a:{}", entry.account),
            EventBody::Account {
                field: field.to_owned(),
            },
            value,
        )),
        field => out.events.push(entry.unknown(Some(field), change)),
    }
}

pub(super) fn unreadable(pointer: &str, reason: &str) -> Unreadable {
    Unreadable {
        pointer: pointer.to_owned(),
        reason: reason.to_owned(),
    }
}

impl Entry<'_> {
    /// An event of this account at the entry's time.
    pub(super) fn event(
        &self,
        dedupe: DedupeKey,
        lane: String,
        body: EventBody,
        raw: &Value,
    ) -> ChannelEvent {
        ChannelEvent {
            route: Route {
                kind: ChannelKind::new(instagram::KIND),
                scope: RouteScope::Channel,
                external_id: self.account.clone(),
            },
            dedupe,
            lane,
            at: self.at,
            body,
            raw: raw.clone(),
        }
    }

    /// A key under this account.
    pub(super) fn key(&self, domain: &str, parts: &[&str]) -> DedupeKey {
        let mut all = vec![self.account.as_bytes()];
        all.extend(parts.iter().map(|p| p.as_bytes()));
        DedupeKey::of(domain, &all)
    }

    /// The key of a fact that has no id of its own.
    pub(super) fn any_key(&self, field: Option<&str>, value: &Value) -> DedupeKey {
        let print = hex::encode(json::fingerprint(value));
        self.key("ig.any", &[self.object, field.unwrap_or(""), &print])
    }

    /// The lane of a person.
    pub(super) fn lane(&self, person: &str) -> String {
        format!("p:{}:{person}", self.account)
    }

    /// What nobody here knows: stored and shown as unhandled.
    pub(super) fn unknown(&self, field: Option<&str>, part: &Value) -> ChannelEvent {
        let body = EventBody::Unknown {
            object: self.object.to_owned(),
            field: field.filter(|f| !f.is_empty()).map(str::to_owned),
        };
        let lane = format!("a:{}", self.account);
        self.event(self.any_key(field, part), lane, body, part)
    }
}
