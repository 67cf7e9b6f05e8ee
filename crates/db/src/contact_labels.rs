//! Which labels a contact carries. Those of its conversations are their own.

use domain::ids::{ContactId, LabelId};

use crate::{Result, WorkspaceTx};

/// The labels of a contact.
pub async fn labels(tx: &mut WorkspaceTx, contact: ContactId) -> Result<Vec<LabelId>> {
    let ws = tx.ws();
    let rows = sqlx::query_scalar!(
        "SELECT label_id FROM app.contact_label WHERE workspace_id = $1 AND contact_id = $2",
        ws,
        contact.uuid()
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(LabelId::from).collect())
}

/// Puts labels on a contact and takes others off; answers whether that changed anything.
pub async fn change_labels(
    tx: &mut WorkspaceTx,
    contact: ContactId,
    add: &[LabelId],
    remove: &[LabelId],
) -> Result<bool> {
    let ws = tx.ws();
    let add: Vec<uuid::Uuid> = add.iter().map(|id| id.uuid()).collect();
    let remove: Vec<uuid::Uuid> = remove.iter().map(|id| id.uuid()).collect();
    let changed = sqlx::query_scalar!(
        r#"WITH gone AS (DELETE FROM app.contact_label WHERE workspace_id = $1 AND contact_id = $2 AND label_id = ANY ($4) RETURNING 1),
           put AS (INSERT INTO app.contact_label (workspace_id, contact_id, label_id)
             SELECT $1, $2, l FROM unnest($3::uuid[]) l WHERE l <> ALL ($4) ON CONFLICT DO NOTHING RETURNING 1)
           SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM put) AS "n!""#,
        ws,
        contact.uuid(),
        &add,
        &remove
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(changed > 0)
}

/// The labels of one contact go to another, beside its own; two contacts became one.
pub(crate) async fn follow_merge(
    tx: &mut WorkspaceTx,
    from: uuid::Uuid,
    into: uuid::Uuid,
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.contact_label (workspace_id, contact_id, label_id)
         SELECT workspace_id, $3, label_id FROM app.contact_label WHERE workspace_id = $1 AND contact_id = $2 ON CONFLICT DO NOTHING",
        ws,
        from,
        into
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
