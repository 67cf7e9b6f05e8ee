//! The first start: a one-time way in, and what was chosen there.

use domain::Time;
use domain::ids::PersonId;
use uuid::Uuid;

use crate::{PlatformTx, Result};

/// The open way in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenSetup {
    /// Which.
    pub id: Uuid,
    /// The account that was made with a printed password.
    pub person: Option<PersonId>,
}

/// What was chosen when the house was set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// `sandbox` or `meta`.
    pub choice: String,
    /// The address people and Meta use.
    pub public_url: Option<String>,
}

/// Opens the way in; one that was open before ends.
pub async fn open(
    tx: &mut PlatformTx,
    token_hash: &[u8],
    person: Option<PersonId>,
    expires_at: Time,
    now: Time,
) -> Result<()> {
    sqlx::query!(
        "UPDATE app.setup SET finished_at = $1 WHERE finished_at IS NULL",
        now
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "INSERT INTO app.setup (id, token_hash, person_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)",
        Uuid::now_v7(),
        token_hash,
        person.map(PersonId::uuid),
        now,
        expires_at
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whether there is an open way in.
pub async fn is_open(tx: &mut PlatformTx, now: Time) -> Result<bool> {
    let open = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM app.setup WHERE finished_at IS NULL AND expires_at > $1) AS "open!""#,
        now
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(open)
}

/// The open way in a token belongs to, locked until the transaction ends so that it is taken once.
pub async fn by_token(
    tx: &mut PlatformTx,
    token_hash: &[u8],
    now: Time,
) -> Result<Option<OpenSetup>> {
    let row = sqlx::query!(
        "SELECT id, person_id FROM app.setup WHERE token_hash = $1 AND finished_at IS NULL AND expires_at > $2 FOR UPDATE",
        token_hash,
        now
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|r| OpenSetup {
        id: r.id,
        person: r.person_id.map(PersonId::from),
    }))
}

/// Closes it and keeps what was chosen.
pub async fn finish(tx: &mut PlatformTx, id: Uuid, chosen: &Chosen, now: Time) -> Result<()> {
    sqlx::query!(
        "UPDATE app.setup SET finished_at = $2, choice = $3, public_url = $4 WHERE id = $1",
        id,
        now,
        chosen.choice,
        chosen.public_url
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What was chosen last, if the house was set up on its page.
pub async fn chosen(tx: &mut PlatformTx) -> Result<Option<Chosen>> {
    let row = sqlx::query!(
        r#"SELECT choice AS "choice!", public_url FROM app.setup WHERE choice IS NOT NULL ORDER BY finished_at DESC LIMIT 1"#
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|r| Chosen {
        choice: r.choice,
        public_url: r.public_url,
    }))
}

/// The server's version and its clock, for the checks of the first start.
pub async fn server(tx: &mut PlatformTx) -> Result<(String, Time)> {
    let row = sqlx::query!(
        r#"SELECT current_setting('server_version') AS "version!", clock_timestamp() AS "now!""#
    )
    .fetch_one(tx.conn())
    .await?;
    Ok((row.version, row.now))
}
