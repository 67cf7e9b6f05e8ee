//! The numbers that live by an app connection, and its end.

use domain::ids::{AppConnectionId, ChannelId};

use crate::app_connections::{AppConnection, get, purpose};
use crate::{Result, WorkspaceTx, token_keys};

/// The numbers that live by it.
pub async fn channels_of(tx: &mut WorkspaceTx, id: AppConnectionId) -> Result<Vec<ChannelId>> {
    let ws = tx.ws();
    let rows = sqlx::query_scalar!(
        "SELECT id FROM app.channel WHERE workspace_id = $1 AND app_connection_id = $2 AND connection <> 'disconnected' ORDER BY id",
        ws,
        id.uuid()
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(ChannelId).collect())
}

/// A number lives by it from here on.
pub async fn serve(tx: &mut WorkspaceTx, id: AppConnectionId, channel: ChannelId) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.channel SET app_connection_id = $3 WHERE workspace_id = $1 AND id = $2",
        ws,
        channel.uuid(),
        id.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The connection that a number lives by.
pub async fn of_channel(tx: &mut WorkspaceTx, channel: ChannelId) -> Result<Option<AppConnection>> {
    let ws = tx.ws();
    let id = sqlx::query_scalar!(
        "SELECT app_connection_id FROM app.channel WHERE workspace_id = $1 AND id = $2",
        ws,
        channel.uuid()
    )
    .fetch_optional(tx.conn())
    .await?
    .flatten();
    match id {
        Some(id) => get(tx, id.into()).await,
        None => Ok(None),
    }
}

/// A number's token turned out to be none any more: so is that of the connection it lives by.
pub(crate) async fn refused(tx: &mut WorkspaceTx, channel: ChannelId) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.app_connection SET status = 'needs_reauth', reason = 'refused'
         WHERE workspace_id = $1 AND status IN ('active', 'needs_reauth') AND reason IS DISTINCT FROM 'expired'
           AND id = (SELECT app_connection_id FROM app.channel WHERE workspace_id = $1 AND id = $2)",
        ws,
        channel.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whoever agreed took it back: its token is destroyed, and who they are is forgotten.
pub async fn end(tx: &mut WorkspaceTx, id: AppConnectionId) -> Result<()> {
    token_keys::destroy(tx, &purpose(id)).await?;
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.app_connection SET status = 'ended', reason = NULL, token_key_id = NULL, token_sealed = NULL, grantor = NULL,
           authorizer = NULL, granted = '[]', expires_at = NULL, data_access_expires_at = NULL, refreshable = false
         WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Removes it: its token is destroyed. Numbers that were disconnected remember it no longer.
pub async fn remove(tx: &mut WorkspaceTx, id: AppConnectionId) -> Result<()> {
    token_keys::destroy(tx, &purpose(id)).await?;
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.channel SET app_connection_id = NULL WHERE workspace_id = $1 AND app_connection_id = $2 AND connection = 'disconnected'",
        ws,
        id.uuid()
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "DELETE FROM app.app_connection WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
