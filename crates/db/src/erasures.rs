//! What was erased for good, on its way into the ledger outside the database.

use domain::Time;
use domain::ids::WorkspaceId;
use domain::news::Ended;
use uuid::Uuid;

use crate::{Error, PlatformTx, Result, WorkspaceTx};

/// What was erased, by ids that say nothing of anybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Erased {
    /// A channel's token and its key.
    Channel {
        /// The channel.
        id: Uuid,
        /// Why it ended.
        why: Ended,
    },
    /// The token of a sign-up that came to no channel.
    Signup(Uuid),
    /// The token of an app connection.
    Connection(Uuid),
    /// A person: all the contacts that were one.
    Person(Vec<Uuid>),
}

/// One erasure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// Which.
    pub id: Uuid,
    /// In whose workspace.
    pub workspace: WorkspaceId,
    /// What.
    pub what: Erased,
    /// When it was committed, about.
    pub at: Time,
}

impl Erased {
    fn parts(&self) -> (&'static str, Vec<Uuid>, Option<&'static str>) {
        match self {
            Self::Channel { id, why } => ("channel", vec![*id], Some(why.as_str())),
            Self::Signup(id) => ("signup", vec![*id], None),
            Self::Connection(id) => ("connection", vec![*id], None),
            Self::Person(ids) => ("person", ids.clone(), None),
        }
    }
}

/// Enters what this transaction erases. `written` is when the ledger had it already. Entered twice it is there once.
pub async fn enter(tx: &mut WorkspaceTx, erasure: &Erasure, written: Option<Time>) -> Result<()> {
    let (kind, subjects, why) = erasure.what.parts();
    sqlx::query!(
        "INSERT INTO app.erasure (id, kind, subjects, why, erased_at, written_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT DO NOTHING",
        erasure.id,
        kind,
        &subjects,
        why,
        erasure.at,
        written
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What the ledger does not have yet, the oldest first, at most 500; nobody else is given the same meanwhile.
pub async fn unwritten(tx: &mut PlatformTx) -> Result<Vec<Erasure>> {
    let rows = sqlx::query!(
        "SELECT workspace_id, id, kind, subjects, why, erased_at FROM app.erasure
         WHERE written_at IS NULL ORDER BY erased_at LIMIT 500 FOR UPDATE SKIP LOCKED"
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            let wrong =
                |column, value: String| Error::inconsistent("erasure", column, row.id, value);
            let first = || {
                row.subjects
                    .first()
                    .copied()
                    .ok_or_else(|| wrong("subjects", "none".to_owned()))
            };
            let what = match row.kind.as_str() {
                "channel" => Erased::Channel {
                    id: first()?,
                    why: row
                        .why
                        .as_deref()
                        .and_then(Ended::parse)
                        .ok_or_else(|| wrong("why", format!("{:?}", row.why)))?,
                },
                "signup" => Erased::Signup(first()?),
                "connection" => Erased::Connection(first()?),
                "person" => Erased::Person(row.subjects.clone()),
                other => return Err(wrong("kind", other.to_owned())),
            };
            Ok(Erasure {
                id: row.id,
                workspace: row.workspace_id.into(),
                what,
                at: row.erased_at,
            })
        })
        .collect()
}

/// The ledger has these.
pub async fn written(tx: &mut PlatformTx, ids: &[Uuid], now: Time) -> Result<()> {
    sqlx::query!(
        "UPDATE app.erasure SET written_at = $2 WHERE id = ANY ($1) AND written_at IS NULL",
        ids,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Of what the ledger says, the ids that this database has never heard of, in workspaces that it knows.
pub async fn unknown(tx: &mut PlatformTx, told: &[(WorkspaceId, Uuid)]) -> Result<Vec<Uuid>> {
    let (workspaces, ids): (Vec<Uuid>, Vec<Uuid>) =
        told.iter().map(|(ws, id)| (ws.uuid(), *id)).unzip();
    Ok(sqlx::query_scalar!(
        r#"SELECT t.id AS "id!" FROM unnest($1::uuid[], $2::uuid[]) AS t (ws, id)
           JOIN app.workspace w ON w.workspace_id = t.ws
           WHERE NOT EXISTS (SELECT 1 FROM app.erasure e WHERE e.workspace_id = t.ws AND e.id = t.id)"#,
        &workspaces,
        &ids
    )
    .fetch_all(tx.conn())
    .await?)
}
