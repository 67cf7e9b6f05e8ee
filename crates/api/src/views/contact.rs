//! A contact.

use db::contacts;
use domain::identity::IdentityKind as Kind;
use domain::ids::ConversationId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Consent, Stamp};

/// A customer of the workspace.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Contact {
    /// Which.
    id: Uuid,
    /// The name to show: theirs, or what is known of them.
    name: String,
    /// The end of their phone number, such as `…7731`.
    phone_hint: Option<String>,
    /// Their username, which may change.
    username: Option<String>,
    /// What they are known by now.
    identities: Vec<Identity>,
    /// Whether they may be written to.
    consent: Consent,
    /// When they were first seen.
    first_seen_at: Stamp,
}

/// What a contact is known by.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ContactIdentity)]
pub(crate) struct Identity {
    /// What the value is.
    kind: IdentityKind,
    /// The value, as the provider writes it.
    value: String,
}

super::words::mirror! {
    /// What an identity's value is.
    IdentityKind = Kind {
        /// An id the provider gives a person for this business.
        UserId,
        /// The same, for linked businesses.
        ParentUserId,
        /// A phone number: digits.
        Phone,
        /// A name that may be shared and may change.
        Username,
    }
}

impl From<contacts::Contact> for Contact {
    fn from(contact: contacts::Contact) -> Self {
        let tail = contact.identities.get(Kind::Phone).map(tail);
        let identities = contact.identities.iter();
        Self {
            id: contact.id.uuid(),
            name: display_name(
                contact.name.as_deref(),
                contact.username.as_deref(),
                tail.as_deref(),
            ),
            phone_hint: tail.as_deref().map(phone_hint),
            identities: identities
                .map(|i| Identity {
                    kind: i.kind.into(),
                    value: i.value.clone(),
                })
                .collect(),
            username: contact.username,
            consent: contact.consent.into(),
            first_seen_at: contact.created_at.into(),
        }
    }
}

/// A contact with what belongs to it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ContactDetail {
    #[serde(flatten)]
    contact: Contact,
    /// Their threads, newest first.
    conversations: Vec<Uuid>,
    /// Every change of consent, newest first.
    consents: Vec<ConsentRecord>,
}

/// A change of consent.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConsentRecord {
    /// What it became.
    state: Consent,
    /// Where it came from.
    source: String,
    /// When.
    at: Stamp,
    /// What proves it: words of the person who recorded it, or the message that said so.
    proof: Option<String>,
}

impl From<db::consents::Entry> for ConsentRecord {
    fn from(entry: db::consents::Entry) -> Self {
        Self {
            state: entry.state.into(),
            source: entry.source,
            at: entry.at.into(),
            proof: entry
                .note
                .or_else(|| entry.message.map(|id| format!("message:{id}"))),
        }
    }
}

impl ContactDetail {
    pub(crate) fn new(
        contact: contacts::Contact,
        conversations: Vec<ConversationId>,
        consents: Vec<db::consents::Entry>,
    ) -> Self {
        Self {
            contact: contact.into(),
            conversations: conversations
                .into_iter()
                .map(ConversationId::uuid)
                .collect(),
            consents: consents.into_iter().map(ConsentRecord::from).collect(),
        }
    }
}

fn tail(phone: &str) -> String {
    let digits = phone.chars().count();
    phone.chars().skip(digits.saturating_sub(4)).collect()
}

/// `…7731`.
pub(crate) fn phone_hint(tail: &str) -> String {
    format!("…{tail}")
}

/// The best name there is. Somebody whose data was erased has none left.
pub(crate) fn display_name(
    name: Option<&str>,
    username: Option<&str>,
    tail: Option<&str>,
) -> String {
    let filled = |text: Option<&str>| text.filter(|t| !t.trim().is_empty()).map(str::to_owned);
    filled(name)
        .or_else(|| filled(username).map(|u| format!("@{u}")))
        .or_else(|| tail.map(phone_hint))
        .unwrap_or_else(|| "—".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_name_there_is() {
        assert_eq!(
            display_name(Some("Sari"), Some("sari"), Some("7731")),
            "Sari"
        );
        assert_eq!(display_name(Some(" "), Some("sari"), Some("7731")), "@sari");
        assert_eq!(
            display_name(None, None, Some(&tail("6281234567731"))),
            "…7731"
        );
        assert_eq!(display_name(None, None, None), "—");
        assert_eq!(tail("31"), "31");
    }
}
