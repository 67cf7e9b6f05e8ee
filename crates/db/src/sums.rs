//! The sums a partner may see: counted by the worker from the workspace's own rows, told without anybody in them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::Time;
use domain::ids::WorkspaceId;

use crate::{PartnerTx, Result, WorkspaceTx};

/// What is counted.
pub const METRICS: [&str; 6] = [
    "messages_in",
    "messages_out",
    "auto_sent",
    "held",
    "failed",
    "contacts",
];
/// So many days are counted anew each time, and make the month.
const DAYS: i32 = 30;

/// One sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// Which workspace.
    pub workspace: WorkspaceId,
    /// Which day, in the workspace's time zone; the last one of a month.
    pub day: NaiveDate,
    /// What was counted.
    pub metric: String,
    /// How many.
    pub n: i64,
    /// How many people are behind it.
    pub people: i64,
}

struct Counted {
    day: Option<NaiveDate>,
    metric: String,
    n: i64,
    people: i64,
}

/// Counts the last thirty days of this workspace anew and writes them. Doing it twice changes nothing.
///
/// Days are those of the workspace's time zone. What is simulated counts only in a workspace that is simulated.
pub async fn recount(tx: &mut WorkspaceTx, now: Time) -> Result<()> {
    let ws = tx.ws();
    let today = sqlx::query_scalar!(
        r#"SELECT ($2::timestamptz AT TIME ZONE timezone)::date AS "day!" FROM app.workspace WHERE workspace_id = $1"#,
        ws,
        now
    )
    .fetch_one(tx.conn())
    .await?;
    let counted = sqlx::query_as!(
        Counted,
        r#"WITH w AS (
             SELECT timezone, simulated, (($2::date - $3::int + 1)::timestamp AT TIME ZONE timezone) AS since,
               (($2::date + 1)::timestamp AT TIME ZONE timezone) AS until
             FROM app.workspace WHERE workspace_id = $1),
           facts AS (
             SELECT (m.at AT TIME ZONE w.timezone)::date AS day, c.contact_id AS person, x.metric
             FROM w
             JOIN app.message m ON m.workspace_id = $1 AND m.at >= w.since AND m.at < w.until AND NOT m.history AND (w.simulated OR NOT m.simulated)
             JOIN app.conversation c ON c.workspace_id = $1 AND c.id = m.conversation_id
             CROSS JOIN LATERAL (VALUES
               ('messages_in', m.direction = 'in' AND m.kind NOT IN ('system', 'reaction')),
               ('contacts', m.direction = 'in' AND m.kind NOT IN ('system', 'reaction')),
               ('messages_out', m.direction = 'out' AND m.kind <> 'reaction' AND m.delivery IN ('accepted', 'sent', 'delivered', 'read', 'played')),
               ('auto_sent', m.direction = 'out' AND m.author ->> 'kind' = 'rule' AND m.delivery IN ('accepted', 'sent', 'delivered', 'read', 'played')),
               ('failed', m.direction = 'out' AND m.delivery = 'failed')) AS x (metric, counts)
             WHERE x.counts
             UNION ALL
             SELECT (d.created_at AT TIME ZONE w.timezone)::date, c.contact_id, 'held'
             FROM w
             JOIN app.draft d ON d.workspace_id = $1 AND d.created_at >= w.since AND d.created_at < w.until
             JOIN app.conversation c ON c.workspace_id = $1 AND c.id = d.conversation_id
             JOIN app.channel ch ON ch.workspace_id = $1 AND ch.id = c.channel_id AND (w.simulated OR NOT ch.simulated)
             WHERE d.abstained IS NULL AND d.verdict ->> 'verdict' IN ('hold', 'block'))
           SELECT day, metric AS "metric!",
             CASE metric WHEN 'contacts' THEN count(DISTINCT person) ELSE count(*) END AS "n!", count(DISTINCT person) AS "people!"
           FROM facts GROUP BY GROUPING SETS ((day, metric), (metric))"#,
        ws,
        today,
        DAYS
    )
    .fetch_all(tx.conn())
    .await?;
    let (days, month): (Vec<Counted>, Vec<Counted>) =
        counted.into_iter().partition(|c| c.day.is_some());
    write_days(tx, today, &days).await?;
    write_month(tx, today, month).await
}

async fn write_days(tx: &mut WorkspaceTx, today: NaiveDate, counted: &[Counted]) -> Result<()> {
    let ws = tx.ws();
    // What was counted before and is not there any more, such as a failure that was sent again.
    sqlx::query!(
        "UPDATE app.partner_daily SET n = 0, people = 0 WHERE workspace_id = $1 AND day > $2::date - $3::int AND n <> 0",
        ws,
        today,
        DAYS
    )
    .execute(tx.conn())
    .await?;
    let days: Vec<NaiveDate> = counted.iter().filter_map(|c| c.day).collect();
    let metrics: Vec<String> = counted.iter().map(|c| c.metric.clone()).collect();
    let numbers: Vec<i64> = counted.iter().map(|c| c.n).collect();
    let people: Vec<i64> = counted.iter().map(|c| c.people).collect();
    sqlx::query!(
        "INSERT INTO app.partner_daily (partner_id, workspace_id, day, metric, n, people)
         SELECT w.partner_id, $1, u.day, u.metric, u.n, u.people
         FROM unnest($2::date[], $3::text[], $4::bigint[], $5::bigint[]) AS u (day, metric, n, people)
         CROSS JOIN (SELECT partner_id FROM app.workspace WHERE workspace_id = $1) w
         ON CONFLICT (partner_id, workspace_id, day, metric) DO UPDATE SET n = excluded.n, people = excluded.people",
        ws,
        &days,
        &metrics,
        &numbers,
        &people
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

async fn write_month(tx: &mut WorkspaceTx, today: NaiveDate, counted: Vec<Counted>) -> Result<()> {
    let ws = tx.ws();
    let found: BTreeMap<String, (i64, i64)> = counted
        .into_iter()
        .map(|c| (c.metric, (c.n, c.people)))
        .collect();
    let of = |metric: &str| found.get(metric).copied().unwrap_or((0, 0));
    let metrics: Vec<String> = METRICS.iter().map(|m| (*m).to_owned()).collect();
    let numbers: Vec<i64> = METRICS.iter().map(|m| of(m).0).collect();
    let people: Vec<i64> = METRICS.iter().map(|m| of(m).1).collect();
    sqlx::query!(
        "INSERT INTO app.partner_month (partner_id, workspace_id, metric, until, n, people)
         SELECT w.partner_id, $1, u.metric, $2, u.n, u.people
         FROM unnest($3::text[], $4::bigint[], $5::bigint[]) AS u (metric, n, people)
         CROSS JOIN (SELECT partner_id FROM app.workspace WHERE workspace_id = $1) w
         ON CONFLICT (partner_id, workspace_id, metric) DO UPDATE SET until = excluded.until, n = excluded.n, people = excluded.people",
        ws,
        today,
        &metrics,
        &numbers,
        &people
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A partner's sums of each day since a day.
pub async fn of_days(tx: &mut PartnerTx, since: NaiveDate) -> Result<Vec<Sum>> {
    let partner = tx.partner().uuid();
    Ok(sqlx::query_as!(
        Sum,
        "SELECT workspace_id AS workspace, day, metric, n, people FROM app.partner_daily
         WHERE partner_id = $1 AND day >= $2 ORDER BY day, workspace_id, metric",
        partner,
        since
    )
    .fetch_all(tx.conn())
    .await?)
}

/// A partner's sums of the last thirty days, as they were counted last.
pub async fn of_month(tx: &mut PartnerTx) -> Result<Vec<Sum>> {
    let partner = tx.partner().uuid();
    Ok(sqlx::query_as!(
        Sum,
        "SELECT workspace_id AS workspace, until AS day, metric, n, people FROM app.partner_month
         WHERE partner_id = $1 ORDER BY workspace_id, metric",
        partner
    )
    .fetch_all(tx.conn())
    .await?)
}
