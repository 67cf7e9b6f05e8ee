//! A contact.

use db::{WorkspaceTx, attributes, consents, contacts, conversations, labels, merges};
use domain::identity::IdentityKind as Kind;
use domain::ids::{ContactId, ConversationId};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Consent, ContactMerge, Label, Stamp};
use crate::problem::Result;

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
    /// Whether they stopped marketing, though not everything.
    marketing_stopped: bool,
    /// When their data was erased.
    erased_at: Option<Stamp>,
    /// Their threads, newest first.
    conversations: Vec<Uuid>,
    /// Every change of consent, newest first.
    consents: Vec<ConsentRecord>,
    /// The labels of the contact; those of its threads are their own.
    labels: Vec<Label>,
    /// What is kept of it besides, by name.
    attributes: Vec<ContactAttribute>,
    /// Contacts that people made part of it, newest first.
    merges: Vec<ContactMerge>,
}

/// A contact's value of an attribute.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ContactAttribute {
    /// Of which attribute.
    attribute_id: Uuid,
    /// Its name.
    name: String,
    /// What its values are.
    kind: AttributeKind,
    /// The value: words, a number, a day as `2026-02-28`, `yes` or `no`.
    value: String,
    /// When it was last changed.
    changed_at: Stamp,
}

super::words::mirror! {
    /// What the values of an attribute are.
    AttributeKind = domain::attribute::AttributeKind {
        /// Any words.
        Text,
        /// A number, with a point where a fraction begins.
        Number,
        /// A day, as `2026-02-28`.
        Date,
        /// `yes` or `no`.
        YesNo,
        /// A page about them in another system, such as `https://crm.example/12`.
        Link,
    }
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

impl From<consents::Entry> for ConsentRecord {
    fn from(entry: consents::Entry) -> Self {
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
    /// Everything that is shown of a contact, if there is one.
    pub(crate) async fn of(tx: &mut WorkspaceTx, id: ContactId) -> Result<Option<Self>> {
        let Some(contact) = contacts::get(tx, id).await? else {
            return Ok(None);
        };
        let threads = conversations::of_contact(tx, id).await?;
        let ledger = consents::ledger(tx, id).await?;
        let carried = contacts::labels(tx, id).await?;
        let labels = labels::all(tx).await?;
        let values = attributes::values(tx, id).await?;
        let merges = merges::of_contact(tx, id).await?;
        Ok(Some(Self {
            merges: merges
                .into_iter()
                .map(ContactMerge::of)
                .collect::<Result<_>>()?,
            marketing_stopped: contact.marketing_stopped,
            erased_at: contact.erased_at.map(Stamp),
            contact: contact.into(),
            conversations: threads.into_iter().map(ConversationId::uuid).collect(),
            consents: ledger.into_iter().map(ConsentRecord::from).collect(),
            labels: labels
                .into_iter()
                .filter(|label| carried.contains(&label.id))
                .map(Label::from)
                .collect(),
            attributes: values
                .into_iter()
                .map(|(attribute, value, changed_at)| ContactAttribute {
                    attribute_id: attribute.id.uuid(),
                    name: attribute.name,
                    kind: attribute.kind.into(),
                    value,
                    changed_at: changed_at.into(),
                })
                .collect(),
        }))
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
