//! What a channel has of its own: who is given new conversations, its language, its hours.

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

impl Default for ChannelDefaults {
    /// What a new channel has: nothing of its own.
    fn default() -> Self {
        Self {
            agent: None,
            language: None,
            hours: None,
            rule_hours: RuleHours::Always,
        }
    }
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
