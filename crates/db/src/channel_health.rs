//! How a channel does: what became of its messages, why some failed, how late the provider tells.

use domain::Time;
use domain::ids::ChannelId;

use crate::{Result, WorkspaceTx};

/// What became of what left since a moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Funnel {
    /// The provider took so many.
    pub sent: i64,
    /// So many of them arrived.
    pub delivered: i64,
    /// So many of these were read.
    pub read: i64,
    /// So many failed.
    pub failed: i64,
}

/// Counts messages that left since a moment.
pub async fn funnel(tx: &mut WorkspaceTx, channel: ChannelId, since: Time) -> Result<Funnel> {
    let ws = tx.ws();
    let row = sqlx::query!(
        r#"SELECT count(*) FILTER (WHERE delivery IN ('accepted', 'sent', 'delivered', 'read', 'played')) AS "sent!",
             count(*) FILTER (WHERE delivery IN ('delivered', 'read', 'played')) AS "delivered!",
             count(*) FILTER (WHERE delivery IN ('read', 'played')) AS "read!",
             count(*) FILTER (WHERE delivery = 'failed') AS "failed!"
           FROM app.message WHERE workspace_id = $1 AND channel_id = $2 AND at >= $3 AND direction = 'out' AND NOT history"#,
        ws,
        channel.uuid(),
        since
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(Funnel {
        sent: row.sent,
        delivered: row.delivered,
        read: row.read,
        failed: row.failed,
    })
}

/// How many people were written to first since a moment: by a template, and outside the 24 hours after they wrote. The
/// provider counts over the whole portfolio; counted are the numbers of this workspace with the same account.
pub async fn written_first(tx: &mut WorkspaceTx, channel: ChannelId, since: Time) -> Result<i64> {
    let ws = tx.ws();
    let n = sqlx::query_scalar!(
        r#"SELECT count(DISTINCT c.contact_id) AS "n!" FROM app.channel mine
           JOIN app.channel ch ON ch.workspace_id = $1 AND ch.kind = mine.kind AND ch.account_id = mine.account_id
           JOIN app.message m ON m.workspace_id = $1 AND m.channel_id = ch.id AND m.at >= $3 AND m.direction = 'out' AND m.kind = 'template'
             AND NOT m.history AND m.delivery IN ('accepted', 'sent', 'delivered', 'read', 'played')
           JOIN app.conversation c ON c.workspace_id = $1 AND c.id = m.conversation_id
           WHERE mine.workspace_id = $1 AND mine.id = $2 AND NOT EXISTS (
             SELECT 1 FROM app.message i WHERE i.workspace_id = $1 AND i.conversation_id = m.conversation_id AND i.direction = 'in'
               AND NOT i.history AND i.at < m.at AND i.at >= m.at - interval '24 hours')"#,
        ws,
        channel.uuid(),
        since
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(n)
}

/// Failures of one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failures {
    /// The provider's code; absent when it gave none.
    pub code: Option<i64>,
    /// How many.
    pub n: i64,
}

/// Failures since a moment by the provider's code, the most frequent first.
pub async fn failures(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    since: Time,
) -> Result<Vec<Failures>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        r#"SELECT CASE WHEN jsonb_typeof(failure -> 'code') = 'number' THEN (failure ->> 'code')::bigint END AS code, count(*) AS "n!"
           FROM app.message WHERE workspace_id = $1 AND channel_id = $2 AND at >= $3 AND direction = 'out' AND delivery = 'failed' AND NOT history
           GROUP BY 1 ORDER BY 2 DESC, 1 NULLS LAST LIMIT 20"#,
        ws,
        channel.uuid(),
        since
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Failures {
            code: r.code,
            n: r.n,
        })
        .collect())
}

/// Of customers' messages since a moment, 95 of 100 reached us within so many milliseconds of being written; `None`
/// when there were none.
pub async fn lag_ms(tx: &mut WorkspaceTx, channel: ChannelId, since: Time) -> Result<Option<i64>> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        "SELECT percentile_disc(0.95) WITHIN GROUP (ORDER BY (extract(epoch FROM greatest(received_at - at, interval '0')) * 1000)::bigint)
         FROM app.message WHERE workspace_id = $1 AND channel_id = $2 AND at >= $3 AND direction = 'in' AND provider_id IS NOT NULL",
        ws,
        channel.uuid(),
        since
    )
    .fetch_one(tx.conn())
    .await?)
}
