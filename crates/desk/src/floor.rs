//! Who speaks in a thread, and what was read.

use db::lanes::{self, NewJob};
use db::{WorkspaceTx, conversations};
use domain::ids::ConversationId;
use serde_json::json;

use crate::error::{Error, Result};
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
        if human {
            self.hold_for_floor(tx, id).await?;
        }
        tx.announce(names::conversation_updated(id));
        Ok(())
    }

    /// Everything inbound counts as read here; the customer's phone is told for the newest message,
    /// unless the channel keeps that to itself.
    pub async fn mark_read(&self, tx: &mut WorkspaceTx, id: ConversationId) -> Result<()> {
        let thread = conversations::lock(tx, id).await?.ok_or(Error::NotFound)?;
        if let Some(provider_id) = conversations::mark_read(tx, id, self.now()).await? {
            if self.tells(tx, thread.channel).await?.read_receipts {
                let job = NewJob {
                    lane: format!("read:{id}"),
                    kind: names::READ_RECEIPT,
                    payload: json!({ "conversation": id, "provider_id": provider_id }),
                };
                lanes::enqueue(tx, &[job], self.now()).await?;
            }
            tx.announce(names::conversation_updated(id));
        }
        Ok(())
    }
}
