//! Typed ids, so that a conversation's id cannot stand where a contact's is meant.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! typed_id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new id, ordered by creation time (UUID version 7, RFC 9562).
            #[must_use]
            #[expect(clippy::new_without_default, reason = "an id made by Default would hide its randomness")]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }

            /// The id as a plain UUID, for SQL.
            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

typed_id! {
    /// An agency or reseller: provisions workspaces, brands them, sees aggregates only.
    PartnerId,
    /// The tenant: one client business ("klien").
    WorkspaceId,
    /// A person with one account and memberships in workspaces and partners.
    PersonId,
    /// A signed-in browser.
    SessionId,
    /// A key for scripts, bound to one workspace or one partner.
    ApiKeyId,
    /// A passkey of a person.
    PasskeyId,
    /// An invitation into a workspace.
    InvitationId,
    /// A Meta app whose secret signs webhooks; part of the webhook address.
    AppRef,
    /// One connected number or account of a workspace.
    ChannelId,
    /// A person's permission at the provider, by which numbers live.
    AppConnectionId,
    /// One run of a sign-up at the provider.
    SignupId,
    /// A guided proof of a number.
    LiveProofId,
    /// What was the matter with a channel once.
    AlertId,
    /// A customer of a workspace, known by a set of identities.
    ContactId,
    /// The thread between one channel and one contact.
    ConversationId,
    /// One row of a thread, inbound or outbound.
    MessageId,
    /// A proposed reply, waiting for a decision.
    DraftId,
    /// One try to send one message; travels to Meta as `biz_opaque_callback_data`.
    AttemptId,
    /// One inbound effect, after routing.
    EventId,
    /// A file a message carries.
    MediaId,
    /// A message template of a workspace.
    TemplateId,
    /// A label that conversations and contacts of a workspace carry.
    LabelId,
    /// A person's own view of the inbox.
    SavedViewId,
    /// Long work a person watches.
    LongJobId,
    /// An address that a workspace's catalogue is fetched from.
    FeedId,
    /// A document that policies are read from.
    DocumentId,
    /// A note among colleagues.
    NoteId,
    /// A ready-made reply.
    CannedReplyId,
    /// Something a workspace keeps of its contacts, such as a city.
    AttributeId,
    /// Two contacts that a person made one.
    MergeId,
}
