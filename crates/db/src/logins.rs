//! Sign-ins at the provider before anything came of them: what a browser carries, and that it is used once.

use domain::Time;
use domain::ids::{SignupId, WorkspaceId};
use secrecy::SecretString;
use uuid::Uuid;

use crate::seal::{Place, Sealed};
use crate::{Db, Result, WorkspaceTx};

fn place(workspace: WorkspaceId, id: SignupId) -> Place<'static> {
    Place {
        workspace: workspace.uuid(),
        table: "signup",
        column: "login",
        row: id.uuid(),
    }
}

/// What a browser carries to the provider and back: it names the run, and only this workspace can open it.
pub fn seal(db: &Db, workspace: WorkspaceId, id: SignupId, words: &str) -> Result<String> {
    let sealed = db
        .master_key()
        .seal(&place(workspace, id), words.as_bytes())?;
    Ok(format!("{}.{}", id.uuid().simple(), hex::encode(sealed.0)))
}

/// What [`seal`] sealed; `None` when this is nothing of ours, or another workspace's.
#[must_use]
pub fn open(db: &Db, workspace: WorkspaceId, state: &str) -> Option<(SignupId, SecretString)> {
    let (id, sealed) = state.split_once('.')?;
    let id = SignupId(Uuid::try_parse(id).ok()?);
    let sealed = Sealed(hex::decode(sealed).ok()?);
    let words = db.master_key().open(&place(workspace, id), &sealed).ok()?;
    Some((id, words))
}

/// Uses a sign-in; false when it was used before. Kept until it would be too old in any case.
pub async fn spend(tx: &mut WorkspaceTx, id: SignupId, until: Time) -> Result<bool> {
    let done = sqlx::query!(
        "INSERT INTO app.spent_login (id, until) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        id.uuid(),
        until
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Forgets those that are too old by now.
pub async fn forget_spent(tx: &mut WorkspaceTx, now: Time) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "DELETE FROM app.spent_login WHERE workspace_id = $1 AND until < $2",
        ws,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
