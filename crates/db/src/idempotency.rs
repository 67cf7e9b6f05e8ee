//! Idempotency keys of our own API: the same key and request give the same answer for a day.

use domain::Time;
use serde_json::Value;

use crate::{Result, WorkspaceTx};

/// What a key says.
#[derive(Debug, Clone, PartialEq)]
pub enum Claim {
    /// The key is new; the caller does the work and calls [`complete`] in the same transaction.
    New,
    /// The same request was answered before.
    Answered {
        /// HTTP status.
        status: i32,
        /// The answer.
        response: Value,
    },
    /// The key was used for another request.
    Mismatch,
}

/// Claims a key in the transaction that does the work. A second request with it waits for the first to end.
pub async fn claim(
    tx: &mut WorkspaceTx,
    key: &str,
    request_hash: &[u8],
    now: Time,
) -> Result<Claim> {
    let ws = tx.ws();
    sqlx::query!("DELETE FROM app.idempotency WHERE workspace_id = $1 AND key = $2 AND created_at < $3::timestamptz - interval '24 h'", ws, key, now)
        .execute(tx.conn())
        .await?;
    let made = sqlx::query!(
        "INSERT INTO app.idempotency (workspace_id, key, request_hash, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        ws,
        key,
        request_hash,
        now
    )
    .execute(tx.conn())
    .await?;
    if made.rows_affected() == 1 {
        return Ok(Claim::New);
    }
    let row = sqlx::query!("SELECT request_hash, status, response FROM app.idempotency WHERE workspace_id = $1 AND key = $2 FOR UPDATE", ws, key)
        .fetch_one(tx.conn())
        .await?;
    Ok(
        match (row.request_hash == request_hash, row.status, row.response) {
            (true, Some(status), Some(response)) => Claim::Answered { status, response },
            (true, _, _) => Claim::New,
            (false, _, _) => Claim::Mismatch,
        },
    )
}

/// Keeps the answer with the key.
pub async fn complete(
    tx: &mut WorkspaceTx,
    key: &str,
    status: i32,
    response: &Value,
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.idempotency SET status = $3, response = $4 WHERE workspace_id = $1 AND key = $2",
        ws,
        key,
        status,
        response
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
