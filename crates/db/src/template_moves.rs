//! Which templates the provider saw otherwise lately.

use domain::Time;
use domain::ids::ChannelId;

use crate::{Result, WorkspaceTx};

/// A template that moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Its name.
    pub name: String,
    /// When.
    pub at: Time,
}

/// The newest of each that moved lately.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TemplateMoves {
    /// Rejected, and still so.
    pub rejected: Option<Moved>,
    /// Paused or disabled, and still so.
    pub stopped: Option<Moved>,
    /// Moved into another category.
    pub recategorized: Option<Moved>,
}

fn keep(newest: &mut Option<Moved>, name: &str, at: Time) {
    if newest.as_ref().is_none_or(|one| one.at < at) {
        *newest = Some(Moved {
            name: name.to_owned(),
            at,
        });
    }
}

/// What moved since then. What was so when a channel's templates were first read is no move.
pub async fn since(tx: &mut WorkspaceTx, channel: ChannelId, since: Time) -> Result<TemplateMoves> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        "SELECT name, status, status_since, category_since FROM app.template
         WHERE workspace_id = $1 AND channel_id = $2 AND status <> 'DELETED'
           AND (status_since >= $3 OR category_since >= $3)
         ORDER BY name, language",
        ws,
        channel.uuid(),
        since
    )
    .fetch_all(tx.conn())
    .await?;
    let mut moves = TemplateMoves::default();
    for row in rows {
        let of = match row.status.as_str() {
            "REJECTED" => Some(&mut moves.rejected),
            "PAUSED" | "DISABLED" => Some(&mut moves.stopped),
            _ => None,
        };
        if let (Some(of), Some(at)) = (of, row.status_since.filter(|at| *at >= since)) {
            keep(of, &row.name, at);
        }
        if let Some(at) = row.category_since.filter(|at| *at >= since) {
            keep(&mut moves.recategorized, &row.name, at);
        }
    }
    Ok(moves)
}
