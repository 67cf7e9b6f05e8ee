//! Guided proofs that a number really sends and receives.

use domain::Time;
use domain::ids::{ChannelId, ConversationId, LiveProofId, MessageId};
use domain::live_proof::{ProofState, Steps};

use crate::{Error, Result, WorkspaceTx};

/// A proof, as it was last looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveProof {
    /// Which.
    pub id: LiveProofId,
    /// Of which number.
    pub channel: ChannelId,
    /// The template that went out.
    pub message: MessageId,
    /// How it stands.
    pub state: ProofState,
    /// When it began.
    pub started_at: Time,
    /// What happened so far.
    pub steps: Steps,
    /// When it ended.
    pub ended_at: Option<Time>,
    /// Whether it proves nothing.
    pub simulated: bool,
}

struct Row {
    id: uuid::Uuid,
    channel_id: uuid::Uuid,
    message_id: uuid::Uuid,
    state: String,
    started_at: Time,
    accepted_at: Option<Time>,
    delivered_at: Option<Time>,
    read_at: Option<Time>,
    replied_at: Option<Time>,
    ended_at: Option<Time>,
    simulated: bool,
}

impl Row {
    fn read(self) -> Result<LiveProof> {
        let id = LiveProofId::from(self.id);
        Ok(LiveProof {
            id,
            channel: self.channel_id.into(),
            message: self.message_id.into(),
            state: ProofState::parse(&self.state)
                .ok_or_else(|| Error::inconsistent("live_proof", "state", id, &self.state))?,
            started_at: self.started_at,
            steps: Steps {
                accepted: self.accepted_at,
                delivered: self.delivered_at,
                read: self.read_at,
                replied: self.replied_at,
            },
            ended_at: self.ended_at,
            simulated: self.simulated,
        })
    }
}

/// Begins one. False when another one runs for this number.
pub async fn begin(
    tx: &mut WorkspaceTx,
    id: LiveProofId,
    (channel, message): (ChannelId, MessageId),
    simulated: bool,
    now: Time,
) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "INSERT INTO app.live_proof (workspace_id, id, channel_id, message_id, state, started_at, simulated)
         VALUES ($1, $2, $3, $4, 'running', $5, $6)
         ON CONFLICT (workspace_id, channel_id) WHERE state = 'running' DO NOTHING",
        ws,
        id.uuid(),
        channel.uuid(),
        message.uuid(),
        now,
        simulated
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The newest of a number.
pub async fn latest(tx: &mut WorkspaceTx, channel: ChannelId) -> Result<Option<LiveProof>> {
    let ws = tx.ws();
    sqlx::query_as!(
        Row,
        "SELECT id, channel_id, message_id, state, started_at, accepted_at, delivered_at, read_at, replied_at, ended_at, simulated
         FROM app.live_proof WHERE workspace_id = $1 AND channel_id = $2 ORDER BY started_at DESC, id DESC LIMIT 1",
        ws,
        channel.uuid()
    )
    .fetch_optional(tx.conn())
    .await?
    .map(Row::read)
    .transpose()
}

/// When a number was last proved; by a provider that is none, when so asked.
pub async fn passed_at(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    simulated: bool,
) -> Result<Option<Time>> {
    let ws = tx.ws();
    let at = sqlx::query_scalar!(
        "SELECT max(ended_at) FROM app.live_proof WHERE workspace_id = $1 AND channel_id = $2 AND state = 'passed' AND simulated = $3",
        ws,
        channel.uuid(),
        simulated
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(at)
}

/// One that runs, held until the transaction ends.
pub async fn lock_running(tx: &mut WorkspaceTx, id: LiveProofId) -> Result<Option<LiveProof>> {
    let ws = tx.ws();
    sqlx::query_as!(
        Row,
        "SELECT id, channel_id, message_id, state, started_at, accepted_at, delivered_at, read_at, replied_at, ended_at, simulated
         FROM app.live_proof WHERE workspace_id = $1 AND id = $2 AND state = 'running' FOR UPDATE",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?
    .map(Row::read)
    .transpose()
}

/// Writes how one that runs stands now.
pub async fn settle(
    tx: &mut WorkspaceTx,
    id: LiveProofId,
    state: ProofState,
    steps: &Steps,
    now: Time,
) -> Result<()> {
    let ws = tx.ws();
    let ended = (state != ProofState::Running).then_some(now);
    sqlx::query!(
        "UPDATE app.live_proof SET state = $3, accepted_at = $4, delivered_at = $5, read_at = $6, replied_at = $7, ended_at = $8
         WHERE workspace_id = $1 AND id = $2 AND state = 'running'",
        ws,
        id.uuid(),
        state.as_str(),
        steps.accepted,
        steps.delivered,
        steps.read,
        steps.replied,
        ended
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// When somebody first wrote in a thread after a moment, by the provider's time, which counts whole seconds, and by ours.
/// What is told again, or as the past, does not count.
pub async fn first_answer(
    tx: &mut WorkspaceTx,
    conversation: ConversationId,
    since: Time,
) -> Result<Option<Time>> {
    let ws = tx.ws();
    let at = sqlx::query_scalar!(
        "SELECT min(received_at) FROM app.message
         WHERE workspace_id = $1 AND conversation_id = $2 AND direction = 'in' AND received_at >= $3 AND at >= date_trunc('second', $3::timestamptz) AND NOT history
           AND kind NOT IN ('system', 'welcome', 'deleted')",
        ws,
        conversation.uuid(),
        since
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(at)
}
