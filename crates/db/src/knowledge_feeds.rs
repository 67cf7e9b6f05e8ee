//! Addresses that a catalogue is fetched from.

use domain::Time;
use domain::ids::{FeedId, LongJobId};
use serde_json::Value;

use crate::{Result, WorkspaceTx};

/// A feed.
#[derive(Debug, Clone)]
pub struct Feed {
    /// Which.
    pub id: FeedId,
    /// Where.
    pub url: String,
    /// Which column is what.
    pub mapping: Value,
    /// Whether items that the feed no longer names go.
    pub remove_missing: bool,
    /// How often.
    pub every_minutes: i32,
    /// Whether it is fetched by itself.
    pub active: bool,
    /// Which schedule counts.
    pub turn: i32,
    /// The last fetch.
    pub last_job: Option<LongJobId>,
    /// When it last became a version, or changed nothing.
    pub last_good_at: Option<Time>,
    /// When it was added.
    pub created_at: Time,
}

struct Row {
    id: uuid::Uuid,
    url: String,
    mapping: Value,
    remove_missing: bool,
    every_minutes: i32,
    active: bool,
    turn: i32,
    last_job: Option<uuid::Uuid>,
    last_good_at: Option<Time>,
    created_at: Time,
}

impl From<Row> for Feed {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.into(),
            url: row.url,
            mapping: row.mapping,
            remove_missing: row.remove_missing,
            every_minutes: row.every_minutes,
            active: row.active,
            turn: row.turn,
            last_job: row.last_job.map(LongJobId::from),
            last_good_at: row.last_good_at,
            created_at: row.created_at,
        }
    }
}

/// All feeds, oldest first.
pub async fn list(tx: &mut WorkspaceTx) -> Result<Vec<Feed>> {
    let ws = tx.ws();
    let rows = sqlx::query_as!(
        Row,
        "SELECT id, url, mapping, remove_missing, every_minutes, active, turn, last_job, last_good_at, created_at
         FROM app.knowledge_feed WHERE workspace_id = $1 ORDER BY created_at, id",
        ws
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(Feed::from).collect())
}

/// A feed by id.
pub async fn get(tx: &mut WorkspaceTx, id: FeedId) -> Result<Option<Feed>> {
    let ws = tx.ws();
    let row = sqlx::query_as!(
        Row,
        "SELECT id, url, mapping, remove_missing, every_minutes, active, turn, last_job, last_good_at, created_at
         FROM app.knowledge_feed WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(Feed::from))
}

/// A feed by id, locked until the transaction ends: it is fetched once at a time.
pub async fn lock(tx: &mut WorkspaceTx, id: FeedId) -> Result<Option<Feed>> {
    let ws = tx.ws();
    let row = sqlx::query_as!(
        Row,
        "SELECT id, url, mapping, remove_missing, every_minutes, active, turn, last_job, last_good_at, created_at
         FROM app.knowledge_feed WHERE workspace_id = $1 AND id = $2 FOR UPDATE",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(Feed::from))
}

/// Writes what a person set: adds a feed, or changes it and begins a new schedule.
pub async fn save(tx: &mut WorkspaceTx, feed: &Feed) -> Result<i32> {
    let ws = tx.ws();
    let by = tx.actor().label();
    Ok(sqlx::query_scalar!(
        "INSERT INTO app.knowledge_feed AS f (workspace_id, id, url, mapping, remove_missing, every_minutes, active, created_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (workspace_id, id) DO UPDATE SET url = $3, mapping = $4, remove_missing = $5, every_minutes = $6, active = $7, turn = f.turn + 1
         RETURNING turn",
        ws,
        feed.id.uuid(),
        feed.url,
        feed.mapping,
        feed.remove_missing,
        feed.every_minutes,
        feed.active,
        by,
        feed.created_at
    )
    .fetch_one(tx.conn())
    .await?)
}

/// Notes the job that fetches it.
pub async fn fetching(tx: &mut WorkspaceTx, id: FeedId, job: LongJobId) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.knowledge_feed SET last_job = $3 WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        job.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Notes that a fetch went well.
pub async fn fetched(tx: &mut WorkspaceTx, id: FeedId, now: Time) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.knowledge_feed SET last_good_at = $3 WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Forgets a feed; what it brought stays.
pub async fn remove(tx: &mut WorkspaceTx, id: FeedId) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "DELETE FROM app.knowledge_feed WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}
