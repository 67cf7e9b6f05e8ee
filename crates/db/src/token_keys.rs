//! A token is sealed under a data key of its own, so that destroying the key destroys the token.

use domain::Time;
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

use crate::seal::{DataKey, Place, Sealed};
use crate::{Result, WorkspaceTx};

/// Seals a token under a new key for this purpose; answers the key's id with it.
pub(crate) async fn seal(
    tx: &mut WorkspaceTx,
    purpose: &str,
    place: &Place<'_>,
    token: &SecretString,
    now: Time,
) -> Result<(Uuid, Sealed)> {
    let ws = tx.ws();
    let key = DataKey::generate(Uuid::now_v7());
    let wrapped = key.wrap(tx.master_key(), ws)?;
    let kek = tx.master_key().id();
    sqlx::query!(
        "INSERT INTO app.data_key (workspace_id, id, purpose, kek_id, wrapped, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
        ws,
        key.id,
        purpose,
        kek,
        wrapped.0,
        now
    )
    .execute(tx.conn())
    .await?;
    let sealed = key.seal(place, token.expose_secret().as_bytes())?;
    Ok((key.id, sealed))
}

/// Destroys what was sealed for this purpose.
pub(crate) async fn destroy(tx: &mut WorkspaceTx, purpose: &str) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "DELETE FROM app.data_key WHERE workspace_id = $1 AND purpose = $2",
        ws,
        purpose
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
