//! The workspace itself.

use domain::Time;
use domain::consent::OwnWords;
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
    /// Its own words for STOP and START.
    pub words: OwnWords,
}

/// The workspace of this transaction.
pub async fn current(tx: &mut WorkspaceTx) -> Result<Workspace> {
    let ws = tx.ws();
    let row = sqlx::query!(
        "SELECT workspace_id, partner_id, name, locale, timezone, simulated, outreach_to_opted_in, stop_words, start_words
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
        words: OwnWords {
            stop: row.stop_words,
            start: row.start_words,
        },
    })
}

/// What the clock on the workspace's wall says at `now`.
pub async fn wall_clock(tx: &mut WorkspaceTx, now: Time) -> Result<chrono::NaiveDateTime> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        r#"SELECT ($2::timestamptz AT TIME ZONE timezone) AS "wall!" FROM app.workspace WHERE workspace_id = $1"#,
        ws,
        now
    )
    .fetch_one(tx.conn())
    .await?)
}

/// Stores the settings a workspace may change itself.
pub async fn save(tx: &mut WorkspaceTx, workspace: &Workspace) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.workspace SET name = $2, locale = $3, timezone = $4, outreach_to_opted_in = $5, stop_words = $6, start_words = $7 WHERE workspace_id = $1",
        ws,
        workspace.name,
        workspace.locale,
        workspace.timezone,
        workspace.outreach_to_opted_in,
        &workspace.words.stop,
        &workspace.words.start
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
