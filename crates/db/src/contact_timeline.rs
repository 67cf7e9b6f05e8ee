//! What happened with a contact, newest first: read from the rows that say so, not kept a second time.

use domain::Time;
use domain::ids::{ChannelId, ContactId, ConversationId};
use serde_json::Value;
use uuid::Uuid;

use crate::{Result, WorkspaceTx};

/// Something that happened.
#[derive(Debug, Clone)]
pub struct Moment {
    /// The row that says so.
    pub id: Uuid,
    /// When.
    pub at: Time,
    /// `first_seen`, `conversation`, `consent`, `merged`, `unmerged`, `note` or `system`.
    pub kind: String,
    /// In which thread.
    pub conversation: Option<ConversationId>,
    /// On which channel.
    pub channel: Option<ChannelId>,
    /// The row's own words.
    pub detail: Value,
}

/// A page of what happened, with what happened to contacts that were merged into this one.
pub async fn page(
    tx: &mut WorkspaceTx,
    contact: ContactId,
    before: Option<(Time, Uuid)>,
    limit: i64,
) -> Result<Vec<Moment>> {
    let ws = tx.ws();
    let (at, id) = before.unzip();
    let rows = sqlx::query!(
        r#"WITH RECURSIVE family AS (
             SELECT $2::uuid AS id
             UNION SELECT c.id FROM app.contact c JOIN family f ON c.merged_into = f.id WHERE c.workspace_id = $1),
           thread AS MATERIALIZED (
             SELECT v.id, v.channel_id, v.created_at, v.merged_into FROM app.channel h
             JOIN app.conversation v ON v.workspace_id = $1 AND v.channel_id = h.id AND v.contact_id IN (SELECT f.id FROM family f)
             WHERE h.workspace_id = $1)
           SELECT id AS "id!", at AS "at!", kind AS "kind!", conversation_id AS "conversation_id?", channel_id AS "channel_id?", detail AS "detail!" FROM (
             (SELECT c.id, c.created_at AS at, 'first_seen' AS kind, NULL::uuid AS conversation_id, NULL::uuid AS channel_id, '{}'::jsonb AS detail
              FROM app.contact c WHERE c.workspace_id = $1 AND c.id = $2)
             UNION ALL
             (SELECT t.id, t.created_at, 'conversation', t.id, t.channel_id, '{}' FROM thread t WHERE t.merged_into IS NULL)
             UNION ALL
             (SELECT g.id, g.at, 'merged', NULL, NULL, jsonb_build_object('name', coalesce(g.before -> 'merged' ->> 'name', '@' || (g.before -> 'merged' ->> 'username')), 'author', g.author)
              FROM app.contact_merge g WHERE g.workspace_id = $1 AND g.kept = $2)
             UNION ALL
             (SELECT g.id, g.undone_at, 'unmerged', NULL, NULL, jsonb_build_object('name', CASE g.kept WHEN $2 THEN coalesce(g.before -> 'merged' ->> 'name', '@' || (g.before -> 'merged' ->> 'username'))
                ELSE coalesce(g.before -> 'kept' ->> 'name', '@' || (g.before -> 'kept' ->> 'username')) END)
              FROM app.contact_merge g WHERE g.workspace_id = $1 AND g.undone_at IS NOT NULL AND (g.kept = $2 OR g.merged = $2))
             UNION ALL
             (SELECT e.id, e.at, 'consent', NULL, NULL, jsonb_build_object('state', e.state, 'source', e.source, 'note', e.note, 'message', e.message_id)
              FROM app.consent_entry e WHERE e.workspace_id = $1 AND e.contact_id IN (SELECT f.id FROM family f)
                AND ($3::timestamptz IS NULL OR (e.at, e.id) < ($3, $4)) ORDER BY e.at DESC, e.id DESC LIMIT $5)
             UNION ALL
             (SELECT n.id, n.at, 'note', n.conversation_id, NULL, jsonb_build_object('body', n.body, 'author', n.author)
              FROM app.note n JOIN thread t ON n.conversation_id = t.id WHERE n.workspace_id = $1
                AND ($3::timestamptz IS NULL OR (n.at, n.id) < ($3, $4)) ORDER BY n.at DESC, n.id DESC LIMIT $5)
             UNION ALL
             (SELECT m.id, m.at, 'system', m.conversation_id, NULL, jsonb_build_object('event', m.content ->> 'event', 'body', m.content ->> 'body', 'author', m.author)
              FROM app.message m JOIN thread t ON m.conversation_id = t.id WHERE m.workspace_id = $1 AND m.kind = 'system'
                AND ($3::timestamptz IS NULL OR (m.at, m.id) < ($3, $4)) ORDER BY m.at DESC, m.id DESC LIMIT $5)
           ) moment
           WHERE $3::timestamptz IS NULL OR (at, id) < ($3, $4) ORDER BY at DESC, id DESC LIMIT $5"#,
        ws,
        contact.uuid(),
        at,
        id,
        limit
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Moment {
            id: r.id,
            at: r.at,
            kind: r.kind,
            conversation: r.conversation_id.map(ConversationId::from),
            channel: r.channel_id.map(ChannelId::from),
            detail: r.detail,
        })
        .collect())
}
