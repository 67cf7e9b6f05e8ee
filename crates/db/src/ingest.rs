//! From the journal into workspaces: routing, dedupe and enqueueing, all in one transaction.

use domain::Time;
use domain::channel::{Route, RouteScope};
use domain::dedupe::DedupeKey;
use domain::event::ChannelEvent;
use domain::ids::{AppRef, ChannelId, EventId, WorkspaceId};
use serde_json::{Value, json};

use crate::{Error, IngestTx, Result};

/// An event on its way to its workspace.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// The channel it belongs to.
    pub channel: ChannelId,
    /// The body it came in.
    pub journal_seq: i64,
    /// The signature's verdict, for evidence.
    pub signature: String,
    /// When the body arrived.
    pub received_at: Time,
    /// The event.
    pub event: ChannelEvent,
}

const fn scope_name(scope: RouteScope) -> &'static str {
    match scope {
        RouteScope::Channel => "channel",
        RouteScope::Account => "account",
    }
}

/// Whose each route is, in the order asked. An app's routes are its own: a body signed by one app cannot name
/// another app's channels.
pub async fn route(
    tx: &mut IngestTx,
    asked: &[(AppRef, &Route)],
) -> Result<Vec<Option<(WorkspaceId, ChannelId)>>> {
    let apps: Vec<uuid::Uuid> = asked.iter().map(|(app, _)| app.uuid()).collect();
    let kinds: Vec<String> = asked
        .iter()
        .map(|(_, r)| r.kind.as_str().to_owned())
        .collect();
    let scopes: Vec<String> = asked
        .iter()
        .map(|(_, r)| scope_name(r.scope).to_owned())
        .collect();
    let ids: Vec<String> = asked.iter().map(|(_, r)| r.external_id.clone()).collect();
    let rows = sqlx::query!(
        r#"SELECT n AS "n!", workspace_id AS "workspace_id!", channel_id AS "channel_id!" FROM app.route($1, $2, $3, $4)"#,
        &apps,
        &kinds,
        &scopes,
        &ids
    )
    .fetch_all(tx.conn())
    .await?;
    let mut answers = vec![None; asked.len()];
    for row in rows {
        let at = usize::try_from(row.n - 1)
            .ok()
            .and_then(|at| answers.get_mut(at))
            .ok_or_else(|| {
                Error::inconsistent("channel_route", "n", row.n, "an answer nobody asked for")
            })?;
        *at = Some((row.workspace_id.into(), row.channel_id.into()));
    }
    Ok(answers)
}

/// The id of the event with this dedupe key: the same fact always has the same id (UUID version 8, RFC 9562).
#[must_use]
pub fn event_id(key: &DedupeKey) -> EventId {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&key.0[..16]);
    EventId(uuid::Uuid::new_v8(bytes))
}

/// Enters a workspace, and says which of these facts speak of somebody who was erased. Whoever erases meanwhile is
/// waited for.
pub async fn erased(
    tx: &mut IngestTx,
    workspace: WorkspaceId,
    deliveries: &[Delivery],
) -> Result<Vec<bool>> {
    sqlx::query!(
        "SELECT set_config('app.workspace_id', $1, true) AS s, pg_advisory_xact_lock_shared(hashtextextended($2, 0)) AS held",
        workspace.to_string(),
        crate::erasure::delivery_lock(workspace)
    )
    .fetch_one(tx.conn())
    .await?;
    let keys: Vec<[Vec<u8>; 2]> = deliveries
        .iter()
        .map(|d| {
            let fact = d.event.dedupe.0.to_vec();
            let told = d.event.body.message_id().map_or_else(
                || fact.clone(),
                |id| crate::erasure::provider_key(workspace, id).0.to_vec(),
            );
            [fact, told]
        })
        .collect();
    let asked: Vec<Vec<u8>> = keys.iter().flatten().cloned().collect();
    let known: std::collections::BTreeSet<Vec<u8>> = sqlx::query_scalar!(
        "SELECT key FROM app.erased_fact WHERE workspace_id = $1 AND key = ANY ($2)",
        workspace.uuid(),
        &asked
    )
    .fetch_all(tx.conn())
    .await?
    .into_iter()
    .collect();
    Ok(keys
        .iter()
        .map(|pair| pair.iter().any(|key| known.contains(key)))
        .collect())
}

/// Delivers events into the workspace that [`erased`] entered and enqueues their application. A fact delivered before changes nothing: its row
/// stays, and its job finds it applied. Answers how many were told for the first time.
pub async fn deliver(tx: &mut IngestTx, deliveries: &[Delivery], now: Time) -> Result<u64> {
    let n = deliveries.len();
    let mut rows = Columns::with_capacity(n);
    for delivery in deliveries {
        rows.push(delivery)?;
    }
    // Without a conflict target this needs INSERT only; the ingest role cannot read any workspace's rows.
    let told = sqlx::query!(
        "INSERT INTO app.inbound_event (id, dedupe_key, journal_seq, channel_id, kind, lane, event, received_at)
         SELECT * FROM unnest($1::uuid[], $2::bytea[], $3::bigint[], $4::uuid[], $5::text[], $6::text[], $7::jsonb[], $8::timestamptz[])
         ON CONFLICT DO NOTHING",
        &rows.ids,
        &rows.keys,
        &rows.seqs,
        &rows.channels,
        &rows.kinds,
        &rows.lanes,
        &rows.events,
        &rows.times
    )
    .execute(tx.conn())
    .await?;
    let jobs: Vec<Value> = rows.ids.iter().map(|id| json!({ "event": id })).collect();
    let job_kinds = vec!["apply_event".to_owned(); n];
    sqlx::query!(
        "SELECT app.enqueue($1, $2, $3, $4) AS done",
        &rows.lanes,
        &job_kinds,
        &jobs,
        now
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(told.rows_affected())
}

/// One vector a column, as UNNEST wants them.
struct Columns {
    ids: Vec<uuid::Uuid>,
    keys: Vec<Vec<u8>>,
    seqs: Vec<i64>,
    channels: Vec<uuid::Uuid>,
    kinds: Vec<String>,
    lanes: Vec<String>,
    events: Vec<Value>,
    times: Vec<Time>,
}

impl Columns {
    fn with_capacity(n: usize) -> Self {
        Self {
            ids: Vec::with_capacity(n),
            keys: Vec::with_capacity(n),
            seqs: Vec::with_capacity(n),
            channels: Vec::with_capacity(n),
            kinds: Vec::with_capacity(n),
            lanes: Vec::with_capacity(n),
            events: Vec::with_capacity(n),
            times: Vec::with_capacity(n),
        }
    }

    fn push(&mut self, delivery: &Delivery) -> Result<()> {
        let event = &delivery.event;
        let mut stored = serde_json::to_value(event)
            .map_err(|e| Error::inconsistent("inbound_event", "event", delivery.journal_seq, e))?;
        if let Some(object) = stored.as_object_mut() {
            object.insert(
                "signature".to_owned(),
                Value::String(delivery.signature.clone()),
            );
        }
        strip_nul(&mut stored);
        self.ids.push(event_id(&event.dedupe).uuid());
        self.keys.push(event.dedupe.0.to_vec());
        self.seqs.push(delivery.journal_seq);
        self.channels.push(delivery.channel.uuid());
        self.kinds.push(event.body.kind().to_owned());
        self.lanes.push(lane(&event.lane));
        self.events.push(stored);
        self.times.push(delivery.received_at);
        Ok(())
    }
}

/// A lane's stored name: a hash, because a channel names lanes after people.
fn lane(name: &str) -> String {
    let key = DedupeKey::of("lane", &[name.as_bytes()]);
    format!("in:{}", hex::encode(&key.0[..16]))
}

/// Postgres text cannot hold U+0000; the raw body in the journal still does.
fn strip_nul(value: &mut Value) {
    match value {
        Value::String(text) if text.contains('\0') => *text = text.replace('\0', "\u{FFFD}"),
        Value::Array(items) => items.iter_mut().for_each(strip_nul),
        Value::Object(map) => {
            if map.keys().any(|k| k.contains('\0')) {
                *map = std::mem::take(map)
                    .into_iter()
                    .map(|(k, v)| (k.replace('\0', "\u{FFFD}"), v))
                    .collect();
            }
            map.values_mut().for_each(strip_nul);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
