//! Entering people by their numbers, many at a time.

use domain::Time;
use domain::channel::ChannelKind;
use domain::consent::Consent;
use domain::identity::{IdentityKind, IdentitySet};
use domain::ids::{AttributeId, ContactId, LabelId, MediaId};
use serde::Deserialize;

use crate::{Error, Result, WorkspaceTx};

/// Somebody who has one of the numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The number.
    pub phone: String,
    /// Who has it.
    pub contact: ContactId,
    /// Their name.
    pub name: Option<String>,
    /// May they be written to.
    pub consent: Consent,
    /// What they are labelled with.
    pub labels: Vec<LabelId>,
    /// What is kept of them.
    pub values: Vec<(AttributeId, String)>,
}

#[derive(Deserialize)]
struct Value {
    id: uuid::Uuid,
    value: String,
}

/// Whoever has one of these numbers today. Where nobody has it, whoever had it and is stopped: the stop was said about
/// this number.
pub async fn known(
    tx: &mut WorkspaceTx,
    kind: &ChannelKind,
    phones: &[String],
) -> Result<Vec<Known>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        r#"SELECT i.value AS phone, c.id, c.name, c.consent,
             ARRAY(SELECT l.label_id FROM app.contact_label l WHERE l.workspace_id = $1 AND l.contact_id = c.id) AS "labels!: Vec<uuid::Uuid>",
             coalesce((SELECT jsonb_agg(jsonb_build_object('id', a.attribute_id, 'value', a.value)) FROM app.contact_attribute a
               WHERE a.workspace_id = $1 AND a.contact_id = c.id), '[]') AS "values!"
           FROM app.contact_identity i JOIN app.contact c ON c.workspace_id = $1 AND c.id = i.contact_id
           WHERE i.workspace_id = $1 AND i.channel_kind = $2 AND i.kind = 'phone' AND i.value = ANY ($3)
             AND (i.ended_at IS NULL OR (c.consent = 'opted_out' AND NOT EXISTS (
               SELECT 1 FROM app.contact_identity l WHERE l.workspace_id = $1 AND l.channel_kind = $2 AND l.kind = 'phone'
                 AND l.value = i.value AND l.ended_at IS NULL)))"#,
        ws,
        kind.as_str(),
        phones
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|r| {
            let values: Vec<Value> = serde_json::from_value(r.values)
                .map_err(|e| Error::inconsistent("contact_attribute", "value", r.id, e))?;
            Ok(Known {
                phone: r.phone,
                contact: r.id.into(),
                name: r.name,
                consent: Consent::parse(&r.consent)
                    .ok_or_else(|| Error::inconsistent("contact", "consent", r.id, &r.consent))?,
                labels: r.labels.into_iter().map(LabelId::from).collect(),
                values: values.into_iter().map(|v| (v.id.into(), v.value)).collect(),
            })
        })
        .collect()
}

/// Keeps these numbers from becoming somebody else's until the transaction ends.
pub async fn hold(tx: &mut WorkspaceTx, kind: &ChannelKind, phones: &[String]) -> Result<()> {
    let mut set = IdentitySet::new();
    for phone in phones {
        set.add(IdentityKind::Phone, Some(phone));
    }
    crate::identities::hold(tx, kind, &set).await
}

/// Forgets an uploaded table of people, unless something else has the file: a document, or another kind of work.
pub async fn forget_table(tx: &mut WorkspaceTx, file: MediaId, import: &str) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.media m SET state = 'erased', filename = NULL, sha256 = NULL
         WHERE m.workspace_id = $1 AND m.id = $2 AND m.message_id IS NULL AND m.state = 'stored' AND NOT m.outgoing
           AND NOT EXISTS (SELECT 1 FROM app.knowledge_document d WHERE d.workspace_id = $1 AND d.media_id = m.id)
           AND NOT EXISTS (SELECT 1 FROM app.long_job j WHERE j.workspace_id = $1 AND j.input ->> 'file' = $2::uuid::text AND j.kind <> $3)",
        ws,
        file.uuid(),
        import
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A new contact with a number that nobody has.
pub async fn enter(
    tx: &mut WorkspaceTx,
    kind: &ChannelKind,
    phone: &str,
    now: Time,
) -> Result<ContactId> {
    let set = IdentitySet::new().with(IdentityKind::Phone, phone);
    let resolved = crate::contacts::resolve(tx, kind, &set, now, now).await?;
    resolved
        .map(|one| one.id)
        .ok_or_else(|| Error::inconsistent("contact_identity", "value", phone.len(), "blank"))
}
