//! What is the matter with a channel.

use std::collections::BTreeMap;

use db::alerts::Raised;
use db::channels::Channel;
use domain::ids::ChannelId;
use domain::{Time, alert};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Stamp;

super::words::mirror! {
    /// What is the matter.
    AlertKind = alert::AlertKind {
        /// The token is none any more.
        NeedsReauth,
        /// Meta locked the account.
        Frozen,
        /// It was ended at Meta, not here.
        Ended,
        /// It is connected, and something on its readiness list stands against sending.
        Blocked,
        /// The token ends soon.
        TokenEnds,
        /// Meta takes messages and tells nothing of them.
        Untold,
        /// Something Meta told could not be applied.
        Unapplied,
        /// The WhatsApp Business app, in which the number is used as well, let go of us.
        AppLost,
        /// Nothing was heard from that app for ten days; after fourteen without being opened Meta ends the connection.
        AppUnseen,
        /// Meta declined the display name, or one that was asked for.
        NameDeclined,
        /// Meta rates the quality low.
        QualityLow,
        /// Meta rates the quality medium.
        QualityMedium,
        /// Meta tells of messages that nobody sent here.
        Strangers,
        /// Meta refused messages with a code that is not known here.
        UnknownCode,
        /// Meta refused messages because the account cannot be charged.
        Unpaid,
        /// Meta refused messages as spam.
        SpamStop,
        /// Meta paused or disabled a template, in the last seven days.
        TemplateStopped,
        /// Meta rejected a template, in the last seven days.
        TemplateRejected,
        /// Meta moved a template into another category, in the last seven days.
        TemplateCategory,
        /// Somebody changed the number's PIN at Meta, or asked to, in the last seven days.
        Pin,
        /// Meta warns of the account in its own words, in the last seven days.
        Warning,
    }
}

/// Something that is the matter with a channel, as long as it is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Alert {
    /// Which.
    id: Uuid,
    /// Of which channel.
    channel_id: Uuid,
    /// The channel's name.
    channel_name: String,
    /// Whether the channel is simulated.
    simulated: bool,
    /// What is the matter.
    kind: AlertKind,
    /// Why, in a stable word: of an end, its cause; of what blocks, the reason of its row in the readiness list; of a template,
    /// its name; of a PIN or a warning, Meta's word.
    reason: Option<String>,
    /// When what is coming comes.
    until: Option<Stamp>,
    /// Since when.
    raised_at: Stamp,
    /// Until when; null while it is so.
    cleared_at: Option<Stamp>,
    /// Whether the person who asks has not looked since it was raised. False of what is over.
    unseen: bool,
}

impl Alert {
    /// As the person sees it who looked until `seen`; `None` of a channel that is not among these.
    pub(crate) fn of(
        raised: Raised,
        channels: &BTreeMap<ChannelId, Channel>,
        seen: Option<Time>,
    ) -> Option<Self> {
        let channel = channels.get(&raised.channel)?;
        Some(Self {
            id: raised.id.uuid(),
            channel_id: raised.channel.uuid(),
            channel_name: channel.name.clone(),
            simulated: channel.simulated,
            kind: raised.alert.kind.into(),
            reason: raised.alert.reason,
            until: raised.alert.until.map(Stamp::from),
            raised_at: raised.raised_at.into(),
            unseen: raised.cleared_at.is_none() && seen.is_none_or(|at| raised.raised_at > at),
            cleared_at: raised.cleared_at.map(Stamp::from),
        })
    }
}
