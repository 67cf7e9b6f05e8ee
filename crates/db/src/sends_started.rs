//! When what was sent left.

use domain::Time;
use domain::ids::MessageId;

use crate::{Result, WorkspaceTx};

/// When the newest attempt of each of these messages started.
pub async fn last_started(
    tx: &mut WorkspaceTx,
    messages: &[MessageId],
) -> Result<Vec<(MessageId, Time)>> {
    let ws = tx.ws();
    let ids: Vec<uuid::Uuid> = messages.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query!(
        "SELECT DISTINCT ON (message_id) message_id, started_at FROM app.attempt
         WHERE workspace_id = $1 AND message_id = ANY ($2) ORDER BY message_id, attempt_no DESC",
        ws,
        &ids
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| (r.message_id.into(), r.started_at))
        .collect())
}
