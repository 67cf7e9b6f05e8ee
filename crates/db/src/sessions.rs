//! Sessions of signed-in people. Only hashes of their tokens are stored.

use chrono::Duration;
use domain::Time;
use domain::ids::{PersonId, SessionId};

use crate::people::Person;
use crate::{PlatformTx, Result};

/// How long the token before a rotation still counts: for requests that were under way.
const UNDER_WAY: Duration = Duration::seconds(30);

/// A session to be made. Only the token's hash is stored.
#[derive(Debug)]
pub struct NewSession<'a> {
    /// Its id.
    pub id: SessionId,
    /// SHA-256 of the token.
    pub token_hash: &'a [u8],
    /// Whose.
    pub person: PersonId,
    /// Absolute end.
    pub expires_at: Time,
    /// The browser's name, to recognise it in a list.
    pub user_agent: Option<&'a str>,
}

/// A live session and whose it is.
#[derive(Debug, Clone)]
pub struct Live {
    /// Which.
    pub id: SessionId,
    /// Whose.
    pub person: Person,
    /// When they last showed who they are.
    pub confirmed_at: Time,
    /// Absolute end.
    pub expires_at: Time,
}

/// A session as its owner sees it in a list.
#[derive(Debug, Clone)]
pub struct OpenSession {
    /// Which.
    pub id: SessionId,
    /// Since when.
    pub created_at: Time,
    /// When it was last used, to the minute.
    pub seen_at: Time,
    /// The browser's name.
    pub user_agent: Option<String>,
}

/// Records a right sign-in and opens a session. The one-time way in of the first start is closed by it.
pub async fn login_succeeded(
    tx: &mut PlatformTx,
    session: &NewSession<'_>,
    now: Time,
) -> Result<()> {
    sqlx::query!(
        "UPDATE app.person SET failed_logins = 0, locked_until = NULL WHERE id = $1",
        session.person.uuid()
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "UPDATE app.setup SET finished_at = $1 WHERE finished_at IS NULL",
        now
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "INSERT INTO app.session (id, token_hash, person_id, created_at, seen_at, confirmed_at, expires_at, user_agent)
         VALUES ($1, $2, $3, $4, $4, $4, $5, $6)",
        session.id.uuid(),
        session.token_hash,
        session.person.uuid(),
        now,
        session.expires_at,
        session.user_agent
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A live session by its token; idle ones end. Seen times are written at most once a minute.
pub async fn session(
    tx: &mut PlatformTx,
    token_hash: &[u8],
    idle: Duration,
    now: Time,
) -> Result<Option<Live>> {
    let row = sqlx::query!(
        r#"SELECT s.id, s.seen_at, s.expires_at, coalesce(s.confirmed_at, s.created_at) AS "confirmed_at!",
                  p.id AS person_id, p.email, p.name
           FROM app.session s JOIN app.person p ON p.id = s.person_id
           WHERE (s.token_hash = $1 OR (s.previous_hash = $1 AND s.rotated_at > $4))
             AND s.expires_at > $2 AND s.seen_at > $3"#,
        token_hash,
        now,
        now - idle,
        now - UNDER_WAY
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    if now - row.seen_at > Duration::seconds(60) {
        sqlx::query!(
            "UPDATE app.session SET seen_at = $2 WHERE id = $1",
            row.id,
            now
        )
        .execute(tx.conn())
        .await?;
    }
    Ok(Some(Live {
        id: row.id.into(),
        person: Person {
            id: row.person_id.into(),
            email: row.email,
            name: row.name,
        },
        confirmed_at: row.confirmed_at,
        expires_at: row.expires_at,
    }))
}

/// Gives a session another token: the person has just shown who they are.
pub async fn rotate(
    tx: &mut PlatformTx,
    id: SessionId,
    token_hash: &[u8],
    now: Time,
) -> Result<()> {
    sqlx::query!(
        "UPDATE app.session SET previous_hash = token_hash, token_hash = $2, rotated_at = $3, confirmed_at = $3 WHERE id = $1",
        id.uuid(),
        token_hash,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Ends a session.
pub async fn end_session(tx: &mut PlatformTx, id: SessionId) -> Result<()> {
    sqlx::query!("DELETE FROM app.session WHERE id = $1", id.uuid())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// A person's live sessions, the one used last first.
pub async fn open_sessions(
    tx: &mut PlatformTx,
    person: PersonId,
    idle: Duration,
    now: Time,
) -> Result<Vec<OpenSession>> {
    let rows = sqlx::query!(
        "SELECT id, created_at, seen_at, user_agent FROM app.session
         WHERE person_id = $1 AND expires_at > $2 AND seen_at > $3 ORDER BY seen_at DESC, id DESC",
        person.uuid(),
        now,
        now - idle
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| OpenSession {
            id: r.id.into(),
            created_at: r.created_at,
            seen_at: r.seen_at,
            user_agent: r.user_agent,
        })
        .collect())
}

/// Ends one session of a person; `false` when it is not theirs or has ended.
pub async fn revoke(tx: &mut PlatformTx, person: PersonId, id: SessionId) -> Result<bool> {
    let done = sqlx::query!(
        "DELETE FROM app.session WHERE id = $1 AND person_id = $2",
        id.uuid(),
        person.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Ends all sessions of a person but one. Answers how many.
pub async fn close_others(tx: &mut PlatformTx, person: PersonId, keep: SessionId) -> Result<u64> {
    let done = sqlx::query!(
        "DELETE FROM app.session WHERE person_id = $1 AND id <> $2",
        person.uuid(),
        keep.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected())
}
