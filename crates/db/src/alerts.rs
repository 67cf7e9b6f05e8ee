//! What is the matter with channels, as long as it is.

use domain::Time;
use domain::alert::{Alert, AlertKind};
use domain::ids::{AlertId, ChannelId, PersonId};

use crate::{Error, Result, WorkspaceTx};

/// An alert that was raised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    /// Which.
    pub id: AlertId,
    /// Of which channel.
    pub channel: ChannelId,
    /// What is the matter.
    pub alert: Alert,
    /// Since when.
    pub raised_at: Time,
    /// Until when; `None` while it is so.
    pub cleared_at: Option<Time>,
    /// When letters about it were begun; `None`: nobody was written to.
    pub written_at: Option<Time>,
}

struct Row {
    id: uuid::Uuid,
    channel_id: uuid::Uuid,
    kind: String,
    reason: Option<String>,
    until: Option<Time>,
    raised_at: Time,
    cleared_at: Option<Time>,
    written_at: Option<Time>,
}

impl TryFrom<Row> for Raised {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            alert: Alert {
                kind: AlertKind::parse(&row.kind)
                    .ok_or_else(|| Error::inconsistent("alert", "kind", row.id, row.kind))?,
                reason: row.reason,
                until: row.until,
            },
            id: row.id.into(),
            channel: row.channel_id.into(),
            raised_at: row.raised_at,
            cleared_at: row.cleared_at,
            written_at: row.written_at,
        })
    }
}

/// What stands now of a channel.
pub async fn open(tx: &mut WorkspaceTx, channel: ChannelId) -> Result<Vec<Raised>> {
    let ws = tx.ws();
    sqlx::query_as!(
        Row,
        "SELECT id, channel_id, kind, reason, until, raised_at, cleared_at, written_at FROM app.alert
         WHERE workspace_id = $1 AND channel_id = $2 AND cleared_at IS NULL ORDER BY raised_at, id",
        ws,
        channel.uuid()
    )
    .fetch_all(tx.conn())
    .await?
    .into_iter()
    .map(TryInto::try_into)
    .collect()
}

/// Raises one; false when somebody else did at the same time.
pub async fn raise(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    alert: &Alert,
    now: Time,
) -> Result<bool> {
    let done = sqlx::query!(
        "INSERT INTO app.alert (id, channel_id, kind, reason, until, raised_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT DO NOTHING",
        AlertId::new().uuid(),
        channel.uuid(),
        alert.kind.as_str(),
        alert.reason,
        alert.until,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// It is still so, for another reason or until another time.
pub async fn reword(tx: &mut WorkspaceTx, id: AlertId, alert: &Alert) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.alert SET reason = $3, until = $4 WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        alert.reason,
        alert.until
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// It is over.
pub async fn clear(tx: &mut WorkspaceTx, id: AlertId, now: Time) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.alert SET cleared_at = greatest($3, raised_at) WHERE workspace_id = $1 AND id = $2 AND cleared_at IS NULL",
        ws,
        id.uuid(),
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// One.
pub async fn get(tx: &mut WorkspaceTx, id: AlertId) -> Result<Option<Raised>> {
    let ws = tx.ws();
    sqlx::query_as!(
        Row,
        "SELECT id, channel_id, kind, reason, until, raised_at, cleared_at, written_at FROM app.alert WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?
    .map(TryInto::try_into)
    .transpose()
}

/// Whether people were written to about such a thing of a channel since then.
pub async fn written_since(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    kind: AlertKind,
    since: Time,
) -> Result<bool> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM app.alert WHERE workspace_id = $1 AND channel_id = $2 AND kind = $3 AND written_at > $4) AS "written!""#,
        ws,
        channel.uuid(),
        kind.as_str(),
        since
    )
    .fetch_one(tx.conn())
    .await?)
}

/// Letters about it were begun.
pub async fn written(tx: &mut WorkspaceTx, id: AlertId, now: Time) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.alert SET written_at = $3 WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Those that stand, and those that were over after `since`; what stands first, the newest first.
pub async fn recent(tx: &mut WorkspaceTx, since: Time, limit: i64) -> Result<Vec<Raised>> {
    let ws = tx.ws();
    sqlx::query_as!(
        Row,
        "SELECT id, channel_id, kind, reason, until, raised_at, cleared_at, written_at FROM app.alert
         WHERE workspace_id = $1 AND (cleared_at IS NULL OR cleared_at > $2)
         ORDER BY cleared_at IS NOT NULL, raised_at DESC, id DESC LIMIT $3",
        ws,
        since,
        limit
    )
    .fetch_all(tx.conn())
    .await?
    .into_iter()
    .map(TryInto::try_into)
    .collect()
}

/// How far a person has looked.
pub async fn seen_until(tx: &mut WorkspaceTx, person: PersonId) -> Result<Option<Time>> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        "SELECT seen_at FROM app.alert_seen WHERE workspace_id = $1 AND person_id = $2",
        ws,
        person.uuid()
    )
    .fetch_optional(tx.conn())
    .await?)
}

/// A person has looked at all there is. It never goes back, and says nothing of what is being raised meanwhile.
pub async fn see(tx: &mut WorkspaceTx, person: PersonId) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.alert_seen AS s (person_id, seen_at)
         SELECT $2, max(raised_at) FROM app.alert WHERE workspace_id = $1 HAVING max(raised_at) IS NOT NULL
         ON CONFLICT (workspace_id, person_id) DO UPDATE SET seen_at = greatest(s.seen_at, excluded.seen_at)",
        ws,
        person.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Forgets what was over before `until`.
pub async fn forget(tx: &mut WorkspaceTx, until: Time) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "DELETE FROM app.alert WHERE workspace_id = $1 AND cleared_at < $2",
        ws,
        until
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
