//! People, memberships, sessions and API keys. Read before a workspace is known, on the platform role.

use domain::Time;
use domain::ids::{PartnerId, PersonId, WorkspaceId};

use crate::{Error, PlatformTx, Result};

pub use crate::sessions::{
    Live, NewSession, OpenSession, close_others, end_session, login_succeeded, open_sessions,
    revoke, rotate, session,
};

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
    /// Whether a code is asked for besides the password.
    pub second_factor: bool,
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

/// Sets a new password. Sessions go on.
pub async fn keep_password(tx: &mut PlatformTx, id: PersonId, password_hash: &str) -> Result<()> {
    sqlx::query!(
        "UPDATE app.person SET password_hash = $2, failed_logins = 0, locked_until = NULL WHERE id = $1",
        id.uuid(),
        password_hash
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Sets a new password and ends all sessions.
pub async fn set_password(tx: &mut PlatformTx, id: PersonId, password_hash: &str) -> Result<()> {
    keep_password(tx, id, password_hash).await?;
    sqlx::query!("DELETE FROM app.session WHERE person_id = $1", id.uuid())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Gives the account of the first start to the person who set the house up.
pub async fn take_over(tx: &mut PlatformTx, person: &Person, password_hash: &str) -> Result<()> {
    sqlx::query!(
        "UPDATE app.person SET email = $2, name = $3 WHERE id = $1",
        person.id.uuid(),
        person.email,
        person.name
    )
    .execute(tx.conn())
    .await?;
    set_password(tx, person.id, password_hash).await
}

/// A person by id.
pub async fn person(tx: &mut PlatformTx, id: PersonId) -> Result<Option<Person>> {
    let row = sqlx::query!(
        "SELECT id, email, name FROM app.person WHERE id = $1",
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|r| Person {
        id: r.id.into(),
        email: r.email,
        name: r.name,
    }))
}

/// Whether anybody has an account.
pub async fn anybody(tx: &mut PlatformTx) -> Result<bool> {
    let found = sqlx::query_scalar!(r#"SELECT EXISTS (SELECT 1 FROM app.person) AS "found!""#)
        .fetch_one(tx.conn())
        .await?;
    Ok(found)
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
        r#"SELECT id, email, name, password_hash, failed_logins, locked_until, totp_since IS NOT NULL AS "second_factor!"
           FROM app.person WHERE email = lower($1) FOR UPDATE"#,
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
        second_factor: r.second_factor,
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
