//! What a channel has of its own: who is given new conversations, its language, its hours.

use chrono::NaiveDateTime;
use domain::Time;
use domain::hours::{RuleHours, Week};
use domain::ids::{ChannelId, PersonId};

use crate::{Error, Result, WorkspaceTx};

/// A channel's own choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelDefaults {
    /// Who is given new conversations when they are there.
    pub agent: Option<PersonId>,
    /// The language of an answer where the customer's words do not tell; a primary language tag.
    pub language: Option<String>,
    /// When people answer; at any time when absent.
    pub hours: Option<Week>,
    /// When a rule may send.
    pub rule_hours: RuleHours,
}

/// A channel's choices, with what the workspace's clock on the wall says at `now`.
pub async fn of_channel(
    tx: &mut WorkspaceTx,
    id: ChannelId,
    now: Time,
) -> Result<Option<(ChannelDefaults, NaiveDateTime)>> {
    let ws = tx.ws();
    let row = sqlx::query!(
        r#"SELECT c.default_agent, c.language, c.hours, c.rule_hours, ($3::timestamptz AT TIME ZONE w.timezone) AS "wall!"
           FROM app.channel c JOIN app.workspace w ON w.workspace_id = $1 WHERE c.workspace_id = $1 AND c.id = $2"#,
        ws,
        id.uuid(),
        now
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let defaults = ChannelDefaults {
        agent: row.default_agent.map(PersonId::from),
        language: row.language,
        hours: row
            .hours
            .map(serde_json::from_value)
            .transpose()
            .map_err(|e| Error::inconsistent("channel", "hours", id, e))?,
        rule_hours: RuleHours::parse(&row.rule_hours)
            .ok_or_else(|| Error::inconsistent("channel", "rule_hours", id, &row.rule_hours))?,
    };
    Ok(Some((defaults, row.wall)))
}

/// Chooses for a channel. False when there is none.
pub async fn choose(tx: &mut WorkspaceTx, id: ChannelId, chosen: &ChannelDefaults) -> Result<bool> {
    let ws = tx.ws();
    let hours = chosen
        .hours
        .map(serde_json::to_value)
        .transpose()
        .map_err(|e| Error::inconsistent("channel", "hours", id, e))?;
    let done = sqlx::query!(
        "UPDATE app.channel SET default_agent = $3, language = $4, hours = $5, rule_hours = $6 WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        chosen.agent.map(PersonId::uuid),
        chosen.language,
        hours,
        chosen.rule_hours.as_str()
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}
