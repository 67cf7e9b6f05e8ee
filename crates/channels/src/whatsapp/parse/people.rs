//! Who a fact is about: the ids beside the fact, completed by the `contacts` of its change.

use domain::identity::{IdentityKind, IdentitySet};
use serde_json::Value;

use crate::json;

/// The kinds that name a person, and where `contacts` keep them.
const CONTACT_KEYS: [(IdentityKind, &str); 3] = [
    (IdentityKind::Phone, "wa_id"),
    (IdentityKind::UserId, "user_id"),
    (IdentityKind::ParentUserId, "parent_user_id"),
];

/// The `contacts` of a change.
pub(super) struct People<'a>(&'a [Value]);

/// A person, as far as a change tells.
pub(super) struct Person {
    /// Who.
    pub(super) ids: IdentitySet,
    /// The name they show.
    pub(super) name: Option<String>,
}

impl<'a> People<'a> {
    pub(super) fn of(value: &'a Value) -> Self {
        let contacts = value.get("contacts").and_then(Value::as_array);
        Self(contacts.map_or(&[], Vec::as_slice))
    }

    /// The sender of a message.
    pub(super) fn sender(&self, message: &Value) -> Person {
        self.complete(ids(message, "from", "from_user_id", "from_parent_user_id"))
    }

    /// Whose preference it is.
    pub(super) fn preferring(&self, item: &Value) -> IdentitySet {
        self.complete(ids(item, "wa_id", "user_id", "parent_user_id"))
            .ids
    }

    /// The receiver of a message of ours. In a group that is the member, not the group.
    pub(super) fn recipient(&self, status: &Value) -> Person {
        let participant = ["recipient_participant_id", "participant_recipient_id"]
            .into_iter()
            .find(|key| status.get(*key).is_some_and(|v| !v.is_null()));
        let group = participant.is_some() || json::text(status, "recipient_type") == Some("group");
        let own = if group {
            ids(
                status,
                participant.unwrap_or("recipient_participant_id"),
                "recipient_participant_user_id",
                "recipient_participant_parent_user_id",
            )
        } else {
            ids(
                status,
                "recipient_id",
                "recipient_user_id",
                "recipient_parent_user_id",
            )
        };
        if group && own.is_empty() {
            return Person {
                ids: own,
                name: None,
            };
        }
        self.complete(own)
    }

    /// Adds what the matching contact knows. A value beside the fact outranks one of the same kind in `contacts`, and
    /// without a shared id nobody is matched, except that a fact without any id belongs to the only contact.
    pub(super) fn complete(&self, mut own: IdentitySet) -> Person {
        let shares = |contact: &&Value| {
            CONTACT_KEYS.iter().any(|(kind, key)| {
                id(contact, *kind, key)
                    .is_some_and(|(kind, theirs)| own.get(kind) == Some(theirs.as_str()))
            })
        };
        let contact = match self.0 {
            [only] if own.is_empty() => Some(only),
            contacts => contacts.iter().find(shares),
        };
        let Some(contact) = contact else {
            return Person {
                ids: own,
                name: None,
            };
        };
        for (kind, key) in CONTACT_KEYS {
            if let Some((kind, theirs)) = id(contact, kind, key)
                && own.get(kind).is_none()
            {
                own.add(kind, Some(&theirs));
            }
        }
        let profile = contact.get("profile").unwrap_or(&Value::Null);
        own.add(IdentityKind::Username, json::text(profile, "username"));
        Person {
            ids: own,
            name: json::owned(profile, "name"),
        }
    }
}

/// The identities under three keys.
pub(super) fn ids(value: &Value, phone: &str, user: &str, parent: &str) -> IdentitySet {
    let mut set = IdentitySet::new();
    for (kind, key) in [
        (IdentityKind::Phone, phone),
        (IdentityKind::UserId, user),
        (IdentityKind::ParentUserId, parent),
    ] {
        if let Some((kind, value)) = id(value, kind, key) {
            set.add(kind, Some(&value));
        }
    }
    set
}

/// One id with what it is: a phone without the plus that some examples show. A user id may stand where a phone is
/// expected (a country's letters and a dot, `ID.…`), and is taken for what it is.
fn id(value: &Value, kind: IdentityKind, key: &str) -> Option<(IdentityKind, String)> {
    let id = json::id(value, key)?;
    Some(match kind {
        IdentityKind::Phone if is_user_id(&id) => (IdentityKind::UserId, id),
        IdentityKind::Phone => (kind, id.trim_start_matches('+').to_owned()),
        _ => (kind, id),
    })
}

fn is_user_id(id: &str) -> bool {
    id.split_once('.').is_some_and(|(country, rest)| {
        country.len() == 2
            && country.bytes().all(|b| b.is_ascii_uppercase())
            && !rest.is_empty()
            && rest.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}

/// The lane of a person at a number: the phone, else the user id, else the parent id.
pub(super) fn lane(number: &str, ids: &IdentitySet) -> Option<String> {
    [
        IdentityKind::Phone,
        IdentityKind::UserId,
        IdentityKind::ParentUserId,
    ]
    .into_iter()
    .find_map(|kind| ids.get(kind))
    .map(|id| format!("p:{number}:{id}"))
}
