//! What a workspace keeps of its contacts besides names: attributes, and a contact's values.

use domain::Time;
use domain::ids::{AttributeId, ContactId};

use crate::{Error, Result, WorkspaceTx};

pub use domain::attribute::AttributeKind;

/// An attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Which.
    pub id: AttributeId,
    /// Its name.
    pub name: String,
    /// What its values are.
    pub kind: AttributeKind,
}

fn attribute(id: uuid::Uuid, name: String, kind: &str) -> Result<Attribute> {
    Ok(Attribute {
        id: id.into(),
        name,
        kind: AttributeKind::parse(kind)
            .ok_or_else(|| Error::inconsistent("attribute", "kind", id, kind))?,
    })
}

/// All attributes by name, with how many contacts have a value of each.
pub async fn list(tx: &mut WorkspaceTx) -> Result<Vec<(Attribute, i64)>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        r#"SELECT a.id, a.name, a.kind,
             (SELECT count(*) FROM app.contact_attribute v WHERE v.workspace_id = $1 AND v.attribute_id = a.id) AS "used!"
           FROM app.attribute a WHERE a.workspace_id = $1 ORDER BY a.name_key, a.id"#,
        ws
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|r| Ok((attribute(r.id, r.name, &r.kind)?, r.used)))
        .collect()
}

/// An attribute by id.
pub async fn get(tx: &mut WorkspaceTx, id: AttributeId) -> Result<Option<Attribute>> {
    let ws = tx.ws();
    let row = sqlx::query!(
        "SELECT name, kind FROM app.attribute WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    row.map(|r| attribute(id.uuid(), r.name, &r.kind))
        .transpose()
}

/// Makes an attribute; false when the name is taken.
pub async fn insert(tx: &mut WorkspaceTx, new: &Attribute, now: Time) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "INSERT INTO app.attribute (workspace_id, id, name, name_key, kind, created_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (workspace_id, name_key) DO NOTHING",
        ws,
        new.id.uuid(),
        new.name,
        new.name.to_lowercase(),
        new.kind.as_str(),
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Deletes an attribute with every value of it; false when there is none.
pub async fn delete(tx: &mut WorkspaceTx, id: AttributeId) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "DELETE FROM app.attribute WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A contact's values, by the attributes' names.
pub async fn values(
    tx: &mut WorkspaceTx,
    contact: ContactId,
) -> Result<Vec<(Attribute, String, Time)>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        "SELECT a.id, a.name, a.kind, v.value, v.changed_at FROM app.contact_attribute v
         JOIN app.attribute a ON a.workspace_id = $1 AND a.id = v.attribute_id
         WHERE v.workspace_id = $1 AND v.contact_id = $2 ORDER BY a.name_key, a.id",
        ws,
        contact.uuid()
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|r| Ok((attribute(r.id, r.name, &r.kind)?, r.value, r.changed_at)))
        .collect()
}

/// Writes or empties a contact's value; answers whether it was another before.
pub async fn set(
    tx: &mut WorkspaceTx,
    contact: ContactId,
    attribute: AttributeId,
    value: Option<&str>,
    now: Time,
) -> Result<bool> {
    let ws = tx.ws();
    let done = match value {
        Some(value) => {
            sqlx::query!(
                "INSERT INTO app.contact_attribute AS v (workspace_id, contact_id, attribute_id, value, changed_at) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (workspace_id, contact_id, attribute_id) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at
                   WHERE v.value <> excluded.value",
                ws,
                contact.uuid(),
                attribute.uuid(),
                value,
                now
            )
            .execute(tx.conn())
            .await?
        }
        None => {
            sqlx::query!(
                "DELETE FROM app.contact_attribute WHERE workspace_id = $1 AND contact_id = $2 AND attribute_id = $3",
                ws,
                contact.uuid(),
                attribute.uuid()
            )
            .execute(tx.conn())
            .await?
        }
    };
    Ok(done.rows_affected() == 1)
}

/// The values of one contact go to another where it has none; two contacts became one.
pub(crate) async fn follow_merge(
    tx: &mut WorkspaceTx,
    from: uuid::Uuid,
    into: uuid::Uuid,
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.contact_attribute (workspace_id, contact_id, attribute_id, value, changed_at)
         SELECT workspace_id, $3, attribute_id, value, changed_at FROM app.contact_attribute
         WHERE workspace_id = $1 AND contact_id = $2 ON CONFLICT DO NOTHING",
        ws,
        from,
        into
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
