//! People, memberships, sessions and API keys. Read before a workspace is known, on the platform role.

use domain::Time;
use domain::ids::{PartnerId, PersonId, SessionId, WorkspaceId};

use crate::{Error, PlatformTx, Result};

pub use crate::api_keys::{ApiKey, KeyScope, api_key, api_keys, create_api_key, revoke_api_key};

/// A person with an account.
#[derive(Debug, Clone)]
pub struct Person {
    /// Which.
    pub id: PersonId,
    /// Lower-case address.
    pub email: String,
    /// The name shown.
    pub name: String,
}

/// What sign-in looks at.
#[derive(Debug)]
pub struct Credentials {
    /// Who.
    pub person: Person,
    /// Argon2id in PHC form; absent when the person signs in otherwise.
    pub password_hash: Option<String>,
    /// Wrong passwords in a row.
    pub failed_logins: i32,
    /// No attempt counts before this.
    pub locked_until: Option<Time>,
}

/// What a person may do where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Membership {
    /// A role in a workspace.
    Workspace {
        /// Which.
        id: WorkspaceId,
        /// Its name.
        name: String,
        /// The partner it is a client of.
        partner: PartnerId,
        /// The partner's name.
        partner_name: String,
        /// Whether it is simulated.
        simulated: bool,
        /// `owner`, `communications_admin`, `agent`, `viewer`, `reviewer`.
        role: String,
    },
    /// Operator of a partner.
    Partner {
        /// Which.
        id: PartnerId,
        /// Its name.
        name: String,
    },
    /// Administrator of the platform.
    Platform,
}

/// Makes a person. A taken address is a conflict on `person_email_key`.
pub async fn create(
    tx: &mut PlatformTx,
    person: &Person,
    password_hash: Option<&str>,
    now: Time,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO app.person (id, email, name, password_hash, created_at) VALUES ($1, $2, $3, $4, $5)",
        person.id.uuid(),
        person.email,
        person.name,
        password_hash,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Sets a new password and ends all sessions.
pub async fn set_password(tx: &mut PlatformTx, id: PersonId, password_hash: &str) -> Result<()> {
    sqlx::query!(
        "UPDATE app.person SET password_hash = $2, failed_logins = 0, locked_until = NULL WHERE id = $1",
        id.uuid(),
        password_hash
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!("DELETE FROM app.session WHERE person_id = $1", id.uuid())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Gives a person a role in a workspace; a second call changes the role.
pub async fn join_workspace(
    tx: &mut PlatformTx,
    person: PersonId,
    workspace: WorkspaceId,
    role: &str,
    now: Time,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO app.membership (person_id, workspace_id, role, created_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (person_id, workspace_id) WHERE workspace_id IS NOT NULL DO UPDATE SET role = excluded.role",
        person.uuid(),
        workspace.uuid(),
        role,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Makes a person an operator of a partner.
pub async fn join_partner(
    tx: &mut PlatformTx,
    person: PersonId,
    partner: PartnerId,
    now: Time,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO app.membership (person_id, partner_id, role, created_at) VALUES ($1, $2, 'partner_operator', $3)
         ON CONFLICT (person_id, partner_id) WHERE partner_id IS NOT NULL DO NOTHING",
        person.uuid(),
        partner.uuid(),
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Makes a person an administrator of the platform.
pub async fn make_platform_admin(tx: &mut PlatformTx, person: PersonId, now: Time) -> Result<()> {
    sqlx::query!(
        "INSERT INTO app.membership (person_id, role, created_at) VALUES ($1, 'platform_admin', $2) ON CONFLICT DO NOTHING",
        person.uuid(),
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What sign-in looks at, locked until the transaction ends so that guesses are counted one by one.
pub async fn credentials(tx: &mut PlatformTx, email: &str) -> Result<Option<Credentials>> {
    let row = sqlx::query!(
        "SELECT id, email, name, password_hash, failed_logins, locked_until FROM app.person WHERE email = lower($1) FOR UPDATE",
        email
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|r| Credentials {
        person: Person {
            id: r.id.into(),
            email: r.email,
            name: r.name,
        },
        password_hash: r.password_hash,
        failed_logins: r.failed_logins,
        locked_until: r.locked_until,
    }))
}

/// Records a wrong password.
pub async fn login_failed(
    tx: &mut PlatformTx,
    id: PersonId,
    locked_until: Option<Time>,
) -> Result<()> {
    sqlx::query!(
        "UPDATE app.person SET failed_logins = failed_logins + 1, locked_until = $2 WHERE id = $1",
        id.uuid(),
        locked_until
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

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

/// Records a right password and opens a session.
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
        "INSERT INTO app.session (id, token_hash, person_id, created_at, seen_at, expires_at, user_agent) VALUES ($1, $2, $3, $4, $4, $5, $6)",
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

/// The person of a live session; idle ones end. Seen times are written at most once a minute.
pub async fn session(
    tx: &mut PlatformTx,
    token_hash: &[u8],
    idle: chrono::Duration,
    now: Time,
) -> Result<Option<(SessionId, Person)>> {
    let row = sqlx::query!(
        "SELECT s.id, s.seen_at, p.id AS person_id, p.email, p.name FROM app.session s JOIN app.person p ON p.id = s.person_id
         WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.seen_at > $3",
        token_hash,
        now,
        now - idle
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    if now - row.seen_at > chrono::Duration::seconds(60) {
        sqlx::query!(
            "UPDATE app.session SET seen_at = $2 WHERE id = $1",
            row.id,
            now
        )
        .execute(tx.conn())
        .await?;
    }
    Ok(Some((
        row.id.into(),
        Person {
            id: row.person_id.into(),
            email: row.email,
            name: row.name,
        },
    )))
}

/// Ends a session.
pub async fn end_session(tx: &mut PlatformTx, id: SessionId) -> Result<()> {
    sqlx::query!("DELETE FROM app.session WHERE id = $1", id.uuid())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// All memberships of a person, workspaces by name.
pub async fn memberships(tx: &mut PlatformTx, person: PersonId) -> Result<Vec<Membership>> {
    let rows = sqlx::query!(
        r#"SELECT m.role, w.workspace_id AS "workspace_id?", w.name AS "workspace_name?", w.simulated AS "simulated?",
                  p.id AS "partner_id?", p.name AS "partner_name?"
           FROM app.membership m
           LEFT JOIN app.workspace w ON w.workspace_id = m.workspace_id
           LEFT JOIN app.partner p ON p.id = coalesce(m.partner_id, w.partner_id)
           WHERE m.person_id = $1 ORDER BY w.name, p.name"#,
        person.uuid()
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|r| match (r.workspace_id, r.partner_id) {
            (Some(id), Some(partner)) => Ok(Membership::Workspace {
                id: id.into(),
                name: r.workspace_name.unwrap_or_default(),
                partner: partner.into(),
                partner_name: r.partner_name.unwrap_or_default(),
                simulated: r.simulated.unwrap_or_default(),
                role: r.role,
            }),
            (None, Some(partner)) => Ok(Membership::Partner {
                id: partner.into(),
                name: r.partner_name.unwrap_or_default(),
            }),
            (None, None) => Ok(Membership::Platform),
            (Some(id), None) => Err(Error::inconsistent(
                "workspace",
                "partner_id",
                id,
                "no partner",
            )),
        })
        .collect()
}
