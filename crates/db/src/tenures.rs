//! Tenures as rows: begun, seen, ended.

use domain::Time;
use domain::channel::ChannelKind;
use domain::identity::Identity;
use domain::ids::ContactId;

use crate::{Result, WorkspaceTx};

/// Ends a tenure at a moment. When it is known to have been held later as well, that is a tenure of its own: what lies
/// between is open to others, and ends where it begins. Answers when whatever begins at the moment must end.
pub(crate) async fn cut(tx: &mut WorkspaceTx, row: uuid::Uuid, at: Time) -> Result<Option<Time>> {
    let ws = tx.ws();
    let was = sqlx::query!(
        r#"SELECT contact_id, channel_kind, kind, value, greatest(seen_at, since) AS "seen!", ended_at FROM app.contact_identity
           WHERE workspace_id = $1 AND id = $2"#,
        ws,
        row
    )
    .fetch_one(tx.conn())
    .await?;
    sqlx::query!(
        "UPDATE app.contact_identity SET ended_at = $3, seen_at = least(greatest(seen_at, since), $3) WHERE workspace_id = $1 AND id = $2",
        ws,
        row,
        at
    )
    .execute(tx.conn())
    .await?;
    if was.seen <= at {
        return Ok(was.ended_at);
    }
    sqlx::query!(
        "INSERT INTO app.contact_identity (workspace_id, id, contact_id, channel_kind, kind, value, since, seen_at, ended_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)
         ON CONFLICT (workspace_id, channel_kind, kind, value) WHERE ended_at IS NULL DO NOTHING",
        ws,
        uuid::Uuid::now_v7(),
        was.contact_id,
        was.channel_kind,
        was.kind,
        was.value,
        was.seen,
        was.ended_at
    )
    .execute(tx.conn())
    .await?;
    Ok(Some(was.seen))
}

/// A tenure held at a moment too: it began no later, and was not over before.
pub(crate) async fn seen_at(tx: &mut WorkspaceTx, row: uuid::Uuid, at: Time) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.contact_identity SET seen_at = greatest(seen_at, since, $3), since = least(since, $3)
         WHERE workspace_id = $1 AND id = $2 AND (since > $3 OR seen_at IS NULL OR seen_at < $3)",
        ws,
        row,
        at
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A new tenure; a live one of somebody else stays.
pub(crate) async fn insert(
    tx: &mut WorkspaceTx,
    channel: &ChannelKind,
    contact: ContactId,
    identity: &Identity,
    (since, ended): (Time, Option<Time>),
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.contact_identity (workspace_id, id, contact_id, channel_kind, kind, value, since, seen_at, ended_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)
         ON CONFLICT (workspace_id, channel_kind, kind, value) WHERE ended_at IS NULL DO NOTHING",
        ws,
        uuid::Uuid::now_v7(),
        contact.uuid(),
        channel.as_str(),
        identity.kind.as_str(),
        identity.value,
        since,
        ended
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
