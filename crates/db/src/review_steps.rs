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
    /// The person looked at the evidence.
    pub viewed_at: Option<Time>,
    /// A number was disconnected.
    pub disconnected_at: Option<Time>,
}

/// Reads them, of the numbers that were connected since, for the person who asks. An entry whose conversation was
/// erased since still counts: it happened.
pub async fn read(tx: &mut WorkspaceTx, since: Time, person: PersonId) -> Result<ReviewSteps> {
    let id = tx.workspace();
    let row = sqlx::query!(
        r#"WITH mine AS MATERIALIZED (SELECT e.at, e.seq, e.subject FROM app.evidence e
             WHERE e.workspace_id = $1 AND e.kind = 'channel_connected' AND e.at >= $2),
           c AS (SELECT at, subject FROM mine ORDER BY seq LIMIT 1),
           done AS MATERIALIZED (SELECT k.kind,
               (SELECT e.at FROM app.evidence e
                 LEFT JOIN app.conversation t ON t.workspace_id = $1 AND t.id = e.conversation_id
                 LEFT JOIN app.message n ON k.kind = 'status' AND n.workspace_id = $1 AND n.id = e.message_id
                 WHERE e.workspace_id = $1 AND e.kind = k.kind AND e.at >= (SELECT at FROM c)
                   AND (t.id IS NULL OR EXISTS (SELECT FROM mine m WHERE m.subject = 'channel:' || t.channel_id AND m.seq < e.seq))
                   AND (k.kind <> 'status' OR n.statuses ?| ARRAY['delivered', 'read'])
                 ORDER BY e.seq LIMIT 1) AS at
             FROM (VALUES ('received'), ('drafted'), ('approved'), ('auto_approved'), ('sent'), ('status')) k (kind))
           SELECT c.at AS connected_at,
             (SELECT h.proved_at FROM app.channel h WHERE h.workspace_id = $1 AND 'channel:' || h.id = c.subject) AS token_at,
             (SELECT h.checked_at FROM app.channel h WHERE h.workspace_id = $1 AND 'channel:' || h.id = c.subject) AS checked_at,
             (SELECT at FROM done WHERE kind = 'received') AS "received_at?",
             (SELECT at FROM done WHERE kind = 'drafted') AS "drafted_at?",
             (SELECT min(at) FROM done WHERE kind IN ('approved', 'auto_approved')) AS "decided_at?",
             (SELECT at FROM done WHERE kind = 'sent') AS "sent_at?",
             (SELECT at FROM done WHERE kind = 'status') AS "delivered_at?",
             (SELECT e.at FROM app.evidence e WHERE e.workspace_id = $1 AND e.kind = 'viewed' AND e.at >= c.at AND e.actor = $3 ORDER BY e.seq LIMIT 1) AS "viewed_at?",
             (SELECT min(e.at) FROM app.evidence e JOIN mine m ON m.subject = e.subject
               WHERE e.workspace_id = $1 AND e.kind = 'channel_disconnected' AND e.seq > m.seq) AS "disconnected_at?"
           FROM c"#,
        id.uuid(),
        since,
        format!("person:{person}")
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

/// Whether somebody is let into some workspace to review, of the only partner there is.
pub async fn anybody_let_in(tx: &mut PlatformTx) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"SELECT (SELECT count(*) FROM (SELECT FROM app.partner LIMIT 2) AS few) = 1
              AND EXISTS (SELECT FROM app.membership WHERE role = 'reviewer') AS "there!""#
    )
    .fetch_one(tx.conn())
    .await?)
}
