//! What was decided about drafts.

use domain::Time;

use crate::{Result, WorkspaceTx};

/// The decisions of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    /// Let go by a person, edited or not.
    pub approved: i64,
    /// Of those, the ones whose words a person had changed.
    pub edited: i64,
    /// Let go by a rule.
    pub auto_sent: i64,
    /// Thrown away.
    pub discarded: i64,
}

/// Counts today's decisions, by the workspace's own calendar.
pub async fn today(tx: &mut WorkspaceTx, now: Time) -> Result<Decided> {
    let ws = tx.ws();
    Ok(sqlx::query_as!(
        Decided,
        r#"SELECT count(*) FILTER (WHERE d.state = 'approved') AS "approved!",
             count(*) FILTER (WHERE d.state = 'approved' AND d.text <> d.original_text) AS "edited!",
             count(*) FILTER (WHERE d.state = 'auto_sent') AS "auto_sent!",
             count(*) FILTER (WHERE d.state = 'discarded') AS "discarded!"
           FROM app.draft d
           WHERE d.workspace_id = $1 AND d.decided_at <= $2 AND d.decided_at >= (
             SELECT date_trunc('day', $2::timestamptz AT TIME ZONE w.timezone) AT TIME ZONE w.timezone FROM app.workspace w WHERE w.workspace_id = $1)"#,
        ws,
        now
    )
    .fetch_one(tx.conn())
    .await?)
}
