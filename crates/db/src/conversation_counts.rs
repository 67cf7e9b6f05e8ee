//! How many conversations each view holds: counted up to a limit, each on an index of its own, so that the price does
//! not grow with the workspace.

use domain::Time;
use domain::ids::PersonId;

use crate::{Result, WorkspaceTx};

/// Nothing is counted beyond this.
pub const MOST: i64 = 1_000;

/// How many conversations each view holds, at most [`MOST`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    /// Open.
    pub open: i64,
    /// Open, of who asks.
    pub mine: i64,
    /// A note names who asks, and they have not read it.
    pub mentions: i64,
    /// Open, of nobody.
    pub unassigned: i64,
    /// Open, and the customer wrote last.
    pub unanswered: i64,
    /// A draft waits for a person.
    pub waiting: i64,
    /// A draft is held or has no grounding.
    pub held: i64,
    /// The window closes soon.
    pub closing: i64,
    /// Something failed.
    pub failed: i64,
    /// Something is unread.
    pub unread: i64,
    /// Asleep.
    pub snoozed: i64,
    /// Done.
    pub resolved: i64,
}

/// Counts each view.
pub async fn counts(
    tx: &mut WorkspaceTx,
    me: Option<PersonId>,
    closing_before: Time,
    open_since: Time,
) -> Result<Counts> {
    let ws = tx.ws();
    let row = sqlx::query!(
        r#"SELECT
             (SELECT count(*) FROM (SELECT 1 FROM app.conversation c WHERE c.workspace_id = $1 AND c.merged_into IS NULL AND c.state = 'open' LIMIT $5) x) AS "open!",
             (SELECT count(*) FROM (SELECT 1 FROM app.conversation c WHERE c.workspace_id = $1 AND c.merged_into IS NULL AND c.state = 'open' AND c.assignee = $2 LIMIT $5) x) AS "mine!",
             (SELECT count(*) FROM (SELECT DISTINCT n.conversation_id FROM app.note_mention m JOIN app.note n ON n.workspace_id = $1 AND n.id = m.note_id
               WHERE m.workspace_id = $1 AND m.person_id = $2 AND m.read_at IS NULL LIMIT $5) x) AS "mentions!",
             (SELECT count(*) FROM (SELECT 1 FROM app.conversation c WHERE c.workspace_id = $1 AND c.merged_into IS NULL AND c.state = 'open' AND c.assignee IS NULL LIMIT $5) x) AS "unassigned!",
             (SELECT count(*) FROM (SELECT 1 FROM app.conversation c WHERE c.workspace_id = $1 AND c.merged_into IS NULL AND c.state = 'open' AND c.last_direction = 'in' LIMIT $5) x) AS "unanswered!",
             (SELECT count(*) FROM (SELECT 1 FROM app.conversation c WHERE c.workspace_id = $1 AND c.merged_into IS NULL AND c.state = 'open' AND c.topic_id = '' AND c.last_customer_at IS NOT NULL AND c.last_customer_at < $3 AND c.last_customer_at > $4 LIMIT $5) x) AS "closing!",
             (SELECT count(*) FROM (SELECT 1 FROM app.conversation c WHERE c.workspace_id = $1 AND c.merged_into IS NULL AND c.failed > 0 LIMIT $5) x) AS "failed!",
             (SELECT count(*) FROM (SELECT 1 FROM app.conversation c WHERE c.workspace_id = $1 AND c.merged_into IS NULL AND c.unread > 0 LIMIT $5) x) AS "unread!",
             (SELECT count(*) FROM (SELECT 1 FROM app.conversation c WHERE c.workspace_id = $1 AND c.merged_into IS NULL AND c.state = 'snoozed' LIMIT $5) x) AS "snoozed!",
             (SELECT count(*) FROM (SELECT 1 FROM app.conversation c WHERE c.workspace_id = $1 AND c.merged_into IS NULL AND c.state = 'resolved' LIMIT $5) x) AS "resolved!",
             (SELECT count(*) FROM (SELECT 1 FROM app.draft d WHERE d.workspace_id = $1 AND d.state IN ('waiting', 'held', 'no_grounding') AND d.state IN ('waiting', 'held') LIMIT $5) x) AS "waiting!",
             (SELECT count(*) FROM (SELECT 1 FROM app.draft d WHERE d.workspace_id = $1 AND d.state IN ('waiting', 'held', 'no_grounding') AND d.state IN ('held', 'no_grounding') LIMIT $5) x) AS "held!""#,
        ws,
        me.map(PersonId::uuid),
        closing_before,
        open_since,
        MOST
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(Counts {
        open: row.open,
        mine: row.mine,
        mentions: row.mentions,
        unassigned: row.unassigned,
        unanswered: row.unanswered,
        waiting: row.waiting,
        held: row.held,
        closing: row.closing,
        failed: row.failed,
        unread: row.unread,
        snoozed: row.snoozed,
        resolved: row.resolved,
    })
}
