//! When a workspace's first steps were taken, read from what really happened. The chain is read from its beginning: the
//! first message stands near it, however long the chain has become.

use domain::Time;

use crate::{Result, WorkspaceTx};

/// When each step was first taken; `None`: not yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstSteps {
    /// The workspace was made.
    pub began_at: Time,
    /// A channel that is connected now was connected.
    pub connected_at: Option<Time>,
    /// The first message of a customer came in.
    pub received_at: Option<Time>,
    /// A person first approved a draft.
    pub approved_at: Option<Time>,
    /// The first knowledge was saved.
    pub taught_at: Option<Time>,
    /// An approved template is there.
    pub template_at: Option<Time>,
}

/// Reads them.
pub async fn read(tx: &mut WorkspaceTx) -> Result<Option<FirstSteps>> {
    let id = tx.workspace();
    let row = sqlx::query!(
        r#"SELECT w.created_at,
             (SELECT min(c.created_at) FROM app.channel c WHERE c.workspace_id = $1 AND c.connection = 'connected') AS connected_at,
             (SELECT e.at FROM app.evidence e WHERE e.workspace_id = $1 AND e.kind = 'received' ORDER BY e.seq LIMIT 1) AS "received_at?",
             (SELECT e.at FROM app.evidence e WHERE e.workspace_id = $1 AND e.kind = 'approved' ORDER BY e.seq LIMIT 1) AS "approved_at?",
             (SELECT min(k.created_at) FROM app.knowledge k WHERE k.workspace_id = $1) AS taught_at,
             (SELECT min(t.synced_at) FROM app.template t WHERE t.workspace_id = $1 AND t.status = 'APPROVED') AS template_at
           FROM app.workspace w WHERE w.workspace_id = $1"#,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|r| FirstSteps {
        began_at: r.created_at,
        connected_at: r.connected_at,
        received_at: r.received_at,
        approved_at: r.approved_at,
        taught_at: r.taught_at,
        template_at: r.template_at,
    }))
}
