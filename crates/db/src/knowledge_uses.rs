//! Which drafts stand on which sources.

use domain::Time;
use domain::ids::{ConversationId, DraftId};

use crate::{Result, WorkspaceTx};

/// Notes that a draft stands on these sources of a version.
pub async fn note(
    tx: &mut WorkspaceTx,
    sources: &[String],
    (draft, conversation): (DraftId, ConversationId),
    version: i32,
    now: Time,
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.knowledge_use (workspace_id, source, draft_id, conversation_id, version, at)
         SELECT $1, s, $3, $4, $5, $6 FROM unnest($2::text[]) AS s ON CONFLICT DO NOTHING",
        ws,
        sources,
        draft.uuid(),
        conversation.uuid(),
        version,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// How often a source was used.
#[derive(Debug, Clone)]
pub struct Used {
    /// Its id: `item:JKT-BLU`.
    pub source: String,
    /// In how many drafts.
    pub drafts: i64,
    /// How many of them left as an answer.
    pub sent: i64,
    /// When last.
    pub last_at: Time,
}

/// How often each source was used.
pub async fn counts(tx: &mut WorkspaceTx) -> Result<Vec<Used>> {
    let ws = tx.ws();
    Ok(sqlx::query_as!(
        Used,
        r#"SELECT u.source, count(*) AS "drafts!", count(*) FILTER (WHERE d.state IN ('approved', 'auto_sent')) AS "sent!", max(u.at) AS "last_at!"
           FROM app.knowledge_use u JOIN app.draft d ON d.workspace_id = u.workspace_id AND d.id = u.draft_id
           WHERE u.workspace_id = $1 GROUP BY u.source"#,
        ws
    )
    .fetch_all(tx.conn())
    .await?)
}

/// A draft that stands on a source.
#[derive(Debug, Clone)]
pub struct Use {
    /// The draft.
    pub draft: DraftId,
    /// In which thread.
    pub conversation: ConversationId,
    /// With whom, as far as known.
    pub contact: Option<String>,
    /// What became of the draft.
    pub state: String,
    /// What it says.
    pub text: String,
    /// From which version of the knowledge.
    pub version: i32,
    /// When it was made.
    pub at: Time,
}

/// The latest drafts that stand on a source.
pub async fn of_source(tx: &mut WorkspaceTx, source: &str, limit: i64) -> Result<Vec<Use>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        r#"SELECT u.draft_id, u.conversation_id, u.version, u.at, d.state, d.text, p.name AS "name?"
           FROM app.knowledge_use u
           JOIN app.draft d ON d.workspace_id = u.workspace_id AND d.id = u.draft_id
           JOIN app.conversation c ON c.workspace_id = u.workspace_id AND c.id = u.conversation_id
           LEFT JOIN app.contact p ON p.workspace_id = c.workspace_id AND p.id = c.contact_id
           WHERE u.workspace_id = $1 AND u.source = $2 ORDER BY u.at DESC LIMIT $3"#,
        ws,
        source,
        limit
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Use {
            draft: r.draft_id.into(),
            conversation: r.conversation_id.into(),
            contact: r.name,
            state: r.state,
            text: r.text,
            version: r.version,
            at: r.at,
        })
        .collect())
}
