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

/// New tenures, each with its beginning and its end; a live one of somebody else stays.
pub(crate) async fn insert(
    tx: &mut WorkspaceTx,
    channel: &ChannelKind,
    contact: ContactId,
    tenures: &[(&Identity, Time, Option<Time>)],
) -> Result<()> {
    if tenures.is_empty() {
        return Ok(());
    }
    let ws = tx.ws();
    let ids: Vec<uuid::Uuid> = tenures.iter().map(|_| uuid::Uuid::now_v7()).collect();
    let kinds: Vec<String> = tenures
        .iter()
        .map(|(identity, _, _)| identity.kind.as_str().to_owned())
        .collect();
    let values: Vec<String> = tenures
        .iter()
        .map(|(identity, _, _)| identity.value.clone())
        .collect();
    let since: Vec<Time> = tenures.iter().map(|(_, since, _)| *since).collect();
    let ended: Vec<Option<Time>> = tenures.iter().map(|(_, _, ended)| *ended).collect();
    sqlx::query!(
        "INSERT INTO app.contact_identity (workspace_id, id, contact_id, channel_kind, kind, value, since, seen_at, ended_at)
         SELECT $1, u.id, $2, $3, u.kind, u.value, u.since, u.since, u.ended
         FROM unnest($4::uuid[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[]) AS u (id, kind, value, since, ended)
         ON CONFLICT (workspace_id, channel_kind, kind, value) WHERE ended_at IS NULL DO NOTHING",
        ws,
        contact.uuid(),
        channel.as_str(),
        &ids,
        &kinds,
        &values,
        &since,
        &ended as &[Option<Time>]
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
