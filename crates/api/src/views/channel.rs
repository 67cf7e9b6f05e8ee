//! A channel, and what a kind of channel can do.

use channels::{Capability, ComposerBlock, MediaLimit};
use db::WorkspaceTx;
use db::app_sync::{self, AppSync};
use db::channel_facts::{self, Fact};
use db::channels::Channel as Row;
use domain::gate::Connection as DomainConnection;
use domain::news;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::channel_facts::{ChannelFacts, LISTED};
use super::content::MediaKind;
use super::{ReplyMode, Stamp};
use crate::problem::Result;
use crate::state::ApiState;

/// A connected number or account.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Channel {
    /// Which.
    id: Uuid,
    /// `whatsapp`, …
    kind: String,
    /// The name people gave it.
    name: String,
    /// The number or handle customers see.
    display: String,
    /// The provider's id of the number or account; empty once it is disconnected.
    phone_number_id: String,
    /// The provider's id of the account above it; empty once it is disconnected.
    waba_id: String,
    /// Whether it can send.
    connection: Connection,
    /// What becomes of drafts.
    reply_mode: ReplyMode,
    /// Seconds in which people can hold a draft that a rule is about to let go; 0 lets it go at once.
    auto_hold_seconds: i32,
    /// Whether it passed its readiness list.
    ready: bool,
    /// Whether it is simulated.
    simulated: bool,
    /// The token, which is never shown.
    token: TokenHint,
    /// Where its webhooks go.
    webhook: WebhookHint,
    /// What Meta says of the number, as far as it was told.
    facts: ChannelFacts,
    /// When Meta was last asked how it stands.
    checked_at: Option<Stamp>,
    /// Why it is disconnected; null while it is not.
    ended: Option<ChannelEnded>,
    /// The WhatsApp Business app, when the number is used there as well; null when it is not.
    app: Option<AppOfChannel>,
    /// Since when.
    created_at: Stamp,
}

/// What is known of the app behind a number that is used there as well.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AppOfChannel {
    /// Whether its address book was asked for.
    contacts: AppAsked,
    /// Whether its past chats were asked for.
    history: AppAsked,
    /// How much of the past chats is here, of a hundred; null before the first of them.
    progress: Option<i32>,
    /// Whether the business shares none.
    declined: bool,
    /// The newest sign that somebody has the app open.
    seen_at: Option<Stamp>,
}

super::words::mirror! {
    /// Whether something was asked of the app.
    AppAsked = app_sync::Asked {
        /// Nobody means to.
        Not,
        /// It is about to be.
        Wanted,
        /// It was; what is there comes by itself.
        Asked,
        /// It was before, and can be asked once only.
        Spent,
        /// The day in which it can be asked is over.
        Late,
        /// Meta refused.
        Refused,
    }
}

impl From<AppSync> for AppOfChannel {
    fn from(sync: AppSync) -> Self {
        Self {
            contacts: sync.contacts.into(),
            history: sync.history.into(),
            progress: sync.progress,
            declined: sync.declined_at.is_some(),
            seen_at: sync.seen_at.map(Stamp),
        }
    }
}

super::words::mirror! {
    /// Whether a channel can send.
    Connection = DomainConnection {
        /// It can.
        Connected,
        /// Its token no longer works.
        NeedsReauth,
        /// The provider locked the account.
        Frozen,
        /// It is disconnected.
        Disconnected,
    }
}

super::words::mirror! {
    /// Why a channel is no longer connected.
    ChannelEnded = news::Ended {
        /// Somebody here disconnected it.
        ByHand,
        /// The business took our access away at Meta.
        Revoked,
        /// Nobody opened the WhatsApp Business app for 14 days.
        AppUnused,
        /// A device linked to that app was not used for 30 days.
        CompanionUnused,
        /// The account was deleted.
        AccountDeleted,
        /// Whoever connected it took the app's permission away.
        Deauthorized,
        /// Whoever connected it asked for their data to be deleted.
        DeletionRequested,
        /// A sign-up that did not come to its end was taken back.
        Undone,
    }
}

/// What is shown of a token.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TokenHint {
    /// Four characters by which to recognise it; null when there is none.
    fingerprint: Option<String>,
    /// Where it is kept outside (`file:NAME` or `env:NAME`), when it was given so; each look at the channel reads it again.
    reference: Option<String>,
    /// Since when it is used; null when there is none.
    since: Option<Stamp>,
}

/// Where a channel's webhooks go.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WebhookHint {
    /// The address to give to Meta.
    url: String,
    /// The workspace's own Meta app in that address; null for the platform's.
    app_ref: Option<Uuid>,
    /// The newest event received.
    last_event_at: Option<Stamp>,
}

impl Channel {
    /// One channel with what is known of it.
    pub(crate) async fn read(api: &ApiState, tx: &mut WorkspaceTx, row: Row) -> Result<Self> {
        let facts = channel_facts::list(tx, row.id).await?;
        let app = app_sync::get(tx, row.id).await?;
        Ok(Self::of(api, row, &facts, app))
    }

    /// Channels with what is known of each.
    pub(crate) async fn read_all(
        api: &ApiState,
        tx: &mut WorkspaceTx,
        rows: Vec<Row>,
    ) -> Result<Vec<Self>> {
        let known = channel_facts::of_all(tx, &LISTED).await?;
        let mut apps = app_sync::of_all(tx).await?;
        Ok(rows
            .into_iter()
            .map(|row| {
                let facts = known.get(&row.id).map_or(&[][..], Vec::as_slice);
                let app = apps.remove(&row.id);
                Self::of(api, row, facts, app)
            })
            .collect())
    }

    fn of(api: &ApiState, row: Row, facts: &[Fact], app: Option<AppSync>) -> Self {
        let own_app = row.app_ref != api.desk().app_of_kind(row.kind.as_str());
        let url = api.desk().webhook_address(&row);
        Self {
            id: row.id.uuid(),
            kind: row.kind.to_string(),
            name: row.name,
            display: row.display,
            phone_number_id: row.external_id,
            waba_id: row.account_id,
            connection: row.connection.into(),
            reply_mode: row.reply_mode.into(),
            auto_hold_seconds: row.auto_hold_seconds,
            ready: row.ready,
            simulated: row.simulated,
            token: TokenHint {
                fingerprint: row.token.fingerprint,
                reference: row.token.reference,
                since: row.token.since.map(Stamp),
            },
            webhook: WebhookHint {
                url,
                app_ref: own_app.then_some(row.app_ref.uuid()),
                last_event_at: row.last_event_at.map(Stamp),
            },
            facts: ChannelFacts::of(facts, row.simulated, api.desk().now()).in_app(row.coexistence),
            checked_at: row.checked_at.map(Stamp),
            ended: row.ended.map(ChannelEnded::from),
            app: app.filter(|_| row.coexistence).map(AppOfChannel::from),
            created_at: row.created_at.into(),
        }
    }
}

/// What a kind of channel can do.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChannelKind {
    /// Its name, as in `channel.kind`.
    kind: String,
    /// The name people know.
    label: String,
    /// Longest text, in characters.
    text_max: usize,
    /// Whether that is counted in bytes of UTF-8 instead.
    text_bytes: bool,
    /// Longest public reply under a post, in characters; null where there are no posts.
    public_max: Option<usize>,
    /// Longest words under a file, in characters.
    caption_max: usize,
    /// Files it takes.
    media: Vec<ChannelMedia>,
    /// What the composer offers.
    composer: Vec<Block>,
    /// Hours in which free messages may follow the customer's last one; null without a limit.
    window_hours: Option<u32>,
    /// Hours after the customer's last message in which a person may still write; null when the window is the end.
    person_hours: Option<u32>,
    /// Whether messages can be marked as read.
    read_receipts: bool,
    /// Whether typing can be shown.
    typing: bool,
}

/// Limits for one sort of file.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChannelMedia {
    /// Which sort.
    kind: MediaKind,
    /// The largest file, in bytes.
    max_bytes: u64,
    /// Types taken; empty means any.
    mime_types: Vec<String>,
    /// Whether words may stand under it.
    caption: bool,
}

super::words::mirror! {
    /// A thing the composer offers.
    Block = ComposerBlock {
        /// Free text.
        Text,
        /// A file.
        Media,
        /// A sign on an earlier message.
        Reaction,
        /// Quoting an earlier message.
        Quote,
        /// An approved template.
        Template,
    }
}

impl From<MediaLimit> for ChannelMedia {
    fn from(limit: MediaLimit) -> Self {
        Self {
            kind: limit.kind.into(),
            max_bytes: limit.max_bytes,
            mime_types: limit.mime_types,
            caption: limit.caption,
        }
    }
}

impl From<Capability> for ChannelKind {
    fn from(can: Capability) -> Self {
        Self {
            kind: can.kind,
            label: can.label,
            text_max: can.text_max,
            text_bytes: can.text_bytes,
            public_max: can.public_max,
            caption_max: can.caption_max,
            media: can.media.into_iter().map(ChannelMedia::from).collect(),
            composer: can.composer.into_iter().map(Block::from).collect(),
            window_hours: can.window_hours,
            person_hours: can.person_hours,
            read_receipts: can.read_receipts,
            typing: can.typing,
        }
    }
}
