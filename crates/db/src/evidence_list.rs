//! The evidence chain, searched: by kind, actor, thread and time, in pages both ways.

use domain::Time;
use domain::ids::ConversationId;
use evidence::Kind;

use crate::evidence_log::{Row, Stored};
use crate::{Result, WorkspaceTx};

/// Where a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// The first entries after this number.
    After(i64),
    /// The last entries before this number.
    Before(i64),
}

/// Which entries; what is none does not matter.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// What happened.
    pub kind: Option<Kind>,
    /// By whom: a whole actor, or what it begins with before the colon (`person`, `key`, `rule`).
    pub actor: Option<String>,
    /// The thread.
    pub conversation: Option<ConversationId>,
    /// Not before.
    pub since: Option<Time>,
    /// Before.
    pub until: Option<Time>,
}

macro_rules! select {
    ($order:tt, $tx:ident, $from:expr, $filter:ident, $limit:ident) => {{
        let (ws, (after, before)) = ($tx.ws(), $from);
        sqlx::query_as!(
            Row,
            "SELECT seq, at, kind, subject, actor, commit_hash, prev_hash, hash, payload, salt, message_id, conversation_id FROM app.evidence
             WHERE workspace_id = $1 AND seq > $2 AND seq < $3
               AND ($4::text IS NULL OR kind = $4)
               AND ($5::text IS NULL OR actor = $5 OR starts_with(actor, $5 || ':'))
               AND ($6::uuid IS NULL OR conversation_id = $6)
               AND ($7::timestamptz IS NULL OR at >= $7)
               AND ($8::timestamptz IS NULL OR at < $8)
             ORDER BY seq " + $order + " LIMIT $9",
            ws,
            after,
            before,
            $filter.kind.as_ref().map(Kind::as_str),
            $filter.actor.as_deref(),
            $filter.conversation.map(ConversationId::uuid),
            $filter.since,
            $filter.until,
            $limit
        )
        .fetch_all($tx.conn())
        .await?
    }};
}

/// Entries that fit, in the order of the chain, at most `limit`.
pub async fn find(
    tx: &mut WorkspaceTx,
    from: Start,
    filter: &Filter,
    limit: i64,
) -> Result<Vec<Stored>> {
    let workspace = tx.workspace();
    let rows = match from {
        Start::After(seq) => select!("ASC", tx, (seq, i64::MAX), filter, limit),
        Start::Before(seq) => {
            let mut rows = select!("DESC", tx, (0_i64, seq), filter, limit);
            rows.reverse();
            rows
        }
    };
    rows.into_iter().map(|row| row.stored(workspace)).collect()
}

/// When this actor was last written down as having looked at the chain. Once a channel was connected, another is looked at.
pub async fn last_view(tx: &mut WorkspaceTx, actor: &str) -> Result<Option<Time>> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        "SELECT at FROM app.evidence v WHERE workspace_id = $1 AND kind = 'viewed' AND actor = $2
           AND NOT EXISTS (SELECT FROM app.evidence c WHERE c.workspace_id = $1 AND c.kind = 'channel_connected' AND c.seq > v.seq)
         ORDER BY seq DESC LIMIT 1",
        ws,
        actor
    )
    .fetch_optional(tx.conn())
    .await?)
}
