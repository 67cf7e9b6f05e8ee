//! Passkeys, and their ceremonies between two requests.

use domain::Time;
use domain::ids::{PasskeyId, PersonId};
use serde_json::Value;
use uuid::Uuid;

use crate::{PlatformTx, Result};

/// A person's passkey.
#[derive(Debug, Clone)]
pub struct Passkey {
    /// Which.
    pub id: PasskeyId,
    /// Whose.
    pub person: PersonId,
    /// The name its owner gave it.
    pub name: String,
    /// The authenticator's id of it.
    pub credential_id: Vec<u8>,
    /// The public key and its counters. No secret.
    pub credential: Value,
    /// Since when.
    pub created_at: Time,
    /// When it was last used.
    pub used_at: Option<Time>,
}

/// Adds a passkey. One that somebody has already is a conflict on `passkey_credential_id_key`.
pub async fn add(tx: &mut PlatformTx, passkey: &Passkey) -> Result<()> {
    sqlx::query!(
        "INSERT INTO app.passkey (id, person_id, credential_id, name, credential, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
        passkey.id.uuid(),
        passkey.person.uuid(),
        passkey.credential_id,
        passkey.name,
        passkey.credential,
        passkey.created_at
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A person's passkeys, oldest first.
pub async fn list(tx: &mut PlatformTx, person: PersonId) -> Result<Vec<Passkey>> {
    let rows = sqlx::query!(
        "SELECT id, person_id, name, credential_id, credential, created_at, used_at FROM app.passkey WHERE person_id = $1 ORDER BY created_at, id",
        person.uuid()
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Passkey {
            id: r.id.into(),
            person: r.person_id.into(),
            name: r.name,
            credential_id: r.credential_id,
            credential: r.credential,
            created_at: r.created_at,
            used_at: r.used_at,
        })
        .collect())
}

/// The passkey an authenticator named, locked until the transaction ends: counters are compared one by one.
pub async fn by_credential(tx: &mut PlatformTx, credential_id: &[u8]) -> Result<Option<Passkey>> {
    let row = sqlx::query!(
        "SELECT id, person_id, name, credential_id, credential, created_at, used_at FROM app.passkey WHERE credential_id = $1 FOR UPDATE",
        credential_id
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|r| Passkey {
        id: r.id.into(),
        person: r.person_id.into(),
        name: r.name,
        credential_id: r.credential_id,
        credential: r.credential,
        created_at: r.created_at,
        used_at: r.used_at,
    }))
}

/// Records a use, with the counters as they are now.
pub async fn used(tx: &mut PlatformTx, id: PasskeyId, credential: &Value, now: Time) -> Result<()> {
    sqlx::query!(
        "UPDATE app.passkey SET credential = $2, used_at = $3 WHERE id = $1",
        id.uuid(),
        credential,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Removes a passkey of a person; `false` when it is not theirs.
pub async fn remove(tx: &mut PlatformTx, person: PersonId, id: PasskeyId) -> Result<bool> {
    let done = sqlx::query!(
        "DELETE FROM app.passkey WHERE id = $1 AND person_id = $2",
        id.uuid(),
        person.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Begins a ceremony. Ceremonies that nobody ended are swept.
pub async fn begin(
    tx: &mut PlatformTx,
    id: Uuid,
    person: Option<PersonId>,
    (purpose, state): (&str, &Value),
    expires_at: Time,
    now: Time,
) -> Result<()> {
    sqlx::query!("DELETE FROM app.ceremony WHERE expires_at < $1", now)
        .execute(tx.conn())
        .await?;
    sqlx::query!(
        "INSERT INTO app.ceremony (id, person_id, purpose, state, expires_at) VALUES ($1, $2, $3, $4, $5)",
        id,
        person.map(PersonId::uuid),
        purpose,
        state,
        expires_at
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Takes a ceremony: whoever asks again gets nothing.
pub async fn take(
    tx: &mut PlatformTx,
    id: Uuid,
    person: Option<PersonId>,
    purpose: &str,
    now: Time,
) -> Result<Option<Value>> {
    let state = sqlx::query_scalar!(
        "DELETE FROM app.ceremony WHERE id = $1 AND purpose = $2 AND person_id IS NOT DISTINCT FROM $3 AND expires_at > $4 RETURNING state",
        id,
        purpose,
        person.map(PersonId::uuid),
        now
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(state)
}
