//! Who is there, who has how many conversations, and who waits for somebody.

use chrono::Duration;
use domain::Time;
use domain::assignment::{Colleague, Held, Mode, Rule};
use domain::ids::{ConversationId, PersonId, WorkspaceId};

use crate::{Db, Error, Result, WorkspaceTx};

/// Somebody who belongs to the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub id: PersonId,
    /// The name shown.
    pub name: String,
    /// Their role.
    pub role: String,
}

impl Member {
    /// Whether conversations may be given to them.
    #[must_use]
    pub fn may_answer(&self) -> bool {
        self.role != "viewer"
    }

    /// Whether the rule gives them conversations: a reviewer is a guest.
    #[must_use]
    pub fn takes_turns(&self) -> bool {
        self.may_answer() && self.role != "reviewer"
    }
}

/// Everybody who belongs to the workspace, by name.
pub async fn members(tx: &mut WorkspaceTx) -> Result<Vec<Member>> {
    let rows = sqlx::query!(
        r#"SELECT person_id AS "id!", name AS "name!", role AS "role!" FROM app.members()"#
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Member {
            id: r.id.into(),
            name: r.name,
            role: r.role,
        })
        .collect())
}

/// The workspace's rule; people take conversations themselves when there is none.
pub async fn rule(tx: &mut WorkspaceTx) -> Result<Rule> {
    let ws = tx.ws();
    let row = sqlx::query!(
        "SELECT mode, capacity, requeue_minutes FROM app.assignment_rule WHERE workspace_id = $1",
        ws
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else {
        return Ok(Rule {
            mode: Mode::Off,
            capacity: 10,
            requeue_after: Duration::minutes(10),
        });
    };
    let mode = match row.mode.as_str() {
        "off" => Mode::Off,
        "round_robin" => Mode::RoundRobin,
        other => return Err(Error::inconsistent("assignment_rule", "mode", ws, other)),
    };
    Ok(Rule {
        mode,
        capacity: u32::try_from(row.capacity)
            .map_err(|e| Error::inconsistent("assignment_rule", "capacity", ws, e))?,
        requeue_after: Duration::minutes(row.requeue_minutes.into()),
    })
}

/// Sets the rule.
pub async fn set_rule(tx: &mut WorkspaceTx, rule: &Rule, now: Time) -> Result<()> {
    let ws = tx.ws();
    let mode = match rule.mode {
        Mode::Off => "off",
        Mode::RoundRobin => "round_robin",
    };
    let unfit = |_| Error::Unfit("a rule with such numbers cannot be stored".to_owned());
    sqlx::query!(
        "INSERT INTO app.assignment_rule (workspace_id, mode, capacity, requeue_minutes, changed_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (workspace_id) DO UPDATE SET mode = excluded.mode, capacity = excluded.capacity,
           requeue_minutes = excluded.requeue_minutes, changed_at = excluded.changed_at",
        ws,
        mode,
        i32::try_from(rule.capacity).map_err(unfit)?,
        i32::try_from(rule.requeue_after.num_minutes()).map_err(unfit)?,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// One at a time gives conversations out in a workspace, on whichever node, until the transaction ends.
pub async fn lock(tx: &mut WorkspaceTx) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "SELECT pg_advisory_xact_lock(hashtextextended('loket.assign:' || $1::text, 0)) AS done",
        ws.to_string()
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(())
}

/// A desk is open. True when it was closed before.
pub async fn heard(
    tx: &mut WorkspaceTx,
    who: PersonId,
    closed_before: Time,
    now: Time,
) -> Result<bool> {
    let ws = tx.ws();
    let before = sqlx::query_scalar!(
        "WITH old AS (SELECT seen_at FROM app.availability WHERE workspace_id = $1 AND person_id = $2)
         INSERT INTO app.availability (workspace_id, person_id, seen_at) VALUES ($1, $2, $3)
         ON CONFLICT (workspace_id, person_id) DO UPDATE SET seen_at = greatest(app.availability.seen_at, excluded.seen_at)
         RETURNING (SELECT seen_at FROM old)",
        ws,
        who.uuid(),
        now
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(before.is_none_or(|at| at <= closed_before))
}

/// Somebody says that they are away, or back.
pub async fn set_away(tx: &mut WorkspaceTx, who: PersonId, away: bool) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.availability (workspace_id, person_id, away) VALUES ($1, $2, $3)
         ON CONFLICT (workspace_id, person_id) DO UPDATE SET away = excluded.away",
        ws,
        who.uuid(),
        away
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// These people, with whether they are there and how much they have.
pub async fn colleagues(tx: &mut WorkspaceTx, members: &[Member]) -> Result<Vec<Colleague>> {
    let ws = tx.ws();
    let ids: Vec<uuid::Uuid> = members.iter().map(|m| m.id.uuid()).collect();
    let rows = sqlx::query!(
        r#"SELECT p.id AS "id!", a.seen_at AS "seen_at?", coalesce(a.away, false) AS "away!", a.last_given_at AS "last_given_at?",
             (SELECT count(*) FROM app.conversation c WHERE c.workspace_id = $1 AND c.merged_into IS NULL AND c.state = 'open' AND c.assignee = p.id) AS "open!"
           FROM unnest($2::uuid[]) AS p (id) LEFT JOIN app.availability a ON a.workspace_id = $1 AND a.person_id = p.id"#,
        ws,
        &ids
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Colleague {
            id: r.id.into(),
            seen_at: r.seen_at,
            away: r.away,
            open: u32::try_from(r.open).unwrap_or(u32::MAX),
            last_given_at: r.last_given_at,
        })
        .collect())
}

/// Open conversations of nobody whose customer waits for an answer, with since when; the longest waiting first.
pub async fn queue(tx: &mut WorkspaceTx, limit: i64) -> Result<Vec<(Time, ConversationId)>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        "SELECT last_at, id FROM app.conversation WHERE workspace_id = $1 AND merged_into IS NULL AND state = 'open' AND assignee IS NULL
         ORDER BY last_at, id LIMIT $2",
        ws,
        limit
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|r| (r.last_at, r.id.into())).collect())
}

/// Open conversations whose customer waits for one of these people, and all of those who are not among `members` any more.
pub async fn held(
    tx: &mut WorkspaceTx,
    by: &[PersonId],
    members: &[Member],
    limit: i64,
) -> Result<Vec<Held>> {
    let ws = tx.ws();
    let by: Vec<uuid::Uuid> = by.iter().map(|id| id.uuid()).collect();
    let members: Vec<uuid::Uuid> = members.iter().map(|m| m.id.uuid()).collect();
    let rows = sqlx::query!(
        r#"SELECT c.id, c.assignee AS "assignee!", coalesce(c.assigned_at, c.updated_at) AS "since!", coalesce(c.last_direction = 'in', false) AS "waits!", c.last_at
           FROM app.conversation c
           WHERE c.workspace_id = $1 AND c.merged_into IS NULL AND c.state = 'open' AND c.assignee IS NOT NULL
             AND ((c.assignee = ANY ($2) AND c.last_direction = 'in') OR c.assignee <> ALL ($3)) ORDER BY c.id LIMIT $4"#,
        ws,
        &by,
        &members,
        limit
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Held {
            conversation: r.id.into(),
            by: r.assignee.into(),
            since: r.since,
            waits: r.waits,
            last_at: r.last_at,
        })
        .collect())
}

/// The rule gave them one.
pub async fn given(tx: &mut WorkspaceTx, who: PersonId, now: Time) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.availability SET last_given_at = $3 WHERE workspace_id = $1 AND person_id = $2",
        ws,
        who.uuid(),
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Workspaces in which a minute's look may find something.
pub async fn inboxes_due(db: &Db, now: Time) -> Result<Vec<WorkspaceId>> {
    let rows = sqlx::query_scalar!(
        r#"SELECT workspace_id AS "id!" FROM app.inboxes_due($1)"#,
        now
    )
    .fetch_all(db.worker_pool())
    .await?;
    Ok(rows.into_iter().map(WorkspaceId::from).collect())
}
