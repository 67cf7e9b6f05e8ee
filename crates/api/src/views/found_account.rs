//! An account that somebody signed in to.

use desk::FoundAccount as Found;
use domain::ids::ChannelId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Stamp;

/// An account that was signed in to, and is not connected yet.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FoundAccount {
    /// The sign-in.
    id: Uuid,
    /// What kind of channel it would be.
    kind: String,
    /// The account's id.
    account_id: String,
    /// Its handle, without `@`.
    username: Option<String>,
    /// Its name.
    name: Option<String>,
    /// `BUSINESS` or `MEDIA_CREATOR`, as Meta says it.
    account_type: Option<String>,
    /// Whether it has a picture: `GET /logins/{id}/picture`.
    has_picture: bool,
    /// How many posts it has.
    media_count: Option<u64>,
    /// The channel that it is here already; it would get the new token. Null when it is new.
    channel_id: Option<Uuid>,
    /// When its token ends; it is renewed ten days before.
    token_until: Option<Stamp>,
    /// Until when it waits to be confirmed, by the clock of `Loket-Now`.
    expires_at: Stamp,
    /// Whether Meta is simulated.
    simulated: bool,
}

impl From<Found> for FoundAccount {
    fn from(found: Found) -> Self {
        let (run, profile) = (found.signup, found.profile);
        Self {
            id: run.id.uuid(),
            kind: run.kind.to_string(),
            account_id: run.account_id,
            username: profile.username,
            name: profile.name,
            account_type: profile.account_type,
            has_picture: profile.picture.is_some(),
            media_count: profile.media_count,
            channel_id: found.known.map(ChannelId::uuid),
            token_until: run.token_until.map(Stamp),
            expires_at: (run.created_at + found.lives).into(),
            simulated: run.simulated,
        }
    }
}
