//! The consent ledger: every change with its source and proof.

use domain::Time;
use domain::consent::Consent;
use domain::ids::{ContactId, MessageId};

use crate::{Error, Result, WorkspaceTx};

/// One change of consent.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What it became.
    pub state: Consent,
    /// Where it came from: `message`, `form`, `import`, `person`.
    pub source: String,
    /// The message that said so.
    pub message: Option<MessageId>,
    /// Words of the person who recorded it.
    pub note: Option<String>,
    /// When.
    pub at: Time,
}

/// Changes a contact's consent and writes the ledger, in the caller's transaction.
pub async fn change(tx: &mut WorkspaceTx, contact: ContactId, entry: &Entry) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.contact SET consent = $3 WHERE workspace_id = $1 AND id = $2",
        ws,
        contact.uuid(),
        entry.state.as_str()
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "INSERT INTO app.consent_entry (workspace_id, id, contact_id, state, source, message_id, note, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        ws,
        uuid::Uuid::now_v7(),
        contact.uuid(),
        entry.state.as_str(),
        entry.source,
        entry.message.map(MessageId::uuid),
        entry.note,
        entry.at
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The source of a stop that goes with a number: its holder said stop, was made one with a contact of another number, and
/// writes from the old one again.
pub const RECURRED: &str = "number_seen_again";

/// Of a contact's ledger all that decides whose word holds, newest first: what messages said, and what merges made of it.
pub async fn decisive(tx: &mut WorkspaceTx, contact: ContactId) -> Result<Vec<Entry>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        r#"WITH RECURSIVE family AS (
             SELECT $2::uuid AS id
             UNION SELECT c.id FROM app.contact c JOIN family f ON c.merged_into = f.id WHERE c.workspace_id = $1)
           SELECT e.state, e.source, e.message_id, e.note, e.at FROM app.consent_entry e JOIN family f ON e.contact_id = f.id
           WHERE e.workspace_id = $1 AND e.source IN ('message', 'merge', 'merge_undone', 'merge_carried', 'number_seen_again')
           ORDER BY e.at DESC, e.id DESC"#,
        ws,
        contact.uuid()
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|r| {
            Ok(Entry {
                state: Consent::parse(&r.state).ok_or_else(|| {
                    Error::inconsistent("consent_entry", "state", contact, &r.state)
                })?,
                source: r.source,
                message: r.message_id.map(MessageId::from),
                note: r.note,
                at: r.at,
            })
        })
        .collect()
}

/// A contact's ledger for reading, the newest 200 entries, with that of contacts merged into it.
pub async fn ledger(tx: &mut WorkspaceTx, contact: ContactId) -> Result<Vec<Entry>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        r#"WITH RECURSIVE family AS (
             SELECT $2::uuid AS id
             UNION SELECT c.id FROM app.contact c JOIN family f ON c.merged_into = f.id WHERE c.workspace_id = $1)
           SELECT e.state, e.source, e.message_id, e.note, e.at FROM app.consent_entry e JOIN family f ON e.contact_id = f.id
           WHERE e.workspace_id = $1 ORDER BY e.at DESC, e.id DESC LIMIT 200"#,
        ws,
        contact.uuid()
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|r| {
            Ok(Entry {
                state: Consent::parse(&r.state).ok_or_else(|| {
                    Error::inconsistent("consent_entry", "state", contact, &r.state)
                })?,
                source: r.source,
                message: r.message_id.map(MessageId::from),
                note: r.note,
                at: r.at,
            })
        })
        .collect()
}
