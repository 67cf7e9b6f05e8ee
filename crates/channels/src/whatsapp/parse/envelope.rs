//! The envelope: entries of accounts, changes of fields, and in the field `messages` the single facts.

use domain::channel::{ChannelKind, Route, RouteScope};
use domain::dedupe::DedupeKey;
use domain::event::{ChannelEvent, EventBody, Parsed, Unreadable};
use serde_json::Value;

use super::people::People;
use super::{account, app, message, status};
use crate::json;
use crate::{ParseError, whatsapp};

/// Meta's name for bodies of this channel.
const OBJECT: &str = "whatsapp_business_account";

/// One change, with what its surroundings say about it.
pub(super) struct Change<'a> {
    /// Meta's name for the body.
    pub(super) object: &'a str,
    /// The account's id (WABA); empty when the entry has none, which then routes nowhere.
    pub(super) account: String,
    /// The entry of the account.
    pub(super) entry: &'a Value,
    /// The field, put right where Meta's own examples are wrong.
    pub(super) field: Option<&'a str>,
    /// What changed.
    pub(super) value: &'a Value,
    /// The whole change.
    pub(super) whole: &'a Value,
    /// The number's id; empty when the change names none, which then routes nowhere.
    pub(super) number: String,
    /// Where the value is in the body.
    pub(super) pointer: String,
}

/// Reads a body.
pub(in crate::whatsapp) fn parse(bytes: &[u8]) -> Result<Parsed, ParseError> {
    let body = json::body(bytes)?;
    let mut out = Parsed::default();
    let Some(object) = object(&body) else {
        out.unreadable.push(unreadable(
            "/object",
            "the body does not say what it is about",
        ));
        return Ok(out);
    };
    match body.get("entry") {
        Some(Value::Array(entries)) => {
            for (index, entry) in entries.iter().enumerate() {
                read_entry(object, entry, &format!("/entry/{index}"), &mut out);
            }
        }
        // A lone entry without its list.
        Some(entry @ Value::Object(map)) if map.contains_key("changes") => {
            read_entry(object, entry, "/entry", &mut out);
        }
        _ => out
            .unreadable
            .push(unreadable("/entry", "a list of entries is expected here")),
    }
    Ok(out)
}

/// What the body is about. Some of Meta's examples leave the word out or put it into the entry; what only WhatsApp
/// says tells it then.
fn object(body: &Value) -> Option<&str> {
    let entries = || {
        body.get("entry")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
    };
    let ours = |change: &Value| {
        let value = change.get("value").unwrap_or(&Value::Null);
        json::text(value, "messaging_product") == Some("whatsapp")
            || value.get("waba_info").is_some()
    };
    let told = || {
        entries()
            .filter_map(|entry| entry.get("changes").and_then(Value::as_array))
            .flatten()
            .any(ours)
    };
    json::text(body, "object")
        .or_else(|| entries().find_map(|entry| json::text(entry, "object")))
        .or_else(|| told().then_some(OBJECT))
}

fn read_entry(object: &str, entry: &Value, pointer: &str, out: &mut Parsed) {
    let changes = match entry.get("changes") {
        Some(Value::Array(changes)) => changes,
        _ if object != OBJECT => {
            // Another object's entry: kept whole.
            let change = Change::new(object, entry, entry, pointer);
            out.events.push(change.unknown());
            return;
        }
        _ => {
            out.unreadable.push(unreadable(
                &format!("{pointer}/changes"),
                "a list of changes is expected here",
            ));
            return;
        }
    };
    for (index, whole) in changes.iter().enumerate() {
        let pointer = format!("{pointer}/changes/{index}");
        if !whole.is_object() {
            out.unreadable
                .push(unreadable(&pointer, "an object is expected here"));
            continue;
        }
        let change = Change::new(object, entry, whole, &pointer);
        read_change(&change, out);
    }
}

fn read_change(change: &Change<'_>, out: &mut Parsed) {
    if change.object != OBJECT {
        out.events.push(change.unknown());
        return;
    }
    match change.field {
        Some("messages") => read_messages(change, out),
        Some("user_preferences") => account::preferences(change, out),
        Some("user_id_update") => account::user_ids(change, out),
        Some("smb_message_echoes") => app::echoes(change, out),
        Some("smb_app_state_sync") => app::contacts(change, out),
        Some("history") => app::history(change, out),
        Some(field) if account::FIELDS.contains(&field) => {
            out.events.push(account::change(change, field));
        }
        Some(_) | None => out.events.push(change.unknown()),
    }
}

/// The field `messages`: messages, statuses and errors, each a fact of its own.
fn read_messages(change: &Change<'_>, out: &mut Parsed) {
    let value = change.value;
    if !value.is_object() {
        out.unreadable
            .push(unreadable(&change.pointer, "an object is expected here"));
        return;
    }
    let people = People::of(value);
    each(change, "messages", out, |item| {
        message::read(change, &people, item)
    });
    each(change, "statuses", out, |item| {
        status::read(change, &people, item)
    });
    let errors = json::errors(value);
    if !errors.is_empty() {
        out.events.push(change.event(
            change.number_route(),
            change.any_key(value),
            EventBody::Errors { errors },
            value,
        ));
    }
    let strange = strangers(value);
    if !strange.is_empty() {
        out.events
            .push(change.unknown_part(&Value::Object(strange)));
    }
}

/// What a value holds beside what the field `messages` is known for. `errors` are known as a list only.
fn strangers(value: &Value) -> serde_json::Map<String, Value> {
    let ordinary = [
        "messaging_product",
        "metadata",
        "contacts",
        "messages",
        "statuses",
    ];
    let strange = |key: &str, inner: &Value| match key {
        "errors" => !inner.is_array() && !inner.is_null(),
        key => !ordinary.contains(&key) && !inner.is_null(),
    };
    value
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(key, inner)| strange(key, inner))
        .map(|(key, inner)| (key.clone(), inner.clone()))
        .collect()
}

pub(super) fn each(
    change: &Change<'_>,
    key: &str,
    out: &mut Parsed,
    read: impl Fn(&Value) -> Result<ChannelEvent, String>,
) {
    let pointer = format!("{}/{key}", change.pointer);
    match json::list(change.value, key) {
        Ok(items) => {
            for (index, item) in items.into_iter().flatten().enumerate() {
                match read(item) {
                    Ok(event) => out.events.push(event),
                    Err(reason) => out
                        .unreadable
                        .push(unreadable(&format!("{pointer}/{index}"), &reason)),
                }
            }
        }
        Err(reason) => {
            out.unreadable.push(unreadable(&pointer, &reason));
        }
    }
}

pub(super) fn unreadable(pointer: &str, reason: &str) -> Unreadable {
    Unreadable {
        pointer: pointer.to_owned(),
        reason: reason.to_owned(),
    }
}

impl<'a> Change<'a> {
    fn new(object: &'a str, entry: &'a Value, whole: &'a Value, pointer: &str) -> Self {
        let value = whole.get("value").unwrap_or(&Value::Null);
        // Events about partners name the account inside; their entry is the partner's business.
        let inner = value.get("waba_info").and_then(|w| json::id(w, "waba_id"));
        let number = value
            .get("metadata")
            .and_then(|m| json::id(m, "phone_number_id"));
        Self {
            object,
            account: inner.or_else(|| json::id(entry, "id")).unwrap_or_default(),
            entry,
            field: field(whole, value),
            value,
            whole,
            number: number.unwrap_or_default(),
            pointer: format!("{pointer}/value"),
        }
    }

    /// The number, for facts between it and a person.
    pub(super) fn number_route(&self) -> Route {
        route(RouteScope::Channel, &self.number)
    }

    /// The account, for facts about it.
    pub(super) fn account_route(&self) -> Route {
        route(RouteScope::Account, &self.account)
    }

    /// The key of a fact that has no id of its own.
    pub(super) fn any_key(&self, value: &Value) -> DedupeKey {
        DedupeKey::of(
            "meta.any",
            &[
                self.object.as_bytes(),
                self.account.as_bytes(),
                self.field.unwrap_or("").as_bytes(),
                &json::fingerprint(value),
            ],
        )
    }

    /// An event at the account's lane and the entry's time.
    pub(super) fn event(
        &self,
        route: Route,
        dedupe: DedupeKey,
        body: EventBody,
        raw: &Value,
    ) -> ChannelEvent {
        ChannelEvent {
            route,
            dedupe,
            lane: format!("a:{}", self.account),
            at: json::time(self.entry, "time"),
            body,
            raw: raw.clone(),
        }
    }

    /// A change nobody here knows: stored and shown as unhandled.
    fn unknown(&self) -> ChannelEvent {
        self.unknown_part(self.whole)
    }

    /// The part of a change that nobody here knows.
    fn unknown_part(&self, part: &Value) -> ChannelEvent {
        let body = EventBody::Unknown {
            object: self.object.to_owned(),
            field: self.field.map(str::to_owned),
        };
        self.event(self.account_route(), self.any_key(self.whole), body, part)
    }
}

fn route(scope: RouteScope, external_id: &str) -> Route {
    Route {
        kind: ChannelKind::new(whatsapp::KIND),
        scope,
        external_id: external_id.to_owned(),
    }
}

/// The field's name, told by its content where it is missing or known to be wrong.
fn field<'a>(whole: &'a Value, value: &Value) -> Option<&'a str> {
    let has = |key: &str| value.get(key).is_some_and(|v| !v.is_null());
    if has("new_quality_score") {
        // Meta's own example of a quality change carries the field of a status change.
        return Some("message_template_quality_update");
    }
    json::text(whole, "field").or_else(|| {
        if has("messages") || has("statuses") {
            Some("messages")
        } else if has("waba_info") && has("event") {
            Some("account_update")
        } else {
            None
        }
    })
}
