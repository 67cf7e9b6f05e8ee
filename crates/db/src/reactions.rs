//! Reactions on messages, known by the provider's id of their target, which may come later.

use domain::Time;
use domain::ids::ConversationId;

use crate::{Result, WorkspaceTx};

/// A reaction on a message.
#[derive(Debug, Clone)]
pub struct Reaction {
    /// The provider's id of the message reacted to.
    pub target: String,
    /// `contact` or `business`.
    pub by: String,
    /// The sign.
    pub emoji: String,
}

/// Sets or takes back a reaction; an older one that arrives late changes nothing.
pub async fn react(
    tx: &mut WorkspaceTx,
    conversation: ConversationId,
    target: &str,
    by: &str,
    emoji: Option<&str>,
    at: Time,
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.reaction AS r (workspace_id, conversation_id, target, by, emoji, at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (workspace_id, conversation_id, target, by) DO UPDATE SET emoji = excluded.emoji, at = excluded.at WHERE r.at <= excluded.at",
        ws,
        conversation.uuid(),
        target,
        by,
        emoji,
        at
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The live reactions on these messages.
pub async fn reactions(
    tx: &mut WorkspaceTx,
    conversation: ConversationId,
    targets: &[String],
) -> Result<Vec<Reaction>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        r#"SELECT target, by, emoji AS "emoji!" FROM app.reaction WHERE workspace_id = $1 AND conversation_id = $2 AND target = ANY ($3) AND emoji IS NOT NULL"#,
        ws,
        conversation.uuid(),
        targets
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Reaction {
            target: r.target,
            by: r.by,
            emoji: r.emoji,
        })
        .collect())
}
