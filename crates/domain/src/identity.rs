//! Who wrote: a set of identities, any of which may be missing.
//!
//! Since April 2026 a customer with a username may be known by a business-scoped user id alone; `from`
//! and `wa_id` are then absent (Meta: "Business-scoped user IDs", 7 May 2026). So a contact is never
//! one phone column, it is a set.

use serde::{Deserialize, Serialize};

/// What an identity value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityKind {
    /// Business-scoped user id (`CC.` + up to 128 alphanumerics), or an Instagram-scoped id.
    UserId,
    /// The user id scoped to linked portfolios (`CC.ENT.…`).
    ParentUserId,
    /// The provider's own phone form (`wa_id`: digits, no plus).
    Phone,
    /// A display name that may be shared and may change: never a key.
    Username,
}

impl IdentityKind {
    /// The stored form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UserId => "user_id",
            Self::ParentUserId => "parent_user_id",
            Self::Phone => "phone",
            Self::Username => "username",
        }
    }

    /// Reads the stored form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "user_id" => Some(Self::UserId),
            "parent_user_id" => Some(Self::ParentUserId),
            "phone" => Some(Self::Phone),
            "username" => Some(Self::Username),
            _ => None,
        }
    }

    /// Whether two contacts with the same value are the same person.
    #[must_use]
    pub const fn is_key(self) -> bool {
        !matches!(self, Self::Username)
    }
}

/// One identity of a contact.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Identity {
    /// What the value is.
    pub kind: IdentityKind,
    /// The value as the provider sent it; never empty.
    pub value: String,
}

/// The identities one event carries for one person. Sorted, without doubles or empty values.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IdentitySet(Vec<Identity>);

impl IdentitySet {
    /// An empty set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a value; an absent or blank one is ignored, as peers meet empty strings for absent ids.
    pub fn add(&mut self, kind: IdentityKind, value: Option<&str>) {
        let Some(value) = value.map(str::trim).filter(|v| !v.is_empty()) else {
            return;
        };
        let identity = Identity {
            kind,
            value: value.to_owned(),
        };
        if let Err(at) = self.0.binary_search(&identity) {
            self.0.insert(at, identity);
        }
    }

    /// The same, as a builder.
    #[must_use]
    pub fn with(mut self, kind: IdentityKind, value: &str) -> Self {
        self.add(kind, Some(value));
        self
    }

    /// Adds all of `other`.
    pub fn merge(&mut self, other: &Self) {
        for identity in &other.0 {
            self.add(identity.kind, Some(&identity.value));
        }
    }

    /// The first value of a kind.
    #[must_use]
    pub fn get(&self, kind: IdentityKind) -> Option<&str> {
        self.0
            .iter()
            .find(|i| i.kind == kind)
            .map(|i| i.value.as_str())
    }

    /// The identity that names this person best: user id, then phone, then the parent id.
    /// Usernames never do. `None` means that nobody can be told from this event.
    #[must_use]
    pub fn primary(&self) -> Option<&Identity> {
        [
            IdentityKind::UserId,
            IdentityKind::Phone,
            IdentityKind::ParentUserId,
        ]
        .into_iter()
        .find_map(|kind| self.0.iter().find(|i| i.kind == kind))
    }

    /// All identities.
    pub fn iter(&self) -> impl Iterator<Item = &Identity> {
        self.0.iter()
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
