//! Which templates the provider saw otherwise lately.

use domain::Time;
use domain::ids::ChannelId;

use crate::{Result, WorkspaceTx};

/// The newest of each that moved lately, by its name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TemplateMoves {
    /// Rejected, and still so.
    pub rejected: Option<String>,
    /// Paused or disabled, and still so.
    pub stopped: Option<String>,
    /// Moved into another category.
    pub recategorized: Option<String>,
}

/// What moved since then. What was so when a channel's templates were first read is no move.
pub async fn since(tx: &mut WorkspaceTx, channel: ChannelId, since: Time) -> Result<TemplateMoves> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        "SELECT name, status, status_since, category_since FROM app.template
         WHERE workspace_id = $1 AND channel_id = $2 AND status <> 'DELETED'
           AND (status_since >= $3 OR category_since >= $3)
         ORDER BY greatest(status_since, category_since) DESC, name",
        ws,
        channel.uuid(),
        since
    )
    .fetch_all(tx.conn())
    .await?;
    let mut moves = TemplateMoves::default();
    for row in rows {
        let is_new = row.status_since.is_some_and(|at| at >= since);
        let of = match row.status.as_str() {
            "REJECTED" => Some(&mut moves.rejected),
            "PAUSED" | "DISABLED" => Some(&mut moves.stopped),
            _ => None,
        };
        if let Some(of) = of.filter(|_| is_new) {
            of.get_or_insert_with(|| row.name.clone());
        }
        if row.category_since.is_some_and(|at| at >= since) {
            moves.recategorized.get_or_insert(row.name);
        }
    }
    Ok(moves)
}
