//! One-time links to set a new password. Only their tokens' hashes are stored.

use domain::Time;
use domain::ids::PersonId;
use uuid::Uuid;

use crate::people::Person;
use crate::{PlatformTx, Result};

/// Makes a link for a person; their earlier ones end.
pub async fn create(
    tx: &mut PlatformTx,
    person: PersonId,
    token_hash: &[u8],
    expires_at: Time,
    now: Time,
) -> Result<()> {
    sqlx::query!(
        "DELETE FROM app.reset_link WHERE person_id = $1",
        person.uuid()
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "INSERT INTO app.reset_link (id, token_hash, person_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)",
        Uuid::now_v7(),
        token_hash,
        person.uuid(),
        now,
        expires_at
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whether a link was made for a person since then.
pub async fn made_since(tx: &mut PlatformTx, person: PersonId, since: Time) -> Result<bool> {
    let made = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM app.reset_link WHERE person_id = $1 AND created_at > $2) AS "made!""#,
        person.uuid(),
        since
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(made)
}

/// Whether a link can still be taken.
pub async fn is_open(tx: &mut PlatformTx, token_hash: &[u8], now: Time) -> Result<bool> {
    let open = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM app.reset_link WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2) AS "open!""#,
        token_hash,
        now
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(open)
}

/// Takes a link: whoever asks again gets nothing.
pub async fn take(tx: &mut PlatformTx, token_hash: &[u8], now: Time) -> Result<Option<Person>> {
    let row = sqlx::query!(
        "UPDATE app.reset_link l SET used_at = $2 FROM app.person p
         WHERE p.id = l.person_id AND l.token_hash = $1 AND l.used_at IS NULL AND l.expires_at > $2
         RETURNING p.id, p.email, p.name",
        token_hash,
        now
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|r| Person {
        id: r.id.into(),
        email: r.email,
        name: r.name,
    }))
}
