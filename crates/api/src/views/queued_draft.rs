//! A draft in the queue, with as much of its conversation as deciding about it takes.

use std::collections::HashMap;

use db::conversations::{self, ListRow};
use db::{WorkspaceTx, drafts};
use domain::ids::ConversationId;
use serde::Serialize;
use utoipa::ToSchema;

use super::conversation::{ChannelHint, ContactHint, channel_in, channels_by_id};
use super::{Draft, Window};
use crate::problem::Result;
use crate::state::ApiState;

/// A draft that waits, with its conversation.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct QueuedDraft {
    #[serde(flatten)]
    draft: Draft,
    /// Where it would be sent.
    conversation: DraftThread,
}

/// The conversation of a draft.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DraftThread {
    /// With whom.
    contact: ContactHint,
    /// On which channel.
    channel: ChannelHint,
    /// The 24-hour window.
    window: Window,
}

impl QueuedDraft {
    /// These, in their order. One whose conversation became part of another meanwhile waits there, not here.
    pub(crate) async fn list(
        api: &ApiState,
        tx: &mut WorkspaceTx,
        drafts: Vec<drafts::Draft>,
    ) -> Result<Vec<Self>> {
        let now = api.desk().now();
        let wanted: Vec<_> = drafts.iter().map(|one| (one.conversation, now)).collect();
        let rows = conversations::rows(tx, &wanted).await?;
        let threads: HashMap<ConversationId, ListRow> =
            rows.into_iter().map(|row| (row.id, row)).collect();
        let channels = channels_by_id(tx).await?;
        let mut shown = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let Some(row) = threads.get(&draft.conversation) else {
                continue;
            };
            let conversation = DraftThread {
                contact: ContactHint::of(row),
                channel: ChannelHint::of(channel_in(&channels, row)?),
                window: Window::at(row.last_customer_at, row.window_closed_by_provider_at, now),
            };
            shown.push(Self {
                draft: Draft::of(api, tx, draft).await?,
                conversation,
            });
        }
        Ok(shown)
    }
}
