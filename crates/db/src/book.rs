//! What a commit writes beside its rows: sealed facts and numbered events. One row of the workspace numbers both, so it
//! is locked once, last, and everything goes in one statement.

use domain::Time;
use domain::ids::{ConversationId, DraftId, MessageId};
use evidence::Head;
use uuid::Uuid;

use crate::evidence_log::{self, Record, Sealed};
use crate::live::Announcement;
use crate::{Error, Result, WorkspaceTx};

/// Writes both; `now` dates them.
pub(crate) async fn write(
    tx: &mut WorkspaceTx,
    records: Vec<Record>,
    announcements: &[Announcement],
    now: Time,
) -> Result<()> {
    let (head, live_seq) = lock(tx).await?;
    let (sealed, head) =
        evidence_log::seal(tx.workspace(), &tx.actor().clone(), head, records, now)?;
    let entries = Entries::of(&sealed)?;
    let events = Events::of(announcements, live_seq);
    let ws = tx.ws();
    let seq = number(head.seq)?;
    sqlx::query!(
        "WITH facts AS (
           INSERT INTO app.evidence (workspace_id, seq, at, kind, subject, actor, commit_hash, prev_hash, hash, payload, salt, message_id, conversation_id)
           SELECT $1, u.seq, $2, u.kind, u.subject, u.actor, u.commit_hash, u.prev_hash, u.hash, u.payload, u.salt, u.message, u.conversation
           FROM unnest($3::bigint[], $4::text[], $5::text[], $6::text[], $7::bytea[], $8::bytea[], $9::bytea[], $10::bytea[], $11::bytea[], $12::uuid[], $13::uuid[])
             AS u (seq, kind, subject, actor, commit_hash, prev_hash, hash, payload, salt, message, conversation)),
         told AS (
           INSERT INTO app.live_event (workspace_id, seq, kind, conversation_id, message_id, draft_id, at)
           SELECT $1, u.seq, u.kind, u.c, u.m, u.d, $2
           FROM unnest($14::bigint[], $15::text[], $16::uuid[], $17::uuid[], $18::uuid[]) AS u (seq, kind, c, m, d))
         UPDATE app.workspace_head SET evidence_seq = $19, evidence_hash = $20, live_seq = $21 WHERE workspace_id = $1",
        ws,
        now,
        &entries.seqs,
        &entries.kinds,
        &entries.subjects,
        &entries.actors,
        &entries.commits,
        &entries.prevs,
        &entries.hashes,
        &entries.payloads as &[Option<Vec<u8>>],
        &entries.salts as &[Option<Vec<u8>>],
        &entries.messages as &[Option<Uuid>],
        &entries.conversations as &[Option<Uuid>],
        &events.seqs,
        &events.kinds,
        &events.conversations as &[Option<Uuid>],
        &events.messages as &[Option<Uuid>],
        &events.drafts as &[Option<Uuid>],
        seq,
        head.hash.as_bytes().as_slice(),
        events.seqs.last().copied().unwrap_or(live_seq)
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The head row, made when the workspace has none yet.
async fn lock(tx: &mut WorkspaceTx) -> Result<(Head, i64)> {
    if let Some(found) = read(tx).await? {
        return Ok(found);
    }
    let ws = tx.ws();
    let genesis = Head::genesis(tx.workspace());
    sqlx::query!(
        "INSERT INTO app.workspace_head (workspace_id, evidence_hash) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        ws,
        genesis.hash.as_bytes().as_slice()
    )
    .execute(tx.conn())
    .await?;
    read(tx).await?.ok_or_else(|| {
        Error::inconsistent("workspace_head", "workspace_id", ws, "it cannot be read")
    })
}

async fn read(tx: &mut WorkspaceTx) -> Result<Option<(Head, i64)>> {
    let ws = tx.ws();
    let row = sqlx::query!(
        "SELECT evidence_seq, evidence_hash, live_seq FROM app.workspace_head WHERE workspace_id = $1 FOR UPDATE",
        ws
    )
    .fetch_optional(tx.conn())
    .await?;
    row.map(|r| {
        let head = Head {
            seq: evidence_log::seq(r.evidence_seq)?,
            hash: evidence_log::hash("evidence_hash", &r.evidence_hash)?,
        };
        Ok((head, r.live_seq))
    })
    .transpose()
}

fn number(seq: u64) -> Result<i64> {
    i64::try_from(seq).map_err(|e| Error::inconsistent("evidence", "seq", seq, e))
}

/// Entries, column by column.
#[derive(Default)]
struct Entries {
    seqs: Vec<i64>,
    kinds: Vec<String>,
    subjects: Vec<String>,
    actors: Vec<String>,
    commits: Vec<Vec<u8>>,
    prevs: Vec<Vec<u8>>,
    hashes: Vec<Vec<u8>>,
    payloads: Vec<Option<Vec<u8>>>,
    salts: Vec<Option<Vec<u8>>>,
    messages: Vec<Option<Uuid>>,
    conversations: Vec<Option<Uuid>>,
}

impl Entries {
    fn of(sealed: &[Sealed]) -> Result<Self> {
        let mut all = Self::default();
        for one in sealed {
            let entry = &one.entry;
            let opening = entry.opening.as_ref();
            all.seqs.push(number(entry.seq)?);
            all.kinds.push(entry.kind.as_str().to_owned());
            all.subjects.push(entry.subject.clone());
            all.actors.push(entry.actor.clone());
            all.commits.push(entry.commit.as_bytes().to_vec());
            all.prevs.push(entry.prev.as_bytes().to_vec());
            all.hashes.push(entry.hash.as_bytes().to_vec());
            all.payloads
                .push(opening.map(|o| o.payload.clone().into_bytes()));
            all.salts.push(opening.map(|o| o.salt.to_vec()));
            all.messages.push(one.message.map(MessageId::uuid));
            all.conversations
                .push(one.conversation.map(ConversationId::uuid));
        }
        Ok(all)
    }
}

/// Events, column by column.
struct Events {
    seqs: Vec<i64>,
    kinds: Vec<String>,
    conversations: Vec<Option<Uuid>>,
    messages: Vec<Option<Uuid>>,
    drafts: Vec<Option<Uuid>>,
}

impl Events {
    fn of(announcements: &[Announcement], after: i64) -> Self {
        Self {
            seqs: (after + 1..).take(announcements.len()).collect(),
            kinds: announcements.iter().map(|a| a.kind.to_owned()).collect(),
            conversations: announcements
                .iter()
                .map(|a| a.conversation.map(ConversationId::uuid))
                .collect(),
            messages: announcements
                .iter()
                .map(|a| a.message.map(MessageId::uuid))
                .collect(),
            drafts: announcements
                .iter()
                .map(|a| a.draft.map(DraftId::uuid))
                .collect(),
        }
    }
}
