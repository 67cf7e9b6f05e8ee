//! What is missing between a provider and us: events that were taken and not applied, statuses of messages nobody here
//! sent, messages of which the provider told nothing, refusals nobody here knows the reason of.

use domain::Time;
use domain::failure::FailureClass;
use domain::ids::ChannelId;
use serde_json::json;

use crate::{Result, WorkspaceTx};

/// What became of the events of a channel since a moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Taken {
    /// So many were answered with 200, each told as often as it may.
    pub all: i64,
    /// So many had their effect.
    pub applied: i64,
    /// So many are kept and have none here: what is not known, or speaks of what is not here.
    pub without_effect: i64,
    /// So many wait for their turn.
    pub waiting: i64,
    /// So many were set aside after too many tries, whenever they came.
    pub set_aside: i64,
}

/// Counts the events that came since a moment.
pub async fn taken(tx: &mut WorkspaceTx, channel: ChannelId, since: Time) -> Result<Taken> {
    let ws = tx.ws();
    let row = sqlx::query!(
        r#"SELECT count(*) AS "all!", count(*) FILTER (WHERE state = 'applied') AS "applied!",
             count(*) FILTER (WHERE state IN ('stored', 'failed')) AS "without_effect!",
             count(*) FILTER (WHERE state = 'pending') AS "waiting!"
           FROM app.inbound_event WHERE workspace_id = $1 AND channel_id = $2 AND received_at >= $3"#,
        ws,
        channel.uuid(),
        since
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(Taken {
        all: row.all,
        applied: row.applied,
        without_effect: row.without_effect,
        waiting: row.waiting,
        set_aside: set_aside(tx, channel).await?,
    })
}

/// So many events were set aside after too many tries, and nobody decided about them yet.
pub async fn set_aside(tx: &mut WorkspaceTx, channel: ChannelId) -> Result<i64> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        r#"SELECT count(*) AS "n!" FROM app.dead_job d JOIN app.inbound_event e
             ON e.workspace_id = d.workspace_id AND e.id = (d.payload ->> 'event')::uuid
           WHERE d.workspace_id = $1 AND e.channel_id = $2 AND e.state = 'pending'"#,
        ws,
        channel.uuid()
    )
    .fetch_one(tx.conn())
    .await?)
}

/// Of so many messages that were sent with this channel elsewhere we were told a status in this time.
pub async fn strangers(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    since: Time,
    until: Time,
) -> Result<i64> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        r#"SELECT count(DISTINCT provider_id) AS "n!" FROM app.parked_status
           WHERE workspace_id = $1 AND channel_id = $2 AND parked_at >= $3 AND parked_at < $4"#,
        ws,
        channel.uuid(),
        since,
        until
    )
    .fetch_one(tx.conn())
    .await?)
}

/// Messages that the provider took in this time and told nothing of since, while it told nothing of a later one either:
/// how many, and when the first left. `None` while it tells.
pub async fn untold(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    since: Time,
    until: Time,
) -> Result<Option<(i64, Time)>> {
    let ws = tx.ws();
    let row = sqlx::query!(
        r#"SELECT count(*) AS "n!", min(at) AS first FROM app.message
           WHERE workspace_id = $1 AND channel_id = $2 AND direction = 'out' AND delivery = 'accepted' AND at >= $3 AND at < $4
             AND at > coalesce((SELECT max(at) FROM app.message WHERE workspace_id = $1 AND channel_id = $2 AND direction = 'out'
                                  AND delivery IN ('sent', 'delivered', 'read', 'played') AND at >= $3), '-infinity')"#,
        ws,
        channel.uuid(),
        since,
        until
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(row.first.map(|first| (row.n, first)))
}

/// So many messages of this time failed for a reason that has a reference only, being in no table of ours.
pub async fn unknown_codes(tx: &mut WorkspaceTx, channel: ChannelId, since: Time) -> Result<i64> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        r#"SELECT count(*) AS "n!" FROM app.message WHERE workspace_id = $1 AND channel_id = $2 AND at >= $3
             AND direction = 'out' AND delivery = 'failed' AND failure ->> 'reference' IS NOT NULL"#,
        ws,
        channel.uuid(),
        since
    )
    .fetch_one(tx.conn())
    .await?)
}

/// So many messages of this time failed for a reason of this class.
pub async fn failed_as(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    class: FailureClass,
    since: Time,
) -> Result<i64> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        r#"SELECT count(*) AS "n!" FROM app.message WHERE workspace_id = $1 AND channel_id = $2 AND at >= $3
             AND direction = 'out' AND delivery = 'failed' AND failure -> 'class' = $4"#,
        ws,
        channel.uuid(),
        since,
        json!(class)
    )
    .fetch_one(tx.conn())
    .await?)
}
