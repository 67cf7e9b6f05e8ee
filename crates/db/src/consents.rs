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
    remember(tx, contact, entry).await
}

/// Writes the ledger alone: something said earlier than what holds now.
pub async fn remember(tx: &mut WorkspaceTx, contact: ContactId, entry: &Entry) -> Result<()> {
    let ws = tx.ws();
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

/// Takes down that a person wants marketing no more, or again; false when something newer is known.
pub async fn prefer_marketing(
    tx: &mut WorkspaceTx,
    contact: ContactId,
    wanted: bool,
    detail: Option<&str>,
    at: Time,
) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query_scalar!(
        "UPDATE app.contact SET marketing_stopped = $3, marketing_at = $4
         WHERE workspace_id = $1 AND id = $2 AND (marketing_at IS NULL OR marketing_at <= $4) RETURNING consent",
        ws,
        contact.uuid(),
        !wanted,
        at
    )
    .fetch_optional(tx.conn())
    .await?;
    let word = if wanted { "resume" } else { "stop" };
    let note = detail.map_or_else(|| word.to_owned(), |detail| format!("{word}: {detail}"));
    sqlx::query!(
        "INSERT INTO app.consent_entry (workspace_id, id, contact_id, state, source, note, at)
         SELECT $1, $2, c.id, c.consent, $4, $5, $6 FROM app.contact c WHERE c.workspace_id = $1 AND c.id = $3",
        ws,
        uuid::Uuid::now_v7(),
        contact.uuid(),
        MARKETING_PREFERENCE,
        note,
        at
    )
    .execute(tx.conn())
    .await?;
    Ok(done.is_some())
}

/// The source of what a message said.
pub const SAID: &str = "message";
/// Two contacts became one.
pub const MERGED: &str = "merge";
/// A merge was taken back.
pub const UNMERGED: &str = "merge_undone";
/// What was said while two contacts were one goes with the other one too.
pub const CARRIED: &str = "merge_carried";
/// A stop that goes with a number: its holder said stop, was made one with a contact of another number, and writes from
/// the old one again.
pub const RECURRED: &str = "number_seen_again";

/// What a person told the provider about marketing from this business. It is about marketing alone: the state beside it
/// stays.
pub const MARKETING_PREFERENCE: &str = "marketing_preference";

/// The sources that are the program's own: neither a person nor a table may name them, and they alone decide whose word
/// holds.
pub const OWN_SOURCES: [&str; 6] = [
    SAID,
    MERGED,
    UNMERGED,
    CARRIED,
    RECURRED,
    MARKETING_PREFERENCE,
];

/// Most entries of a ledger that are shown.
const SHOWN: i64 = 200;

/// Of a contact's ledger all that decides whose word holds, newest first: what messages said, and what merges made of it.
pub async fn decisive(tx: &mut WorkspaceTx, contact: ContactId) -> Result<Vec<Entry>> {
    let own = OWN_SOURCES.map(str::to_owned);
    family_ledger(tx, contact, Some(own.as_slice()), None).await
}

/// A contact's ledger for reading, the newest 200 entries, with that of contacts merged into it.
pub async fn ledger(tx: &mut WorkspaceTx, contact: ContactId) -> Result<Vec<Entry>> {
    family_ledger(tx, contact, None, Some(SHOWN)).await
}

async fn family_ledger(
    tx: &mut WorkspaceTx,
    contact: ContactId,
    sources: Option<&[String]>,
    most: Option<i64>,
) -> Result<Vec<Entry>> {
    let ws = tx.ws();
    let rows = sqlx::query_as!(
        EntryRow,
        r#"WITH RECURSIVE family AS (
             SELECT $2::uuid AS id
             UNION SELECT c.id FROM app.contact c JOIN family f ON c.merged_into = f.id WHERE c.workspace_id = $1)
           SELECT e.state, e.source, e.message_id, e.note, e.at FROM app.consent_entry e JOIN family f ON e.contact_id = f.id
           WHERE e.workspace_id = $1 AND ($3::text[] IS NULL OR e.source = ANY ($3)) ORDER BY e.at DESC, e.id DESC LIMIT $4"#,
        ws,
        contact.uuid(),
        sources as Option<&[String]>,
        most
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(|row| row.entry(contact)).collect()
}

pub(crate) struct EntryRow {
    pub(crate) state: String,
    pub(crate) source: String,
    pub(crate) message_id: Option<uuid::Uuid>,
    pub(crate) note: Option<String>,
    pub(crate) at: Time,
}

impl EntryRow {
    pub(crate) fn entry(self, contact: ContactId) -> Result<Entry> {
        Ok(Entry {
            state: Consent::parse(&self.state).ok_or_else(|| {
                Error::inconsistent("consent_entry", "state", contact, &self.state)
            })?,
            source: self.source,
            message: self.message_id.map(MessageId::from),
            note: self.note,
            at: self.at,
        })
    }
}
