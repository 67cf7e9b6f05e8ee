//! How far Meta's reviewer came, read from what really happened since they were let in.

use domain::Time;
use domain::ids::{PersonId, WorkspaceId};

use crate::{PlatformTx, Result, WorkspaceTx};

/// When each step was first taken; `None`: not yet. What follows a connection counts from that connection on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReviewSteps {
    /// A number was connected.
    pub connected_at: Option<Time>,
    /// Its token was proved and sealed.
    pub token_at: Option<Time>,
    /// Meta was asked how the number stands.
    pub checked_at: Option<Time>,
    /// A customer's message came in.
    pub received_at: Option<Time>,
    /// A reply was drafted.
    pub drafted_at: Option<Time>,
    /// A person or a rule let it go.
    pub decided_at: Option<Time>,
    /// The provider took it.
    pub sent_at: Option<Time>,
    /// The provider said that it arrived.
    pub delivered_at: Option<Time>,
    /// Somebody looked at the evidence.
    pub viewed_at: Option<Time>,
    /// A number was disconnected.
    pub disconnected_at: Option<Time>,
}

/// Reads them.
pub async fn read(tx: &mut WorkspaceTx, since: Time) -> Result<ReviewSteps> {
    let id = tx.workspace();
    let row = sqlx::query!(
        r#"WITH c AS (SELECT e.at, e.subject FROM app.evidence e
             WHERE e.workspace_id = $1 AND e.kind = 'channel_connected' AND e.at >= $2 ORDER BY e.seq LIMIT 1)
           SELECT c.at AS connected_at,
             (SELECT h.proved_at FROM app.channel h WHERE h.workspace_id = $1 AND 'channel:' || h.id = c.subject) AS token_at,
             (SELECT h.checked_at FROM app.channel h WHERE h.workspace_id = $1 AND 'channel:' || h.id = c.subject) AS checked_at,
             (SELECT e.at FROM app.evidence e WHERE e.workspace_id = $1 AND e.kind = 'received' AND e.at >= c.at ORDER BY e.seq LIMIT 1) AS "received_at?",
             (SELECT e.at FROM app.evidence e WHERE e.workspace_id = $1 AND e.kind = 'drafted' AND e.at >= c.at ORDER BY e.seq LIMIT 1) AS "drafted_at?",
             (SELECT min(e.at) FROM app.evidence e WHERE e.workspace_id = $1 AND e.kind IN ('approved', 'auto_approved') AND e.at >= c.at) AS "decided_at?",
             (SELECT e.at FROM app.evidence e WHERE e.workspace_id = $1 AND e.kind = 'sent' AND e.at >= c.at ORDER BY e.seq LIMIT 1) AS "sent_at?",
             (SELECT min(e.at) FROM app.evidence e JOIN app.message m ON m.workspace_id = $1 AND m.id = e.message_id
               WHERE e.workspace_id = $1 AND e.kind = 'status' AND e.at >= c.at AND m.statuses ?| ARRAY['delivered', 'read']) AS "delivered_at?",
             (SELECT e.at FROM app.evidence e WHERE e.workspace_id = $1 AND e.kind = 'viewed' AND e.at >= c.at ORDER BY e.seq LIMIT 1) AS "viewed_at?",
             (SELECT e.at FROM app.evidence e WHERE e.workspace_id = $1 AND e.kind = 'channel_disconnected' AND e.at >= c.at ORDER BY e.seq LIMIT 1) AS "disconnected_at?"
           FROM c"#,
        id.uuid(),
        since
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map_or_else(ReviewSteps::default, |r| ReviewSteps {
        connected_at: Some(r.connected_at),
        token_at: r.token_at,
        checked_at: r.checked_at,
        received_at: r.received_at,
        drafted_at: r.drafted_at,
        decided_at: r.decided_at,
        sent_at: r.sent_at,
        delivered_at: r.delivered_at,
        viewed_at: r.viewed_at,
        disconnected_at: r.disconnected_at,
    }))
}

/// When somebody was let into a workspace, and when the oldest session of theirs that still lasts began.
pub async fn let_in(
    tx: &mut PlatformTx,
    workspace: WorkspaceId,
    person: PersonId,
) -> Result<Option<(Time, Option<Time>)>> {
    let row = sqlx::query!(
        r#"SELECT m.created_at, (SELECT min(s.created_at) FROM app.session s WHERE s.person_id = $2) AS signed_in_at
           FROM app.membership m WHERE m.workspace_id = $1 AND m.person_id = $2"#,
        workspace.uuid(),
        person.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|r| (r.created_at, r.signed_in_at)))
}
