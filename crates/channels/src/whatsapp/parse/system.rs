//! What Meta tells about a person: a new number, a new user id. Both sets of identities are the same person.

use domain::event::EventBody;
use domain::identity::{IdentityKind, IdentitySet};
use serde_json::Value;

use super::people;
use crate::json;

/// Words for a change of identities.
const CHANGES: &[&str] = &[
    "user_changed_number",
    "customer_changed_number",
    "user_changed_user_id",
];

/// The change that a system message tells of; `None` when it tells something else, or not enough to name both sides.
pub(super) fn identity_change(item: &Value, sender: &IdentitySet, id: &str) -> Option<EventBody> {
    let system = item.get("system")?;
    let kind = json::text(system, "type").filter(|k| CHANGES.contains(k))?;
    let mut old = sender.clone();
    let before = people::ids(
        system,
        "customer",
        "previous_user_id",
        "previous_parent_user_id",
    );
    for identity in before.iter() {
        // Beside `from`, the older spelling repeats the number.
        if identity.kind != IdentityKind::Phone || old.get(IdentityKind::Phone).is_none() {
            old.add(identity.kind, Some(&identity.value));
        }
    }
    let phone = if json::id(system, "wa_id").is_some() {
        "wa_id"
    } else {
        "new_wa_id"
    };
    let new = people::ids(system, phone, "user_id", "parent_user_id");
    if old.primary().is_none() || new.primary().is_none() || old == new {
        return None;
    }
    Some(EventBody::IdentityChange {
        old,
        new,
        provider_id: Some(id.to_owned()),
        kind: kind.to_owned(),
        body: json::owned(system, "body"),
    })
}
