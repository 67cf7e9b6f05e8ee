//! Drafts: proposed replies, moved only by compare-and-set on their version.

use domain::Time;
use domain::draft::DraftState;
use domain::ids::{ConversationId, DraftId, MessageId};
use serde_json::Value;

use crate::messages::Message;
use crate::{Error, Result, WorkspaceTx};

/// A draft.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Which.
    pub id: DraftId,
    /// In which thread.
    pub conversation: ConversationId,
    /// The message it answers.
    pub reply_to: MessageId,
    /// Grows with every change.
    pub version: i32,
    /// Where it stands.
    pub state: DraftState,
    /// What would be sent.
    pub text: String,
    /// What was composed.
    pub original_text: String,
    /// Its language.
    pub language: String,
    /// What the customer asked.
    pub intent: String,
    /// The sources cited, with passages.
    pub sources: Value,
    /// The composed structure.
    pub document: Value,
    /// The checker's and classifier's verdict.
    pub verdict: Value,
    /// Why nothing was composed.
    pub abstained: Option<Value>,
    /// Who decided.
    pub decided_by: Option<Value>,
    /// When.
    pub decided_at: Option<Time>,
    /// The message it became.
    pub message: Option<MessageId>,
    /// When a rule lets it go, unless somebody holds it.
    pub auto_send_at: Option<Time>,
    /// When it was made.
    pub created_at: Time,
    /// Last change.
    pub updated_at: Time,
}

struct Row {
    id: uuid::Uuid,
    conversation_id: uuid::Uuid,
    reply_to: uuid::Uuid,
    version: i32,
    state: String,
    text: String,
    original_text: String,
    language: String,
    intent: String,
    sources: Value,
    document: Value,
    verdict: Value,
    abstained: Option<Value>,
    decided_by: Option<Value>,
    decided_at: Option<Time>,
    message_id: Option<uuid::Uuid>,
    auto_send_at: Option<Time>,
    created_at: Time,
    updated_at: Time,
}

impl Row {
    fn read(self) -> Result<Draft> {
        Ok(Draft {
            id: self.id.into(),
            conversation: self.conversation_id.into(),
            reply_to: self.reply_to.into(),
            version: self.version,
            state: DraftState::parse(&self.state)
                .ok_or_else(|| Error::inconsistent("draft", "state", self.id, &self.state))?,
            text: self.text,
            original_text: self.original_text,
            language: self.language,
            intent: self.intent,
            sources: self.sources,
            document: self.document,
            verdict: self.verdict,
            abstained: self.abstained,
            decided_by: self.decided_by,
            decided_at: self.decided_at,
            message: self.message_id.map(MessageId::from),
            auto_send_at: self.auto_send_at,
            created_at: self.created_at,
            updated_at: self.updated_at,
        })
    }
}

/// Stores a new draft. The caller superseded the open one first.
pub async fn insert(tx: &mut WorkspaceTx, draft: &Draft) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.draft (workspace_id, id, conversation_id, reply_to, version, state, text, original_text, language, intent, sources, document, verdict, abstained, decided_by, decided_at, message_id, created_at, updated_at, auto_send_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18, $19)",
        ws,
        draft.id.uuid(),
        draft.conversation.uuid(),
        draft.reply_to.uuid(),
        draft.version,
        draft.state.as_str(),
        draft.text,
        draft.original_text,
        draft.language,
        draft.intent,
        draft.sources,
        draft.document,
        draft.verdict,
        draft.abstained,
        draft.decided_by,
        draft.decided_at,
        draft.message.map(MessageId::uuid),
        draft.created_at,
        draft.auto_send_at
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Ends the open draft of a thread, if there is one.
pub async fn supersede_open(
    tx: &mut WorkspaceTx,
    conversation: ConversationId,
    now: Time,
) -> Result<Option<DraftId>> {
    let ws = tx.ws();
    let id = sqlx::query_scalar!(
        "UPDATE app.draft SET state = 'superseded', auto_send_at = NULL, version = version + 1, updated_at = $3
         WHERE workspace_id = $1 AND conversation_id = $2 AND state IN ('waiting', 'held', 'no_grounding') RETURNING id",
        ws,
        conversation.uuid(),
        now
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(id.map(DraftId::from))
}

/// Takes a thread's draft from the rule that was about to let it go: it waits for a person now.
pub async fn hold_open(
    tx: &mut WorkspaceTx,
    conversation: ConversationId,
    now: Time,
) -> Result<Option<DraftId>> {
    let ws = tx.ws();
    let id = sqlx::query_scalar!(
        "UPDATE app.draft SET auto_send_at = NULL, version = version + 1, updated_at = $3
         WHERE workspace_id = $1 AND conversation_id = $2 AND state = 'waiting' AND auto_send_at IS NOT NULL RETURNING id",
        ws,
        conversation.uuid(),
        now
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(id.map(DraftId::from))
}

/// A draft, locked until the transaction ends.
pub async fn lock(tx: &mut WorkspaceTx, id: DraftId) -> Result<Option<Draft>> {
    let ws = tx.ws();
    sqlx::query_as!(
        Row,
        "SELECT id, conversation_id, reply_to, version, state, text, original_text, language, intent, sources, document, verdict, abstained, decided_by, decided_at, message_id, auto_send_at, created_at, updated_at
         FROM app.draft WHERE workspace_id = $1 AND id = $2 FOR UPDATE",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?
    .map(Row::read)
    .transpose()
}

/// A draft.
pub async fn get(tx: &mut WorkspaceTx, id: DraftId) -> Result<Option<Draft>> {
    let ws = tx.ws();
    sqlx::query_as!(
        Row,
        "SELECT id, conversation_id, reply_to, version, state, text, original_text, language, intent, sources, document, verdict, abstained, decided_by, decided_at, message_id, auto_send_at, created_at, updated_at
         FROM app.draft WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?
    .map(Row::read)
    .transpose()
}

/// The newest draft of a thread.
pub async fn newest(tx: &mut WorkspaceTx, conversation: ConversationId) -> Result<Option<Draft>> {
    let ws = tx.ws();
    sqlx::query_as!(
        Row,
        "SELECT id, conversation_id, reply_to, version, state, text, original_text, language, intent, sources, document, verdict, abstained, decided_by, decided_at, message_id, auto_send_at, created_at, updated_at
         FROM app.draft WHERE workspace_id = $1 AND conversation_id = $2 ORDER BY created_at DESC, id DESC LIMIT 1",
        ws,
        conversation.uuid()
    )
    .fetch_optional(tx.conn())
    .await?
    .map(Row::read)
    .transpose()
}

/// Why a customer's message may want no draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// Somebody stopped it.
    pub stopped: bool,
    /// The newest draft of the thread is for it, and holds.
    pub made: bool,
    /// Something of ours followed it.
    pub answered: bool,
}

/// What became of a thread's latest message so far. Read from the message onwards, however long the thread is.
pub async fn settled(
    tx: &mut WorkspaceTx,
    conversation: ConversationId,
    latest: &Message,
) -> Result<Settled> {
    let ws = tx.ws();
    Ok(sqlx::query_as!(
        Settled,
        r#"SELECT c.drafts_stopped_for IS NOT DISTINCT FROM $3 AS "stopped!",
             coalesce((SELECT d.reply_to = $3 AND d.state <> 'superseded' FROM app.draft d
                       WHERE d.workspace_id = $1 AND d.conversation_id = $2 ORDER BY d.created_at DESC, d.id DESC LIMIT 1), false) AS "made!",
             EXISTS (SELECT 1 FROM app.message m WHERE m.workspace_id = $1 AND m.conversation_id = $2 AND m.direction = 'out'
                       AND m.kind <> 'reaction' AND m.at >= $4 AND (m.received_at, m.id) > ($5, $3)) AS "answered!"
           FROM app.conversation c WHERE c.workspace_id = $1 AND c.id = $2"#,
        ws,
        conversation.uuid(),
        latest.id.uuid(),
        latest.at.min(latest.received_at),
        latest.received_at
    )
    .fetch_one(tx.conn())
    .await?)
}

/// Whether a draft answers another message than the customer's latest one.
pub async fn is_overtaken(tx: &mut WorkspaceTx, id: DraftId) -> Result<bool> {
    let ws = tx.ws();
    let overtaken = sqlx::query_scalar!(
        r#"SELECT coalesce(d.reply_to <> (
             SELECT m.id FROM app.message m
             WHERE m.workspace_id = $1 AND m.conversation_id = d.conversation_id AND m.direction = 'in'
               AND m.kind NOT IN ('reaction', 'system', 'welcome', 'deleted', 'unsupported')
             ORDER BY m.at DESC, m.id DESC LIMIT 1), false) AS "overtaken!"
           FROM app.draft d WHERE d.workspace_id = $1 AND d.id = $2"#,
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(overtaken.unwrap_or(false))
}

/// A page of drafts in these states, newest first.
pub async fn list(
    tx: &mut WorkspaceTx,
    states: &[&str],
    after: Option<(Time, DraftId)>,
    limit: i64,
) -> Result<Vec<Draft>> {
    let ws = tx.ws();
    let states: Vec<String> = states.iter().map(|s| (*s).to_owned()).collect();
    let (at, id) = after.map_or((None, None), |(at, id)| (Some(at), Some(id.uuid())));
    sqlx::query_as!(
        Row,
        "SELECT id, conversation_id, reply_to, version, state, text, original_text, language, intent, sources, document, verdict, abstained, decided_by, decided_at, message_id, auto_send_at, created_at, updated_at
         FROM app.draft WHERE workspace_id = $1 AND state = ANY ($2) AND ($3::timestamptz IS NULL OR (created_at, id) < ($3, $4))
         ORDER BY created_at DESC, id DESC LIMIT $5",
        ws,
        &states,
        at,
        id,
        limit
    )
    .fetch_all(tx.conn())
    .await?
    .into_iter()
    .map(Row::read)
    .collect()
}

/// Moves a draft if it still has this version; false when somebody was faster.
pub async fn save(tx: &mut WorkspaceTx, draft: &Draft, version: i32, now: Time) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.draft SET version = version + 1, state = $4, text = $5, verdict = $6, decided_by = $7, decided_at = $8, message_id = $9, sources = $10, auto_send_at = $11, updated_at = $12
         WHERE workspace_id = $1 AND id = $2 AND version = $3",
        ws,
        draft.id.uuid(),
        version,
        draft.state.as_str(),
        draft.text,
        draft.verdict,
        draft.decided_by,
        draft.decided_at,
        draft.message.map(MessageId::uuid),
        draft.sources,
        draft.auto_send_at,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}
