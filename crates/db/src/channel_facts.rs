//! What the provider says of a channel, and how that changed.

use std::collections::BTreeMap;

use domain::Time;
use domain::ids::ChannelId;
use domain::news::Told;
use serde_json::Value;

use crate::{Error, Result, WorkspaceTx};

/// How we heard of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The provider told by itself.
    Webhook,
    /// We asked.
    Check,
}

impl Source {
    /// The stored form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Webhook => "webhook",
            Self::Check => "check",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        match text {
            "webhook" => Some(Self::Webhook),
            "check" => Some(Self::Check),
            _ => None,
        }
    }
}

/// When and how it was told.
#[derive(Debug, Clone, Copy)]
pub struct Telling {
    /// By the provider's clock.
    pub at: Time,
    /// By ours.
    pub heard_at: Time,
    /// How.
    pub source: Source,
    /// Whether the teller is simulated.
    pub simulated: bool,
}

/// A fact as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Which.
    pub what: String,
    /// Of which part; empty when there is one only.
    pub subject: String,
    /// The value.
    pub value: Value,
    /// Since when it is so.
    pub since: Time,
    /// The provider's time of the newest word about it.
    pub told_at: Time,
    /// How we heard.
    pub source: Source,
    /// Whether the teller is simulated.
    pub simulated: bool,
}

/// What telling did.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It is so now, and was not before.
    New {
        /// What was known before.
        from: Option<Value>,
    },
    /// It was known.
    Same,
    /// Something newer is known; it went into the history alone.
    Late,
}

/// Takes a value down. In whatever order values come, what was told last stands, and the history is the same.
///
/// Hold the channel (`channels::hold`) before.
pub async fn tell(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    told: &Told,
    how: Telling,
) -> Result<Outcome> {
    let known = one(tx, channel, &told.what, &told.subject).await?;
    let Some(known) = known else {
        write(tx, channel, told, how, how.at).await?;
        note(tx, channel, told, how).await?;
        return Ok(Outcome::New { from: None });
    };
    if how.at >= known.told_at {
        let same = known.value == told.value;
        write(
            tx,
            channel,
            told,
            how,
            if same { known.since } else { how.at },
        )
        .await?;
        if same {
            return Ok(Outcome::Same);
        }
        note(tx, channel, told, how).await?;
        return Ok(Outcome::New {
            from: Some(known.value),
        });
    }
    if how.at < known.since {
        // Before the present value: the history alone. When it says the same as the present value, that holds longer.
        note(tx, channel, told, how).await?;
    } else if known.value != told.value {
        // Between two words that said otherwise: it was so for a while, and then again as now.
        note(tx, channel, told, how).await?;
        let back = Told {
            value: known.value.clone(),
            ..told.clone()
        };
        let at = Telling {
            at: known.told_at,
            source: known.source,
            simulated: known.simulated,
            ..how
        };
        note(tx, channel, &back, at).await?;
    }
    since_again(tx, channel, &known).await?;
    Ok(Outcome::Late)
}

async fn write(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    told: &Told,
    how: Telling,
    since: Time,
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.channel_fact (workspace_id, channel_id, what, subject, value, since, told_at, heard_at, source, simulated)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (workspace_id, channel_id, what, subject) DO UPDATE SET value = excluded.value, since = excluded.since,
           told_at = excluded.told_at, heard_at = excluded.heard_at, source = excluded.source, simulated = excluded.simulated",
        ws,
        channel.uuid(),
        told.what,
        told.subject,
        told.value,
        since,
        how.at,
        how.heard_at,
        how.source.as_str(),
        how.simulated
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Writes the history, whatever stands.
pub async fn note(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    told: &Told,
    how: Telling,
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.channel_change (workspace_id, id, channel_id, what, subject, value, at, heard_at, source, simulated)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        ws,
        uuid::Uuid::now_v7(),
        channel.uuid(),
        told.what,
        told.subject,
        told.value,
        how.at,
        how.heard_at,
        how.source.as_str(),
        how.simulated
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Since when the present value holds, by the history as it is now.
async fn since_again(tx: &mut WorkspaceTx, channel: ChannelId, known: &Fact) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.channel_fact f SET since = coalesce((
           SELECT min(h.at) FROM app.channel_change h
           WHERE h.workspace_id = $1 AND h.channel_id = $2 AND h.what = $3 AND h.subject = $4 AND h.value = f.value
             AND h.at > coalesce((SELECT max(o.at) FROM app.channel_change o
               WHERE o.workspace_id = $1 AND o.channel_id = $2 AND o.what = $3 AND o.subject = $4 AND o.value <> f.value), '-infinity')), f.since)
         WHERE f.workspace_id = $1 AND f.channel_id = $2 AND f.what = $3 AND f.subject = $4",
        ws,
        channel.uuid(),
        known.what,
        known.subject
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

async fn one(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    what: &str,
    subject: &str,
) -> Result<Option<Fact>> {
    let mut found = fetch(tx, channel, Some(what), Some(subject)).await?;
    Ok(found.pop())
}

/// All facts of a channel.
pub async fn list(tx: &mut WorkspaceTx, channel: ChannelId) -> Result<Vec<Fact>> {
    fetch(tx, channel, None, None).await
}

async fn fetch(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    what: Option<&str>,
    subject: Option<&str>,
) -> Result<Vec<Fact>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        "SELECT what, subject, value, since, told_at, source, simulated FROM app.channel_fact
         WHERE workspace_id = $1 AND channel_id = $2 AND ($3::text IS NULL OR what = $3) AND ($4::text IS NULL OR subject = $4)
         ORDER BY what, subject",
        ws,
        channel.uuid(),
        what,
        subject
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|r| {
            Ok(Fact {
                source: Source::parse(&r.source).ok_or_else(|| {
                    Error::inconsistent("channel_fact", "source", channel, &r.source)
                })?,
                what: r.what,
                subject: r.subject,
                value: r.value,
                since: r.since,
                told_at: r.told_at,
                simulated: r.simulated,
            })
        })
        .collect()
}

/// One value of each channel of the workspace, such as all qualities.
pub async fn of_all(tx: &mut WorkspaceTx, what: &[&str]) -> Result<BTreeMap<ChannelId, Vec<Fact>>> {
    let ws = tx.ws();
    let what: Vec<String> = what.iter().map(|one| (*one).to_owned()).collect();
    let rows = sqlx::query!(
        "SELECT channel_id, what, subject, value, since, told_at, source, simulated FROM app.channel_fact
         WHERE workspace_id = $1 AND what = ANY ($2) ORDER BY channel_id, what, subject",
        ws,
        &what
    )
    .fetch_all(tx.conn())
    .await?;
    let mut all: BTreeMap<ChannelId, Vec<Fact>> = BTreeMap::new();
    for r in rows {
        let channel: ChannelId = r.channel_id.into();
        all.entry(channel).or_default().push(Fact {
            source: Source::parse(&r.source)
                .ok_or_else(|| Error::inconsistent("channel_fact", "source", channel, &r.source))?,
            what: r.what,
            subject: r.subject,
            value: r.value,
            since: r.since,
            told_at: r.told_at,
            simulated: r.simulated,
        });
    }
    Ok(all)
}

/// A change, as people read it.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Which.
    pub id: uuid::Uuid,
    /// Of what.
    pub what: String,
    /// Of which part.
    pub subject: String,
    /// What it was; absent for the first word about it.
    pub from: Option<Value>,
    /// What it became.
    pub to: Value,
    /// When, by the provider's clock.
    pub at: Time,
    /// How we heard.
    pub source: Source,
    /// Whether the teller is simulated.
    pub simulated: bool,
}

/// How facts changed since a moment, the newest first.
pub async fn changes(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    what: Option<&str>,
    since: Time,
    limit: i64,
) -> Result<Vec<Change>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        r#"SELECT h.id, h.what, h.subject, h.before AS "before?", h.value, h.at, h.source, h.simulated FROM (
             SELECT c.*, lag(c.value) OVER (PARTITION BY c.what, c.subject ORDER BY c.at, c.heard_at, c.id) AS before
             FROM app.channel_change c WHERE c.workspace_id = $1 AND c.channel_id = $2 AND ($3::text IS NULL OR c.what = $3)) h
           WHERE h.at >= $4 AND h.value IS DISTINCT FROM h.before ORDER BY h.at DESC, h.heard_at DESC, h.id DESC LIMIT $5"#,
        ws,
        channel.uuid(),
        what,
        since,
        limit
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|r| {
            Ok(Change {
                id: r.id,
                what: r.what,
                subject: r.subject,
                from: r.before,
                to: r.value,
                at: r.at,
                source: Source::parse(&r.source).ok_or_else(|| {
                    Error::inconsistent("channel_change", "source", r.id, &r.source)
                })?,
                simulated: r.simulated,
            })
        })
        .collect()
}
