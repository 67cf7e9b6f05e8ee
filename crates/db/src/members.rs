//! The people of a workspace.

use domain::Time;
use domain::ids::{PersonId, WorkspaceId};

use crate::people::Person;
use crate::{PlatformTx, Result};

/// A person in a workspace.
#[derive(Debug, Clone)]
pub struct Member {
    /// Who.
    pub person: Person,
    /// `owner`, `communications_admin`, `agent`, `viewer`, `reviewer`.
    pub role: String,
    /// Since when.
    pub joined_at: Time,
    /// When any of their live sessions was last used, to the minute.
    pub seen_at: Option<Time>,
    /// Whether a code is asked for besides their password.
    pub second_factor: bool,
    /// How many passkeys they have.
    pub passkeys: i64,
}

/// Everybody in a workspace, by name.
pub async fn list(tx: &mut PlatformTx, workspace: WorkspaceId) -> Result<Vec<Member>> {
    let rows = sqlx::query!(
        r#"SELECT p.id, p.email, p.name, m.role, m.created_at, p.totp_since IS NOT NULL AS "second_factor!",
                  (SELECT max(s.seen_at) FROM app.session s WHERE s.person_id = p.id) AS seen_at,
                  (SELECT count(*) FROM app.passkey k WHERE k.person_id = p.id) AS "passkeys!"
           FROM app.membership m JOIN app.person p ON p.id = m.person_id
           WHERE m.workspace_id = $1 ORDER BY lower(p.name), p.id"#,
        workspace.uuid()
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Member {
            person: Person {
                id: r.id.into(),
                email: r.email,
                name: r.name,
            },
            role: r.role,
            joined_at: r.created_at,
            seen_at: r.seen_at,
            second_factor: r.second_factor,
            passkeys: r.passkeys,
        })
        .collect())
}

/// The owners of a workspace, locked until the transaction ends: two people cannot both remove the last but one.
pub async fn owners(tx: &mut PlatformTx, workspace: WorkspaceId) -> Result<Vec<PersonId>> {
    let rows = sqlx::query_scalar!(
        "SELECT person_id FROM app.membership WHERE workspace_id = $1 AND role = 'owner' ORDER BY person_id FOR UPDATE",
        workspace.uuid()
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(PersonId::from).collect())
}

/// The names of the owners, to know whom to ask.
pub async fn owner_names(tx: &mut PlatformTx, workspace: WorkspaceId) -> Result<Vec<String>> {
    let rows = sqlx::query_scalar!(
        "SELECT p.name FROM app.membership m JOIN app.person p ON p.id = m.person_id
         WHERE m.workspace_id = $1 AND m.role = 'owner' ORDER BY m.created_at, p.id",
        workspace.uuid()
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows)
}

/// Takes a person out of a workspace; their account stays.
pub async fn remove(tx: &mut PlatformTx, workspace: WorkspaceId, person: PersonId) -> Result<bool> {
    let done = sqlx::query!(
        "DELETE FROM app.membership WHERE workspace_id = $1 AND person_id = $2",
        workspace.uuid(),
        person.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// In how many other places than this workspace a person belongs.
pub async fn places_besides(
    tx: &mut PlatformTx,
    workspace: WorkspaceId,
    person: PersonId,
) -> Result<i64> {
    let places = sqlx::query_scalar!(
        r#"SELECT count(*) AS "places!" FROM app.membership WHERE person_id = $2 AND workspace_id IS DISTINCT FROM $1"#,
        workspace.uuid(),
        person.uuid()
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(places)
}

/// When a person put the first steps of a workspace away.
pub async fn welcome_closed(
    tx: &mut PlatformTx,
    workspace: WorkspaceId,
    person: PersonId,
) -> Result<Option<Time>> {
    let closed = sqlx::query_scalar!(
        "SELECT welcome_closed_at FROM app.membership WHERE workspace_id = $1 AND person_id = $2",
        workspace.uuid(),
        person.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(closed.flatten())
}

/// Puts them away, or takes them out again.
pub async fn close_welcome(
    tx: &mut PlatformTx,
    workspace: WorkspaceId,
    person: PersonId,
    closed: Option<Time>,
) -> Result<()> {
    sqlx::query!(
        "UPDATE app.membership SET welcome_closed_at = $3 WHERE workspace_id = $1 AND person_id = $2",
        workspace.uuid(),
        person.uuid(),
        closed
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
