//! Numbers that are used in the provider's own app as well: what was asked of the app, and how far it was told.

use domain::Time;
use domain::ids::ChannelId;

use crate::channels::Channel;
use crate::{Error, Result, WorkspaceTx};

/// What can be asked of the app, once each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Its address book.
    Contacts,
    /// What was said before.
    History,
}

/// Where asking stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Nobody means to ask.
    Not,
    /// It is to be asked.
    Wanted,
    /// It was asked; the answer comes as events.
    Asked,
    /// It was asked before, and can be asked once only.
    Spent,
    /// The time for asking is over.
    Late,
    /// The provider refused.
    Refused,
}

impl Asked {
    const ALL: [(Self, &'static str); 6] = [
        (Self::Not, "unasked"),
        (Self::Wanted, "wanted"),
        (Self::Asked, "asked"),
        (Self::Spent, "spent"),
        (Self::Late, "late"),
        (Self::Refused, "refused"),
    ];

    /// The stored word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|(_, name)| *name == text)
            .map(|(asked, _)| asked)
    }
}

/// What is known of the app behind a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppSync {
    /// Since when the number is connected.
    pub began_at: Time,
    /// The address book.
    pub contacts: Asked,
    /// What was said before.
    pub history: Asked,
    /// Which stretch of time was told last.
    pub phase: Option<i32>,
    /// How much was told, of a hundred.
    pub progress: Option<i32>,
    /// When the business said that it shares nothing.
    pub declined_at: Option<Time>,
    /// The newest sign that somebody has the app open.
    pub seen_at: Option<Time>,
}

/// What is known of the app behind this number; `None` when nothing ever was.
pub async fn get(tx: &mut WorkspaceTx, channel: ChannelId) -> Result<Option<AppSync>> {
    let ws = tx.ws();
    let row = sqlx::query!(
        "SELECT began_at, contacts, history, phase, progress, declined_at, seen_at FROM app.app_sync WHERE workspace_id = $1 AND channel_id = $2",
        ws,
        channel.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    row.map(|r| {
        let read = |column: &'static str, word: &str| {
            Asked::parse(word).ok_or_else(|| Error::inconsistent("app_sync", column, channel, word))
        };
        Ok(AppSync {
            began_at: r.began_at,
            contacts: read("contacts", &r.contacts)?,
            history: read("history", &r.history)?,
            phase: r.phase,
            progress: r.progress,
            declined_at: r.declined_at,
            seen_at: r.seen_at,
        })
    })
    .transpose()
}

/// What is known of the apps behind all numbers here.
pub async fn of_all(
    tx: &mut WorkspaceTx,
) -> Result<std::collections::BTreeMap<ChannelId, AppSync>> {
    let ws = tx.ws();
    let ids = sqlx::query_scalar!(
        "SELECT channel_id FROM app.app_sync WHERE workspace_id = $1",
        ws
    )
    .fetch_all(tx.conn())
    .await?;
    let mut all = std::collections::BTreeMap::new();
    for id in ids.into_iter().map(ChannelId::from) {
        if let Some(sync) = get(tx, id).await? {
            all.insert(id, sync);
        }
    }
    Ok(all)
}

/// The business just connected its number: everything is to be asked, and nothing was told yet.
pub async fn begin(tx: &mut WorkspaceTx, channel: ChannelId, now: Time) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.app_sync (workspace_id, channel_id, began_at, contacts, history, seen_at) VALUES ($1, $2, $3, 'wanted', 'wanted', $3)
         ON CONFLICT (workspace_id, channel_id) DO UPDATE SET began_at = $3, contacts = 'wanted', history = 'wanted', phase = NULL, progress = NULL,
           declined_at = NULL, seen_at = $3",
        ws,
        channel.uuid(),
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What became of asking for a part. False when it was not waited for.
pub async fn asked(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    part: Part,
    outcome: Asked,
) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.app_sync SET contacts = CASE WHEN $3 THEN $4 ELSE contacts END, history = CASE WHEN $3 THEN history ELSE $4 END
         WHERE workspace_id = $1 AND channel_id = $2 AND 'wanted' = CASE WHEN $3 THEN contacts ELSE history END",
        ws,
        channel.uuid(),
        part == Part::Contacts,
        outcome.as_str()
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// How far the past was told. Parts come in any order, so it only grows.
pub async fn told(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    (phase, progress): (Option<i32>, Option<i32>),
    declined_at: Option<Time>,
    now: Time,
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.app_sync AS s (workspace_id, channel_id, began_at, phase, progress, declined_at) VALUES ($1, $2, $6, $3, $4, $5)
         ON CONFLICT (workspace_id, channel_id) DO UPDATE SET phase = greatest(s.phase, excluded.phase), progress = greatest(s.progress, excluded.progress),
           declined_at = greatest(s.declined_at, excluded.declined_at)",
        ws,
        channel.uuid(),
        phase,
        progress,
        declined_at,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Somebody had the app open at this moment, so the number is used there. Written at most every ten minutes, and never
/// waited for. `false`: that the number is used there is not known yet and somebody holds its row, so this is to be done
/// again.
pub async fn seen(tx: &mut WorkspaceTx, channel: &Channel, at: Time, now: Time) -> Result<bool> {
    if !channel.coexistence && !is_used_there(tx, channel.id).await? {
        return Ok(false);
    }
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.app_sync (workspace_id, channel_id, began_at) VALUES ($1, $2, $3) ON CONFLICT (workspace_id, channel_id) DO NOTHING",
        ws,
        channel.id.uuid(),
        now
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "UPDATE app.app_sync SET seen_at = $3 WHERE workspace_id = $1 AND channel_id IN (
           SELECT channel_id FROM app.app_sync WHERE workspace_id = $1 AND channel_id = $2
             AND (seen_at IS NULL OR seen_at < $3::timestamptz - interval '10 min') FOR UPDATE SKIP LOCKED)",
        ws,
        channel.id.uuid(),
        at
    )
    .execute(tx.conn())
    .await?;
    Ok(true)
}

/// Knows that a number is used in the provider's app as well; `false`: somebody holds its row.
async fn is_used_there(tx: &mut WorkspaceTx, channel: ChannelId) -> Result<bool> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.channel SET coexistence = true WHERE workspace_id = $1 AND id IN (
           SELECT id FROM app.channel WHERE workspace_id = $1 AND id = $2 AND NOT coexistence FOR NO KEY UPDATE SKIP LOCKED)",
        ws,
        channel.uuid()
    )
    .execute(tx.conn())
    .await?;
    let known = sqlx::query_scalar!(
        "SELECT coexistence FROM app.channel WHERE workspace_id = $1 AND id = $2",
        ws,
        channel.uuid()
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(known)
}

/// Whether a number is used in the provider's app as well, as the provider says or its owner chose.
pub async fn set_coexistence(tx: &mut WorkspaceTx, channel: ChannelId, is: bool) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.channel SET coexistence = $3 WHERE workspace_id = $1 AND id = $2 AND coexistence <> $3",
        ws,
        channel.uuid(),
        is
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
