//! Who speaks in a thread, and what was read.

use db::lanes::{self, Job, Lane, NewJob};
use db::{WorkspaceTx, channels, conversations};
use domain::gate::Connection;
use domain::ids::ConversationId;
use jobs::{Failure, Next};
use serde_json::json;

use crate::error::{Error, Result};
use crate::workers::{ended, id_in};
use crate::{Desk, names};

impl Desk {
    /// A person takes the floor, or gives it back to rules.
    pub async fn set_floor(
        &self,
        tx: &mut WorkspaceTx,
        id: ConversationId,
        human: bool,
    ) -> Result<()> {
        conversations::lock(tx, id).await?.ok_or(Error::NotFound)?;
        conversations::set_floor(tx, id, human, self.now()).await?;
        tx.announce(names::conversation_updated(id));
        Ok(())
    }

    /// Everything inbound counts as read here; the customer's phone is told for the newest message.
    pub async fn mark_read(&self, tx: &mut WorkspaceTx, id: ConversationId) -> Result<()> {
        conversations::lock(tx, id).await?.ok_or(Error::NotFound)?;
        if let Some(provider_id) = conversations::mark_read(tx, id, self.now()).await? {
            let job = NewJob {
                lane: format!("read:{id}"),
                kind: names::READ_RECEIPT,
                payload: json!({ "conversation": id, "provider_id": provider_id }),
            };
            lanes::enqueue(tx, &[job], self.now()).await?;
            tx.announce(names::conversation_updated(id));
        }
        Ok(())
    }

    /// Tells the provider. A receipt is a courtesy: if it fails, it is not tried for long.
    pub(crate) async fn read_receipt(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        let id: ConversationId = id_in(job, "conversation")?;
        let provider_id: String = id_in(job, "provider_id")?;
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        let mut ready = None;
        if let Some(conversation) = conversations::read(&mut tx, id).await.map_err(ended)?
            && let Some(channel) = channels::get(&mut tx, conversation.channel)
                .await
                .map_err(ended)?
            && channel.connection == Connection::Connected
        {
            ready = channels::token(&mut tx, channel.id)
                .await
                .map_err(ended)?
                .map(|token| (channel, token));
        }
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        tx.commit(self.now()).await.map_err(ended)?;
        if let Some((channel, token)) = ready
            && let Err(error) = self
                .graph()
                .mark_as_read(&token, &channel.external_id, &provider_id, false)
                .await
        {
            tracing::info!(%error, "a read receipt was not taken");
        }
        Ok(Next::Done)
    }
}
