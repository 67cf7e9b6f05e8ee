//! What a new, changed or foreign act does to a conversation's row in the list.

use domain::Time;
use domain::content::Content;
use domain::ids::{ConversationId, MessageId};

use crate::{Result, WorkspaceTx};

/// What the list shows of the newest message.
#[derive(Debug, Clone)]
pub struct Touch<'a> {
    /// Which message.
    pub message: MessageId,
    /// Its time in the thread.
    pub at: Time,
    /// `in` or `out`.
    pub direction: &'static str,
    /// Its kind.
    pub kind: &'a str,
    /// Its first words.
    pub preview: &'a str,
    /// Whether it is a customer's own act.
    pub opens_window: bool,
    /// Whether it is from before, so that nobody has to read it.
    pub past: bool,
}

/// Shows a new message in the list; an older one that arrived late does not replace a newer one.
pub async fn touch(
    tx: &mut WorkspaceTx,
    id: ConversationId,
    touch: &Touch<'_>,
    now: Time,
) -> Result<()> {
    let ws = tx.ws();
    let preview = preview(touch.preview);
    sqlx::query!(
        "UPDATE app.conversation SET
           last_message_id = CASE WHEN last_message_id IS NULL OR $4 >= last_at THEN $3 ELSE last_message_id END,
           last_direction = CASE WHEN last_message_id IS NULL OR $4 >= last_at THEN $5 ELSE last_direction END,
           last_kind = CASE WHEN last_message_id IS NULL OR $4 >= last_at THEN $6 ELSE last_kind END,
           last_preview = CASE WHEN last_message_id IS NULL OR $4 >= last_at THEN $7 ELSE last_preview END,
           last_at = CASE WHEN last_message_id IS NULL THEN $4 ELSE greatest(last_at, $4) END,
           unread = unread + CASE WHEN $5 = 'in' AND NOT $10 THEN 1 ELSE 0 END,
           last_customer_at = CASE WHEN $8 THEN greatest(last_customer_at, $4) ELSE last_customer_at END,
           updated_at = $9
         WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        touch.message.uuid(),
        touch.at,
        touch.direction,
        touch.kind,
        preview,
        touch.opens_window,
        now,
        touch.past
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

fn preview(words: &str) -> String {
    words.chars().take(160).collect()
}

/// The message that the list shows says something else now.
pub async fn reword(
    tx: &mut WorkspaceTx,
    id: ConversationId,
    message: MessageId,
    content: &Content,
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.conversation SET last_kind = $4, last_preview = $5 WHERE workspace_id = $1 AND id = $2 AND last_message_id = $3",
        ws,
        id.uuid(),
        message.uuid(),
        content.kind(),
        preview(content.words())
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A customer acted without writing (a reaction): the window opens, the list stays.
pub async fn customer_acted(
    tx: &mut WorkspaceTx,
    id: ConversationId,
    at: Time,
    now: Time,
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.conversation SET last_customer_at = greatest(last_customer_at, $3), updated_at = $4 WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        at,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
