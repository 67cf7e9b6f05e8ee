//! What erasing a person empties: words, files, names and numbers; rows, times and counts stay.

use domain::dedupe::DedupeKey;
use domain::ids::{ContactId, ConversationId, WorkspaceId};
use domain::redact;
use serde_json::Value;
use uuid::Uuid;

pub use crate::erasure_rows::empty;
use crate::{Result, WorkspaceTx, identities};

/// Everything by which an erased person is found: gathered first, used everywhere.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// The contact and those that were merged into it.
    pub contacts: Vec<ContactId>,
    /// All their threads.
    pub threads: Vec<ConversationId>,
    /// Ids that are theirs alone: identities and the provider's ids of messages.
    pub own: Vec<String>,
    /// Numbers and user ids they hold or held, even those that somebody else holds today.
    pub identities: Vec<String>,
    pub(crate) provider_ids: Vec<String>,
    pub(crate) exclusive: Vec<String>,
}

impl Person {
    /// Their own ids as they stand in JSON: values of their own, in quotes.
    pub(crate) fn quoted(&self) -> Vec<String> {
        self.exclusive
            .iter()
            .map(|v| Value::String(v.clone()).to_string())
            .collect()
    }
}

/// The key under which a provider's id of an erased message is remembered.
#[must_use]
pub fn provider_key(workspace: WorkspaceId, provider_id: &str) -> DedupeKey {
    DedupeKey::of(
        "erased.provider",
        &[workspace.uuid().as_bytes(), provider_id.as_bytes()],
    )
}

/// Gathers a person as they are now.
pub async fn gather(tx: &mut WorkspaceTx, id: ContactId) -> Result<Person> {
    let ws = tx.ws();
    let contacts = sqlx::query_scalar!(
        r#"WITH RECURSIVE family AS (
             SELECT $2::uuid AS id
             UNION SELECT c.id FROM app.contact c JOIN family f ON c.merged_into = f.id WHERE c.workspace_id = $1)
           SELECT id AS "id!" FROM family"#,
        ws,
        id.uuid()
    )
    .fetch_all(tx.conn())
    .await?;
    let identities = sqlx::query_scalar!(
        "SELECT value FROM app.contact_identity WHERE workspace_id = $1 AND contact_id = ANY ($2)",
        ws,
        &contacts
    )
    .fetch_all(tx.conn())
    .await?;
    let threads = sqlx::query_scalar!(
        "SELECT id FROM app.conversation WHERE workspace_id = $1 AND contact_id = ANY ($2) ORDER BY id",
        ws,
        &contacts
    )
    .fetch_all(tx.conn())
    .await?;
    // A number that has another holder today names two people: it must not pull the other one's words along.
    let exclusive = sqlx::query_scalar!(
        r#"SELECT v AS "v!" FROM unnest($3::text[]) v WHERE NOT EXISTS (
             SELECT 1 FROM app.contact_identity i WHERE i.workspace_id = $1 AND i.value = v AND i.contact_id <> ALL ($2))"#,
        ws,
        &contacts,
        &identities
    )
    .fetch_all(tx.conn())
    .await?;
    let provider_ids = sqlx::query_scalar!(
        r#"SELECT provider_id AS "id!" FROM app.message WHERE workspace_id = $1 AND conversation_id = ANY ($2) AND provider_id IS NOT NULL"#,
        ws,
        &threads
    )
    .fetch_all(tx.conn())
    .await?;
    let mut own = exclusive.clone();
    own.extend(provider_ids.iter().cloned());
    if exclusive.len() < identities.len() {
        let names = sqlx::query_scalar!(
            r#"SELECT n AS "n!" FROM app.contact c CROSS JOIN LATERAL (VALUES (c.name), (c.username)) AS v (n)
               WHERE c.workspace_id = $1 AND c.id = ANY ($2) AND n IS NOT NULL"#,
            ws,
            &contacts
        )
        .fetch_all(tx.conn())
        .await?;
        own.extend(names);
    }
    Ok(Person {
        contacts: contacts.into_iter().map(ContactId::from).collect(),
        threads: threads.into_iter().map(ConversationId::from).collect(),
        own,
        identities,
        provider_ids,
        exclusive,
    })
}

/// Keeps whoever would find them now (a message being received) waiting until the end. After their events, since those
/// are locked first wherever they are applied.
pub async fn hold(tx: &mut WorkspaceTx, person: &Person) -> Result<()> {
    let contacts: Vec<Uuid> = person.contacts.iter().map(|id| id.uuid()).collect();
    identities::hold_all_of(tx, &contacts).await?;
    crate::conversations::lock_of_contacts(tx, &person.contacts).await?;
    Ok(())
}

/// Empties their events; answers the bodies these came in. With `wait` those that are being applied are waited for;
/// once their threads are held, whoever is in the middle waits for us and makes somebody new of them.
pub async fn empty_events(tx: &mut WorkspaceTx, person: &Person, wait: bool) -> Result<Vec<i64>> {
    let ws = tx.ws();
    if wait {
        lock_events(tx, person).await?;
    }
    let quoted = person.quoted();
    let rows = sqlx::query!(
        r#"SELECT id, kind, dedupe_key, journal_seq, event FROM app.inbound_event
           WHERE workspace_id = $1 AND (event -> 'body' ->> 'provider_id' = ANY ($2) OR event -> 'body' ->> 'target' = ANY ($2)
             OR EXISTS (SELECT 1 FROM unnest($3::text[]) q WHERE strpos(event::text, q) > 0)) ORDER BY id FOR UPDATE SKIP LOCKED"#,
        ws,
        &person.provider_ids,
        &quoted
    )
    .fetch_all(tx.conn())
    .await?;
    let (mut ids, mut left, mut keys, mut seqs) = (vec![], vec![], vec![], vec![]);
    for row in rows {
        // Reports of an account speak of several people; every other event is about one.
        let several = matches!(row.kind.as_str(), "account" | "unknown" | "errors");
        let mut event = row.event;
        if several {
            redact::redact(&mut event, &|leaf| is_one(&person.own, leaf));
        }
        ids.push(row.id);
        left.push(if several { event } else { Value::Null });
        keys.push(row.dedupe_key);
        seqs.push(row.journal_seq);
    }
    sqlx::query!(
        "UPDATE app.inbound_event e SET event = u.event, lane = 'erased', problem = NULL, state = CASE e.state WHEN 'pending' THEN 'stored' ELSE e.state END
         FROM unnest($2::uuid[], $3::jsonb[]) AS u (id, event) WHERE e.workspace_id = $1 AND e.id = u.id",
        ws,
        &ids,
        &left
    )
    .execute(tx.conn())
    .await?;
    let workspace = tx.workspace();
    keys.extend(
        person
            .provider_ids
            .iter()
            .map(|id| provider_key(workspace, id).0.to_vec()),
    );
    remember(tx, &keys).await?;
    let named: Vec<String> = ids.iter().map(Uuid::to_string).collect();
    sqlx::query!(
        "UPDATE app.dead_job SET problem = 'erased' WHERE workspace_id = $1 AND payload ->> 'event' = ANY ($2)",
        ws,
        &named
    )
    .execute(tx.conn())
    .await?;
    Ok(seqs)
}

async fn lock_events(tx: &mut WorkspaceTx, person: &Person) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        r#"SELECT id FROM app.inbound_event
           WHERE workspace_id = $1 AND (event -> 'body' ->> 'provider_id' = ANY ($2) OR event -> 'body' ->> 'target' = ANY ($2)
             OR EXISTS (SELECT 1 FROM unnest($3::text[]) q WHERE strpos(event::text, q) > 0)) ORDER BY id FOR UPDATE"#,
        ws,
        &person.provider_ids,
        &person.quoted()
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(())
}

/// Whether a leaf of a payload is one of these ids, with or without the plus of a number.
#[must_use]
pub fn is_one(ids: &[String], leaf: &str) -> bool {
    let bare = leaf.strip_prefix('+').unwrap_or(leaf);
    ids.iter().any(|id| id == leaf || id == bare)
}

/// Remembers facts of somebody erased, so that no duplicate has an effect.
pub async fn remember(tx: &mut WorkspaceTx, keys: &[Vec<u8>]) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.erased_fact (workspace_id, key) SELECT $1, k FROM unnest($2::bytea[]) k ON CONFLICT DO NOTHING",
        ws,
        keys
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whether the person of a thread was erased.
pub async fn is_erased(tx: &mut WorkspaceTx, conversation: ConversationId) -> Result<bool> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM app.conversation c JOIN app.contact p ON p.workspace_id = $1 AND p.id = c.contact_id
             WHERE c.workspace_id = $1 AND c.id = $2 AND p.erased_at IS NOT NULL) AS "e!""#,
        ws,
        conversation.uuid()
    )
    .fetch_one(tx.conn())
    .await?)
}

/// Keeps splitters away from this workspace until the transaction ends: what they deliver next sees what was erased.
pub async fn hold_deliveries(tx: &mut WorkspaceTx) -> Result<()> {
    let key = delivery_lock(tx.workspace());
    sqlx::query!(
        "SELECT pg_advisory_xact_lock(hashtextextended($1, 0)) AS held",
        key
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(())
}

pub(crate) fn delivery_lock(workspace: WorkspaceId) -> String {
    format!("deliver|{workspace}")
}
