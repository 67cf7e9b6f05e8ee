//! How a channel stands: what stops it, what shows that it sends again, and its end.

use domain::Time;
use domain::gate::Connection;
use domain::ids::ChannelId;
use domain::news::Ended;

use crate::channels::{Channel, claim_routes, connection_name, destroy_token, list};
use crate::{Result, WorkspaceTx};

/// A failure at `told_at` shows that the channel cannot send. False when that is no news: it is disconnected, or its token
/// was proved later.
pub async fn interrupt(
    tx: &mut WorkspaceTx,
    id: ChannelId,
    state: Connection,
    told_at: Time,
) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.channel SET connection = $3 WHERE workspace_id = $1 AND id = $2 AND connection NOT IN ('disconnected', $3) AND proved_at <= $4",
        ws,
        id.uuid(),
        connection_name(state),
        told_at
    )
    .execute(tx.conn())
    .await?;
    let news = done.rows_affected() == 1;
    if news && state == Connection::NeedsReauth {
        crate::app_connection_numbers::refused(tx, id).await?;
    }
    Ok(news)
}

/// The provider showed at `at` that the channel can send again. False when nothing had stopped it.
pub async fn resume(tx: &mut WorkspaceTx, id: ChannelId, at: Time) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.channel SET connection = 'connected', proved_at = greatest(proved_at, $3)
         WHERE workspace_id = $1 AND id = $2 AND connection NOT IN ('disconnected', 'connected')",
        ws,
        id.uuid(),
        at
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Since when the channel has the token it has; `None` when it has none.
pub async fn token_since(tx: &mut WorkspaceTx, id: ChannelId) -> Result<Option<Time>> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        "SELECT k.created_at FROM app.channel c JOIN app.data_key k ON k.workspace_id = c.workspace_id AND k.id = c.token_key_id
         WHERE c.workspace_id = $1 AND c.id = $2",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?)
}

/// Takes the day's try to get another token for a channel. False when it was taken after `since`, or the channel does not
/// send now.
pub async fn try_renewal(
    tx: &mut WorkspaceTx,
    id: ChannelId,
    since: Time,
    now: Time,
) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.channel SET renewal_tried_at = $4 WHERE workspace_id = $1 AND id = $2 AND connection = 'connected'
           AND (renewal_tried_at IS NULL OR renewal_tried_at <= $3)",
        ws,
        id.uuid(),
        since,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Holds channels until the transaction ends, in the order of their ids.
pub async fn hold(tx: &mut WorkspaceTx, ids: &[ChannelId]) -> Result<()> {
    let ws = tx.ws();
    let ids: Vec<uuid::Uuid> = ids.iter().map(|id| id.uuid()).collect();
    sqlx::query!(
        "SELECT id FROM app.channel WHERE workspace_id = $1 AND id = ANY ($2) ORDER BY id FOR NO KEY UPDATE",
        ws,
        &ids
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(())
}

/// Whether it may be used, by its readiness list; answers whether that changed.
pub async fn set_ready(tx: &mut WorkspaceTx, id: ChannelId, ready: bool) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.channel SET ready = $3 WHERE workspace_id = $1 AND id = $2 AND ready <> $3",
        ws,
        id.uuid(),
        ready
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The provider was asked just now.
pub async fn checked(tx: &mut WorkspaceTx, id: ChannelId, at: Time) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.channel SET checked_at = $3 WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        at
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whether an event of that moment says more of a channel than is known.
#[must_use]
pub fn is_news(channel: &Channel, at: Time) -> bool {
    let known = channel.last_event_at;
    known.is_none_or(|last| last < at - chrono::Duration::seconds(10))
}

/// Remembers that events arrive. Written at most every ten seconds, so that a busy channel is not one hot row, and never
/// waited for: whoever holds the row now has something better to say.
pub async fn heard(tx: &mut WorkspaceTx, channel: &Channel, at: Time) -> Result<()> {
    if !is_news(channel, at) {
        return Ok(());
    }
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.channel SET last_event_at = $3 WHERE workspace_id = $1 AND id IN (
           SELECT id FROM app.channel WHERE workspace_id = $1 AND id = $2 AND (last_event_at IS NULL OR last_event_at < $3::timestamptz - interval '10 s')
           FOR NO KEY UPDATE SKIP LOCKED)",
        ws,
        channel.id.uuid(),
        at
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Disconnects: token, its key, whose it was, the provider's ids and routes go; the threads stay.
pub async fn disconnect(tx: &mut WorkspaceTx, id: ChannelId, why: Ended, now: Time) -> Result<()> {
    let before = crate::channels::get(tx, id).await?;
    destroy_token(tx, id).await?;
    crate::signups::end_of(tx, id).await?;
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.channel SET connection = 'disconnected', external_id = '', account_id = '', token_sealed = NULL, token_key_id = NULL, token_fingerprint = NULL, token_reference = NULL, disconnected_at = $3, disconnected_reason = $4
         WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        now,
        why.as_str()
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!("SELECT app.drop_routes($1) AS n", id.uuid())
        .fetch_one(tx.conn())
        .await?;
    let Some(gone) = before.filter(|gone| !gone.account_id.is_empty()) else {
        return Ok(());
    };
    // The account's route hung on this number; the account's other numbers still want to hear of it.
    let heir = list(tx).await?.into_iter().find(|c| {
        c.connection != Connection::Disconnected
            && c.kind == gone.kind
            && c.app_ref == gone.app_ref
            && c.account_id == gone.account_id
    });
    if let Some(heir) = heir {
        claim_routes(tx, &heir).await?;
    }
    Ok(())
}
