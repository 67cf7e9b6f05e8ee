//! What became of a conversation: open, asleep until a moment, or done.

use domain::Time;
use domain::ids::{ChannelId, ConversationId, PersonId};

use crate::{Error, Result, WorkspaceTx};

/// Where a conversation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Somebody has to do with it.
    Open,
    /// Nobody, until then.
    Snoozed {
        /// When it wakes.
        until: Time,
    },
    /// It is done, until the customer writes.
    Resolved,
}

impl Standing {
    /// The stored word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Snoozed { .. } => "snoozed",
            Self::Resolved => "resolved",
        }
    }

    pub(crate) fn read(id: uuid::Uuid, state: &str, until: Option<Time>) -> Result<Self> {
        match (state, until) {
            ("open", None) => Ok(Self::Open),
            ("resolved", None) => Ok(Self::Resolved),
            ("snoozed", Some(until)) => Ok(Self::Snoozed { until }),
            _ => Err(Error::inconsistent("conversation", "state", id, state)),
        }
    }

    const fn until(self) -> Option<Time> {
        match self {
            Self::Snoozed { until } => Some(until),
            Self::Open | Self::Resolved => None,
        }
    }
}

/// What is decided about a conversation, apart from its messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Care {
    /// Which.
    pub id: ConversationId,
    /// On which channel.
    pub channel: ChannelId,
    /// Open, asleep or done.
    pub standing: Standing,
    /// Who takes care of it.
    pub assignee: Option<PersonId>,
    /// Whether something is unread.
    pub unread: bool,
    /// Whether its channel is simulated.
    pub simulated: bool,
}

/// Locks conversations, in the order of their ids so that two who lock never wait for each other. What is not here, or
/// went into another, is left out.
pub async fn lock_all(tx: &mut WorkspaceTx, ids: &[ConversationId]) -> Result<Vec<Care>> {
    let ws = tx.ws();
    let ids: Vec<uuid::Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query!(
        "SELECT c.id, c.channel_id, c.state, c.snoozed_until, c.assignee, c.unread, h.simulated FROM app.conversation c
         JOIN app.channel h ON h.workspace_id = $1 AND h.id = c.channel_id
         WHERE c.workspace_id = $1 AND c.id = ANY ($2) AND c.merged_into IS NULL ORDER BY c.id FOR UPDATE OF c",
        ws,
        &ids
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|r| {
            Ok(Care {
                id: r.id.into(),
                channel: r.channel_id.into(),
                standing: Standing::read(r.id, &r.state, r.snoozed_until)?,
                assignee: r.assignee.map(PersonId::from),
                unread: r.unread > 0,
                simulated: r.simulated,
            })
        })
        .collect()
}

/// Sets where it stands.
pub async fn set(
    tx: &mut WorkspaceTx,
    id: ConversationId,
    standing: Standing,
    now: Time,
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.conversation SET state = $3, snoozed_until = $4, updated_at = $5 WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        standing.as_str(),
        standing.until(),
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Gives it to somebody, or to nobody.
pub async fn set_assignee(
    tx: &mut WorkspaceTx,
    id: ConversationId,
    who: Option<PersonId>,
    now: Time,
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.conversation SET assignee = $3, assigned_at = CASE WHEN $3::uuid IS NULL THEN NULL ELSE $4::timestamptz END, updated_at = $4
         WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        who.map(PersonId::uuid),
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The newest thing the customer said counts as unread again.
pub async fn mark_unread(tx: &mut WorkspaceTx, id: ConversationId, now: Time) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.conversation SET unread = 1, updated_at = $3 WHERE workspace_id = $1 AND id = $2 AND unread = 0",
        ws,
        id.uuid(),
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Conversations whose sleep is over.
pub async fn overslept(tx: &mut WorkspaceTx, now: Time, limit: i64) -> Result<Vec<ConversationId>> {
    let ws = tx.ws();
    let rows = sqlx::query_scalar!(
        "SELECT id FROM app.conversation WHERE workspace_id = $1 AND merged_into IS NULL AND state = 'snoozed' AND snoozed_until <= $2
         ORDER BY snoozed_until, id LIMIT $3",
        ws,
        now,
        limit
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(ConversationId::from).collect())
}
