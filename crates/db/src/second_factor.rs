//! Codes of an authenticator app, and recovery codes.

use domain::Time;
use domain::ids::PersonId;
use secrecy::{ExposeSecret, SecretString};

use crate::seal::{Place, Sealed};
use crate::{PlatformTx, Result};

/// A person's authenticator.
#[derive(Debug, Clone)]
pub struct Totp {
    /// The shared secret, base32.
    pub secret: SecretString,
    /// Since when codes are asked for; `None` while it waits for its first right code.
    pub since: Option<Time>,
    /// The newest step a code was taken for.
    pub step: i64,
}

const fn place(person: PersonId) -> Place<'static> {
    Place {
        workspace: uuid::Uuid::nil(),
        table: "person",
        column: "totp_sealed",
        row: person.uuid(),
    }
}

/// The authenticator, its row locked so that a code is taken once.
pub async fn totp(tx: &mut PlatformTx, person: PersonId) -> Result<Option<Totp>> {
    let row = sqlx::query!(
        "SELECT totp_sealed, totp_since, totp_step FROM app.person WHERE id = $1 FOR UPDATE",
        person.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some((row, sealed)) = row.and_then(|mut row| {
        let sealed = row.totp_sealed.take()?;
        Some((row, sealed))
    }) else {
        return Ok(None);
    };
    Ok(Some(Totp {
        secret: tx.master_key().open(&place(person), &Sealed(sealed))?,
        since: row.totp_since,
        step: row.totp_step,
    }))
}

/// Keeps a secret that waits for its first right code.
pub async fn propose(tx: &mut PlatformTx, person: PersonId, secret: &SecretString) -> Result<()> {
    let sealed = tx
        .master_key()
        .seal(&place(person), secret.expose_secret().as_bytes())?;
    sqlx::query!(
        "UPDATE app.person SET totp_sealed = $2, totp_since = NULL, totp_step = 0 WHERE id = $1",
        person.uuid(),
        sealed.0
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Remembers the step a code was taken for.
pub async fn took(tx: &mut PlatformTx, person: PersonId, step: i64) -> Result<()> {
    sqlx::query!(
        "UPDATE app.person SET totp_step = $2 WHERE id = $1",
        person.uuid(),
        step
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Codes are asked for from now on; recovery codes of before end.
pub async fn turn_on(
    tx: &mut PlatformTx,
    person: PersonId,
    recovery: &[[u8; 32]],
    now: Time,
) -> Result<()> {
    sqlx::query!(
        "UPDATE app.person SET totp_since = $2 WHERE id = $1",
        person.uuid(),
        now
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "DELETE FROM app.recovery_code WHERE person_id = $1",
        person.uuid()
    )
    .execute(tx.conn())
    .await?;
    let hashes: Vec<Vec<u8>> = recovery.iter().map(|hash| hash.to_vec()).collect();
    sqlx::query!(
        "INSERT INTO app.recovery_code (person_id, code_hash) SELECT $1, unnest($2::bytea[])",
        person.uuid(),
        &hashes
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Codes are no longer asked for; secret and recovery codes are gone.
pub async fn turn_off(tx: &mut PlatformTx, person: PersonId) -> Result<()> {
    sqlx::query!(
        "UPDATE app.person SET totp_sealed = NULL, totp_since = NULL, totp_step = 0 WHERE id = $1",
        person.uuid()
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "DELETE FROM app.recovery_code WHERE person_id = $1",
        person.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Takes a recovery code; `false` when there is none like it, or it was taken before.
pub async fn take_recovery_code(
    tx: &mut PlatformTx,
    person: PersonId,
    code_hash: &[u8],
    now: Time,
) -> Result<bool> {
    let done = sqlx::query!(
        "UPDATE app.recovery_code SET used_at = $3 WHERE person_id = $1 AND code_hash = $2 AND used_at IS NULL",
        person.uuid(),
        code_hash,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// How many recovery codes are left.
pub async fn recovery_codes_left(tx: &mut PlatformTx, person: PersonId) -> Result<i64> {
    let left = sqlx::query_scalar!(
        r#"SELECT count(*) AS "left!" FROM app.recovery_code WHERE person_id = $1 AND used_at IS NULL"#,
        person.uuid()
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(left)
}
