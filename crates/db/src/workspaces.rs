//! The workspace itself.

use domain::ids::{PartnerId, WorkspaceId};

use crate::{Result, WorkspaceTx};

/// A workspace's own settings.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// Which.
    pub id: WorkspaceId,
    /// Whose client it is.
    pub partner: PartnerId,
    /// Its name.
    pub name: String,
    /// Language of its people, a BCP 47 tag.
    pub locale: String,
    /// IANA time zone.
    pub timezone: String,
    /// Whether everything in it is simulated.
    pub simulated: bool,
    /// Whether templates may go to people who opted in without having written first.
    pub outreach_to_opted_in: bool,
    /// Its own words for STOP.
    pub stop_words: Vec<String>,
}

/// The workspace of this transaction.
pub async fn current(tx: &mut WorkspaceTx) -> Result<Workspace> {
    let ws = tx.ws();
    let row = sqlx::query!(
        "SELECT workspace_id, partner_id, name, locale, timezone, simulated, outreach_to_opted_in, stop_words
         FROM app.workspace WHERE workspace_id = $1",
        ws
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(Workspace {
        id: row.workspace_id.into(),
        partner: row.partner_id.into(),
        name: row.name,
        locale: row.locale,
        timezone: row.timezone,
        simulated: row.simulated,
        outreach_to_opted_in: row.outreach_to_opted_in,
        stop_words: row.stop_words,
    })
}
