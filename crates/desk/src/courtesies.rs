//! What a customer's phone is told besides messages: that theirs was read, and that somebody writes. Each channel
//! chooses; what is off is not sent.

use chrono::Duration;
use db::courtesies::{self, Courtesies};
use db::lanes::{self, Job, Lane, NewJob};
use db::{Record, WorkspaceTx, channels, conversations, messages};
use domain::gate::{Connection, Intent};
use domain::ids::{ChannelId, ConversationId};
use evidence::Kind;
use jobs::{Failure, Next};
use serde_json::json;

use crate::error::{Error, Result};
use crate::workers::{ended, id_in};
use crate::{Desk, names};

/// The provider shows it for 25 seconds, or until the answer comes.
const TYPING_EVERY: Duration = Duration::seconds(20);

/// Later than this it would be a lie.
const STALE: Duration = Duration::seconds(10);

impl Desk {
    /// What a channel tells.
    pub(crate) async fn tells(&self, tx: &mut WorkspaceTx, id: ChannelId) -> Result<Courtesies> {
        courtesies::of_channel(tx, id).await?.ok_or(Error::NotFound)
    }

    /// Chooses what a channel tells.
    pub async fn choose_courtesies(
        &self,
        tx: &mut WorkspaceTx,
        id: ChannelId,
        chosen: Courtesies,
    ) -> Result<()> {
        if !courtesies::choose(tx, id, chosen).await? {
            return Err(Error::NotFound);
        }
        tx.record(Record {
            kind: Kind::SettingsChanged,
            subject: format!("channel:{id}"),
            actor: None,
            payload: json!({
                "read_receipts": chosen.read_receipts, "typing_indicator": chosen.typing_indicator,
            }),
            message: None,
            conversation: None,
        });
        tx.announce(names::workspace_changed("channel.updated"));
        Ok(())
    }

    /// Somebody writes an answer: the customer's phone is told, now and then, where an answer could leave.
    pub async fn tell_typing(&self, tx: &mut WorkspaceTx, id: ConversationId) -> Result<()> {
        let thread = conversations::read(tx, id).await?.ok_or(Error::NotFound)?;
        let now = self.now();
        if !self.tells(tx, thread.channel).await?.typing_indicator
            || !self.verdict(tx, id, Intent::FreeForm).await?.is_admitted()
        {
            return Ok(());
        }
        let Some(newest) = messages::latest_inbound(tx, id).await? else {
            return Ok(());
        };
        let Some(provider_id) = newest.provider_id else {
            return Ok(());
        };
        if !courtesies::take_typing(tx, id, TYPING_EVERY, now).await? {
            return Ok(());
        }
        let job = NewJob {
            lane: format!("typing:{id}"),
            kind: names::TYPING,
            payload: json!({ "conversation": id, "provider_id": provider_id, "at": now.to_rfc3339() }),
        };
        Ok(lanes::enqueue(tx, &[job], now).await?)
    }

    /// Tells the provider that somebody writes, unless that is long ago.
    pub(crate) async fn typing(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        let at: String = id_in(job, "at")?;
        let old = chrono::DateTime::parse_from_rfc3339(&at)
            .is_ok_and(|at| self.now() - at.to_utc() > STALE);
        self.tell(lane, job, !old, true).await
    }

    /// Tells the provider. A receipt is a courtesy: if it fails, it is not tried again.
    pub(crate) async fn read_receipt(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        self.tell(lane, job, true, false).await
    }

    async fn tell(
        &self,
        lane: &Lane,
        job: &Job,
        wanted: bool,
        typing: bool,
    ) -> Result<Next, Failure> {
        let id: ConversationId = id_in(job, "conversation")?;
        let provider_id: String = id_in(job, "provider_id")?;
        let asked_at = self.now();
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        let mut ready = None;
        if wanted
            && let Some(conversation) = conversations::read(&mut tx, id).await.map_err(ended)?
            && let Some(channel) = channels::get(&mut tx, conversation.channel)
                .await
                .map_err(ended)?
            && channel.connection == Connection::Connected
            // Under a post nobody is told that a comment was read.
            && conversation.topic.is_none()
            && let Some(contact) = db::contacts::get(&mut tx, conversation.contact)
                .await
                .map_err(ended)?
            && let Some(request) = ::channels::registry::by_kind(channel.kind.as_str())
                .and_then(|kind| kind.courtesy(&contact.identities, &provider_id, typing))
        {
            ready = channels::token(&mut tx, channel.id)
                .await
                .map_err(ended)?
                .map(|token| (channel, token, request));
        }
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        tx.commit(self.now()).await.map_err(ended)?;
        if let Some((channel, token, request)) = ready
            && let Err(error) = self
                .graph_of(&channel.kind)
                .tell(&token, &channel.external_id, &request.edge, &request.body)
                .await
        {
            tracing::info!(%error, typing, "a courtesy was not taken");
            let heeded = self.heed_token_error(lane.workspace, channel.id, asked_at, &error);
            if let Err(error) = heeded.await {
                tracing::warn!(%error, "a refused token was not taken down");
            }
        }
        Ok(Next::Done)
    }
}
