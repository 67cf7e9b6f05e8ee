//! Changes of the account, its numbers and its templates.

use domain::dedupe::DedupeKey;
use domain::event::{ChannelEvent, EventBody, Parsed};
use serde_json::Value;

use super::envelope::{Change, unreadable};
use super::people::{self, People};
use crate::json;

/// The fields of the account that are known. What each says is read when it is applied.
pub(super) const FIELDS: &[&str] = &[
    "account_alerts",
    "account_review_update",
    "account_settings_update",
    "account_update",
    "automatic_events",
    "business_capability_update",
    "business_username_update",
    "business_username_updates",
    "calls",
    "flows",
    "group_lifecycle_update",
    "group_participants_update",
    "group_settings_update",
    "group_status_update",
    "message_template_components_update",
    "message_template_quality_update",
    "message_template_status_update",
    "partner_solutions",
    "payment_configuration_update",
    "phone_number_name_update",
    "phone_number_quality_update",
    "phone_number_username_update",
    "security",
    "standby",
    "template_category_update",
];

/// A change of the account, whole.
pub(super) fn change(change: &Change<'_>, field: &str) -> ChannelEvent {
    let body = EventBody::Account {
        field: field.to_owned(),
    };
    change.event(
        change.account_route(),
        key(change, field, change.value),
        body,
        change.whole,
    )
}

/// A list of people, one fact each; `wanting` is said of one that says too little.
fn each(
    change: &Change<'_>,
    field: &str,
    wanting: &str,
    read: impl Fn(&Value) -> Option<ChannelEvent>,
    out: &mut Parsed,
) {
    let pointer = format!("{}/{field}", change.pointer);
    let items = match json::list(change.value, field) {
        Ok(Some(items)) => items,
        Ok(None) => {
            out.events.push(self::change(change, field));
            return;
        }
        Err(reason) => {
            out.unreadable.push(unreadable(&pointer, &reason));
            return;
        }
    };
    for (index, item) in items.iter().enumerate() {
        match read(item) {
            Some(event) => out.events.push(event),
            None => out
                .unreadable
                .push(unreadable(&format!("{pointer}/{index}"), wanting)),
        }
    }
}

/// New user ids of people, one fact each.
pub(super) fn user_ids(change: &Change<'_>, out: &mut Parsed) {
    let wanting = "the earlier and the new user id are expected here";
    each(
        change,
        "user_id_update",
        wanting,
        |item| user_id(change, item),
        out,
    );
}

fn user_id(change: &Change<'_>, item: &Value) -> Option<ChannelEvent> {
    let side = |which: &str| {
        let mut ids = people::ids(item, "wa_id", "", "");
        for (kind, key) in [
            (domain::identity::IdentityKind::UserId, "user_id"),
            (
                domain::identity::IdentityKind::ParentUserId,
                "parent_user_id",
            ),
        ] {
            let id = item.get(key).and_then(|v| json::id(v, which));
            ids.add(kind, id.as_deref());
        }
        ids
    };
    let (old, new) = (side("previous"), side("current"));
    if old.primary().is_none() || new.primary().is_none() || old == new {
        return None;
    }
    let lane = people::lane(&change.number, &old)?;
    Some(ChannelEvent {
        route: change.number_route(),
        dedupe: key(change, "user_id_update", item),
        lane,
        at: json::time(item, "timestamp").or_else(|| json::time(change.entry, "time")),
        body: EventBody::IdentityChange {
            old,
            new,
            provider_id: None,
            kind: "user_id_update".to_owned(),
            body: json::owned(item, "detail"),
        },
        raw: item.clone(),
    })
}

/// What people want to hear from this business, one fact each.
pub(super) fn preferences(change: &Change<'_>, out: &mut Parsed) {
    let people = People::of(change.value);
    let wanting = "it does not say whose preference it is";
    each(
        change,
        "user_preferences",
        wanting,
        |item| preference(change, &people, item),
        out,
    );
}

fn preference(change: &Change<'_>, people: &People<'_>, item: &Value) -> Option<ChannelEvent> {
    let from = people.preferring(item);
    let lane = people::lane(&change.number, &from)?;
    let wanted = match json::text(item, "value").map(str::to_lowercase).as_deref() {
        Some("stop") => Some(false),
        Some("resume") => Some(true),
        _ => None,
    };
    Some(ChannelEvent {
        route: change.number_route(),
        dedupe: key(change, "user_preferences", item),
        lane,
        at: json::time(item, "timestamp").or_else(|| json::time(change.entry, "time")),
        body: EventBody::Preference {
            from,
            category: json::owned(item, "category").unwrap_or_default(),
            wanted,
            detail: json::owned(item, "detail"),
        },
        raw: item.clone(),
    })
}

fn key(change: &Change<'_>, field: &str, value: &Value) -> DedupeKey {
    DedupeKey::of(
        "wa.acct",
        &[
            change.account.as_bytes(),
            field.as_bytes(),
            json::said(change.entry, "time").as_bytes(),
            &json::fingerprint(value),
        ],
    )
}
