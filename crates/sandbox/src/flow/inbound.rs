//! Messages from people to a business.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{contact, metadata};
use crate::app::App;
use crate::clock::{Millis, seconds};
use crate::hooks::{Platform, Update, enqueue};
use crate::ids::{self, Direction};
use crate::world::{Customer, Message, Side, Stage, World, key};

/// Types that do not open the window and are no messages of their own in the thread.
const EVENTS: [&str; 3] = ["edit", "revoke", "system"];

/// A message that a person sends.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Inbound {
    pub(crate) phone_number_id: String,
    /// Handle, phone digits or BSUID of the person.
    #[serde(alias = "from")]
    pub(crate) customer: String,
    /// Fixed wamid instead of a made one.
    pub(crate) id: Option<String>,
    /// Sandbox time in milliseconds instead of now.
    pub(crate) at: Option<Millis>,
    pub(crate) reply_to: Option<String>,
    pub(crate) forwarded: Option<bool>,
    #[serde(rename = "type")]
    pub(crate) kind: Option<String>,
    /// The content under the type's key, and `referral`, `errors`, `origin` as they are.
    #[serde(flatten)]
    pub(crate) rest: Map<String, Value>,
}

/// Takes a message from a person: into the thread, and to the business by webhook. Answers the
/// wamid and the webhook value.
pub(crate) fn receive(app: &App, mut inbound: Inbound) -> Result<(String, Value), String> {
    let now = inbound.at.unwrap_or_else(|| app.now());
    shorthand(&mut inbound);
    let kind = inbound.kind.clone().ok_or("type is missing")?;
    let mut world = app.world();
    let business = world.business_of(&inbound.phone_number_id);
    if !world.numbers.contains_key(&inbound.phone_number_id) {
        return Err(format!("there is no number {}", inbound.phone_number_id));
    }
    let customer = match world.find_customer(&inbound.customer, &business) {
        Some(found) => found.clone(),
        None => newcomer(&mut world, &inbound.customer)?,
    };
    if world.thread(&inbound.phone_number_id, &customer.id).blocked {
        return Err("this person has blocked the business".to_owned());
    }
    let content = inbound.rest.get(&kind).cloned().unwrap_or(Value::Null);
    let content = with_media(
        &mut world,
        app,
        &inbound.phone_number_id,
        &kind,
        content,
        now,
    )?;
    let user = customer
        .visible_phone()
        .map_or_else(|| customer.bsuid(&business), str::to_owned);
    let wamid = inbound
        .id
        .clone()
        .unwrap_or_else(|| ids::wamid(&user, Direction::Inbound));
    if world.locate(&wamid).is_some() {
        return Err("this wamid exists already".to_owned());
    }
    let shown = message_value(
        &world,
        &inbound,
        &customer,
        &business,
        (&wamid, &kind, &content),
        now,
    );
    let number = world
        .numbers
        .get(&inbound.phone_number_id)
        .ok_or("the number is gone")?;
    let value = json!({
        "messaging_product": "whatsapp",
        "metadata": metadata(number),
        "contacts": [contact(&customer, &business, customer.visible_phone())],
        "messages": [shown],
    });
    let update = Update {
        platform: Platform::WhatsApp,
        waba_id: number.waba_id.clone(),
        number_id: number.id.clone(),
        field: "messages".to_owned(),
        value: value.clone(),
        event: "message".to_owned(),
        wamid: Some(wamid.clone()),
        at: now,
        trick: None,
    };
    keep(
        &mut world,
        &inbound,
        &customer,
        (&wamid, &kind, &content),
        &update,
        now,
    );
    let airplane = customer.airplane;
    drop(world);
    app.touch(&key(&inbound.phone_number_id, &customer.id));
    if !airplane {
        enqueue(app, update);
    }
    Ok((wamid, value))
}

/// `{"text": "Halo"}` means a text message, `{"text": …, "type": "text"}` with an object is as is.
fn shorthand(inbound: &mut Inbound) {
    if let Some(Value::String(body)) = inbound.rest.get("text").cloned() {
        inbound.rest.insert("text".into(), json!({"body": body}));
    }
    if inbound.kind.is_none() {
        inbound.kind = [
            "text",
            "image",
            "audio",
            "video",
            "document",
            "sticker",
            "location",
            "contacts",
            "reaction",
            "interactive",
            "button",
            "order",
            "edit",
            "revoke",
            "system",
        ]
        .into_iter()
        .find(|kind| inbound.rest.contains_key(*kind))
        .map(str::to_owned);
    }
}

fn newcomer(world: &mut World, handle: &str) -> Result<Customer, String> {
    let digits: String = handle.chars().filter(char::is_ascii_digit).collect();
    if digits.len() < 6 || handle.chars().any(char::is_alphabetic) {
        return Err(format!("there is no person {handle}"));
    }
    let id = world.plant_customer(crate::config::SeedCustomer {
        wa_id: Some(digits),
        ..crate::config::SeedCustomer::default()
    });
    world
        .customers
        .get(&id)
        .cloned()
        .ok_or_else(|| "the person could not be added".to_owned())
}

/// Completes a media object with what the webhook shows: mime type, sha256 (base64), address.
fn with_media(
    world: &mut World,
    app: &App,
    number_id: &str,
    kind: &str,
    mut content: Value,
    now: Millis,
) -> Result<Value, String> {
    if !["image", "video", "audio", "document", "sticker"].contains(&kind) {
        return Ok(content);
    }
    let waba_id = world
        .numbers
        .get(number_id)
        .map(|number| number.waba_id.clone())
        .unwrap_or_default();
    let id = match content["id"].as_str() {
        Some(id) => id.to_owned(),
        None => crate::sample::plant(world, kind, now)
            .ok_or("there is no sample for this type; give an id")?,
    };
    let media = world
        .media
        .get_mut(&id)
        .ok_or("there is no such media id")?;
    media.waba_id = waba_id;
    content["id"] = json!(id);
    content["mime_type"] = json!(media.mime);
    content["sha256"] = json!(STANDARD.encode(&media.sha256));
    content["url"] = json!(crate::graph::media_url(app, &app.base, &id, now));
    match kind {
        "audio" if content.get("voice").is_none() => {
            content["voice"] = json!(media.mime.starts_with("audio/ogg"));
        }
        "sticker" if content.get("animated").is_none() => content["animated"] = json!(false),
        "document" if content.get("filename").is_none() => {
            content["filename"] = json!(media.filename.as_deref().unwrap_or("document"));
        }
        _ => {}
    }
    Ok(content)
}

fn message_value(
    world: &World,
    inbound: &Inbound,
    customer: &Customer,
    business: &str,
    (wamid, kind, content): (&str, &str, &Value),
    now: Millis,
) -> Value {
    let mut shown = Map::new();
    let digits = world
        .numbers
        .get(&inbound.phone_number_id)
        .map(crate::world::Number::digits)
        .unwrap_or_default();
    if let Some(reply_to) = &inbound.reply_to {
        let from = match world.locate(reply_to) {
            Some((_, message)) if message.from == Side::Customer => customer
                .visible_phone()
                .map_or_else(|| customer.bsuid(business), str::to_owned),
            _ => digits,
        };
        shown.insert("context".into(), json!({"from": from, "id": reply_to}));
    } else if inbound.forwarded == Some(true) {
        shown.insert("context".into(), json!({"forwarded": true}));
    }
    if let Some(phone) = customer.visible_phone() {
        shown.insert("from".into(), json!(phone));
    }
    shown.insert("from_user_id".into(), json!(customer.bsuid(business)));
    shown.insert("id".into(), json!(wamid));
    shown.insert("timestamp".into(), json!(seconds(now)));
    shown.insert("type".into(), json!(kind));
    if !content.is_null() {
        shown.insert(kind.to_owned(), content.clone());
    }
    for extra in ["referral", "errors", "origin", "identity"] {
        if let Some(value) = inbound.rest.get(extra) {
            shown.insert(extra.to_owned(), value.clone());
        }
    }
    Value::Object(shown)
}

fn keep(
    world: &mut World,
    inbound: &Inbound,
    customer: &Customer,
    (wamid, kind, content): (&str, &str, &Value),
    update: &Update,
    now: Millis,
) {
    match kind {
        "edit" => {
            let original = content["original_message_id"].as_str().unwrap_or_default();
            if let Some(message) = world.message_mut(original) {
                let changed = &content["message"][message.kind.clone()];
                if !changed.is_null() {
                    message.content = changed.clone();
                    message.edited = true;
                }
            }
        }
        "revoke" => {
            let original = content["original_message_id"].as_str().unwrap_or_default();
            if let Some(message) = world.message_mut(original) {
                message.deleted = true;
            }
        }
        _ => {}
    }
    if EVENTS.contains(&kind) {
        return;
    }
    let waiting = customer
        .airplane
        .then(|| json!({"waba_id": update.waba_id, "value": update.value}));
    let thread = world.thread(&inbound.phone_number_id, &customer.id);
    if !customer.airplane {
        thread.last_inbound_at = Some(thread.last_inbound_at.map_or(now, |last| last.max(now)));
        if inbound.rest.contains_key("referral") {
            thread.referred_at = Some(now);
        }
    }
    let stage = if customer.airplane {
        Stage::Accepted
    } else {
        Stage::Sent
    };
    world.push(
        &inbound.phone_number_id,
        &customer.id,
        Message {
            id: wamid.to_owned(),
            from: Side::Customer,
            at: now,
            kind: kind.to_owned(),
            content: content.clone(),
            reply_to: inbound.reply_to.clone(),
            stage,
            history: vec![(stage, now)],
            waiting,
            ..Message::default()
        },
    );
}

/// The phone is back online: what the person wrote meanwhile leaves now.
pub(crate) fn send_waiting(app: &App, customer: &str) {
    let now = app.now();
    let mut updates = Vec::new();
    {
        let mut world = app.world();
        for thread in world
            .threads
            .values_mut()
            .filter(|thread| thread.customer == customer)
        {
            for message in thread
                .messages
                .iter_mut()
                .filter(|message| message.waiting.is_some())
            {
                let Some(mut waiting) = message.waiting.take() else {
                    continue;
                };
                waiting["value"]["messages"][0]["timestamp"] = json!(seconds(now));
                message.stage = Stage::Sent;
                message.history.push((Stage::Sent, now));
                message.at = now;
                thread.last_inbound_at = Some(now);
                updates.push(Update {
                    platform: Platform::WhatsApp,
                    waba_id: waiting["waba_id"].as_str().unwrap_or_default().to_owned(),
                    number_id: thread.number_id.clone(),
                    field: "messages".to_owned(),
                    value: waiting["value"].take(),
                    event: "message".to_owned(),
                    wamid: Some(message.id.clone()),
                    at: now,
                    trick: None,
                });
            }
        }
    }
    for update in updates {
        let thread = key(&update.number_id, customer);
        enqueue(app, update);
        app.touch(&thread);
    }
}
