//! The journal: signed bodies as they came, committed before Meta gets its 200.

use domain::Time;
use domain::ids::AppRef;
use sqlx::PgConnection;

use crate::{Db, IngestTx, PlatformTx, Result};

/// A body to be written.
#[derive(Debug, Clone)]
pub struct NewEntry {
    /// Which channel's endpoint took it.
    pub channel_kind: &'static str,
    /// Which Meta app's secret signed it.
    pub app_ref: AppRef,
    /// When it arrived.
    pub received_at: Time,
    /// The signature's verdict, such as `valid` or `valid_previous`.
    pub signature: &'static str,
    /// The raw body.
    pub body: Vec<u8>,
}

/// A body waiting to be split into events.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Its number.
    pub seq: i64,
    /// Which channel.
    pub channel_kind: String,
    /// Which Meta app.
    pub app_ref: AppRef,
    /// When it arrived.
    pub received_at: Time,
    /// The signature's verdict.
    pub signature: String,
    /// The raw body.
    pub body: Vec<u8>,
    /// How often splitting failed.
    pub attempts: i32,
}

/// Writes a batch in one statement, committed with the transaction.
pub async fn append(tx: &mut IngestTx, entries: &[NewEntry]) -> Result<()> {
    insert(tx.conn(), entries).await
}

/// A session kept for appending. Each batch is one statement and thereby one transaction, so that a batch costs one
/// round trip instead of four. It occupies a connection: who holds one lets go of it when there is nothing to write.
#[derive(Debug)]
pub struct Appender {
    session: IngestTx,
}

impl Appender {
    /// Takes a connection.
    pub async fn open(db: &Db) -> Result<Self> {
        let mut session = db.ingest().await?;
        // Out of the transaction it was opened with. When it is dropped the ROLLBACK finds nothing to undo, and the
        // pool looks at the connection before anybody else gets it.
        sqlx::raw_sql("COMMIT").execute(session.conn()).await?;
        Ok(Self { session })
    }

    /// Writes a batch; it is on the disk when this returns. After an error, or when the future was dropped, nothing is
    /// known of the batch and the session must be dropped too.
    pub async fn append(&mut self, entries: &[NewEntry]) -> Result<()> {
        insert(self.session.conn(), entries).await
    }
}

async fn insert(connection: &mut PgConnection, entries: &[NewEntry]) -> Result<()> {
    let kinds: Vec<String> = entries.iter().map(|e| e.channel_kind.to_owned()).collect();
    let apps: Vec<uuid::Uuid> = entries.iter().map(|e| e.app_ref.uuid()).collect();
    let times: Vec<Time> = entries.iter().map(|e| e.received_at).collect();
    let signatures: Vec<String> = entries.iter().map(|e| e.signature.to_owned()).collect();
    let bodies: Vec<&[u8]> = entries.iter().map(|e| e.body.as_slice()).collect();
    sqlx::query!(
        "INSERT INTO app.journal (channel_kind, app_ref, received_at, signature, body)
         SELECT * FROM unnest($1::text[], $2::uuid[], $3::timestamptz[], $4::text[], $5::bytea[])",
        &kinds,
        &apps,
        &times,
        &signatures,
        &bodies as &[&[u8]]
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The oldest waiting bodies, locked until the transaction ends; another splitter skips them.
pub async fn take_waiting(tx: &mut IngestTx, limit: i64) -> Result<Vec<Waiting>> {
    let rows = sqlx::query!(
        "SELECT seq, channel_kind, app_ref, received_at, signature, body, attempts FROM app.journal
         WHERE state = 'received' ORDER BY seq LIMIT $1 FOR UPDATE SKIP LOCKED",
        limit
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Waiting {
            seq: r.seq,
            channel_kind: r.channel_kind,
            app_ref: r.app_ref.into(),
            received_at: r.received_at,
            signature: r.signature,
            body: r.body,
            attempts: r.attempts,
        })
        .collect())
}

/// Marks bodies as split into events.
pub async fn mark_split(tx: &mut IngestTx, seqs: &[i64]) -> Result<()> {
    sqlx::query!(
        "UPDATE app.journal SET state = 'split', problem = NULL WHERE seq = ANY ($1)",
        seqs
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Sets a body aside: it stays, is counted, and can be replayed.
pub async fn quarantine(tx: &mut IngestTx, seq: i64, problem: &str) -> Result<()> {
    sqlx::query!(
        "UPDATE app.journal SET state = 'quarantined', attempts = attempts + 1, problem = $2 WHERE seq = $1",
        seq,
        problem
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A part of a body that went to nobody.
#[derive(Debug, Clone)]
pub struct Unhandled {
    /// Which body.
    pub seq: i64,
    /// `unreadable` or `unrouted`.
    pub kind: &'static str,
    /// Which channel.
    pub channel_kind: String,
    /// Where in the body.
    pub pointer: String,
    /// Why.
    pub reason: String,
}

/// Keeps what went to nobody.
pub async fn keep_unhandled(tx: &mut IngestTx, items: &[Unhandled], now: Time) -> Result<()> {
    for item in items {
        sqlx::query!(
            "INSERT INTO app.unhandled (id, journal_seq, kind, channel_kind, pointer, reason, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            uuid::Uuid::now_v7(),
            item.seq,
            item.kind,
            item.channel_kind,
            item.pointer,
            item.reason,
            now
        )
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

/// Forgets what an earlier splitting of these bodies left over, before they are split again.
pub async fn forget_unhandled(tx: &mut IngestTx, seqs: &[i64]) -> Result<()> {
    sqlx::query!(
        "DELETE FROM app.unhandled WHERE journal_seq = ANY ($1)",
        seqs
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Counts for the operator.
#[derive(Debug, Clone, Copy, Default)]
pub struct Health {
    /// Bodies not yet split.
    pub waiting: i64,
    /// Bodies set aside.
    pub quarantined: i64,
    /// Parts that went to nobody.
    pub unhandled: i64,
    /// Seconds the oldest waiting body has waited.
    pub oldest_waiting_s: i64,
}

/// The journal's health.
pub async fn health(tx: &mut PlatformTx, now: Time) -> Result<Health> {
    let row = sqlx::query!(
        r#"SELECT (SELECT count(*) FROM app.journal WHERE state = 'received') AS "waiting!",
                  (SELECT count(*) FROM app.journal WHERE state = 'quarantined') AS "quarantined!",
                  (SELECT count(*) FROM app.unhandled) AS "unhandled!",
                  (SELECT min(received_at) FROM app.journal WHERE state = 'received') AS oldest"#
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(Health {
        waiting: row.waiting,
        quarantined: row.quarantined,
        unhandled: row.unhandled,
        oldest_waiting_s: row.oldest.map_or(0, |at| (now - at).num_seconds().max(0)),
    })
}

/// Puts set-aside bodies, and bodies with parts that went to nobody, back in line. Dedupe makes that harmless.
pub async fn replay(tx: &mut PlatformTx, since: Option<Time>) -> Result<u64> {
    let done = sqlx::query!(
        "UPDATE app.journal j SET state = 'received', attempts = j.attempts + 1
         WHERE (j.state = 'quarantined' OR (j.state = 'split' AND EXISTS (SELECT 1 FROM app.unhandled u WHERE u.journal_seq = j.seq)))
           AND ($1::timestamptz IS NULL OR j.received_at >= $1)",
        since
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected())
}

/// A body that may hold something of an erased person.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Its number.
    pub seq: i64,
    /// The raw body.
    pub body: Vec<u8>,
}

/// The number below which every body that is there is split or set aside.
pub async fn settled_below(tx: &mut IngestTx) -> Result<i64> {
    // Numbers are taken before their rows are committed: some room for those that come late.
    const ROOM: i64 = 10_000;
    Ok(sqlx::query_scalar!(
        r#"SELECT coalesce((SELECT min(seq) FROM app.journal WHERE state = 'received'), (SELECT max(seq) FROM app.journal), 0) - $1 AS "n!""#,
        ROOM
    )
    .fetch_one(tx.conn())
    .await?)
}

/// Bodies from `from` on that are split or set aside and hold one of these ids, or have one of these numbers, locked. One
/// that somebody else takes a person out of is waited for: it is then read as they left it.
pub async fn holding(
    tx: &mut IngestTx,
    ids: &[String],
    seqs: &[i64],
    from: i64,
) -> Result<Vec<Kept>> {
    let ids: Vec<&[u8]> = ids.iter().map(String::as_bytes).collect();
    let rows = sqlx::query!(
        "SELECT seq, body FROM app.journal WHERE seq >= $3 AND state <> 'received'
           AND (seq = ANY ($2) OR EXISTS (SELECT 1 FROM unnest($1::bytea[]) n WHERE position(n IN body) > 0)) ORDER BY seq FOR UPDATE",
        &ids as &[&[u8]],
        seqs,
        from
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Kept {
            seq: r.seq,
            body: r.body,
        })
        .collect())
}

/// Replaces a body by what may be kept of it. The hash of what came stays.
pub async fn redact(tx: &mut IngestTx, seq: i64, body: &[u8], now: Time) -> Result<()> {
    sqlx::query!(
        "UPDATE app.journal SET body_sha256 = coalesce(body_sha256, sha256(body)), body = $2, redacted_at = $3 WHERE seq = $1",
        seq,
        body,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
