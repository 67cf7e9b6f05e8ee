//! What belongs to a message beside itself: the other files that came with it, and the private answer to a comment.

use domain::Time;
use domain::ids::{ChannelId, ConversationId, MessageId};
use serde_json::Value;

use crate::{Result, WorkspaceTx};

/// Most files that a provider puts into one message, with its words.
const PARTS: usize = 12;

/// All parts of a message: providers may put several files into one, and here each is a message.
pub async fn parts(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    outbound: bool,
    provider_id: &str,
) -> Result<Vec<MessageId>> {
    let ws = tx.ws();
    let ids: Vec<String> = (0..PARTS)
        .map(|n| domain::content::part_id(provider_id, n))
        .collect();
    let rows = sqlx::query_scalar!(
        "SELECT id FROM app.message WHERE workspace_id = $1 AND channel_id = $2 AND direction = $4 AND provider_id = ANY ($3) ORDER BY id",
        ws,
        channel.uuid(),
        &ids,
        if outbound { "out" } else { "in" }
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(MessageId::from).collect())
}

/// Whether a comment was answered in private, or is about to be. What failed or was taken back does not count.
pub async fn answered_in_private(
    tx: &mut WorkspaceTx,
    conversation: ConversationId,
    comment: &str,
    except: Option<MessageId>,
) -> Result<bool> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM app.message WHERE workspace_id = $1 AND conversation_id = $2 AND direction = 'out'
             AND payload ->> 'type' = 'private_reply' AND payload ->> 'comment' = $3
             AND delivery NOT IN ('failed', 'canceled') AND id IS DISTINCT FROM $4) AS "e!""#,
        ws,
        conversation.uuid(),
        comment,
        except.map(MessageId::uuid)
    )
    .fetch_one(tx.conn())
    .await?)
}

/// What one person was answered in private under posts.
#[derive(Debug, Clone)]
pub struct PrivateWords {
    /// The answer.
    pub text: String,
    /// Who gave it.
    pub author: Value,
    /// When.
    pub at: Time,
}

/// The newest private answers that left to whoever a direct conversation is with, since then, oldest first, at most 5.
pub async fn private_answers(
    tx: &mut WorkspaceTx,
    direct: ConversationId,
    since: Time,
) -> Result<Vec<PrivateWords>> {
    let ws = tx.ws();
    let mut rows = sqlx::query!(
        r#"SELECT m.payload ->> 'body' AS "text!", m.author AS "author!", m.at FROM app.conversation d
             JOIN app.conversation t ON t.workspace_id = $1 AND t.channel_id = d.channel_id AND t.contact_id = d.contact_id AND t.topic_id <> ''
             JOIN app.message m ON m.workspace_id = $1 AND m.conversation_id = t.id
           WHERE d.workspace_id = $1 AND d.id = $2 AND m.direction = 'out' AND m.payload ->> 'type' = 'private_reply'
             AND m.payload ->> 'body' IS NOT NULL AND m.author IS NOT NULL AND m.provider_id IS NOT NULL AND m.at >= $3
           ORDER BY m.at DESC, m.id DESC LIMIT 5"#,
        ws,
        direct.uuid(),
        since
    )
    .fetch_all(tx.conn())
    .await?;
    rows.reverse();
    Ok(rows
        .into_iter()
        .map(|row| PrivateWords {
            text: row.text,
            author: row.author,
            at: row.at,
        })
        .collect())
}

/// The direct conversation with whoever wrote a comment, when there is one.
pub async fn direct_with(
    tx: &mut WorkspaceTx,
    thread: ConversationId,
) -> Result<Option<ConversationId>> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        "SELECT d.id FROM app.conversation t JOIN app.conversation d
           ON d.workspace_id = $1 AND d.channel_id = t.channel_id AND d.contact_id = t.contact_id AND d.topic_id = ''
         WHERE t.workspace_id = $1 AND t.id = $2 AND t.topic_id <> '' AND d.merged_into IS NULL",
        ws,
        thread.uuid()
    )
    .fetch_optional(tx.conn())
    .await?
    .map(ConversationId::from))
}
