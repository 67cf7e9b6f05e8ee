//! What the WhatsApp Business app tells of a number that is used there as well: what its owner writes, whom they know, and
//! what was said before the number was connected (Meta, "Onboarding WhatsApp Business app users").

use domain::dedupe::DedupeKey;
use domain::event::{AppContact, ChannelEvent, Echo, EventBody, Parsed, PastMessage, PastTold};
use domain::identity::{IdentityKind, IdentitySet};
use domain::status::DeliveryStatus;
use serde_json::Value;

use super::content;
use super::envelope::{Change, each, unreadable};
use super::message::{changed, context, provider_id};
use super::people::{self, People};
use crate::json;

/// The field `smb_message_echoes`: what the owner wrote, changed or took back in the app.
pub(super) fn echoes(change: &Change<'_>, out: &mut Parsed) {
    let people = People::of(change.value);
    each(change, "message_echoes", out, |item| {
        echo(change, &people, item)
    });
}

fn echo(change: &Change<'_>, people: &People<'_>, item: &Value) -> Result<ChannelEvent, String> {
    object(item)?;
    let id = provider_id(item);
    let kind = content::kind(item);
    let person = people.addressee(item, &own_digits(change));
    let lane = people::lane(&change.number, &person).ok_or("nobody can be told to be meant")?;
    // A change may come under an id that was used.
    let (said, body) = match changed(kind, item, &person, true) {
        Some(body) => (json::said(item, "timestamp"), body),
        None => (
            String::new(),
            EventBody::Echo(Box::new(Echo {
                provider_id: id.clone(),
                to: person,
                content: content::read(kind, item),
                context: context(item),
                topic: None,
                in_app: true,
            })),
        ),
    };
    Ok(ChannelEvent {
        route: change.number_route(),
        dedupe: DedupeKey::of(
            "wa.echo",
            &[
                change.number.as_bytes(),
                id.as_bytes(),
                kind.as_bytes(),
                said.as_bytes(),
            ],
        ),
        lane,
        at: json::time(item, "timestamp"),
        body,
        raw: item.clone(),
    })
}

/// The field `smb_app_state_sync`: the app's address book, one fact a person.
pub(super) fn contacts(change: &Change<'_>, out: &mut Parsed) {
    each(change, "state_sync", out, |item| contact(change, item));
}

fn contact(change: &Change<'_>, item: &Value) -> Result<ChannelEvent, String> {
    object(item)?;
    let inner = item.get("contact").unwrap_or(&Value::Null);
    let person = people::ids(inner, "phone_number", "user_id", "parent_user_id");
    let lane = people::lane(&change.number, &person).ok_or("it does not say who is meant")?;
    let removed = match json::text(item, "action") {
        Some("remove") => true,
        Some("add" | "edit" | "update") => false,
        _ => return Err("it does not say what was done".to_owned()),
    };
    let name = ["full_name", "first_name"]
        .into_iter()
        .find_map(|key| json::owned(inner, key));
    if !removed && name.is_none() {
        return Err("the person has no name".to_owned());
    }
    let about = item.get("metadata").unwrap_or(&Value::Null);
    Ok(ChannelEvent {
        route: change.number_route(),
        dedupe: DedupeKey::of(
            "wa.appc",
            &[change.number.as_bytes(), &json::fingerprint(item)],
        ),
        lane,
        at: json::time(about, "timestamp").or_else(|| json::time(change.entry, "time")),
        body: EventBody::AppContact(Box::new(AppContact {
            person,
            name: name.filter(|_| !removed),
        })),
        raw: item.clone(),
    })
}

/// The field `history`: messages from before, in threads by person, a part at a time. Files of the last two weeks come
/// after it, as messages of the same ids.
pub(super) fn history(change: &Change<'_>, out: &mut Parsed) {
    let pointer = format!("{}/history", change.pointer);
    match json::list(change.value, "history") {
        Ok(parts) => {
            for (index, part) in parts.into_iter().flatten().enumerate() {
                read_part(change, part, &format!("{pointer}/{index}"), out);
            }
        }
        Err(reason) => out.unreadable.push(unreadable(&pointer, &reason)),
    }
    let people = People::of(change.value);
    let own = own_digits(change);
    for list in ["messages", "message_echoes"] {
        each(change, list, out, |item| {
            let outbound = list == "message_echoes" || is_own(item, &own);
            let person = if outbound {
                people.addressee(item, &own)
            } else {
                people.sender(item).ids
            };
            past(change, item, person, outbound)
        });
    }
}

fn read_part(change: &Change<'_>, part: &Value, pointer: &str, out: &mut Parsed) {
    let about = part.get("metadata").unwrap_or(&Value::Null);
    let number = |key: &str| json::id(about, key).and_then(|text| text.parse().ok());
    let told = PastTold {
        phase: number("phase"),
        chunk: number("chunk_order"),
        progress: number("progress").map(|n: u32| n.min(100)),
        errors: json::errors(part),
    };
    match json::list(part, "threads") {
        Ok(threads) => {
            for (index, thread) in threads.into_iter().flatten().enumerate() {
                read_thread(change, thread, &format!("{pointer}/threads/{index}"), out);
            }
        }
        Err(reason) => out
            .unreadable
            .push(unreadable(&format!("{pointer}/threads"), &reason)),
    }
    let body = EventBody::PastTold(told);
    let key = DedupeKey::of(
        "wa.past.told",
        &[change.number.as_bytes(), &json::fingerprint(part)],
    );
    let mut event = change.event(change.number_route(), key, body, about);
    // What was said stands in the messages; here it would be kept once more.
    if about.is_null() {
        event.raw = part.get("errors").cloned().unwrap_or(Value::Null);
    }
    out.events.push(event);
}

fn read_thread(change: &Change<'_>, thread: &Value, pointer: &str, out: &mut Parsed) {
    let person = people::ids(thread, "id", "user_id", "parent_user_id");
    let own = own_digits(change);
    let items = match json::list(thread, "messages") {
        Ok(items) => items,
        Err(reason) => {
            out.unreadable
                .push(unreadable(&format!("{pointer}/messages"), &reason));
            return;
        }
    };
    for (index, item) in items.into_iter().flatten().enumerate() {
        match past(change, item, person.clone(), is_own(item, &own)) {
            Ok(event) => out.events.push(event),
            Err(reason) => out
                .unreadable
                .push(unreadable(&format!("{pointer}/messages/{index}"), &reason)),
        }
    }
}

fn past(
    change: &Change<'_>,
    item: &Value,
    person: IdentitySet,
    outbound: bool,
) -> Result<ChannelEvent, String> {
    object(item)?;
    let id = provider_id(item);
    let kind = content::kind(item);
    let lane = people::lane(&change.number, &person).ok_or("nobody can be told to be meant")?;
    let status = item
        .get("history_context")
        .and_then(|about| json::text(about, "status"))
        .and_then(status);
    Ok(ChannelEvent {
        route: change.number_route(),
        // A file comes after its place was told, under the same id.
        dedupe: DedupeKey::of(
            "wa.past",
            &[change.number.as_bytes(), id.as_bytes(), kind.as_bytes()],
        ),
        lane,
        at: json::time(item, "timestamp"),
        body: EventBody::Past(Box::new(PastMessage {
            provider_id: id,
            person,
            outbound,
            content: content::read(kind, item),
            context: context(item),
            status,
        })),
        raw: item.clone(),
    })
}

/// How far a message had come, in the app's words.
fn status(word: &str) -> Option<DeliveryStatus> {
    match word.to_ascii_lowercase().as_str() {
        "error" => Some(DeliveryStatus::Failed),
        word => DeliveryStatus::parse(word),
    }
}

/// Whether the business wrote it: it says so, or its sender is the number itself.
fn is_own(item: &Value, own: &str) -> bool {
    let said = item.pointer("/history_context/from_me");
    said.and_then(Value::as_bool).unwrap_or_else(|| {
        let from = json::id(item, "from").unwrap_or_default();
        !own.is_empty() && from.trim_start_matches('+') == own
    })
}

/// The number as digits.
fn own_digits(change: &Change<'_>) -> String {
    let shown = change
        .value
        .get("metadata")
        .and_then(|m| json::id(m, "display_phone_number"));
    shown
        .unwrap_or_default()
        .chars()
        .filter(char::is_ascii_digit)
        .collect()
}

fn object(item: &Value) -> Result<(), String> {
    item.is_object()
        .then_some(())
        .ok_or_else(|| "an object is expected here".to_owned())
}

impl People<'_> {
    /// To whom the business wrote. Where the two sides are swapped, as in a deletion, it is the one that is not the
    /// business.
    fn addressee(&self, item: &Value, own: &str) -> IdentitySet {
        let mut ids = people::ids(item, "to", "to_user_id", "to_parent_user_id");
        if !own.is_empty() && ids.get(IdentityKind::Phone) == Some(own) {
            ids = people::ids(item, "from", "from_user_id", "from_parent_user_id");
        }
        self.complete(ids).ids
    }
}
