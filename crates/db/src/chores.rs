//! Which workspaces have a chore waiting, and taking it.

use domain::Time;
use domain::ids::WorkspaceId;

use crate::{Db, Result, WorkspaceTx};

/// A workspace with something to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// Which.
    pub workspace: WorkspaceId,
    /// Its partner's sums are old.
    pub count: bool,
    /// What it keeps was not looked through for an hour.
    pub tidy: bool,
}

/// Workspaces with something to do, at most `limit`.
pub async fn due(db: &Db, limit: i32, now: Time) -> Result<Vec<Due>> {
    let rows = sqlx::query!(
        r#"SELECT workspace_id AS "workspace_id!", count_due AS "count_due!", tidy_due AS "tidy_due!" FROM app.chores_due($1, $2)"#,
        now,
        limit
    )
    .fetch_all(db.worker_pool())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Due {
            workspace: r.workspace_id.into(),
            count: r.count_due,
            tidy: r.tidy_due,
        })
        .collect())
}

/// Takes the counting of this workspace, so that no other process does it too; answers how far its evidence has come.
/// Who dies over it is followed after five minutes, since only [`counted`] says that it is done.
pub async fn take_counting(tx: &mut WorkspaceTx, now: Time) -> Result<Option<i64>> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        "UPDATE app.workspace_head SET counted_at = $2 WHERE workspace_id = $1
           AND (counted_at IS NULL OR counted_at <= $2::timestamptz - interval '5 minutes') RETURNING evidence_seq",
        ws,
        now
    )
    .fetch_optional(tx.conn())
    .await?)
}

/// Everything up to this number of the evidence is counted.
pub async fn counted(tx: &mut WorkspaceTx, seq: i64) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.workspace_head SET counted_seq = greatest(counted_seq, $2) WHERE workspace_id = $1",
        ws,
        seq
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Takes the tidying of this workspace; false when somebody did it within the hour.
pub async fn take_tidying(tx: &mut WorkspaceTx, now: Time) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.workspace_head SET tidied_at = $2 WHERE workspace_id = $1
           AND (tidied_at IS NULL OR tidied_at < $2::timestamptz - interval '1 hour')",
        ws,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}
