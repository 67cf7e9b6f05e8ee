//! What the gate asks of rows that nobody has in hand yet, in one look.

use domain::ids::{ChannelId, ConversationId, MessageId};
use serde::Deserialize;
use serde_json::Value;

use crate::{Error, Result, WorkspaceTx};

/// What is known.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Whether templates may go to people who opted in without having written first.
    pub outreach_to_opted_in: bool,
    /// Whether some other send of the thread has an unknown outcome.
    pub unknown_outstanding: bool,
    /// What the provider said.
    pub forbidding: Forbidding,
}

/// What the provider said that may forbid a send.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Forbidding {
    /// The ban.
    pub ban: Option<Value>,
    /// The restrictions.
    pub restrictions: Option<Value>,
    /// The number's state.
    pub number_status: Option<Value>,
    /// Whether it refused to send because payment is not in order.
    pub unpaid: Option<Value>,
}

/// Reads it for a thread and its channel. The outcome of `except` counts as known, and what a simulated provider said
/// forbids nothing real.
pub async fn read(
    tx: &mut WorkspaceTx,
    conversation: ConversationId,
    (channel, simulated): (ChannelId, bool),
    except: Option<MessageId>,
) -> Result<Standing> {
    let ws = tx.ws();
    let row = sqlx::query!(
        r#"SELECT w.outreach_to_opted_in,
             EXISTS (SELECT 1 FROM app.conversation c JOIN app.message m ON m.workspace_id = $1 AND m.conversation_id = c.id
                     WHERE c.workspace_id = $1 AND c.id = $2 AND c.failed > 0 AND m.delivery = 'unknown' AND m.id IS DISTINCT FROM $5) AS "unknown!",
             (SELECT jsonb_object_agg(f.what, f.value) FROM app.channel_fact f
              WHERE f.workspace_id = $1 AND f.channel_id = $3 AND f.subject = '' AND f.what IN ('ban', 'restrictions', 'number_status', 'unpaid')
                AND (NOT f.simulated OR $4)) AS told
           FROM app.workspace w WHERE w.workspace_id = $1"#,
        ws,
        conversation.uuid(),
        channel.uuid(),
        simulated,
        except.map(MessageId::uuid)
    )
    .fetch_one(tx.conn())
    .await?;
    let forbidding = match row.told {
        Some(told) => serde_json::from_value(told)
            .map_err(|e| Error::inconsistent("channel_fact", "value", channel, e))?,
        None => Forbidding::default(),
    };
    Ok(Standing {
        outreach_to_opted_in: row.outreach_to_opted_in,
        unknown_outstanding: row.unknown,
        forbidding,
    })
}
