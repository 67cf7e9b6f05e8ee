//! The evidence chain in the database. Facts gather in the transaction and are sealed just before it commits, so
//! that the workspace's head row is held for as short as possible.

use domain::Time;
use domain::ids::{ConversationId, MessageId, WorkspaceId};
use evidence::{Entry, Fact, Hash, Head, Kind, Opening};
use rand::RngCore;
use serde_json::Value;

use crate::{Actor, Error, Result, WorkspaceTx};

/// A fact to be recorded.
#[derive(Debug, Clone)]
pub struct Record {
    /// What happened.
    pub kind: Kind,
    /// To what, for example `message:<uuid>`.
    pub subject: String,
    /// By whom; `None` for the transaction's actor.
    pub actor: Option<String>,
    /// The details. Fractions are written as text: the canonical form has whole numbers only.
    pub payload: Value,
    /// The message it is shown with.
    pub message: Option<MessageId>,
    /// The thread it belongs to; erasing the person erases its payload.
    pub conversation: Option<ConversationId>,
}

/// An entry that is about to be stored, with where it belongs.
pub(crate) struct Sealed {
    pub(crate) entry: Entry,
    pub(crate) message: Option<MessageId>,
    pub(crate) conversation: Option<ConversationId>,
}

/// A stored entry with where it is shown.
#[derive(Debug, Clone)]
pub struct Stored {
    /// The entry.
    pub entry: Entry,
    /// The message it is shown with.
    pub message: Option<MessageId>,
    /// The thread it belongs to.
    pub conversation: Option<ConversationId>,
}

/// Seals facts one after the other onto `head`; answers the entries and the head they lead to.
pub(crate) fn seal(
    workspace: WorkspaceId,
    by: &Actor,
    mut head: Head,
    records: Vec<Record>,
    now: Time,
) -> Result<(Vec<Sealed>, Head)> {
    let mut sealed = Vec::with_capacity(records.len());
    for record in records {
        let mut payload = record.payload;
        whole_numbers(&mut payload);
        sign_by_name(
            &mut payload,
            record.actor.is_none().then(|| by.name()).flatten(),
        );
        let mut salt = [0; 16];
        rand::rng().fill_bytes(&mut salt);
        let actor = record.actor.unwrap_or_else(|| by.label());
        let fact = Fact {
            at: now,
            kind: &record.kind,
            subject: &record.subject,
            actor: &actor,
            payload: &payload,
        };
        let entry = evidence::seal(workspace, &head, &fact, salt)
            .map_err(|e| Error::inconsistent("evidence", "payload", &record.subject, e))?;
        head = entry.head();
        sealed.push(Sealed {
            entry,
            message: record.message,
            conversation: record.conversation,
        });
    }
    Ok((sealed, head))
}

pub(crate) fn seq(value: i64) -> Result<u64> {
    u64::try_from(value).map_err(|e| Error::inconsistent("evidence", "seq", value, e))
}

pub(crate) fn hash(column: &'static str, bytes: &[u8]) -> Result<Hash> {
    Hash::try_from(bytes).map_err(|e| Error::inconsistent("evidence", column, "", e))
}

/// The name as it was then stands beside the id, so that the entry can be read without the directory of people.
fn sign_by_name(payload: &mut Value, name: Option<&str>) {
    if let (Some(object), Some(name)) = (payload.as_object_mut(), name) {
        object.insert("by".to_owned(), Value::String(name.to_owned()));
    }
}

/// Fractions (a location's degrees) become text.
fn whole_numbers(value: &mut Value) {
    match value {
        Value::Number(number) if number.is_f64() => *value = Value::String(number.to_string()),
        Value::Array(items) => items.iter_mut().for_each(whole_numbers),
        Value::Object(map) => map.values_mut().for_each(whole_numbers),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The present head; the genesis when nothing was recorded.
pub async fn head(tx: &mut WorkspaceTx) -> Result<Head> {
    let ws = tx.ws();
    let workspace = tx.workspace();
    let row = sqlx::query!(
        "SELECT evidence_seq, evidence_hash FROM app.workspace_head WHERE workspace_id = $1",
        ws
    )
    .fetch_optional(tx.conn())
    .await?;
    match row {
        Some(r) => Ok(Head {
            seq: seq(r.evidence_seq)?,
            hash: hash("evidence_hash", &r.evidence_hash)?,
        }),
        None => Ok(Head::genesis(workspace)),
    }
}

/// Entries after a number, in order.
pub async fn after(tx: &mut WorkspaceTx, after_seq: i64, limit: i64) -> Result<Vec<Stored>> {
    let ws = tx.ws();
    let workspace = tx.workspace();
    let rows = sqlx::query_as!(
        Row,
        "SELECT seq, at, kind, subject, actor, commit_hash, prev_hash, hash, payload, salt, message_id, conversation_id FROM app.evidence
         WHERE workspace_id = $1 AND seq > $2 ORDER BY seq LIMIT $3",
        ws,
        after_seq,
        limit
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(|row| row.stored(workspace)).collect()
}

/// The entries of a message, in order, at most 1,000; of a message made from a draft also how the customer's message came
/// in, and all that was done to that draft.
pub async fn of_message(tx: &mut WorkspaceTx, message: MessageId) -> Result<Vec<Stored>> {
    let ws = tx.ws();
    let workspace = tx.workspace();
    let rows = sqlx::query_as!(
        Row,
        "WITH made AS (
           SELECT 'draft:' || d.id AS subject, d.reply_to FROM app.message m
           JOIN app.draft d ON d.workspace_id = $1 AND d.conversation_id = m.conversation_id AND d.message_id = m.id
           WHERE m.workspace_id = $1 AND m.id = $2
         )
         SELECT seq, at, kind, subject, actor, commit_hash, prev_hash, hash, payload, salt, message_id, conversation_id FROM app.evidence
         WHERE workspace_id = $1 AND message_id IN (SELECT $2 UNION ALL SELECT reply_to FROM made)
           AND (message_id = $2 OR kind = 'received' OR subject IN (SELECT subject FROM made))
         ORDER BY seq LIMIT 1000",
        ws,
        message.uuid()
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(|row| row.stored(workspace)).collect()
}

/// A row of the table.
pub(crate) struct Row {
    pub(crate) seq: i64,
    pub(crate) at: Time,
    pub(crate) kind: String,
    pub(crate) subject: String,
    pub(crate) actor: String,
    pub(crate) commit_hash: Vec<u8>,
    pub(crate) prev_hash: Vec<u8>,
    pub(crate) hash: Vec<u8>,
    pub(crate) payload: Option<Vec<u8>>,
    pub(crate) salt: Option<Vec<u8>>,
    pub(crate) message_id: Option<uuid::Uuid>,
    pub(crate) conversation_id: Option<uuid::Uuid>,
}

impl Row {
    pub(crate) fn stored(self, workspace: WorkspaceId) -> Result<Stored> {
        let opening = match (self.payload, self.salt) {
            (Some(payload), Some(salt)) => Some(Opening {
                payload: String::from_utf8(payload)
                    .map_err(|e| Error::inconsistent("evidence", "payload", self.seq, e))?,
                salt: salt.try_into().map_err(|_| {
                    Error::inconsistent("evidence", "salt", self.seq, "16 bytes expected")
                })?,
            }),
            _ => None,
        };
        let kind: Kind = self
            .kind
            .parse()
            .map_err(|e| Error::inconsistent("evidence", "kind", self.seq, e))?;
        Ok(Stored {
            entry: Entry {
                workspace,
                seq: seq(self.seq)?,
                at: self.at,
                kind,
                subject: self.subject,
                actor: self.actor,
                commit: hash("commit_hash", &self.commit_hash)?,
                prev: hash("prev_hash", &self.prev_hash)?,
                hash: hash("hash", &self.hash)?,
                opening,
            },
            message: self.message_id.map(MessageId::from),
            conversation: self.conversation_id.map(ConversationId::from),
        })
    }
}

/// Erases the payloads of a person's threads and of what is noted about them; the entries and their hashes stay.
pub async fn erase(tx: &mut WorkspaceTx, person: &crate::erasure::Person) -> Result<i64> {
    let ids: Vec<uuid::Uuid> = person.threads.iter().map(|c| c.uuid()).collect();
    let about: Vec<String> = person
        .contacts
        .iter()
        .map(|c| format!("contact:{c}"))
        .collect();
    let noted = sqlx::query_scalar!(r#"SELECT app.erase_evidence_about($1) AS "n!""#, &about)
        .fetch_one(tx.conn())
        .await?;
    let told = sqlx::query_scalar!(r#"SELECT app.erase_evidence($1) AS "n!""#, &ids)
        .fetch_one(tx.conn())
        .await?;
    // Two contacts may have become two again, and what was told in between stands in the other one's thread.
    let messages = sqlx::query_scalar!(
        "SELECT id FROM app.message WHERE workspace_id = $1 AND conversation_id = ANY ($2)",
        tx.ws(),
        &ids
    )
    .fetch_all(tx.conn())
    .await?;
    let moved = sqlx::query_scalar!(
        r#"SELECT app.erase_evidence_of($1, $2) AS "n!""#,
        &messages,
        &ids
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(told + noted + moved)
}

/// The heads of all workspaces, for a checkpoint.
pub async fn all_heads(db: &crate::Db) -> Result<Vec<(WorkspaceId, Head)>> {
    let rows = sqlx::query!(r#"SELECT workspace_id AS "workspace_id!", seq AS "seq!", hash AS "hash!" FROM app.evidence_heads()"#)
        .fetch_all(db.worker_pool())
        .await?;
    rows.into_iter()
        .map(|r| {
            Ok((
                r.workspace_id.into(),
                Head {
                    seq: seq(r.seq)?,
                    hash: hash("hash", &r.hash)?,
                },
            ))
        })
        .collect()
}
