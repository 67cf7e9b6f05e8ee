//! One item of `statuses`: what became of a message of ours.

use domain::dedupe::DedupeKey;
use domain::event::{ChannelEvent, EventBody, StatusUpdate};
use domain::status::DeliveryStatus;
use serde_json::Value;

use super::envelope::Change;
use super::people::{self, People};
use crate::json;

/// Reads a status. One without a message's id or a word says nothing about anything.
pub(super) fn read(
    change: &Change<'_>,
    people: &People<'_>,
    item: &Value,
) -> Result<ChannelEvent, String> {
    if !item.is_object() {
        return Err("an object is expected here".to_owned());
    }
    let provider_id = json::id(item, "id").ok_or("the status names no message")?;
    let word = json::owned(item, "status").ok_or("the status has no word")?;
    let recipient = people.recipient(item).ids;
    let errors = json::errors(item);
    let lane = people::lane(&change.number, &recipient).unwrap_or_else(|| {
        let message = DedupeKey::of("wa.lane", &[provider_id.as_bytes()]);
        let short: String = hex::encode(message.0).chars().take(16).collect();
        format!("s:{}:{short}", change.number)
    });
    Ok(ChannelEvent {
        route: change.number_route(),
        dedupe: key(change, item, &provider_id, &word),
        lane,
        at: json::time(item, "timestamp"),
        body: EventBody::Status(Box::new(StatusUpdate {
            status: DeliveryStatus::parse(&word),
            provider_id,
            word,
            recipient,
            callback: json::id(item, "biz_opaque_callback_data"),
            pricing: present(item, "pricing"),
            conversation: present(item, "conversation"),
            errors,
        })),
        raw: item.clone(),
    })
}

/// Number, message, word, time, member of a group, error codes: the same fact has the same key.
fn key(change: &Change<'_>, item: &Value, provider_id: &str, word: &str) -> DedupeKey {
    let participant = [
        "recipient_participant_id",
        "participant_recipient_id",
        "recipient_participant_user_id",
    ]
    .iter()
    .find_map(|key| json::id(item, key))
    .unwrap_or_default();
    let codes: Vec<String> = json::errors(item)
        .iter()
        .map(|e| e.code.unwrap_or(0).to_string())
        .collect();
    DedupeKey::of(
        "wa.st",
        &[
            change.number.as_bytes(),
            provider_id.as_bytes(),
            word.as_bytes(),
            json::said(item, "timestamp").as_bytes(),
            participant.as_bytes(),
            codes.join(",").as_bytes(),
        ],
    )
}

fn present(item: &Value, key: &str) -> Option<Value> {
    item.get(key).filter(|v| !v.is_null()).cloned()
}
