//! A person stops a draft that is being made, and answers themselves.

use db::{WorkspaceTx, conversations, draft_stops, drafts, messages};
use domain::ids::ConversationId;
use serde_json::json;

use crate::Desk;
use crate::error::{Error, Result};

impl Desk {
    /// Stops the draft for the customer's latest message. What was made meanwhile is put aside, unless a rule has let it
    /// go; whatever is still being made comes to nothing; and a person has the conversation. Stopping twice does no more
    /// than stopping once.
    pub async fn stop_draft(&self, tx: &mut WorkspaceTx, id: ConversationId) -> Result<()> {
        let care = conversations::lock_all(tx, &[id]).await?.pop();
        let care = care.ok_or(Error::NotFound)?;
        let Some(latest) = messages::latest_inbound(tx, id).await? else {
            return Ok(());
        };
        if draft_stops::is_stopped(tx, id, latest.id).await? {
            return Ok(());
        }
        draft_stops::set(tx, id, Some(latest.id)).await?;
        let made = drafts::newest(tx, id)
            .await?
            .filter(|draft| draft.reply_to == latest.id && draft.state.is_open());
        if let Some(draft) = made
            && let Some(mut draft) = drafts::lock(tx, draft.id).await?
        {
            self.put_aside(tx, &mut draft, json!("stopped")).await?;
        }
        self.set_floor(tx, id, true).await?;
        self.note(tx, &care, "conversation_draft_stopped", None, self.now())
            .await
    }
}
