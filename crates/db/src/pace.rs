//! Buckets of pace: how fast a number may send, and to one person.

use domain::Time;
use domain::pacing::{Bucket, Pace};

use crate::{Result, WorkspaceTx};

/// Takes one token from each bucket, or says how many milliseconds to wait and takes none.
/// Buckets are locked in key order, so that two senders never deadlock.
pub async fn take_pace(
    tx: &mut WorkspaceTx,
    buckets: &[(String, Pace)],
    now: Time,
) -> Result<Result<(), u64>> {
    let ws = tx.ws();
    let mut sorted: Vec<&(String, Pace)> = buckets.iter().collect();
    sorted.sort_by(|a, b| a.0.cmp(&b.0));
    let keys: Vec<String> = sorted.iter().map(|(key, _)| key.clone()).collect();
    let rows = sqlx::query!(
        "SELECT key, tokens, at FROM app.bucket WHERE workspace_id = $1 AND key = ANY ($2) ORDER BY key FOR UPDATE",
        ws,
        &keys
    )
    .fetch_all(tx.conn())
    .await?;
    let mut taken = Vec::with_capacity(sorted.len());
    let mut wait = 0;
    for (key, pace) in sorted {
        let mut bucket = rows.iter().find(|row| row.key == *key).map_or_else(
            || Bucket::full(*pace, now),
            |row| Bucket {
                tokens: row.tokens,
                at: row.at,
            },
        );
        match bucket.take(*pace, now) {
            Ok(()) => taken.push(bucket),
            Err(ms) => wait = wait.max(ms),
        }
    }
    if wait > 0 {
        return Ok(Err(wait));
    }
    let before: Vec<(String, Bucket)> = rows
        .into_iter()
        .map(|row| {
            let bucket = Bucket {
                tokens: row.tokens,
                at: row.at,
            };
            (row.key, bucket)
        })
        .collect();
    let known: Vec<String> = before.iter().map(|(key, _)| key.clone()).collect();
    let tokens: Vec<f64> = taken.iter().map(|bucket| bucket.tokens).collect();
    let times: Vec<Time> = taken.iter().map(|bucket| bucket.at).collect();
    // A bucket that somebody else made since the look is theirs: the asker comes again at once.
    let written = sqlx::query!(
        "INSERT INTO app.bucket AS b (workspace_id, key, tokens, at)
         SELECT $1, u.key, u.tokens, u.at FROM unnest($2::text[], $3::float8[], $4::timestamptz[]) AS u (key, tokens, at)
         ON CONFLICT (workspace_id, key) DO UPDATE SET tokens = excluded.tokens, at = excluded.at WHERE b.key = ANY ($5)",
        ws,
        &keys,
        &tokens,
        &times,
        &known
    )
    .execute(tx.conn())
    .await?;
    if u64::try_from(keys.len()).is_ok_and(|all| written.rows_affected() == all) {
        return Ok(Ok(()));
    }
    put_back(tx, &before).await?;
    Ok(Err(1))
}

/// Whoever must wait has taken nothing: the buckets as they were seen, and locked since.
async fn put_back(tx: &mut WorkspaceTx, before: &[(String, Bucket)]) -> Result<()> {
    let ws = tx.ws();
    for (key, bucket) in before {
        sqlx::query!(
            "UPDATE app.bucket SET tokens = $3, at = $4 WHERE workspace_id = $1 AND key = $2",
            ws,
            key,
            bucket.tokens,
            bucket.at
        )
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

/// The provider said that we are too fast: nobody takes a token before `until`.
pub async fn empty_pace(tx: &mut WorkspaceTx, key: &str, until: Time, now: Time) -> Result<()> {
    let ws = tx.ws();
    let row = sqlx::query!(
        "SELECT tokens, at FROM app.bucket WHERE workspace_id = $1 AND key = $2 FOR UPDATE",
        ws,
        key
    )
    .fetch_optional(tx.conn())
    .await?;
    let mut bucket = row.map_or(
        Bucket {
            tokens: 0.0,
            at: now,
        },
        |r| Bucket {
            tokens: r.tokens,
            at: r.at,
        },
    );
    bucket.empty_until(until);
    sqlx::query!(
        "INSERT INTO app.bucket (workspace_id, key, tokens, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (workspace_id, key) DO UPDATE SET tokens = excluded.tokens, at = excluded.at",
        ws,
        key,
        bucket.tokens,
        bucket.at
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
