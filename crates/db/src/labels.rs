//! Labels of a workspace, and which conversations carry them.

use domain::Time;
use domain::ids::{ConversationId, LabelId};

use crate::{Result, WorkspaceTx};

/// A label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Which.
    pub id: LabelId,
    /// Its name.
    pub name: String,
    /// Its colour's name.
    pub color: String,
}

/// All labels by name, with how many conversations carry each.
pub async fn list(tx: &mut WorkspaceTx) -> Result<Vec<(Label, i64)>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        r#"SELECT l.id, l.name, l.color,
             (SELECT count(*) FROM app.conversation_label c WHERE c.workspace_id = $1 AND c.label_id = l.id) AS "carried!"
           FROM app.label l WHERE l.workspace_id = $1 ORDER BY l.name_key, l.id"#,
        ws
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| {
            let label = Label {
                id: r.id.into(),
                name: r.name,
                color: r.color,
            };
            (label, r.carried)
        })
        .collect())
}

/// All labels by name.
pub async fn all(tx: &mut WorkspaceTx) -> Result<Vec<Label>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        "SELECT id, name, color FROM app.label WHERE workspace_id = $1 ORDER BY name_key, id",
        ws
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Label {
            id: r.id.into(),
            name: r.name,
            color: r.color,
        })
        .collect())
}

/// Makes a label, or changes it. A taken name is a conflict on `label_workspace_id_name_key_key`.
pub async fn save(tx: &mut WorkspaceTx, label: &Label, now: Time) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.label (workspace_id, id, name, name_key, color, created_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (workspace_id, id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, color = excluded.color",
        ws,
        label.id.uuid(),
        label.name,
        label.name.to_lowercase(),
        label.color,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Deletes a label, and takes it off what carries it; false when there is none.
pub async fn delete(tx: &mut WorkspaceTx, id: LabelId) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "DELETE FROM app.label WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Puts labels on conversations and takes others off; answers which ones that changed.
pub async fn change(
    tx: &mut WorkspaceTx,
    conversations: &[ConversationId],
    add: &[LabelId],
    remove: &[LabelId],
) -> Result<Vec<ConversationId>> {
    let ws = tx.ws();
    let ids: Vec<uuid::Uuid> = conversations.iter().map(|id| id.uuid()).collect();
    let add: Vec<uuid::Uuid> = add.iter().map(|id| id.uuid()).collect();
    let remove: Vec<uuid::Uuid> = remove.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query_scalar!(
        r#"WITH gone AS (DELETE FROM app.conversation_label WHERE workspace_id = $1 AND conversation_id = ANY ($2) AND label_id = ANY ($4)
             RETURNING conversation_id),
           put AS (INSERT INTO app.conversation_label (workspace_id, conversation_id, label_id)
             SELECT $1, c.id, l.id FROM unnest($2::uuid[]) c (id), unnest($3::uuid[]) l (id) ON CONFLICT DO NOTHING RETURNING conversation_id)
           SELECT conversation_id AS "id!" FROM gone UNION SELECT conversation_id FROM put"#,
        ws,
        &ids,
        &add,
        &remove
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(ConversationId::from).collect())
}
